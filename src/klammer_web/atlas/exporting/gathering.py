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
        is_plain = period is None and (sex, age, nationality) == (TOTAL, TOTAL, TOTAL)
        if areas is not None and len(areas) == 1 and is_plain and columns is VALUES:
            whole, rows = _gathered(self, indicator, area_level, boundary)
            return whole.selected(rows.get(areas[0], ()))
        return super().values(
            indicator, area_level=area_level, boundary=boundary, period=period, areas=areas,
            sex=sex, age=age, nationality=nationality, columns=columns,
        )  # fmt: skip


@lru_cache(maxsize=12)  # the levels of one indicator; the next one takes their place
def _gathered(
    release: GatheredRelease, indicator: str, level: str, boundary: str
) -> tuple[SafeTable, Mapping[str, Sequence[int]]]:
    whole = Release.values(release, indicator, area_level=level, boundary=boundary)
    rows: dict[str, list[int]] = {}
    for number, area in enumerate(whole.table["area"]):
        rows.setdefault(area, []).append(number)
    return whole, rows
