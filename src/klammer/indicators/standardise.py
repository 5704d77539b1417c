# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rates standardised by age, or by age and sex: direct with enough events, else indirect."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from klammer.base.errors import GrainError, InputRefusedError
from klammer.base.tables import Table, table_of
from klammer.indicators.uncertainty import (
    COUNT_METHODS,
    Array,
    Estimate,
    Numbers,
    as_array,
    dobson,
)


def direct_rates(
    cases: Table,
    standard: Table,
    *,
    factor: float = 1.0,
    level: float = 0.95,
    minimum_events: float = 10,
) -> Table:
    """Directly standardised rate of each area, weighted by a standard population.

    cases     area × period × age_group [× sex] → numerator [events], denominator [persons]
    standard  age_group [× sex] → weight [any unit; only the proportions count]. With a column sex
              both are standardised by age and sex
    returns   area × period → numerator, denominator, value, low, high [per `factor`]

    Missing: with one numerator or denominator missing the area has no rate. Below
    `minimum_events` events there is no rate either: value, low and high are None.
    Raises `GrainError` when a key repeats, an age group has no weight or an area lacks an age
    group of the standard; `InputRefusedError` for impossible counts, naming the row.
    Method: reference/methods#direct-standardisation (Dobson 1991).
    """
    strata = strata_of(standard)
    cases.require("area", "period", *strata, "numerator", "denominator")
    cases.require_unique("area", "period", *strata)
    weights = weights_of(standard)
    groups = named_strata(cases, strata)
    check_strata(cases, groups, weights)
    rows: dict[tuple[Any, Any], list[int]] = {}
    for number, key in enumerate(zip(cases["area"], cases["period"], strict=True)):
        rows.setdefault(key, []).append(number)
    found = [
        {"area": area, "period": period}
        | _direct(
            cases,
            of,
            weights=[weights[groups[row]] for row in of],
            factor=factor,
            level=level,
            least=minimum_events,
        )
        for (area, period), of in rows.items()
    ]
    names = ("area", "period", "numerator", "denominator", "value", "low", "high")
    return table_of(found, names=names)


def weights_of(standard: Table) -> dict[str, float]:
    """Read a standard population: age group (or "sex, age group") → weight.

    standard  age_group [× sex] → weight
    Raises `GrainError` for a missing column or a repeated age group, `InputRefusedError` for a
    weight that is missing, negative or no number.
    """
    strata = strata_of(standard)
    standard.require(*strata, "weight")
    standard.require_unique(*strata)
    pairs = zip(named_strata(standard, strata), standard["weight"], strict=True)
    weights = {}
    for row, (group, weight) in enumerate(pairs, start=2):
        if not isinstance(weight, int | float) or not weight >= 0:
            raise InputRefusedError(
                f"the weight of age group '{group}' is not a number from 0 up",
                where=f"standard, row {row}",
                why=f"found {weight if weight is not None else 'nothing'}",
                remedy="give each age group its number of persons in the standard population",
                code="weights",
            )
        weights[str(group)] = float(weight)
    if sum(weights.values()) <= 0:
        raise InputRefusedError(
            "the weights are all 0",
            where="standard",
            why="nothing would be counted",
            remedy="give each age group its number of persons in the standard population",
            code="weights",
        )
    return weights


def strata_of(standard: Table) -> tuple[str, ...]:
    """Return the columns a standard tells apart: age_group, and sex where it has that."""
    return ("sex", "age_group") if "sex" in standard.names else ("age_group",)


def named_strata(table: Table, strata: Sequence[str]) -> list[str]:
    """Return row → name of its group: "old", or "F, old" by age and sex."""
    columns = zip(*(table[name] for name in strata), strict=True)
    return [", ".join(str(one) for one in row) for row in columns]


def indirect_ratio(
    observed: Numbers,
    expected: Numbers,
    *,
    method: str = "phe",
    level: float = 0.95,
    factor: float = 1.0,
) -> Estimate:
    """Observed over expected events (SMR for factor 1), limits on the observed count.

    observed, expected → value, low, high
    Missing where either is missing. Raises `InputRefusedError` for negative observed events and
    for expected events of 0.
    """
    o, e = as_array(observed), as_array(expected)
    if np.any(e <= 0):
        raise InputRefusedError(
            "nothing was expected",
            why="an area without expected events cannot be compared",
            remedy="leave the area out, or join it with another",
            code="denominator_zero",
        )
    low, high = COUNT_METHODS[method](o, level=level)
    return Estimate(factor * o / e, factor * low / e, factor * high / e)


def expected_events(population: Numbers, standard_rates: Numbers) -> float:
    """Events one would expect if each age group had the standard's rate: Σ nᵢ rᵢ.

    NaN when a group's population or rate is missing.
    """
    n, r = as_array(population), as_array(standard_rates)
    return float((n * r).sum())


def _direct(
    cases: Table,
    rows: Sequence[int],
    *,
    weights: Sequence[float],
    factor: float,
    level: float,
    least: float,
) -> dict[str, Any]:
    x, n = (as_array([cases[name][row] for row in rows]) for name in ("numerator", "denominator"))
    estimate = dobson(x, n, weights, factor=factor, level=level)
    events = float(x.sum())
    shown = estimate if events >= least else Estimate(*(np.asarray(np.nan),) * 3)
    return {
        "numerator": _plain(x.sum()),
        "denominator": _plain(n.sum()),
        "value": _plain(shown.value),
        "low": _plain(shown.low),
        "high": _plain(shown.high),
    }


def check_strata(cases: Table, named: Sequence[str], weights: Mapping[str, object]) -> None:
    """Raise `GrainError` for a group without weight, and for an area that lacks a group."""
    groups: dict[tuple[Any, Any], set[str]] = {}
    keys = zip(cases["area"], cases["period"], named, strict=True)
    for row, (area, period, group) in enumerate(keys, start=2):
        if group not in weights:
            raise GrainError(
                f"the age group '{group}' has no weight",
                where=f"row {row}",
                why=f"the standard knows {', '.join(weights)}",
                remedy="use the same age groups in both tables",
                code="weight_missing",
            )
        groups.setdefault((area, period), set()).add(group)
    for (area, period), found in groups.items():
        lacking = [group for group in weights if group not in found]
        if lacking:
            raise GrainError(
                f"the age group '{lacking[0]}' is missing",
                where=f"area {area}, period {period}",
                why="a standardised rate needs every age group of the standard",
                remedy="add a row for it; leave its numerator empty when it is unknown",
                code="age_group_missing",
            )


def _plain(number: Array | np.float64) -> float | int | None:
    value = float(number)
    if np.isnan(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
