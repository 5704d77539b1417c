# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one may look at where a small area's figure says too little: larger areas, more years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from klammer.indicators.definitions import Definition
from klammer.presentation.sentences import is_number
from klammer.warehouse.open import Release
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.pooling import PooledArea, pooled_area, series_rows
from klammer_web.atlas.queries.smallness import shown

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Larger:
    """A larger area: its newest figure, or None where it has none.

    parts  the areas of the small area's level that it is made of, by name
    """

    area: areas.AreaName
    row: Row | None
    parts: Sequence[areas.AreaName] = ()


def association(
    area: areas.AreaName, definition: Definition, *, release: Release, boundary: str
) -> Larger | None:
    """Return the association of a municipality with its figure; None where there is no other."""
    own = areas.known("municipality", boundary=boundary).get(area.key)
    key = own.parents.get("association", "") if own else ""
    named = areas.name_of(key, boundary=boundary) if key else None
    if named is None:
        return None
    is_inside = areas.inside(key, level="municipality", boundary=boundary)
    near = (o for o in areas.names("municipality", boundary).values() if o.key[:5] == key[:5])
    parts = [one for one in near if is_inside(one.key)]
    if len(parts) < 2:
        return None
    row = newest(named, definition, release=release, boundary=boundary)
    return Larger(named, row, sorted(parts, key=lambda one: one.sorting))


def larger(
    area: areas.AreaName, definition: Definition, *, release: Release, boundary: str
) -> Larger | None:
    """Return the nearest area above with a figure."""
    for one in areas.above(area.key, boundary=boundary):
        row = newest(one, definition, release=release, boundary=boundary)
        if row is not None:
            return Larger(one, row)
    return None


def more_years(
    area: areas.AreaName, definition: Definition, *, release: Release, boundary: str
) -> PooledArea:
    """Return several years together, or the reason why they cannot be added."""
    return pooled_area(area, definition, release=release, boundary=boundary)


def newest(
    area: areas.AreaName, definition: Definition, *, release: Release, boundary: str
) -> Row | None:
    """Return the newest figure of an area that is a number and is shown."""
    rows = shown(
        series_rows(area, definition, release=release, boundary=boundary),
        release=release,
        definition=definition,
    )
    return next((row for row in reversed(rows) if is_number(row)), None)
