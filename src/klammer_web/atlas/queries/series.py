# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One indicator of one area over time, with what it is compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from klammer.indicators.definitions import Definition
from klammer.presentation import charts, formats, judgements, movements, sentences
from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.enums import is_small
from klammer_web.atlas.queries import areas, peer_groups
from klammer_web.atlas.queries.boundary_changes import BoundaryChange, changes_of, years_before
from klammer_web.atlas.queries.breakdowns import held_by
from klammer_web.atlas.queries.figures import (
    AreaFigure,
    empty_row,
    figure_of,
    no_test,
    signs_in,
    wording_of,
)
from klammer_web.atlas.queries.smallness import shown
from klammer_web.catalogue.queries.origins import sources

STRONG = ("a", "b", "c", "d")  # how areas of the same weight are drawn; more are not read


@dataclass(frozen=True)
class SeriesLine:
    """One row of the table: a period, the area's figure, and the comparators' figures."""

    period: str
    figure: AreaFigure
    others: Sequence[AreaFigure]
    break_number: int


@dataclass(frozen=True)
class SeriesFigure:
    """Everything a series page says.

    comparators  areas with a column of their own: the chosen ones, then those above the area
    chosen       areas of the same level that stand beside with the same weight
    edges        changes of the area's boundaries, and how the years before stand to them
    """

    area: areas.AreaName
    definition: Definition
    coverage: Coverage
    breakdown: tuple[tuple[str, str], ...]
    chart: str
    axis_from: str
    lines: Sequence[SeriesLine]
    comparators: Sequence[areas.AreaName]
    breaks: Sequence[tuple[int, str, str]]
    sentences: Sequence[str]
    sources: Sequence[str]
    no_test: str
    converted: str
    signs: Sequence[tuple[str, str]]
    chosen: Sequence[areas.AreaName] = ()
    edges: Sequence[tuple[BoundaryChange, str]] = ()

    @property
    def has_intervals(self) -> bool:
        """Whether any figure of the area has an interval."""
        return any(line.figure.interval for line in self.lines)


def series_figure(
    area: areas.AreaName,
    *,
    release: Release,
    definition: Definition,
    coverage: Coverage,
    breakdown: tuple[tuple[str, str], ...] = (),
    chosen: Sequence[areas.AreaName] = (),
    with_chart: bool = True,
) -> SeriesFigure:
    """Read a series and everything it is compared with; the drawing only where it is wanted."""
    wording = wording_of(definition)
    own = _points(release, area, coverage, breakdown)
    beside = [(one, _points(release, one, coverage, breakdown)) for one in chosen]
    others = _above(release, area, coverage, breakdown)
    periods = _periods(own, held_by(release, coverage, breakdown))
    breaks = _breaks(definition, periods)
    edges = _edges(area, own, periods, coverage)
    compared = [] if definition.kind.adds_up else others  # larger areas' totals are no comparison
    drawn = _drawn([(area, own), *beside], compared, periods, wording)
    chart, axis_from = _chart(definition, drawn, periods, breaks, edges) if with_chart else ("", "")
    return SeriesFigure(
        area=area,
        definition=definition,
        coverage=coverage,
        breakdown=breakdown,
        chart=chart,
        axis_from=axis_from,
        lines=_lines(periods, area, own, [*beside, *others], breaks, wording),
        comparators=[*chosen, *(one for one, _ in others)],
        breaks=breaks,
        sentences=_sentences(area, own, compared, breaks, definition),
        sources=sources(release, definition, level=coverage.area_level),
        no_test=no_test(list(own.values())),
        converted=sentences.converted(list(own.values())),
        signs=signs_in(_told([own, *(points for _, points in beside)], periods)),
        chosen=chosen,
        edges=edges,
    )


def _told(
    every: Sequence[Mapping[str, Mapping[str, Any]]], periods: list[str]
) -> list[Mapping[str, Any]]:
    """Return the figures of all years of these areas; a year without a row is missing."""
    return [
        found.get(period) or empty_row("", period=period) for found in every for period in periods
    ]


def _above(
    release: Release,
    area: areas.AreaName,
    coverage: Coverage,
    breakdown: tuple[tuple[str, str], ...],
) -> list[tuple[areas.AreaName, Mapping[str, Mapping[str, Any]]]]:
    """Return the larger areas with their figures by period; those without any are left out."""
    found = [
        (one, _points(release, one, there, breakdown))
        for one in areas.above(area.key, boundary=coverage.boundary)
        if (there := _coverage_at(release, coverage.indicator, one.level, coverage.boundary))
    ]
    return [(one, points) for one, points in found if points]


def _edges(area, own, periods, coverage) -> list[tuple[BoundaryChange, str]]:
    points = [own[period] for period in sorted(own)]
    return [
        (change, years_before(points, change=change, boundary=coverage.boundary))
        for change in changes_of(area, periods=periods)
    ]


