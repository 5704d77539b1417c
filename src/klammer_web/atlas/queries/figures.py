# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures of a map: every area of an extent in one period, in classes, with words and sources."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from klammer.base.cells import Status
from klammer.indicators.definitions import Definition
from klammer.presentation import classes, contrasts, formats, sentences
from klammer.presentation.sentences import Wording
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.queries import areas, peer_groups
from klammer_web.atlas.queries.classing import IN_CLASSES, Limits, limits_of
from klammer_web.atlas.queries.outlines import outlines
from klammer_web.atlas.queries.rows import empty_row
from klammer_web.atlas.queries.smallness import shown
from klammer_web.atlas.view_state import MapView
from klammer_web.catalogue.queries.origins import sources

_STYLES = {
    Status.SUPPRESSED: "suppressed",
    Status.ZERO_OR_HIDDEN: "maybe-zero",
}


@dataclass(frozen=True)
class AreaFigure:
    """One line of the twin table and one area of the map."""

    key: str
    name: str
    row: Mapping[str, Any]
    text: str
    plain: str  # without the unit, for a column whose head names it
    interval: str
    meaning: str
    style: str
    chosen: int
    stands: str = ""  # how it stands to the comparator, where one is chosen

    @property
    def value(self) -> float | None:
        """The figure itself."""
        return self.row["value"]


@dataclass(frozen=True)
class Step:
    """One class of the legend."""

    style: str
    text: str
    count: int


@dataclass(frozen=True)
class MapFigure:
    """Everything a map page says about figures."""

    view: MapView
    definition: Definition
    wording: Wording
    figures: Sequence[AreaFigure]
    steps: Sequence[Step]
    others: Sequence[Step]
    method: str
    over: str
    comparators: Sequence[AreaFigure]
    sentence: str
    gaps: str
    converted: str
    sources: Sequence[str]
    no_test: str
    signs: Sequence[tuple[str, str]]
    contrast: "Contrasted | None" = None

    @cached_property
    def by_key(self) -> Mapping[str, AreaFigure]:
        """The figures by the key of their area."""
        return {one.key: one for one in self.figures}


@dataclass(frozen=True)
class Contrasted:
    """What a map says that is coloured by the difference to a larger area.

    own  whether the relevant difference was given in the address, not by the definition
    """

    comparator: AreaFigure
    relevant: float | None
    own: bool
    keys: Sequence[contrasts.Key]


def wording_of(definition: Definition) -> Wording:
    """Return how the figures of a definition are printed."""
    return Wording(definition.decimals, definition.unit, definition.relevant_difference)


def map_figure(
    view: MapView, *, release: Release, definition: Definition, also: Sequence[MapView] = ()
) -> MapFigure:
    """Read and judge the figures of a view.

    also  other maps of the same indicator, with which it shares its classes
    """
    wording = wording_of(definition)
    rows = _rows(view, release)
    limits = limits_of(view, rows, release=release, definition=definition, also=also)
    found = limits.classes
    names = areas.names(view.level, view.boundary)
    figures = [_figure(row, names, wording, found) for row in rows]
    comparators = _comparators(view, release, wording)
    figures, contrast = _contrasted(figures, comparators, view, definition)
    return MapFigure(
        view=view,
        definition=definition,
        wording=wording,
        figures=_ordered(figures, view.order),
        steps=_steps(limits, wording),
        others=_others(figures),
        method=limits.words,
        over=limits.over,
        comparators=comparators,
        sentence=_sentence(view, figures, comparators, definition),
        gaps=sentences.gaps(rows),
        converted=sentences.converted(rows),
        sources=sources(release, definition, level=view.level, period=view.period),
        no_test=no_test(rows),
        signs=signs_in(rows),
        contrast=contrast,
    )


