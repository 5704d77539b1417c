# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of an index out of a table: who takes part, what is missing, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from klammer.base.errors import GrainError, InputRefusedError
from klammer.base.tables import Table
from klammer.patterns.indices.ranking import Array, rounded
from klammer.patterns.indices.shrinkage import shrunken
from klammer.patterns.indices.specification import Input, Specification
from klammer.patterns.indices.standardising import check_spread
from klammer.patterns.indices.transforming import transformed

GREATEST = 1e30  # no figure of an area is larger; squares and products stay numbers
LEAST = 1 / GREATEST  # what is smaller counts as nothing to divide by

Columns = Mapping[str, Sequence[Any]] | Table


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an area has no index.

    code    listed, population_below, no_population, missing (an input), no_domain (a value
            somewhere below is missing)
    detail  the author's words; the population; the part that is missing
    """

    code: str
    detail: str = ""

    def __str__(self) -> str:
        said = {
            "listed": self.detail,
            "population_below": f"population {self.detail}",
            "no_population": "population unknown",
            "missing": f"{self.detail} is missing",
            "no_domain": f"{self.detail} is missing",
        }
        return said[self.code]


@dataclass(frozen=True)
class Figures:
    """Figures of all areas of a table, in its order; those left out have NaN everywhere.

    values       column → value as delivered or computed from counts, before any rule
    filled       column → the same with values of the larger area where the rule says so
    transformed  column → after the transformation
    bases        column of an input → transformed values of its base year
    counted      column of a shrunken input → numerator ÷ denominator × per before shrinkage
    """

    areas: tuple[str, ...]
    reasons: tuple[Reason | None, ...]
    values: dict[str, Array]
    filled: dict[str, Array]
    transformed: dict[str, Array]
    bases: dict[str, Array]
    people: Array | None = None
    larger: tuple[object, ...] = ()
    counted: dict[str, Array] = field(default_factory=dict)

    @property
    def taking_part(self) -> NDArray[np.bool_]:
        """Area → whether it takes part."""
        return np.array([one is None for one in self.reasons], dtype=bool)


class Source:
    """Columns of a table as arrays, each read once."""

    def __init__(self, specification: Specification, table: Columns) -> None:
        self._columns = table.columns if isinstance(table, Table) else table
        self._codes = specification.missing_codes
        self._plain = {specification.area: "area", specification.population: "population"}
        changes = specification.dynamic_columns()
        self.has_dynamics = any(self._named(name) in self._columns for name in changes)
        wanted = specification.columns()
        if not self.has_dynamics:
            wanted = tuple(name for name in wanted if name not in changes)
        self._check_columns([self._named(name) for name in wanted])
        self.areas = self._areas(self._named(specification.area))
        self._read: dict[str, Array] = {}

    def _named(self, name: str) -> str:
        """Return a column's name; areas and population may also be called just that."""
        return name if name in self._columns else self._plain.get(name, name)

    def numbers(self, name: str) -> Array:
        """Return a column as numbers, missing NaN; raise `InputRefusedError` for a text in it."""
        name = self._named(name)
        if name not in self._read:
            values = self._columns[name]
            try:
                found = np.array(values, dtype=float)
            except (TypeError, ValueError):
                found = np.array([self._number(value, name, at) for at, value in enumerate(values)])
            wrong = np.flatnonzero(np.abs(found) > GREATEST)
            if len(wrong):
                raise self._refused(values[wrong[0]], name, int(wrong[0]))
            found[np.isin(found, self._codes)] = np.nan
            self._read[name] = found
        return self._read[name]

    def keys(self, name: str) -> tuple[object, ...]:
        """Return a column of keys as it stands."""
        return tuple(self._columns[name])

    def _number(self, value: Any, name: str, at: int) -> float:
        if value is None or value == "":
            return np.nan
        try:
            return float(value)
        except (TypeError, ValueError) as error:
            raise self._refused(value, name, at) from error

    def _refused(self, value: Any, name: str, at: int) -> InputRefusedError:
        return InputRefusedError(
            f"'{value}' is not a number",
            where=f"row {at + 2}, area {self.areas[at]}, column {name}",
            why="the column holds numbers",
            remedy="write it with digits; leave it empty when it is unknown",
            code="not_a_number",
        )

    def _check_columns(self, wanted: Sequence[str]) -> None:
        lacking = [name for name in wanted if name not in self._columns]
        if lacking:
            raise GrainError(
                f"column '{lacking[0]}' is missing",
                where="header",
                why=f"the index needs {', '.join(lacking)}; found {', '.join(self._columns)}",
                remedy="add the column, or name the one that holds it in the specification",
                code="column_missing",
                column=lacking[0],
            )
        lengths = {name: len(self._columns[name]) for name in wanted}
        if len(set(lengths.values())) > 1:
            raise GrainError("columns of different length", why=str(lengths), code="lengths")

    def _areas(self, name: str) -> tuple[str, ...]:
        seen: dict[str, int] = {}
        for at, value in enumerate(self._columns[name], start=2):
            key = "" if value is None else str(value)
            if not key or key in seen:
                raise GrainError(
                    f"the area {key} stands twice" if key else "a row has no area",
                    where=f"row {at}, column {name}",
                    why=f"it stands in row {seen[key]} too" if key else "each row is one area",
                    remedy="delete one of the rows, or choose one period" if key else "name it",
                    code="key_repeats" if key else "no_area",
                )
            seen[key] = at
        return tuple(seen)


