# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One indicator over time for all areas of an extent, on the same axes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from klammer.indicators.definitions import Definition
from klammer.presentation import judgements, movements
from klammer.presentation.multiples import Axes, shared_axes
from klammer.presentation.sentences import is_number
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import is_small
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.figures import (
    AreaFigure,
    empty_row,
    figure_of,
    signs_in,
    wording_of,
)
from klammer_web.atlas.queries.smallness import shown
from klammer_web.atlas.view_state import MapView
from klammer_web.catalogue.queries.origins import sources

MOST = 80  # more small drawings than this cannot be compared
BASE = 100.0  # what an absolute number is in its first year

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Small:
    """One area: its figures by period, what is drawn, the newest number, how it moved.

    newest  the newest year that holds a number, else the newest year with its sign
    years   how many years have a number
    """

    area: areas.AreaName
    figures: Sequence[AreaFigure]
    points: Sequence[Row]
    newest: AreaFigure
    years: int
    way: movements.Way | None


@dataclass(frozen=True)
class Multiples:
    """Everything a page of small drawings says.

    reference  the area whose line is drawn quietly in all; None without one
    is_index   whether the drawings show an index (first year = 100) since absolute numbers of
               large and small areas have no common axis
    ways       how many areas moved how since the last break; empty where it is not judged
    """

    view: MapView
    definition: Definition
    periods: Sequence[str]
    smalls: Sequence[Small]
    reference: Small | None
    axes: Axes | None
    breaks: Sequence[tuple[int, str, str]]
    is_index: bool
    ways: Mapping[movements.Way, int]
    sources: Sequence[str]
    signs: Sequence[tuple[str, str]]


def keys_inside(view: MapView) -> list[str]:
    """Return the keys of the areas of a view's level inside its extent."""
    is_inside = areas.inside(view.extent, level=view.level, boundary=view.boundary)
    return [key for key in areas.names(view.level, view.boundary) if is_inside(key)]


def multiples(view: MapView, *, release: Release, definition: Definition) -> Multiples:
    """Read the series of every area inside the view's extent and of the area above."""
    rows = _rows(release, view, view.level, view.boundary, keys_inside(view))
    held = {key for key, _ in rows}
    periods = sorted({period for key, period in rows if is_number(rows[key, period])})
    cuts = {
        one.period: one.reason
        for one in definition.breaks
        if periods and periods[0] < one.period <= periods[-1]
    }
    is_index = definition.kind.adds_up
    named = areas.names(view.level, view.boundary)
    smalls = [
        _small(named[key], rows, periods, definition, cuts=cuts, is_index=is_index)
        for key in held
        if key in named and periods
    ]
    reference = _reference(release, view, periods, definition, cuts) if periods else None
    drawn = [one.points for one in [*smalls, *([reference] if reference else [])]]
    return Multiples(
        view=view,
        definition=definition,
        periods=periods,
        smalls=sorted(smalls, key=_by_name if view.order == "name" else _by_level),
        reference=reference,
        axes=shared_axes(drawn, breaks=cuts),
        breaks=[(number, cut, cuts[cut]) for number, cut in enumerate(sorted(cuts), start=1)],
        is_index=is_index,
        ways=_ways(smalls),
        sources=sources(release, definition, level=view.level),
        signs=signs_in(figure.row for one in smalls for figure in one.figures),
    )


def _rows(
    release: Release, view: MapView, level: str, boundary: str, keys: Sequence[str]
) -> dict[tuple[str, str], Row]:
    table = release.values(
        view.indicator, area_level=level, boundary=boundary, areas=keys, **dict(view.breakdown)
    )
    rows = shown(table.rows(), release=release, definition=release.definitions[view.indicator])
    return {(row["area"], row["period"]): row for row in rows}


def _small(
    area: areas.AreaName,
    rows: Mapping[tuple[str, str], Row],
    periods: Sequence[str],
    definition: Definition,
    *,
    cuts: Mapping[str, str],
    is_index: bool,
) -> Small:
    wording = wording_of(definition)
    own = [rows.get((area.key, one)) or empty_row(area.key, period=one) for one in periods]
    figures = [figure_of(row, area=area, wording=wording) for row in own]
    known = [figure for figure in figures if is_number(figure.row)]
    moved = movements.movement([f.row for f in known], wording=wording, breaks=cuts)
    may_judge = bool(known) and not judgements.may_jump(
        known[-1].row, is_small=is_small(area.level)
    )
    return Small(
        area=area,
        figures=figures,
        points=_points(own, is_index=is_index),
        newest=known[-1] if known else figures[-1],
        years=len(known),
        way=moved.way if moved and may_judge else None,
    )


def _points(rows: Sequence[Row], *, is_index: bool) -> list[Row]:
    """Return what is drawn: a hidden zero is a gap; an index counts from the first number."""
    first = next((row["value"] for row in rows if is_number(row) and row["value"]), None)
    points = []
    for row in rows:
        value = row["value"] if is_number(row) else None
        if is_index and value is not None:
            value = BASE * value / first if first else None
        points.append({"period": row["period"], "value": value})
    return points


def _reference(release, view, periods, definition, cuts) -> Small | None:
    """Return the nearest area above the extent that has figures."""
    for key in view.comparators:
        area = areas.name_of(key, boundary=view.boundary)
        there = [
            one
            for one in release.coverage(view.indicator)
            if area and one.area_level == area.level != view.level
        ]
        if not area or not there:
            continue
        same = [one for one in there if one.boundary == view.boundary] or there[-1:]
        rows = _rows(release, view, area.level, same[0].boundary, [key])
        if any(is_number(row) for row in rows.values()):
            return _small(
                area, rows, periods, definition, cuts=cuts, is_index=definition.kind.adds_up
            )
    return None


def _ways(smalls: Sequence[Small]) -> Mapping[movements.Way, int]:
    """Count ways; empty when not every area with two years may be judged."""
    several = [one for one in smalls if one.years > 1]
    if not several or any(one.way is None for one in several):
        return {}
    return Counter(one.way for one in several if one.way)


def _by_name(one: Small) -> tuple[str]:
    return (one.area.sorting,)


def _by_level(one: Small) -> tuple[bool, float, str]:
    is_known = is_number(one.newest.row)
    return (not is_known, -one.newest.row["value"] if is_known else 0.0, one.area.sorting)