def _drawn(strong, quiet, periods, wording) -> list[charts.Series]:
    manners = ["own", *STRONG]
    found = [
        charts.Series(one.title, _drawable(points, periods, one, wording), manner)
        for (one, points), manner in zip(strong, manners, strict=False)
    ]
    return found + [
        charts.Series(one.title, _drawable(points, periods, one, wording), "quiet")
        for one, points in quiet
    ]


def _chart(definition, drawn, periods, breaks, edges) -> tuple[str, str]:
    """Return the drawing and, when it is not zero, where its axis begins."""
    wording = wording_of(definition)
    axis = charts.axis_begins_above_zero(drawn)
    chart = "".join(
        charts.time_series(
            drawn,
            label=f"{definition.title}, {drawn[0].name}, {periods[0]} bis {periods[-1]}",
            breaks={period: reason for _, period, reason in breaks},
            edges=[change.date for change, _ in edges],
            unit=wording.unit,
            narrow=narrow,
        )
        for narrow in (False, True)
    )
    return chart, "" if axis is None else formats.number(axis, decimals=wording.decimals)


def _points(
    release: Release,
    area: areas.AreaName,
    coverage: Coverage,
    breakdown: tuple[tuple[str, str], ...],
) -> Mapping[str, Mapping[str, Any]]:
    if isinstance(area, areas.PeerGroup):
        return peer_groups.group_rows(
            release,
            coverage.indicator,
            area.key,
            boundary=coverage.boundary,
            periods=coverage.periods,
            breakdown=breakdown,
        )
    return _shown(release, coverage.indicator, area.level, coverage.boundary, area.key, breakdown)


@lru_cache(maxsize=64)  # larger areas stand beside many smaller ones
def _shown(
    release: Release,
    indicator: str,
    level: str,
    boundary: str,
    area: str,
    breakdown: tuple[tuple[str, str], ...],
) -> Mapping[str, Mapping[str, Any]]:
    table = release.values(
        indicator, area_level=level, boundary=boundary, areas=[area], **dict(breakdown)
    )
    rows = shown(table.rows(), release=release, definition=release.definitions[indicator])
    return {row["period"]: row for row in rows}


def _coverage_at(release: Release, indicator: str, level: str, boundary: str) -> Coverage | None:
    there = [one for one in release.coverage(indicator) if one.area_level == level]
    same = [one for one in there if one.boundary == boundary]
    return (same or there[-1:] or [None])[0]


def _periods(own: Mapping[str, Any], held: Sequence[str]) -> list[str]:
    """Return the years of a series: those of the level, from the first of the area on."""
    begin = min(own or held)
    return sorted(period for period in {*held, *own} if period >= begin)


def _breaks(definition: Definition, periods: Sequence[str]) -> list[tuple[int, str, str]]:
    inside = sorted(
        (one.period, one.reason)
        for one in definition.breaks
        if periods[0] < one.period <= periods[-1]
    )
    return [(number, period, reason) for number, (period, reason) in enumerate(inside, start=1)]


def _drawable(points, periods, area, wording) -> list[dict[str, Any]]:
    drawn = []
    for period in periods:
        row = points.get(period) or empty_row(area.key, period=period)
        figure = figure_of(row, area=area, wording=wording)
        is_number = row["value"] is not None and row["status"] != "zero_or_hidden"
        drawn.append(
            {
                **row,
                "value": row["value"] if is_number else None,
                "text": figure.text,
                "limits": figure.interval,
                "why": figure.meaning,
            }
        )
    return drawn


def _lines(periods, area, own, others, breaks, wording) -> list[SeriesLine]:
    numbers = {period: number for number, period, _ in breaks}
    lines = []
    for period in reversed(periods):
        row = own.get(period) or empty_row(area.key, period=period)
        beside = [
            figure_of(
                points.get(period) or empty_row(one.key, period=period), area=one, wording=wording
            )
            for one, points in others
        ]
        figure = figure_of(row, area=area, wording=wording)
        lines.append(SeriesLine(period, figure, beside, numbers.get(period, 0)))
    return lines


def _sentences(area, own, others, breaks, definition) -> list[str]:
    if not own:
        return [f"{area.within[:1].upper()}{area.within[1:]} liegt kein Wert vor."]
    wording, kind = wording_of(definition), definition.kind
    last = own[max(own)]
    points = [own[period] for period in sorted(own)]
    cuts = {period: reason for _, period, reason in breaks}
    small = is_small(area.level)
    said = [sentences.level(last, place=area.within, wording=wording)]
    said += judgements.against(
        points,
        [(one.concerning, rows) for one, rows in others],
        kind=kind,
        wording=wording,
        factor=definition.formula.factor,
        is_small=small,
    )
    is_neutral = judgements.may_jump(last, is_small=small)
    said.append(
        movements.change(points, wording=wording, breaks=cuts, neutral=is_neutral)
        or sentences.cut_off(points, cuts)
    )
    said.append(judgements.trend_sentence(points, kind=kind, breaks=cuts))
    return [one for one in said if one]