def figures_of(specification: Specification, source: Source) -> Figures:
    """Read the figures of the status and apply exclusions, missing rules and transformations.

    Raises `InputRefusedError` for texts among numbers, a missing value under the rule `refuse`,
    and fewer areas than inputs; `GrainError` for missing columns and areas that repeat.
    """
    people = source.numbers(specification.population) if specification.population else None
    reasons = _excluded(specification, source.areas, people)
    larger = source.keys(specification.larger_area) if specification.larger_area else ()
    apart = np.array([one is not None for one in reasons], dtype=bool)
    values, counted = {}, {}
    for one in specification.inputs:
        if one.transformation.shrink:
            x, n = source.numbers(one.numerator), source.numbers(one.denominator)
            counted[one.column] = np.where(apart, np.nan, ratio(x, n, per=one.per))
        delivered = _delivered(one, source, larger, apart=apart)
        values[one.column] = rounded(delivered, decimals=one.decimals)
    found = Figures(source.areas, tuple(reasons), values, {}, {}, {}, people, larger, counted)
    bases = {
        one.column: source.numbers(base)
        for one in specification.inputs
        if (base := specification.standardisation_of(one).base)
    }
    return settle(specification, replace(found, bases=bases), source=source)


def settle(specification: Specification, found: Figures, *, source: Source) -> Figures:
    """Apply missing rules and transformations to figures whose values are there."""
    apart = ~found.taking_part
    values = {name: np.where(apart, np.nan, value) for name, value in found.values.items()}
    filled = {
        one.column: _from_larger(one, found, values[one.column], source)
        if specification.missing_of(one) == "larger_area"
        else values[one.column]
        for one in specification.inputs
    }
    for name, value in filled.items():
        check_spread(value, what=name, method="none")
    reasons = _left_out(specification, found, filled)
    apart = np.array([one is not None for one in reasons], dtype=bool)
    filled = {name: np.where(apart, np.nan, value) for name, value in filled.items()}
    _check_size(specification, int((~apart).sum()))
    bent, bases = {}, {}
    for one in specification.inputs:
        sign = sign_of(specification, one)
        bent[one.column] = transformed(filled[one.column], one, sign=sign, areas=found.areas)
        if one.column in found.bases:
            base = np.where(apart, np.nan, found.bases[one.column])
            bases[one.column] = transformed(base, one, sign=sign, areas=found.areas)
    return replace(
        found, reasons=reasons, values=values, filled=filled, transformed=bent, bases=bases
    )


