# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two groups of people side by side: how far apart a figure is, how sure that is, where it goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from klammer.base.cells import TOTAL
from klammer.base.quantities import Kind
from klammer.indicators import gaps
from klammer.indicators.definitions import Definition
from klammer.indicators.gaps import Estimated, Gap, Group
from klammer.presentation.sentences import is_number
from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.breakdowns import available
from klammer_web.atlas.queries.figures import (
    AreaFigure,
    empty_row,
    figure_of,
    signs_in,
    wording_of,
)
from klammer_web.atlas.queries.smallness import shown
from klammer_web.catalogue.queries.origins import sources

_TESTED = (Kind.PROPORTION, Kind.RATE)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Pair:
    """Two groups that share nobody; the words as they stand alone and after "bei"."""

    word: str  # in addresses
    column: str
    codes: tuple[str, str]
    names: tuple[str, str]
    with_names: tuple[str, str]

    @property
    def title(self) -> str:
        """Both names: "Frauen und Männer"."""
        return f"{self.names[0]} und {self.names[1]}"


PAIRS = (
    Pair("geschlecht", "sex", ("F", "M"), ("Frauen", "Männer"), ("Frauen", "Männern")),
    Pair(
        "staatsangehoerigkeit",
        "nationality",
        ("foreign", "national"),
        ("Ausländerinnen und Ausländer", "Deutsche"),
        ("Ausländerinnen und Ausländern", "Deutschen"),
    ),
)


@dataclass(frozen=True)
class Apart:
    """Two figures of one area and year and what lies between them.

    difference  first − second [unit of the figure], with limits where chance can be tested; None
                when either figure is no number
    gap         difference and ratio with limits; None where chance cannot be tested
    reason      code why it cannot, as in the column `note`; empty when it can
    """

    area: areas.AreaName
    period: str
    first: AreaFigure
    second: AreaFigure
    difference: Estimated | None
    gap: Gap | None
    reason: str


@dataclass(frozen=True)
class GapFigure:
    """Everything a page about two groups says in figures.

    years    the area's years, oldest first
    others   the larger areas in the newest year with a difference
    places   all areas of the level around it in that year, the largest difference first
    whole    how far both groups together are from everybody, as counted; None when not known
    """

    area: areas.AreaName
    definition: Definition
    coverage: Coverage
    pair: Pair
    years: Sequence[Apart]
    others: Sequence[Apart]
    places: Sequence[Apart]
    breaks: Mapping[str, str]
    sources: Sequence[str]
    signs: Sequence[tuple[str, str]]
    rest: float | None

    @property
    def newest(self) -> Apart | None:
        """The newest year in which both groups have a number."""
        known = [one for one in self.years if one.difference is not None]
        return known[-1] if known else None


def pairs_of(release: Release, coverage: Coverage) -> list[Pair]:
    """Return the pairs of groups of which both have figures at a level."""
    held = available(release, coverage)
    return [pair for pair in PAIRS if all(_codes(pair, code) in held for code in pair.codes)]


def missing_groups(pair: Pair, *, release: Release, coverage: Coverage) -> list[str]:
    """Return the names of the groups that have no figures at a level."""
    held = available(release, coverage)
    named = zip(pair.codes, pair.names, strict=True)
    return [name for code, name in named if _codes(pair, code) not in held]


def gap_figure(
    area: areas.AreaName,
    *,
    release: Release,
    definition: Definition,
    coverage: Coverage,
    pair: Pair,
) -> GapFigure:
    """Read both groups of an area, of the areas around it and of those above it."""
    rows = _rows(release, coverage, pair, areas_wanted=[area.key])
    held = available(release, coverage)
    periods = sorted({year for code in pair.codes for year in held.get(_codes(pair, code), ())})
    years = [_apart(area, period, rows, pair, definition) for period in periods]
    known = [one for one in years if one.difference is not None]
    newest = known[-1].period if known else ""
    inside = [period for period in periods if known]
    breaks = {
        one.period: one.reason
        for one in definition.breaks
        if inside and inside[0] < one.period <= inside[-1]
    }
    return GapFigure(
        area=area,
        definition=definition,
        coverage=coverage,
        pair=pair,
        years=years,
        others=_above(area, newest, release, definition, coverage, pair) if newest else [],
        places=_places(area, newest, release, definition, coverage, pair) if newest else [],
        breaks=breaks,
        sources=sources(release, definition, level=coverage.area_level),
        signs=signs_in(figure.row for one in years for figure in (one.first, one.second)),
        rest=_rest(area, newest, rows, pair) if newest else None,
    )


