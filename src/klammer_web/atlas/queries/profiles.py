# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""An area's profile: every headline indicator by domain, with comparators, trend and reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from klammer.indicators.definitions import Definition
from klammer.presentation import charts, judgements, movements, sentences, sources_line
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import LEVEL_BY_CODE, domain_label, domain_place, is_small
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.breakdowns import Breakdown, why_not_group
from klammer_web.atlas.queries.figures import AreaFigure, empty_row, figure_of, signs_in, wording_of
from klammer_web.atlas.queries.profile_contrasts import ProfileLine, contrasted
from klammer_web.atlas.queries.smallness import shown
from klammer_web.catalogue.queries.origins import origins

Rows = Mapping[str, Mapping[str, Any]]  # period → row
MOST_WHOLE = 20  # indicators of a group of people that a short profile shows all of


@dataclass(frozen=True)
class Profile:
    """Everything a profile page says."""

    area: areas.AreaName
    comparators: Sequence[areas.AreaName]
    groups: Sequence[tuple[str, Sequence[ProfileLine]]]
    population: AreaFigure | None
    publishers: Sequence[str]
    sources: Sequence[str]
    signs: Sequence[tuple[str, str]]
    breakdown: Breakdown = ()


def profile(
    area: areas.AreaName,
    *,
    release: Release,
    boundary: str,
    everything: bool,
    against: str = "",
    more: Sequence[str] = (),
    breakdown: Breakdown = (),
) -> Profile:
    """Read the profile of an area.

    boundary    the version whose name the area has; figures of other versions are not mixed in
    everything  all indicators instead of the headline ones
    against     key of the comparator to which differences are coloured; empty for none. Similar
                counties stand beside only where they are chosen here
    more        indicators that are shown besides the headline ones, where they have a figure
    breakdown   the group of people that all figures are of; empty for everybody
    """
    comparators = areas.above(area.key, boundary=boundary)
    asked, files = _asked(release, area.level, breakdown, everything=everything, more=more)
    own = figures_of(release, area.key, boundary, breakdown, files)
    others = [figures_of(release, one.key, boundary, breakdown, files) for one in comparators]
    beside = list(zip(comparators, others, strict=True))
    alike = areas.peer_group(against, boundary=boundary)
    chosen = [one for one in asked if everything or one.headline or one.id in own]
    told = [_line(one, area, own, beside, release, breakdown=breakdown) for one in chosen]
    if against:
        told = contrasted(told, area, against, release=release, boundary=boundary)
    groups: dict[str, list[ProfileLine]] = {}
    for line in told:
        groups.setdefault(domain_label(line.definition.domain), []).append(line)
    lines = [line for group in groups.values() for line in group if line.figure]
    found = _origins(release, [line.definition for line in lines], area.level)
    return Profile(
        area=area,
        comparators=[*comparators, alike] if alike else comparators,
        groups=sorted(groups.items(), key=lambda group: domain_place(group[0])),
        population=_population(release, own, area),
        publishers=sources_line.publishers(found),
        sources=[sources_line.source_lines([one])[0] for one in found],
        signs=signs_in(_told(lines)),
        breakdown=breakdown,
    )


def _asked(
    release: Release, level: str, breakdown: Breakdown, *, everything: bool, more: Sequence[str]
) -> tuple[list[Definition], tuple[str, ...]]:
    """Return the indicators a profile names, and those of which figures are read."""
    held = _held(release, level, breakdown)
    is_few = bool(breakdown) and len(held) <= MOST_WHOLE
    asked = [
        one
        for one in release.definitions.values()
        if (everything or one.headline or (one.id in held and (is_few or one.id in more)))
        and _concerns(one, level)
    ]
    wanted = {one.id for one in asked}
    files = tuple(
        one.id
        for one in release.definitions.values()
        if one.id in held and (one.id in wanted or _is_population(one))
    )
    return asked, files


def _held(release: Release, level: str, breakdown: Breakdown) -> set[str]:
    """Return the indicators that have figures of a level for a group of people."""
    return {
        one.indicator
        for one in release.coverage()
        if one.area_level == level
        and all(code in one.breakdowns.get(column, ()) for column, code in breakdown)
    }


def lines(
    area: areas.AreaName,
    indicators: Sequence[str],
    *,
    release: Release,
    boundary: str,
    with_values: bool = False,
) -> list[ProfileLine]:
    """Read some indicators of an area, as its profile does, in the order asked for.

    with_values  whether sentences name the comparators' figures
    """
    files = tuple(sorted({*indicators} & {*release.definitions}))
    own = figures_of(release, area.key, boundary, (), files)
    beside = [
        (one, figures_of(release, one.key, boundary, (), files))
        for one in areas.above(area.key, boundary=boundary)
    ]
    return [
        _line(release.definitions[one], area, own, beside, release, with_values=with_values)
        for one in indicators
        if one in release.definitions
    ]


def _told(lines: Sequence[ProfileLine]) -> list[Mapping[str, Any]]:
    found = [line.figure.row for line in lines if line.figure]
    found += [other.row for line in lines for other in line.others if other]
    is_blank = any(other is None for line in lines for other in line.others)
    return [*found, *([empty_row("", period="")] if is_blank else [])]


