# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures of areas that are compared: those of an extent, or those chosen one by one."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from klammer.base.quantities import Kind
from klammer.indicators.definitions import Definition
from klammer.presentation.sentences import is_number
from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.enums import WHOLE
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.rows import empty_row
from klammer_web.atlas.queries.smallness import shown
from klammer_web.atlas.view_state import comparator_keys

Row = Mapping[str, Any]
_BY_CHANCE = (Kind.PROPORTION, Kind.RATE)


def keys_of(view: CompareView) -> tuple[str, ...]:
    """Return the areas that are compared, ascending: chosen ones and the own, or the extent's."""
    if view.group:
        return tuple(sorted({*view.group, *([view.own] if view.own else [])}))
    return _inside(view.extent, view.level, view.boundary)


@lru_cache(maxsize=64)
def _inside(extent: str, level: str, boundary: str) -> tuple[str, ...]:
    is_inside = areas.inside(extent, level=level, boundary=boundary)
    return tuple(sorted(key for key in areas.names(level, boundary) if is_inside(key)))


def rows_of(view: CompareView, release: Release) -> list[Row]:
    """Return one row per compared area, by key; one without a figure is missing, not absent."""
    return rows_by_year(view, release, (view.period,))[view.period]


def rows_by_year(
    view: CompareView, release: Release, periods: Sequence[str]
) -> dict[str, list[Row]]:
    """Return period → one row per compared area, by key."""
    wanted = keys_of(view)
    found = read_level(
        release,
        view.indicator,
        level=view.level,
        boundary=view.boundary,
        periods=tuple(periods),
        breakdown=view.breakdown,
        among=() if view.extent == WHOLE and not view.group else wanted,
    )
    return {
        period: [found.get((period, key)) or empty_row(key, period=period) for key in wanted]
        for period in periods
    }


@lru_cache(maxsize=24)
def read_level(
    release: Release,
    indicator: str,
    *,
    level: str,
    boundary: str,
    periods: tuple[str, ...],
    breakdown: tuple[tuple[str, str], ...] = (),
    among: tuple[str, ...] = (),
) -> Mapping[tuple[str, str], Row]:
    """Return (period, area) → row of a level, or of some of its areas.

    Kept for the release, which never changes; few, as all years of a level are many rows.
    """
    table = release.values(
        indicator,
        area_level=level,
        boundary=boundary,
        period=periods[0] if len(periods) == 1 else None,
        areas=among or None,
        **dict(breakdown),
    )
    wanted = set(periods)
    rows = [row for row in table.rows() if row["period"] in wanted]
    printed = shown(rows, release=release, definition=release.definitions[indicator])
    return {(row["period"], row["area"]): row for row in printed}


def numbers(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that hold a number that may be compared."""
    return [row for row in rows if is_number(row)]


def by_chance(rows: Sequence[Row], definition: Definition) -> list[Row]:
    """Return the rows whose chance is known: a share or rate with its cases and an interval."""
    if definition.kind not in _BY_CHANCE:
        return []
    return [
        row
        for row in numbers(rows)
        if row["low"] is not None and row["numerator"] is not None and row["denominator"]
    ]


def coverage_near(
    release: Release, indicator: str, *, level: str, boundary: str
) -> Coverage | None:
    """Return what a release holds of an indicator at a level, at this boundary or the newest."""
    there = [one for one in release.coverage(indicator) if one.area_level == level]
    same = [one for one in there if one.boundary == boundary]
    return next(iter(same or there[-1:]), None)


def nearest_period(periods: Sequence[str], wanted: str) -> str:
    """Return the period nearest to one, the later of two equally near."""
    year = int(wanted[:4])
    return min(periods, key=lambda one: (abs(int(one[:4]) - year), -int(one[:4])))


def above(view: CompareView, release: Release) -> list[Row]:
    """Return the rows of the larger areas, the nearest first, of the same year."""
    keys = comparator_keys(view.level, view.extent)
    found = []
    for key in keys:
        row = row_above(release, view.indicator, key=key, boundary=view.boundary,
                        period=view.period, breakdown=view.breakdown)  # fmt: skip
        if row is not None:
            found.append(row)
    return found


@lru_cache(maxsize=2048)
def row_above(
    release: Release,
    indicator: str,
    *,
    key: str,
    boundary: str,
    period: str,
    breakdown: tuple[tuple[str, str], ...] = (),
) -> Row | None:
    """Return the row of one area in one year, at this boundary or the newest; None without one."""
    coverage = coverage_near(release, indicator, level=areas.level_of_key(key), boundary=boundary)
    if coverage is None or period not in coverage.periods:
        return None
    if len(key) == 2 and not breakdown:  # a Land or Germany: asked for again and again
        found = _rows_of_whole(release, key).get((indicator, coverage.boundary, period))
        released = [found] if found else []
    else:
        table = release.values(
            indicator,
            area_level=coverage.area_level,
            boundary=coverage.boundary,
            period=period,
            areas=[key],
            **dict(breakdown),
        )
        released = list(table.rows())
    rows = shown(released, release=release, definition=release.definitions[indicator])
    return next(iter(rows), None)


@lru_cache(maxsize=6)
def _rows_of_whole(release: Release, key: str) -> Mapping[tuple[str, str, str], Row]:
    """Return (indicator, boundary, period) → row of a large area, totals only, read at once."""
    rows = release.profile(key).rows()
    return {(row["indicator"], row["boundary"], row["period"]): row for row in rows}


@lru_cache(maxsize=4)
def _population_id(release: Release) -> str:
    for definition in release.definitions.values():
        is_count = definition.formula.variables == ("population",)
        if is_count and not definition.formula.denominator and release.coverage(definition.id):
            return definition.id
    return ""


def population(
    release: Release, *, level: str, boundary: str, period: str
) -> tuple[Mapping[str, float], str]:
    """Return area → inhabitants in the year nearest to one, and that year; empty without any."""
    indicator = _population_id(release)
    held = coverage_near(release, indicator, level=level, boundary=boundary) if indicator else None
    if held is None:
        return {}, ""
    year = nearest_period(held.periods, period)
    rows = read_level(release, indicator, level=level, boundary=held.boundary, periods=(year,))
    return {key: float(row["value"]) for (_, key), row in rows.items() if row["value"]}, year


@lru_cache(maxsize=4096)
def values_of(
    release: Release,
    indicator: str,
    *,
    level: str,
    boundary: str,
    period: str,
    among: tuple[str, ...] = (),
) -> tuple[tuple[str, float], ...]:
    """Return (area, value) of the areas that have a number, by area; totals only."""
    table = release.values(
        indicator,
        area_level=level,
        boundary=boundary,
        period=period,
        areas=among or None,
    )
    rows = shown(table.rows(), release=release, definition=release.definitions[indicator])
    return tuple((row["area"], float(row["value"])) for row in rows if is_number(row))


def boundaries_of(release: Release, level: str) -> list[str]:
    """Return the boundary versions at which a release has figures of a level, ascending."""
    return sorted({one.boundary for one in release.coverage() if one.area_level == level})
