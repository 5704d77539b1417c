# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures of an own area: summed from shown cells of its parts, certified by disclosure control.

The parts' cells come from the release of whoever looks; nothing is stored. An indicator that the
area cannot carry is named with the reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from klammer.base.cells import Status
from klammer.disclosure.release import SafeTable, combine
from klammer.indicators.definitions import Definition
from klammer.presentation import charts, formats, judgements, sentences
from klammer.territory.custom_areas import CustomArea, can_carry
from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.enums import domain_label, domain_place, is_small
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.breakdowns import Breakdown
from klammer_web.atlas.queries.custom_areas import OwnName, above
from klammer_web.atlas.queries.figures import AreaFigure, figure_of, signs_in, wording_of

OWN = "eigen"  # the key of an own area in tables
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Carried:
    """An indicator that the area carries: its figure, those of larger areas, what it means."""

    definition: Definition
    figure: AreaFigure
    others: Sequence[AreaFigure | None]
    sentences: Sequence[str]


@dataclass(frozen=True)
class Hindrance:
    """A reason why indicators cannot be carried, and which they are."""

    reason: str
    definitions: Sequence[Definition]


@dataclass(frozen=True)
class OwnProfile:
    """Everything the page of an own area says in figures."""

    area: CustomArea
    name: OwnName
    comparators: Sequence[areas.AreaName]
    groups: Sequence[tuple[str, Sequence[Carried]]]
    hindrances: Sequence[Hindrance]
    population: AreaFigure | None
    signs: Sequence[tuple[str, str]]

    @property
    def carried(self) -> int:
        """How many indicators the area carries."""
        return sum(len(lines) for _, lines in self.groups)

    @property
    def refused(self) -> int:
        """How many it does not carry."""
        return sum(len(one.definitions) for one in self.hindrances)


@dataclass(frozen=True)
class OwnSeries:
    """One indicator of an own area over time, and the parts behind the newest figure."""

    definition: Definition
    lines: Sequence[tuple[str, AreaFigure, Sequence[AreaFigure | None]]]
    parts: Sequence[AreaFigure]
    chart: str
    calculation: str
    reason: str
    no_test: str
    sentences: Sequence[str]
    signs: Sequence[tuple[str, str]]
    breaks: Sequence[tuple[int, str, str]] = ()


def own_profile(area: CustomArea, *, release: Release) -> OwnProfile:
    """Compute every indicator that the area can carry, and say why it cannot carry the others."""
    name = OwnName(OWN, "custom", area.name)
    comparators = above(area.units, level=area.level, boundary=area.boundary)
    groups: dict[str, list[Carried]] = {}
    reasons: dict[str, list[Definition]] = {}
    population = None
    for definition in release.definitions.values():
        if not release.coverage(definition.id):
            continue
        row, reason = _newest(area, definition, release)
        if row is None:
            reasons.setdefault(reason, []).append(definition)
            continue
        line = _line(row, name, comparators, area, definition, release)
        groups.setdefault(domain_label(definition.domain), []).append(line)
        if is_population(definition):
            population = population or line.figure
    return OwnProfile(
        area=area,
        name=name,
        comparators=comparators,
        groups=sorted(groups.items(), key=lambda group: domain_place(group[0])),
        hindrances=sorted(
            (Hindrance(reason, found) for reason, found in reasons.items()),
            key=lambda one: -len(one.definitions),
        ),
        population=population,
        signs=signs_in(one.figure.row for lines in groups.values() for one in lines),
    )


def is_population(definition: Definition) -> bool:
    """Whether an indicator is the number of inhabitants."""
    return definition.formula.variables == ("population",) and not definition.formula.denominator


def population_of(area: CustomArea, *, release: Release) -> tuple[AreaFigure | None, str]:
    """Return the inhabitants of an area summed from released figures, or why there is no sum."""
    reason = "Einwohnerzahlen gibt es in dieser Freigabe nicht."
    for definition in release.definitions.values():
        if not is_population(definition) or not release.coverage(definition.id):
            continue
        row, reason = _newest(area, definition, release)
        if row is not None:
            name = OwnName(OWN, "custom", area.name)
            return figure_of(row, area=name, wording=wording_of(definition)), ""
    return None, reason