@lru_cache(maxsize=64)
def figures_of(
    release: Release,
    key: str,
    boundary: str,
    breakdown: Breakdown = (),
    indicators: tuple[str, ...] | None = None,
) -> Mapping[str, Rows]:
    """Return indicator → period → row of one area, of the boundary nearest to the one wanted.

    breakdown   the group of people; indicators that do not come by it are left out
    indicators  which ones; None means all, which opens every file of the release
    """
    by_boundary: dict[str, dict[str, dict[str, Mapping[str, Any]]]] = {}
    for row in _shown(release, key, breakdown, indicators):
        there = by_boundary.setdefault(row["indicator"], {})
        there.setdefault(row["boundary"], {})[row["period"]] = row
    return {
        indicator: found.get(boundary) or found[max(found)]
        for indicator, found in by_boundary.items()
        if boundary in found or len(key) <= 5
    }


def _shown(
    release: Release, key: str, breakdown: Breakdown, indicators: tuple[str, ...] | None
) -> list[Mapping[str, Any]]:
    """Return every figure of an area as it is shown: what is too small has no value."""
    by_indicator: dict[str, list[Mapping[str, Any]]] = {}
    for row in release.profile(key, **dict(breakdown), indicators=indicators).rows():
        by_indicator.setdefault(row["indicator"], []).append(row)
    return [
        row
        for indicator, rows in by_indicator.items()
        for row in shown(rows, release=release, definition=release.definitions[indicator])
    ]


def _concerns(definition: Definition, level: str) -> bool:
    return not definition.levels or level in definition.levels or not definition.formula.variables


def _line(
    definition: Definition,
    area: areas.AreaName,
    own: Mapping[str, Rows],
    beside: Sequence[tuple[areas.AreaName, Mapping[str, Rows]]],
    release: Release,
    *,
    with_values: bool = False,
    breakdown: Breakdown = (),
) -> ProfileLine:
    wording = wording_of(definition)
    rows = own.get(definition.id)
    if not rows:
        why = _why_missing(definition, area, release, breakdown)
        return ProfileLine(definition, None, [], "", "", (), why)
    last = rows[max(rows)]
    cuts = {one.period: one.reason for one in definition.breaks}
    points = [rows[period] for period in sorted(rows)]
    others, compared = [], []
    for one, found in beside:
        row = found.get(definition.id, {}).get(last["period"])
        others.append(figure_of(row, area=one, wording=wording) if row else None)
        if not definition.kind.adds_up:
            compared.append((one.concerning, found.get(definition.id, {})))
    return ProfileLine(
        definition=definition,
        figure=figure_of(last, area=area, wording=wording),
        others=others,
        spark=charts.spark(_drawable(points), breaks=cuts),
        trend=judgements.direction(points, kind=definition.kind, wording=wording, breaks=cuts),
        sentences=_said(last, area, compared, points, definition, with_values=with_values),
        missing="",
    )


def _said(last, area, compared, points, definition, *, with_values) -> list[str]:
    wording = wording_of(definition)
    cuts = {one.period: one.reason for one in definition.breaks}
    if last["value"] is None or last["status"] == "zero_or_hidden":
        said = [
            sentences.level(last, place=area.within, wording=wording),
            sentences.last_known(points, wording=wording),
        ]
        return [one for one in said if one]
    said = judgements.against(
        points,
        compared,
        kind=definition.kind,
        wording=wording,
        factor=definition.formula.factor,
        with_values=with_values,
        is_small=is_small(area.level),
    )
    is_neutral = judgements.may_jump(last, is_small=is_small(area.level))
    said.append(
        movements.change(points, wording=wording, breaks=cuts, neutral=is_neutral)
        or sentences.cut_off(points, cuts)
    )
    return [one for one in said if one]


def _drawable(points: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    hidden = {"zero_or_hidden"}
    return [
        {**point, "value": None if point["status"] in hidden else point["value"]}
        for point in points
    ]


def _why_missing(
    definition: Definition, area: areas.AreaName, release: Release, breakdown: Breakdown
) -> str:
    found = release.coverage(definition.id)
    if not found:
        return definition.how_to_get or "Dazu sind noch keine Daten geladen."
    levels = {one.area_level for one in found}
    if area.level not in levels:
        nouns = [LEVEL_BY_CODE[code].plural for code in LEVEL_BY_CODE if code in levels]
        return f"Die Quelle veröffentlicht das nur für {_and(nouns)}."
    if why := why_not_group(breakdown, release=release, level=area.level, definition=definition):
        return why
    return "Für dieses Gebiet und diesen Gebietsstand liegt kein Wert vor."


def _and(nouns: Sequence[str]) -> str:
    return nouns[0] if len(nouns) == 1 else f"{', '.join(nouns[:-1])} und {nouns[-1]}"


def _population(
    release: Release, own: Mapping[str, Rows], area: areas.AreaName
) -> AreaFigure | None:
    """Return the number of inhabitants, by which a reader knows the area's size."""
    for definition in release.definitions.values():
        if _is_population(definition) and (rows := own.get(definition.id)):
            return figure_of(rows[max(rows)], area=area, wording=wording_of(definition))
    return None


def _is_population(definition: Definition) -> bool:
    formula = definition.formula
    return formula.variables == ("population",) and not formula.denominator


def _origins(
    release: Release, definitions: Sequence[Definition], level: str
) -> list[Mapping[str, Any]]:
    """Return each table behind the figures once, by publisher and title."""
    found = [one for definition in definitions for one in origins(release, definition, level=level)]
    by_name = {
        (str(one.get("publisher")), str(one.get("title")), str(one.get("table"))): one
        for one in found
    }
    return [by_name[name] for name in sorted(by_name)]
