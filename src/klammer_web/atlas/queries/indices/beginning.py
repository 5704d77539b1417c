# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an index is shown first: the areas it is meant for, in the newest year that has all of it."""

from collections.abc import Mapping

from klammer.base.errors import InputRefusedError
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import WHOLE
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.indices import inputs
from klammer_web.atlas.queries.indices.readable import Readable
from klammer_web.atlas.queries.indices.state import IndexView

HOME_STATE = "16"
_FIRST = ("county", "municipality", "association", "planning_region", "state")
Places = Mapping[tuple[str, str], tuple[str, ...]]


def begin_view(index: Readable, *, release: Release) -> IndexView | None:
    """Return how an index is shown first; None when the release lacks what goes in."""
    try:
        found = inputs.places(inputs.columns_of(index.specification, release), release)
    except InputRefusedError:
        return None
    if not found:
        return None
    return begun(index, found)


def begun(index: Readable, found: Places) -> IndexView:
    """Return the areas an index is meant for, or else the first that all its figures know."""
    about = index.held.about
    levels = {level for level, _ in found}
    level = about.get("level", "")
    if level not in levels:
        level = next((one for one in _FIRST if one in levels), min(levels))
    there = {boundary: years for (one, boundary), years in found.items() if one == level}
    boundary = max(there, key=lambda one: (there[one][-1], one))
    extent = str(about.get("extent") or areas.around(level, boundary) or HOME_STATE)
    extent = WHOLE if level == "state" else extent
    return IndexView(index, level, boundary, there[boundary][-1], extent, there[boundary])