def sign_of(specification: Specification, one: Input) -> float:
    """Return 1 when an input and the index point the same way, else −1."""
    return 1.0 if one.direction == specification.direction else -1.0


def ratio(numerators: Array, denominators: Array, *, per: float) -> Array:
    """Return numerator ÷ denominator × per; NaN where one is missing or the denominator is 0."""
    found: Array = per * numerators / np.where(denominators > LEAST, denominators, np.nan)
    return found


def _delivered(
    one: Input, source: Source, larger: Sequence[object], *, apart: NDArray[np.bool_]
) -> Array:
    if not one.numerator:
        return source.numbers(one.column)
    x, n = source.numbers(one.numerator), source.numbers(one.denominator)
    if not one.transformation.shrink:
        return ratio(x, n, per=one.per)
    wrong = np.flatnonzero((x < 0) | (x > n))
    if len(wrong):
        raise InputRefusedError(
            "a numerator is larger than its denominator, or below 0",
            where=f"area {source.areas[int(wrong[0])]}, column {one.numerator}",
            why="shrinkage is for shares",
            remedy="correct the counts, or leave shrinkage out",
            code="index_shrinkage",
        )
    return one.per * shrunken(np.where(apart, np.nan, x), np.where(apart, np.nan, n), larger)[0]


def _excluded(
    specification: Specification, areas: Sequence[str], people: Array | None
) -> list[Reason | None]:
    rule = specification.exclusion
    reasons: list[Reason | None] = [None] * len(areas)
    for place, area in enumerate(areas):
        if area in rule.areas:
            reasons[place] = Reason("listed", rule.areas[area])
        elif people is not None and rule.population_below is not None:
            if np.isnan(people[place]):
                reasons[place] = Reason("no_population")
            elif people[place] < rule.population_below:
                reasons[place] = Reason(
                    "population_below", f"{people[place]:g} below {rule.population_below:g}"
                )
    return reasons


def _left_out(
    specification: Specification, found: Figures, filled: dict[str, Array]
) -> tuple[Reason | None, ...]:
    reasons = list(found.reasons)
    for one in specification.inputs:
        rule = specification.missing_of(one)
        if rule not in {"refuse", "leave_out", "larger_area"}:
            continue
        for place in np.flatnonzero(np.isnan(filled[one.column])):
            if found.reasons[place] is not None:
                continue
            if rule == "refuse":
                raise InputRefusedError(
                    f"'{one.column}' is missing",
                    where=f"area {found.areas[place]}, column {one.column}",
                    why="the specification does not say what to do with a missing value",
                    remedy="deliver it, or choose missing = 'leave_out' or another rule",
                    code="index_missing",
                    part=one.column,
                )
            reasons[place] = reasons[place] or Reason("missing", one.column)
    return tuple(reasons)


def _from_larger(one: Input, found: Figures, values: Array, source: Source) -> Array:
    """Fill missing values with the larger area's: of its sums, else the mean (by people)."""
    gaps = np.isnan(values) & found.taking_part
    if not gaps.any():
        return values
    if one.numerator:
        upper, lower = source.numbers(one.numerator), source.numbers(one.denominator)
    else:
        lower = np.ones(len(values)) if found.people is None else found.people
        upper = values * lower
    known = ~np.isnan(values) & ~np.isnan(upper) & ~np.isnan(lower) & found.taking_part
    out = values.copy()
    for place in np.flatnonzero(gaps):
        key = found.larger[place]
        inside = known & np.array([other == key for other in found.larger])
        total = lower[inside].sum()
        if key is not None and total > 0:
            out[place] = upper[inside].sum() / total * (one.per if one.numerator else 1.0)
    return out


def _check_size(specification: Specification, areas: int) -> None:
    least = max(2, len(specification.inputs))
    if areas < least:
        raise InputRefusedError(
            f"{areas} areas are too few for {len(specification.inputs)} inputs",
            where="table",
            why="an index compares areas; with fewer areas than inputs chance decides",
            remedy="take a larger table or fewer inputs; see the reasons of areas left out",
            code="index_too_few_areas",
        )