def _contrasted(
    figures: Sequence[AreaFigure],
    comparators: Sequence[AreaFigure],
    view: MapView,
    definition: Definition,
) -> tuple[list[AreaFigure], Contrasted | None]:
    """Colour figures by their difference to the area that the view names."""
    whole = next((one for one in comparators if one.key == view.against), None)
    if whole is None or definition.kind.adds_up:
        return list(figures), None
    relevant = definition.relevant_difference if view.relevant is None else view.relevant
    found = contrasts.contrasts(
        [one.row for one in figures], whole.row, definition=definition, relevant=relevant
    )
    coloured = [
        replace(one, style=found[one.key].style, stands=found[one.key].words)
        if one.key in found
        else one
        for one in figures
    ]
    keys = contrasts.legend(found, definition=definition)
    return coloured, Contrasted(whole, relevant, view.relevant is not None, keys)


def no_test(rows: Sequence[Mapping[str, Any]]) -> str:
    """Say why no figure here has an interval; empty when one has."""
    if any(row["low"] is not None for row in rows):
        return ""
    notes = {str(row.get("note") or "") for row in rows if row["status"] in IN_CLASSES}
    reasons = [text for code, text in sentences.NO_TEST.items() if code in notes]
    return f"{sentences.NO_TEST_TITLE}. {' '.join(reasons)}" if reasons else ""


