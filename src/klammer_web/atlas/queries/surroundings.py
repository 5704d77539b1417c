# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""An area among those it borders on, across the borders of counties and Länder."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import shapely

from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition
from klammer.presentation import maps
from klammer.territory import geometry
from klammer.territory.keys import COUNTRY
from klammer.warehouse.open import Coverage, Release
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
from klammer_web.atlas.queries.smallness import shown
from klammer_web.catalogue.queries.origins import origins, sources

Held = Mapping[str, tuple[str, Mapping[str, compared.Row]]]
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
    definition = release.definitions.get(indicator)
    commuting = [release.definitions[one] for one in COMMUTING if one in release.definitions]
    asked = {one.id: one for one in (*chosen, *([definition] if definition else []), *commuting)}
    held = _read(tuple(asked), columns, release, boundary)
    lines = [line for one in chosen if (line := _line(one, columns, held)) is not None]
    pictured = _line(definition, columns, held) if definition else None
    groups: dict[str, list[AroundLine]] = {}
    for line in lines:
        groups.setdefault(domain_label(line.definition.domain), []).append(line)
    rows = [one.row for one in pictured.figures[: len(around) + 1]] if pictured else []
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
        shown=pictured,
        groups=sorted(groups.items(), key=lambda group: domain_place(group[0])),
        commuting=[line for one in commuting if (line := _line(one, columns, held)) is not None],
        sources=_sources(release, pictured, area.level),
        origins=[one for number, one in enumerate(found) if one not in found[:number]],
        no_test=no_test(rows),
        signs=signs_in(
            one.row for line in [*lines, *filter(None, [pictured])] for one in line.figures
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


def _read(
    indicators: tuple[str, ...],
    columns: Sequence[areas.AreaName],
    release: Release,
    boundary: str,
) -> Held:
    """Return indicator → newest year and its rows by area, all read at once.

    The newest year is that of the area's own level; what the larger areas have in it stands beside.
    """
    own = columns[0]
    places = {
        name: found
        for name in indicators
        if (found := compared.coverage_near(release, name, level=own.level, boundary=boundary))
    }
    table = release.profiles(
        [one.key for one in columns],
        periods=sorted({one.periods[-1] for one in places.values()}),
        indicators=tuple(places),
    )
    rows: dict[str, dict[str, list[compared.Row]]] = {name: {} for name in places}
    for row in table.rows():
        if row["period"] == places[row["indicator"]].periods[-1]:
            rows[row["indicator"]].setdefault(row["area"], []).append(row)
    alike = {one.key for one in columns if one.level == own.level}
    return {
        name: (
            places[name].periods[-1],
            _printed(found, places[name], alike, boundary, release=release),
        )
        for name, found in rows.items()
    }


def _printed(
    found: Mapping[str, Sequence[compared.Row]],
    place: Coverage,
    alike: Collection[str],
    boundary: str,
    *,
    release: Release,
) -> dict[str, compared.Row]:
    """Return area → its row as it is shown; larger areas at the version wanted or the newest.

    alike  the areas of the level that `place` covers
    """
    chosen = []
    for key, several in found.items():
        by_version = {row["boundary"]: row for row in several}
        wanted = place.boundary if key in alike else boundary
        row = by_version.get(wanted)
        if row is None and key not in alike:
            row = by_version[max(by_version)]
        chosen += [row] if row else []
    definition = release.definitions[place.indicator]
    return {row["area"]: row for row in shown(chosen, release=release, definition=definition)}


def _line(
    definition: Definition, columns: Sequence[areas.AreaName], held: Held
) -> AroundLine | None:
    """Return an indicator's figures for the newest year in which the area has one."""
    period, rows = held.get(definition.id, ("", {}))
    if columns[0].key not in rows:
        return None
    wording = wording_of(definition)
    figures = [
        figure_of(rows.get(one.key) or empty_row(one.key, period=period), area=one, wording=wording)
        for one in columns
    ]
    return AroundLine(definition, period, figures)


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
