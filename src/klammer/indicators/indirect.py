# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Indirect standardisation: events observed against those expected at the rates of a reference.

For areas with too few events for a directly standardised rate. Ratios of two areas may not be
compared with each other: each has its own age structure as weights.
"""

from typing import Any

import numpy as np

from klammer.base.errors import InputRefusedError
from klammer.base.tables import Table, table_of
from klammer.indicators.standardise import (
    check_strata,
    indirect_ratio,
    named_strata,
    strata_of,
)
from klammer.indicators.uncertainty import as_array


def indirect_rates(
    cases: Table, reference: Table | None = None, *, factor: float = 1.0, level: float = 0.95
) -> Table:
    """Compare each area with what the rates of a reference would give with its ages.

    cases      area × period × age_group [× sex] → numerator [events], denominator [persons]
    reference  age_group [× sex] → numerator, denominator of the population compared with; None
               takes all areas of the table together, each period apart
    returns    area × period → observed, expected, ratio, ratio_low, ratio_high (1 is as expected),
               value, low, high [per `factor`]: ratio × rate of the reference

    Limits of the observed count: exact below 10 events, Byar from there. Missing: an area with one
    numerator or denominator missing has no ratio; it is left out of the reference. Raises
    `GrainError` as `direct_rates` does, `InputRefusedError` where nothing is expected.
    """
    strata = strata_of(reference if reference is not None else cases)
    cases.require("area", "period", *strata, "numerator", "denominator")
    cases.require_unique("area", "period", *strata)
    groups = named_strata(cases, strata)
    of: dict[tuple[Any, Any], list[int]] = {}
    for row, key in enumerate(zip(cases["area"], cases["period"], strict=True)):
        of.setdefault(key, []).append(row)
    found = []
    for period in dict.fromkeys(cases["period"]):
        areas = {area: rows for (area, one), rows in of.items() if one == period}
        counts = _reference(cases, groups, areas) if reference is None else _given(reference)
        check_strata(cases, groups, counts)
        found += [
            {"area": area, "period": period}
            | _compared(cases, groups, rows, counts, factor=factor, level=level)
            for area, rows in areas.items()
        ]
    names = ("area", "period", "observed", "expected", "ratio", "ratio_low", "ratio_high")
    return table_of(found, names=(*names, "value", "low", "high"))


def _given(reference: Table) -> dict[str, tuple[float, float]]:
    strata = strata_of(reference)
    reference.require(*strata, "numerator", "denominator")
    reference.require_unique(*strata)
    x, n = as_array(list(reference["numerator"])), as_array(list(reference["denominator"]))
    if not (np.all(x >= 0) and np.all(n > 0)):
        row = int(np.flatnonzero(~((x >= 0) & (n > 0)))[0]) + 2
        raise InputRefusedError(
            "a group of the reference has no rate",
            where=f"reference, row {row}",
            why="its numerator is missing or negative, or its denominator is not above 0",
            remedy="complete the row, or join it with the next age group",
            code="reference",
        )
    pairs = zip(x.tolist(), n.tolist(), strict=True)
    return dict(zip(named_strata(reference, strata), pairs, strict=True))


def _reference(
    cases: Table, groups: list[str], areas: dict[Any, list[int]]
) -> dict[str, tuple[float, float]]:
    """Add up all areas of a period that have every count."""
    sums: dict[str, tuple[float, float]] = {}
    for rows in areas.values():
        pairs = [(cases["numerator"][row], cases["denominator"][row]) for row in rows]
        complete = all(x is not None and n is not None for x, n in pairs)
        for row, (x, n) in zip(rows, pairs, strict=True):
            whole = sums.get(groups[row], (0.0, 0.0))
            if complete:
                whole = (whole[0] + float(x), whole[1] + float(n))
            sums[groups[row]] = whole
    return sums


def _compared(
    cases: Table,
    groups: list[str],
    rows: list[int],
    counts: dict[str, tuple[float, float]],
    *,
    factor: float,
    level: float,
) -> dict[str, Any]:
    x, n = (as_array([cases[name][row] for row in rows]) for name in ("numerator", "denominator"))
    whole, people = (sum(pair[at] for pair in counts.values()) for at in (0, 1))
    if np.any(np.isnan(x)) or np.any(np.isnan(n)) or people <= 0:
        return dict.fromkeys(("observed", "expected", "ratio"))
    rates = [counts[groups[row]][0] / (counts[groups[row]][1] or np.nan) for row in rows]
    observed, expected = float(x.sum()), float((n * np.array(rates)).sum())
    ratio = indirect_ratio(observed, expected, level=level)
    crude = factor * whole / people
    return {
        "observed": observed,
        "expected": expected,
        "ratio": float(ratio.value),
        "ratio_low": float(ratio.low),
        "ratio_high": float(ratio.high),
        "value": crude * float(ratio.value),
        "low": crude * float(ratio.low),
        "high": crude * float(ratio.high),
    }