def signs_in(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return (sign, meaning) of what is printed for figures: signs, and numbers in parentheses.

    rows  figures with `status` and `value`
    """
    told = {(row["status"], row["value"] is not None) for row in rows}
    in_parentheses = (Status.UNRELIABLE, True)
    statuses = {status for status, has_value in told - {in_parentheses}}
    found = [formats.SIGNS[one] for one in formats.SIGNS if one in statuses]
    return [*found, ("( )", formats.PARENTHESES)] if in_parentheses in told else found


def _rows(view: MapView, release: Release) -> list[dict[str, Any]]:
    """Return one row per area of the extent; those without a figure are missing, not absent."""
    table = release.values(
        view.indicator,
        area_level=view.level,
        boundary=view.boundary,
        period=view.period,
        **view.codes,
    )
    is_inside = areas.inside(view.extent, level=view.level, boundary=view.boundary)
    definition = release.definitions[view.indicator]
    within = [row for row in table.rows() if is_inside(row["area"])]
    rows = {row["area"]: row for row in shown(within, release=release, definition=definition)}
    drawn = outlines(view.level, view.boundary, view.extent)
    keys = sorted({*rows, *(drawn.order if drawn else ())})
    return [rows.get(key) or empty_row(key, period=view.period) for key in keys]


def _figure(
    row: Mapping[str, Any],
    names: Mapping[str, areas.AreaName],
    wording: Wording,
    found: classes.Classes,
) -> AreaFigure:
    status = Status(row["status"])
    is_number = status in IN_CLASSES and row["value"] is not None
    chosen = found.of(row["value"]) if is_number else 0
    area = names.get(row["area"])
    return AreaFigure(
        key=row["area"],
        name=area.title if area else row["area"],
        row=row,
        text=formats.cell(
            row["value"], status=status, decimals=wording.decimals, unit=wording.unit
        ),
        plain=formats.cell(row["value"], status=status, decimals=wording.decimals),
        interval=formats.interval(row["low"], row["high"], decimals=wording.decimals),
        meaning=_meaning(status, row),
        style=f"c{chosen}" if chosen else _STYLES.get(status, "missing"),
        chosen=chosen,
    )


def _meaning(status: Status, row: Mapping[str, Any]) -> str:
    """Explain a sign, and why it stands there as far as is known."""
    said = formats.explain(status, has_value=row["value"] is not None)
    reason = sentences.REASONS.get(str(row.get("note") or ""), "")
    return f"{said}. {reason}" if said and reason else said


def figure_of(row: Mapping[str, Any], *, area: areas.AreaName, wording: Wording) -> AreaFigure:
    """Return a figure outside of any classes."""
    return _figure(row, {area.key: area}, wording, classes.Classes("", 0, (), ()))


def _ordered(figures: Sequence[AreaFigure], order: str) -> list[AreaFigure]:
    if order == "name":
        return sorted(figures, key=lambda one: one.name.casefold())
    known = [one for one in figures if one.chosen]
    unknown = [one for one in figures if not one.chosen]
    return [
        *sorted(known, key=lambda one: (-(one.value or 0), one.name.casefold())),
        *sorted(unknown, key=lambda one: (one.style, one.name.casefold())),
    ]


def _steps(limits: Limits, wording: Wording) -> list[Step]:
    found = limits.classes
    print_step = _limit_words if found.method == "limits" else _range_words
    return [
        Step(f"c{number}", print_step(low, high, wording), count)
        for number, ((low, high), count) in enumerate(
            zip(found.ranges, found.counts, strict=True), start=1
        )
    ]


def _range_words(low: float, high: float, wording: Wording) -> str:
    first = formats.number(low, decimals=wording.decimals)
    last = formats.number(high, decimals=wording.decimals)
    return first if first == last else f"{first} bis {last}"


def _limit_words(low: float, high: float, wording: Wording) -> str:
    """Print a class between stated limits: "bis 5", "über 5 bis 10", "über 10"."""
    parts = [] if math.isinf(low) else [f"über {_limit(low, wording)}"]
    parts += [] if math.isinf(high) else [f"bis {_limit(high, wording)}"]
    return " ".join(parts) or "alle Werte"


def _limit(number: float, wording: Wording) -> str:
    """Print a limit with as many decimals as it was stated with, at most six."""
    decimals = next((n for n in range(6) if round(number, n) == number), wording.decimals)
    return formats.number(number, decimals=decimals)


def _others(figures: Sequence[AreaFigure]) -> list[Step]:
    words = {
        "suppressed": "geheim",
        "maybe-zero": "0 oder zu klein, um veröffentlicht zu werden",
        "missing": "kein Wert gezeigt",
    }
    counts = {style: sum(one.style == style for one in figures) for style in words}
    return [Step(style, words[style], count) for style, count in counts.items() if count]


def _comparators(view: MapView, release: Release, wording: Wording) -> list[AreaFigure]:
    """Return the figures of the areas above the extent, as far as the release has them."""
    found = []
    for key in view.comparators:
        area = areas.name_of(key, boundary=view.boundary)
        if area is None or area.level == view.level:
            continue
        row = _one(release, view, area)
        if row is not None and row["value"] is not None:
            found.append(figure_of(row, area=area, wording=wording))
    return [*found, *_alike(view, release, wording)]


def _alike(view: MapView, release: Release, wording: Wording) -> list[AreaFigure]:
    """Return the figure of similar counties where the view compares with them."""
    group = areas.peer_group(view.against, boundary=view.boundary)
    row = group and peer_groups.group_row(
        release,
        view.indicator,
        group.key,
        boundary=view.boundary,
        period=view.period,
        breakdown=view.breakdown,
    )
    if not group or not row:
        return []
    figure = figure_of(row, area=group, wording=wording)
    return [replace(figure, meaning=peer_groups.how(row))]


def _one(release: Release, view: MapView, area: areas.AreaName) -> Mapping[str, Any] | None:
    boundaries = [
        one.boundary
        for one in release.coverage(view.indicator)
        if one.area_level == area.level and view.period in one.periods
    ]
    if not boundaries:
        return None
    boundary = view.boundary if view.boundary in boundaries else boundaries[-1]
    table = release.values(
        view.indicator,
        area_level=area.level,
        boundary=boundary,
        period=view.period,
        areas=[area.key],
        **view.codes,
    )
    return next(iter(table.rows()), None)


def _sentence(
    view: MapView,
    figures: Sequence[AreaFigure],
    comparators: Sequence[AreaFigure],
    definition: Definition,
) -> str:
    noun = LEVEL_BY_CODE[view.level].plural
    said = sentences.spread(
        [(one.name, one.row) for one in figures], areas=noun, wording=wording_of(definition)
    )
    listed = ", ".join(f"{one.name} {one.text}" for one in comparators)
    if not listed:
        return said
    begin = "Zusammen" if definition.kind.adds_up else "Zum Vergleich"
    return f"{said} {begin}: {listed}."
