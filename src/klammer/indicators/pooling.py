# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several years together: cases and people added up, where one year alone says too little.

Rates are never averaged; a pooled rate is Σ cases ÷ Σ people. Only a rate of events gets limits:
whoever is counted as unemployed in one year may be the same person in the next, so that the cases
of a proportion do not vary independently over years. Limits: Byar, reference/methods#intervals.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from klammer.base.cells import Status
from klammer.base.quantities import Kind
from klammer.indicators.intervals import interval_for

LEAST, MOST = 3, 5  # years
_POOLS = frozenset({Kind.PROPORTION, Kind.RATE, Kind.RATIO})
_HIDDEN = frozenset({Status.SUPPRESSED, Status.ZERO_OR_HIDDEN})
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pooled:
    """Several years as one figure, or the reason why there is none.

    periods      the years that were added, ascending
    numerator, denominator  sums [cases, people]
    value        factor × numerator ÷ denominator; None with a reason
    low, high    95 % limits of a rate of events; None elsewhere
    reason       delivered_rate, kind, hidden_year, few_years, denominator_zero; empty with a value
    """

    periods: tuple[str, ...]
    numerator: float | None
    denominator: float | None
    value: float | None
    low: float | None
    high: float | None
    reason: str


def pool(
    rows: Sequence[Row],
    *,
    kind: Kind,
    factor: float = 1.0,
    method: str = "",
    since: str = "",
    delivered: bool = False,
) -> Pooled:
    """Add up the last three to five years of one area.

    rows       period → numerator, denominator [counts], status, ascending
    method     of the limits, as the definition names it: byar; others get none
    since      first period that may be added: the last break of the series
    delivered  the figure was published as a rate: there is nothing to add

    A hidden year among the last five refuses the sum: leaving it out would give another figure.
    Missing years are left out and named by `periods`.
    """
    if delivered:
        return _none("delivered_rate")
    if kind not in _POOLS:
        return _none("kind")
    window = [row for row in rows if row["period"] >= since][-MOST:]
    if any(row["status"] in _HIDDEN for row in window):
        return _none("hidden_year")
    known = [r for r in window if r["numerator"] is not None and r["denominator"] is not None]
    if len(known) < LEAST:
        return _none("few_years")
    x = sum(float(row["numerator"]) for row in known)
    n = sum(float(row["denominator"]) for row in known)
    if n <= 0:
        return _none("denominator_zero")
    low = high = None
    if kind is Kind.RATE and method == "byar":
        found = interval_for(kind, numerator=x, denominator=n, factor=factor)
        low, high = found.low, found.high
    periods = tuple(row["period"] for row in known)
    return Pooled(periods, x, n, factor * x / n, low, high, "")


def _none(reason: str) -> Pooled:
    return Pooled((), None, None, None, None, None, reason)
