# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes into an index: shown cells of one release, in columns as the engine takes them.

A column of a specification is the id of an indicator. Besides, it may be named

    <id>_vor_<n>       the same figure n years earlier
    <id>.numerator     the cases behind it; <id>.denominator the people
    population         inhabitants
    state, county      key of the larger area in which an area lies

Only what this audience is shown goes in: nothing hidden can be computed back from an index.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from klammer.patterns.indices import Specification
from klammer.presentation.sentences import is_number
from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.compared import read_level

Row = Mapping[str, Any]
_NAMED = re.compile(r"(?P<id>[a-z0-9_-]+?)(?:_vor_(?P<back>\d{1,2}))?(?:\.(?P<part>\w+))?")
_PARTS = ("value", "numerator", "denominator")
_POPULATION = "population"
_LARGER = {"state": 2, "county": 5}


@dataclass(frozen=True)
class Column:
    """What a column of a specification stands for.

    name       as the specification calls it
    indicator  its id; empty for the key of a larger area
    back       how many years before the year shown
    part       value, numerator or denominator
    """

    name: str
    indicator: str
    back: int = 0
    part: str = "value"

    def period(self, shown: str) -> str:
        """Return the year of the column when another is shown."""
        return str(int(shown[:4]) - self.back)


@dataclass(frozen=True)
class Inputs:
    """The columns of an index with the cells behind them.

    table    column → values by area in the order of `keys`; NaN where nothing is shown
    rows     (column, area) → the released row
    counted  input → the column of its cases, where it is made of counts
    """

    keys: tuple[str, ...]
    table: Mapping[str, Any]
    rows: Mapping[tuple[str, str], Row]
    columns: tuple[Column, ...]
    counted: Mapping[str, str]

    def row_of(self, name: str, key: str) -> Row | None:
        """Return the cell behind an input in an area; None where the release says nothing."""
        return self.rows.get((self.counted.get(name, name), key))


def columns_of(specification: Specification, release: Release) -> tuple[Column, ...]:
    """Return what the columns of a specification stand for in a release."""
    return tuple(
        column_of(name, release) for name in specification.columns() if name != specification.area
    )


def column_of(name: str, release: Release) -> Column:
    """Return what a column stands for; one that is no indicator keeps its name as the id."""
    if name in release.definitions:
        return Column(name, name)
    if name == _POPULATION:
        return Column(name, population_id(release) or name)
    if name in _LARGER:
        return Column(name, "")
    found = _NAMED.fullmatch(name)
    if found is None:
        return Column(name, name)
    part = found["part"] or "value"
    known = part in _PARTS and found["id"] in release.definitions
    return Column(name, found["id"], int(found["back"] or 0), part) if known else Column(name, name)


def population_id(release: Release) -> str:
    """Return the indicator that counts inhabitants; empty when the release has none."""
    for definition in release.definitions.values():
        is_count = definition.formula.variables == ("population",)
        if is_count and not definition.formula.denominator and release.coverage(definition.id):
            return definition.id
    return ""


def unknown(columns: Sequence[Column], release: Release) -> list[str]:
    """Return the columns that the release has no indicator for."""
    named = [one for one in columns if one.indicator]
    return [one.name for one in named if not release.coverage(one.indicator)]


def places(columns: Sequence[Column], release: Release) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return (level, boundary) → years for which every column has figures, ascending.

    Inhabitants are known for fewer years than most: where others have a year they do not, they
    are taken from the nearest one, and so do not decide.
    """
    people = population_id(release)
    decisive = [one for one in columns if one.indicator and one.indicator != people] or columns
    held: dict[tuple[str, str], list[set[str]]] = {}
    for column in decisive:
        for one in release.coverage(column.indicator):
            years = {str(int(p[:4]) + column.back) for p in one.periods}
            held.setdefault((one.area_level, one.boundary), []).append(years)
    found = {
        place: tuple(sorted(set.intersection(*years)))
        for place, years in held.items()
        if len(years) == len(decisive)
    }
    return {place: years for place, years in found.items() if years}


def inputs_of(
    specification: Specification,
    *,
    release: Release,
    place: tuple[str, str, str],
    period: str,
) -> Inputs:
    """Read the cells of an index as this audience is shown them.

    place  level, boundary and extent; every area of the extent has a row
    """
    columns = columns_of(specification, release)
    level, boundary, extent = place
    is_inside = areas.inside(extent, level=level, boundary=boundary)
    keys = tuple(sorted(key for key in areas.names(level, boundary) if is_inside(key)))
    table: dict[str, Any] = {specification.area: list(keys)}
    rows: dict[tuple[str, str], Row] = {}
    for column in columns:
        if not column.indicator:
            table[column.name] = [key[: _LARGER[column.name]] for key in keys]
            continue
        found = _cells(column, release, level=level, boundary=boundary, period=period)
        table[column.name] = np.array([_number(found.get(key), column) for key in keys])
        rows.update({(column.name, key): found[key] for key in keys if key in found})
    counted = {one.column: one.numerator for one in specification.inputs if one.numerator}
    return Inputs(keys, table, rows, columns, counted)


def _cells(
    column: Column, release: Release, *, level: str, boundary: str, period: str
) -> dict[str, Row]:
    wanted = column.period(period)
    held = next(_held(column.indicator, release, level=level, boundary=boundary), None)
    if held is None:
        return {}
    if wanted not in held.periods and column.indicator == population_id(release):
        year = int(wanted)
        wanted = min(held.periods, key=lambda one: (abs(int(one[:4]) - year), -int(one[:4])))
    if wanted not in held.periods:
        return {}
    read = read_level(
        release, column.indicator, level=level, boundary=held.boundary, periods=(wanted,)
    )
    return {key: row for (_, key), row in read.items()}


def _held(indicator: str, release: Release, *, level: str, boundary: str) -> Iterator[Coverage]:
    for one in release.coverage(indicator):
        if (one.area_level, one.boundary) == (level, boundary):
            yield one


def _number(row: Row | None, column: Column) -> float:
    """Return what the audience sees: numerators and denominators only beside a shown value."""
    if row is None or not is_number(row):
        return float("nan")
    value = row[column.part]
    return float("nan") if value is None else float(value)
