# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Composite indices: specified by a file or a form, computed by one engine, recomputable by hand.

What a file may say, with formulas and sources: `docs/reference/indices.md`.
"""

from klammer.patterns.indices.computing import compute
from klammer.patterns.indices.fragility import Robustness, robustness
from klammer.patterns.indices.reading import read_specification, shipped, specification_of
from klammer.patterns.indices.result import IndexResult
from klammer.patterns.indices.specification import Specification
from klammer.patterns.indices.writing import to_data, to_toml

__all__ = [
    "IndexResult",
    "Robustness",
    "Specification",
    "compute",
    "read_specification",
    "robustness",
    "shipped",
    "specification_of",
    "to_data",
    "to_toml",
]
