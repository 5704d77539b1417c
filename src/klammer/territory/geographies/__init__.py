# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Geographies of a workspace's own: Planungsräume, Schulbezirke, quarters, from a day on.

They stand beside the official ones: a level, boundary versions, keys, names, outlines. See
`docs/adr/` for why they live in the instance and how their figures are protected.
"""

from klammer.territory.geographies.finding import find, need, serve, versions
from klammer.territory.geographies.model import KINDS, Geography, Part
from klammer.territory.own_keys import is_level, key_of, level_of_key, new_level

__all__ = [
    "KINDS",
    "Geography",
    "Part",
    "find",
    "is_level",
    "key_of",
    "level_of_key",
    "need",
    "new_level",
    "serve",
    "versions",
]
