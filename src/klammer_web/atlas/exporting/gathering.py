# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A release that reads the totals of an indicator at a level once and answers area by area."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from klammer.base.cells import TOTAL
from klammer.disclosure.release import SafeTable
from klammer.warehouse.open import Release
from klammer.warehouse.schema import VALUES


class GatheredRelease(Release):
    """For a site of many thousand pages, each of which asks for the figures of one area."""

    def values(  # reason: the question of `Release.values`
        self,
        indicator: str,
        *,
        area_level: str,
        boundary: str,
        period: str | None = None,
        areas: Sequence[str] | None = None,
        sex: str | None = TOTAL,
        age: str | None = TOTAL,
        nationality: str | None = TOTAL,
        columns: Sequence[str] = VALUES,
    ) -> SafeTable:
        """Answer as `Release.values` does."""
        if columns is VALUES and (sex, age, nationality) == (TOTAL, TOTAL, TOTAL):
            return _gathered(self, indicator, area_level, boundary).part(areas, period)
        return super().values(
            indicator, area_level=area_level, boundary=boundary, period=period, areas=areas,
            sex=sex, age=age, nationality=nationality, columns=columns,
        )  # fmt: skip


class _Gathered:
    """The totals of an indicator at a level, and in which rows each area and period stands."""

    def __init__(self, whole: SafeTable) -> None:
        self.whole = whole
        self._by_area = _rows_by(whole.table["area"])
        self._by_period = _rows_by(whole.table["period"])

    def part(self, areas: Sequence[str] | None, period: str | None) -> SafeTable:
        """Return the rows of some areas, of one period or both, in the order of the whole."""
        if areas is None and period is None:
            return self.whole
        found = self._by_period.get(period, ()) if period is not None else None
        if areas is not None:
            own = sorted(row for area in set(areas) for row in self._by_area.get(area, ()))
            there = set(own if found is None else found)
            found = [row for row in own if row in there]
        return self.whole.selected(found or ())


def _rows_by(keys: Sequence[str]) -> Mapping[str, Sequence[int]]:
    rows: dict[str, list[int]] = {}
    for number, key in enumerate(keys):
        rows.setdefault(key, []).append(number)
    return rows


@lru_cache(maxsize=12)  # the levels of one indicator; the next one takes their place
def _gathered(release: GatheredRelease, indicator: str, level: str, boundary: str) -> _Gathered:
    return _Gathered(Release.values(release, indicator, area_level=level, boundary=boundary))
