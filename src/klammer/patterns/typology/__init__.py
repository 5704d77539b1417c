# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Types of areas: which belong together, by what they stand out, and how sure the types are."""

from klammer.patterns.typology.finding import typology
from klammer.patterns.typology.naming import Words, type_names
from klammer.patterns.typology.types import AreaType, Feature, Membership, Merge, Typology

__all__ = [
    "AreaType",
    "Feature",
    "Membership",
    "Merge",
    "Typology",
    "Words",
    "type_names",
    "typology",
]
