# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forty-odd deliveries as counties really send them, each made in code."""

from tests.core.sources.corpus.shapes import SHAPES
from tests.core.sources.corpus.tables import TABLES
from tests.core.sources.corpus.writing import Made

CORPUS: tuple[Made, ...] = (*TABLES, *SHAPES)

__all__ = ["CORPUS", "Made"]