def coverage_of(area: CustomArea, *, release: Release, definition: Definition) -> Coverage | None:
    """Return what a release holds for the parts of an area; None when it cannot carry a figure."""
    verdict, coverage = _verdict(area, definition, release)
    return None if verdict else coverage


def own_series(
    area: CustomArea, *, release: Release, definition: Definition, breakdown: Breakdown = ()
) -> OwnSeries:
    """Compute one indicator over all periods, with the parts of the newest one.

    breakdown  the group of people, as `forms.map_view.read_breakdown` returns it
    """
    name, wording = OwnName(OWN, "custom", area.name), wording_of(definition)
    verdict, coverage = _verdict(area, definition, release)
    if coverage is None or verdict:
        return OwnSeries(definition, (), (), "", "", verdict, "", (), ())
    found = _summed(release, definition.id, area.level, area.boundary, area.units, None, breakdown)
    own = {row["period"]: row for row in found.rows()}
    comparators = above(area.units, level=area.level, boundary=area.boundary)
    others = [(one, _points(definition, one, area, release, breakdown)) for one in comparators]
    shown = [period for period in sorted(own) if own[period]["value"] is not None]
    reason = "" if shown else _reason(own[max(own)] if own else None)
    beside = [] if definition.kind.adds_up else others
    said = _said(own, shown, beside, definition, area)
    return OwnSeries(
        definition=definition,
        lines=_lines(own, name, others, wording),
        parts=_parts(
            area, definition, release, shown[-1] if shown else max(own or [""]), breakdown
        ),
        chart=_chart(own, name, beside, definition),
        calculation=_calculation(own[shown[-1]], definition) if shown else "",
        reason=reason,
        no_test=_no_test(own[shown[-1]]) if shown else "",
        sentences=said,
        signs=signs_in(own.values()),
        breaks=_breaks(definition, sorted(own)),
    )


def _breaks(definition: Definition, periods: Sequence[str]) -> list[tuple[int, str, str]]:
    inside = sorted(
        (one.period, one.reason)
        for one in definition.breaks
        if periods and periods[0] < one.period <= periods[-1]
    )
    return [(number, period, reason) for number, (period, reason) in enumerate(inside, start=1)]


def _newest(area: CustomArea, definition: Definition, release: Release) -> tuple[Row | None, str]:
    """Return the newest figure there is, or None with the reason why there is none."""
    reason, coverage = _verdict(area, definition, release)
    if coverage is None or reason:
        return None, reason
    rows = list(_combined(area, definition, release, period=coverage.periods[-1]).rows())
    if not rows or rows[-1]["value"] is None:
        last = rows[-1] if rows else None
        rows = list(_combined(area, definition, release).rows())
        found = [row for row in rows if row["value"] is not None]
        return (found[-1], "") if found else (None, _reason(last or (rows[-1] if rows else None)))
    return rows[-1], ""


def _verdict(
    area: CustomArea, definition: Definition, release: Release
) -> tuple[str, Coverage | None]:
    covered = release.coverage(definition.id)
    here = [one for one in covered if (one.area_level, one.boundary) == (area.level, area.boundary)]
    found = can_carry(
        area,
        kind=definition.kind,
        has_counts=definition.formula.delivered is None,
        levels={one.area_level for one in covered},
        boundaries={one.boundary for one in covered if one.area_level == area.level},
    )
    return found.reason, here[0] if here else None


def _reason(row: Row | None) -> str:
    note = str(row["note"] or "") if row is not None else "part_missing"
    return sentences.REASONS.get(note, sentences.REASONS["part_missing"])


def _combined(
    area: CustomArea, definition: Definition, release: Release, *, period: str | None = None
) -> SafeTable:
    return _summed(release, definition.id, area.level, area.boundary, area.units, period)


@lru_cache(maxsize=1024)
def _summed(
    release: Release,
    indicator: str,
    level: str,
    boundary: str,
    units: tuple[str, ...],
    period: str | None,
    breakdown: Breakdown = (),
) -> SafeTable:
    cells = release.values(
        indicator,
        area_level=level,
        boundary=boundary,
        period=period,
        areas=units,
        **dict(breakdown),
    )
    definition = release.definitions[indicator]
    return combine(cells, definition=definition, areas=units, name=OWN)


