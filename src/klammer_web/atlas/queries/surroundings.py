# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""An area among those it borders on, across the borders of counties and Länder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import shapely

from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition
from klammer.presentation import maps
from klammer.territory import geometry
from klammer.territory.keys import COUNTRY
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import domain_label, domain_place
from klammer_web.atlas.queries import areas, compared
from klammer_web.atlas.queries.figures import (
    AreaFigure,
    empty_row,
    figure_of,
    no_test,
    signs_in,
    wording_of,
)
from klammer_web.catalogue.queries.origins import origins, sources

COMMUTING = ("einpendlerquote", "auspendlerquote")


@dataclass(frozen=True)
class AroundLine:
    """One indicator in the area, its neighbours, and the larger areas, all of one year."""

    definition: Definition
    period: str
    figures: Sequence[AreaFigure]


@dataclass(frozen=True)
class Surroundings:
    """Everything the page says.

    columns  the area, its neighbours by name, then the larger areas
    shown    the indicator on the map; None where none has figures here
    """

    area: areas.AreaName
    boundary: str
    neighbours: Sequence[areas.AreaName]
    columns: Sequence[areas.AreaName]
    shown: AroundLine | None
    groups: Sequence[tuple[str, Sequence[AroundLine]]]
    commuting: Sequence[AroundLine]
    sources: Sequence[str]
    origins: Sequence[Mapping[str, Any]]
    no_test: str
    signs: Sequence[tuple[str, str]]


def surroundings(
    area: areas.AreaName, *, release: Release, boundary: str, indicator: str
) -> Surroundings:
    """Read an area and those around it; `indicator` is the one on the map."""
    around = areas.beside(area.key, boundary=boundary)
    wholes = _wholes(area, around, boundary)
    columns = [area, *around, *wholes]
    chosen = [one for one in release.definitions.values() if one.headline]
    lines = [line for one in chosen if (line := _line(one, columns, release, boundary)) is not None]
    definition = release.definitions.get(indicator)
    shown = _line(definition, columns, release, boundary) if definition else None
    groups: dict[str, list[AroundLine]] = {}
    for line in lines:
        groups.setdefault(domain_label(line.definition.domain), []).append(line)
    rows = [one.row for one in shown.figures[: len(around) + 1]] if shown else []
    found = [
        one
        for line in lines
        for one in origins(release, line.definition, level=area.level, period=line.period)
    ]
    return Surroundings(
        area=area,
        boundary=boundary,
        neighbours=around,
        columns=columns,
        shown=shown,
        groups=sorted(groups.items(), key=lambda group: domain_place(group[0])),
        commuting=_commuting(columns, release, boundary),
        sources=_sources(release, shown, area.level),
        origins=[one for number, one in enumerate(found) if one not in found[:number]],
        no_test=no_test(rows),
        signs=signs_in(
            one.row for line in [*lines, *filter(None, [shown])] for one in line.figures
        ),
    )


def _wholes(
    area: areas.AreaName, around: Sequence[areas.AreaName], boundary: str
) -> list[areas.AreaName]:
    """Return the Länder of the area and its neighbours, and Germany; for small areas the county."""
    keys = [one.key for one in areas.above(area.key, boundary=boundary) if one.level == "county"]
    states = dict.fromkeys([area.key[:2], *sorted(one.key[:2] for one in around)])
    found = [areas.name_of(key, boundary=boundary) for key in [*keys, *states, COUNTRY]]
    return [one for one in found if one is not None]


def _line(
    definition: Definition, columns: Sequence[areas.AreaName], release: Release, boundary: str
) -> AroundLine | None:
    """Return an indicator's figures for the newest year in which the area has one."""
    own = columns[0]
    held = compared.coverage_near(release, definition.id, level=own.level, boundary=boundary)
    if held is None:
        return None
    same = tuple(one.key for one in columns if one.level == own.level)
    period = held.periods[-1]
    rows = compared.read_level(
        release,
        definition.id,
        level=own.level,
        boundary=held.boundary,
        periods=(period,),
        among=same,
    )
    if (period, own.key) not in rows:
        return None
    wording = wording_of(definition)
    figures = []
    for one in columns:
        row = rows.get((period, one.key)) if one.level == own.level else None
        if one.level != own.level:
            row = compared.row_above(
                release, definition.id, key=one.key, boundary=boundary, period=period
            )
        shown = row or empty_row(one.key, period=period)
        figures.append(figure_of(shown, area=one, wording=wording))
    return AroundLine(definition, period, figures)


def _commuting(columns, release, boundary) -> list[AroundLine]:
    """Return the shares of commuters, which sources give for municipalities alone."""
    found = [release.definitions.get(one) for one in COMMUTING]
    lines = [_line(one, columns, release, boundary) for one in found if one is not None]
    return [one for one in lines if one is not None]


def _sources(release: Release, shown: AroundLine | None, level: str) -> tuple[str, ...]:
    if shown is None:
        return ()
    return sources(release, shown.definition, level=level, period=shown.period)


@lru_cache(maxsize=256)
def outlines_around(level: str, boundary: str, keys: tuple[str, ...]) -> maps.Outlines | None:
    """Draw some areas with the borders of the larger areas they lie in; None without geometry."""
    within = None if level == "county" else "16"
    try:
        shapes = geometry.geometry(level, boundary=boundary, within=within)
    except InputRefusedError:
        return None
    chosen = {key: shapes[key] for key in keys if key in shapes}
    if not chosen:
        return None
    digits = 2 if level == "county" else 5
    wholes: dict[str, list[Any]] = {}
    for key, shape in chosen.items():
        wholes.setdefault(key[:digits], []).append(shape)
    borders = {key: shapely.union_all(several) for key, several in wholes.items()}
    above = "state" if level == "county" else "county"
    return maps.outlines(chosen, borders={above: borders})
