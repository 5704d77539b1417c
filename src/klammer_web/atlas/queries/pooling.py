# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several years of an area together, from cells that this audience is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from klammer.indicators.definitions import Definition
from klammer.indicators.pooling import Pooled, pool
from klammer.warehouse.open import Release
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.smallness import is_few, limits_of


@dataclass(frozen=True)
class PooledArea:
    """Several years of one area together; `rows` are all its years, ascending."""

    area: areas.AreaName
    pooled: Pooled
    rows: Sequence[Mapping[str, Any]]
    is_small: bool  # even the sum says too little

    @property
    def years(self) -> Sequence[Mapping[str, Any]]:
        """The years that were added."""
        return [row for row in self.rows if row["period"] in self.pooled.periods]


def pooled_area(
    area: areas.AreaName, definition: Definition, *, release: Release, boundary: str
) -> PooledArea:
    """Add up the last years of an area: sums of shown cells, which anybody could do by hand."""
    rows = series_rows(area, definition, release=release, boundary=boundary)
    last = rows[-1]["period"] if rows else ""
    found = pool(
        rows,
        kind=definition.kind,
        factor=definition.formula.factor,
        method=definition.interval,
        since=max((one.period for one in definition.breaks if one.period <= last), default=""),
        delivered=definition.formula.delivered is not None,
    )
    is_small = found.value is not None and is_few(
        found.numerator, found.denominator, definition, limits_of(release, last)
    )
    return PooledArea(area, found, rows, is_small)


def series_rows(
    area: areas.AreaName, definition: Definition, *, release: Release, boundary: str
) -> list[Mapping[str, Any]]:
    """Return an area's figures by year, at a boundary version or the one that has them."""
    places = [
        one.boundary for one in release.coverage(definition.id) if one.area_level == area.level
    ]
    if not places:
        return []
    table = release.values(
        definition.id,
        area_level=area.level,
        boundary=boundary if boundary in places else places[-1],
        areas=[area.key],
    )
    return sorted(table.rows(), key=lambda row: row["period"])