def comparable(found: GapFigure) -> tuple[Apart, Apart] | None:
    """Return the first and the newest year since the last break; None when there are not two."""
    newest = found.newest
    if newest is None:
        return None
    begin = max((cut for cut in found.breaks if cut <= newest.period), default="")
    since = [one for one in found.years if one.difference and begin <= one.period]
    return (since[0], newest) if len(since) > 1 else None


def _codes(pair: Pair, code: str) -> tuple[str, str, str]:
    return (code, TOTAL, TOTAL) if pair.column == "sex" else (TOTAL, TOTAL, code)


def _rows(
    release: Release,
    coverage: Coverage,
    pair: Pair,
    *,
    areas_wanted: Sequence[str] | None = None,
    period: str | None = None,
) -> dict[tuple[str, str, str], Row]:
    """Return (area, period, code) → figure of both groups and of everybody."""
    table = release.values(
        coverage.indicator,
        area_level=coverage.area_level,
        boundary=coverage.boundary,
        areas=areas_wanted,
        period=period,
        **{pair.column: None},
    )
    rows = shown(table.rows(), release=release, definition=release.definitions[coverage.indicator])
    return {(row["area"], row["period"], row[pair.column]): row for row in rows}


def _apart(
    area: areas.AreaName,
    period: str,
    rows: Mapping[tuple[str, str, str], Row],
    pair: Pair,
    definition: Definition,
) -> Apart:
    wording = wording_of(definition)
    found = [
        rows.get((area.key, period, code)) or empty_row(area.key, period=period)
        for code in pair.codes
    ]
    figures = [figure_of(row, area=area, wording=wording) for row in found]
    if not all(is_number(row) for row in found):
        return Apart(area, period, figures[0], figures[1], None, None, "incomplete")
    reason = _reason(found, definition)
    gap = None if reason else _gap(found, definition)
    plain = Estimated(found[0]["value"] - found[1]["value"], None, None)
    difference = gap.difference if gap else plain
    return Apart(area, period, figures[0], figures[1], difference, gap, reason)


def _reason(found: Sequence[Row], definition: Definition) -> str:
    """Return why chance cannot be tested: the release gives no interval, or the kind has none."""
    without = [row for row in found if row["low"] is None]
    if without:
        return str(without[0].get("note") or definition.why_no_interval or "incomplete")
    return "" if definition.kind in _TESTED else str(definition.kind)


def _gap(found: Sequence[Row], definition: Definition) -> Gap:
    first, second = (Group(row["numerator"], row["denominator"]) for row in found)
    return gaps.gap(definition.kind, first, second, factor=definition.formula.factor)


def _above(area, period, release, definition, coverage, pair) -> list[Apart]:
    found = []
    for one in areas.above(area.key, boundary=coverage.boundary):
        there = [c for c in release.coverage(definition.id) if c.area_level == one.level]
        same = [c for c in there if c.boundary == coverage.boundary] or there[-1:]
        if same:
            rows = _rows(release, same[0], pair, areas_wanted=[one.key], period=period)
            apart = _apart(one, period, rows, pair, definition)
            found += [apart] if apart.difference is not None else []
    return found


def _places(area, period, release, definition, coverage, pair) -> list[Apart]:
    """Return the areas around: those of the county for a municipality, else of the state."""
    near = 5 if coverage.area_level in {"municipality", "association"} else 2
    named = areas.names(coverage.area_level, coverage.boundary)
    is_wide = coverage.area_level in {"state", "country"}
    keys = [key for key in named if is_wide or key[:near] == area.key[:near]]
    rows = _rows(release, coverage, pair, areas_wanted=keys, period=period)
    held = {key for key, _, _ in rows}
    found = [_apart(named[key], period, rows, pair, definition) for key in keys if key in held]
    return sorted(found, key=_place) if len(found) > 1 else []


def _place(one: Apart) -> tuple[bool, float, str]:
    value = one.difference.value if one.difference else 0.0
    return (one.difference is None, -value, one.area.sorting)


def _rest(area, period, rows, pair) -> float | None:
    """Return how many counted people are in neither group; None where it cannot be said."""
    codes = (TOTAL, *pair.codes)
    found = [rows.get((area.key, period, code)) for code in codes]
    name = "denominator" if all(row and row["denominator"] for row in found) else "numerator"
    counts = [row[name] for row in found if row and row.get(name) is not None]
    return counts[0] - sum(counts[1:]) if len(counts) == len(codes) else None