def _points(
    definition: Definition,
    one: areas.AreaName,
    area: CustomArea,
    release: Release,
    breakdown: Breakdown = (),
) -> Mapping[str, Row]:
    there = [c for c in release.coverage(definition.id) if c.area_level == one.level]
    same = [c for c in there if c.boundary == area.boundary]
    chosen = (same or there[-1:] or [None])[0]
    if chosen is None:
        return {}
    table = release.values(
        definition.id,
        area_level=one.level,
        boundary=chosen.boundary,
        areas=[one.key],
        **dict(breakdown),
    )
    return {row["period"]: row for row in table.rows()}


def _line(
    row: Row,
    name: OwnName,
    comparators: Sequence[areas.AreaName],
    area: CustomArea,
    definition: Definition,
    release: Release,
) -> Carried:
    wording = wording_of(definition)
    points = [(one, _points(definition, one, area, release)) for one in comparators]
    others = [
        figure_of(found[row["period"]], area=one, wording=wording)
        if row["period"] in found
        else None
        for one, found in points
    ]
    beside = [] if definition.kind.adds_up else points
    said = judgements.against(
        [row],
        [(one.concerning, found) for one, found in beside],
        kind=definition.kind,
        wording=wording,
        factor=definition.formula.factor,
        with_values=False,
        is_small=is_small(area.level),
    )
    return Carried(definition, figure_of(row, area=name, wording=wording), others, said)


def _said(own, shown, beside, definition, area) -> list[str]:
    if not shown:
        return []
    wording, last = wording_of(definition), own[shown[-1]]
    name = OwnName(OWN, "custom", area.name)
    return [
        sentences.level(last, place=name.within, wording=wording),
        *judgements.against(
            [last],
            [(one.concerning, found) for one, found in beside],
            kind=definition.kind,
            wording=wording,
            factor=definition.formula.factor,
            is_small=is_small(area.level),
        ),
    ]


def _lines(own, name, others, wording):
    return [
        (
            period,
            figure_of(own[period], area=name, wording=wording),
            [
                figure_of(found[period], area=one, wording=wording) if period in found else None
                for one, found in others
            ],
        )
        for period in sorted(own, reverse=True)
    ]


def _parts(area, definition, release, period, breakdown) -> list[AreaFigure]:
    table = release.values(
        definition.id,
        area_level=area.level,
        boundary=area.boundary,
        period=period or None,
        areas=area.units,
        **dict(breakdown),
    )
    rows = {row["area"]: row for row in table.rows()}
    named, wording = areas.names(area.level, area.boundary), wording_of(definition)
    found = [
        figure_of(rows[key], area=named[key], wording=wording)
        for key in area.units
        if key in rows and key in named
    ]
    return sorted(found, key=lambda one: one.name.casefold())


def _chart(own, name, others, definition) -> str:
    wording = wording_of(definition)
    drawn = []
    for one, points in [(name, own), *others]:
        figures = [figure_of(points[p], area=one, wording=wording) for p in sorted(points)]
        rows = [{**f.row, "value": _drawable(f.row), "text": f.text} for f in figures]
        drawn.append(charts.Series(one.title, [r for r in rows if r["period"] >= min(own or "9")]))
    return "".join(
        charts.time_series(
            drawn,
            label=f"{definition.title}, {name.title}",
            breaks={one.period: one.reason for one in definition.breaks},
            unit=wording.unit,
            narrow=narrow,
        )
        for narrow in (False, True)
    )


def _drawable(row: Row) -> float | None:
    return None if row["status"] == Status.ZERO_OR_HIDDEN else row["value"]


def _calculation(row: Row, definition: Definition) -> str:
    """Print the formula with the sums in it."""
    wording = wording_of(definition)
    numerator = formats.number(row["numerator"])
    text = wording.text(row["value"])
    if row["denominator"] is None:
        return f"Zusammen {text}"
    factor = definition.formula.factor
    times = f" × {formats.number(factor)}" if factor != 1 else ""
    return f"{numerator} ÷ {formats.number(row['denominator'])}{times} = {text}"


def _no_test(row: Row) -> str:
    if row["low"] is not None:
        return ""
    reason = sentences.NO_TEST.get(str(row["note"] or ""), "")
    return f"{sentences.NO_TEST_TITLE}. {reason}".strip()
