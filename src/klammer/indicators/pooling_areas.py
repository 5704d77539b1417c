# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""An area together with its neighbours, where alone it has too few cases to say anything.

The figure is then one of several areas, and says of which. People of different areas are different
people: proportions keep their limits, unlike those of several years (`indicators.pooling`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from klammer.base.cells import Status
from klammer.base.quantities import Kind
from klammer.indicators.intervals import interval_for

LEAST_EVENTS = 10
MOST_AREAS = 6
_POOLS = frozenset({Kind.PROPORTION, Kind.RATE, Kind.RATIO})
_HIDDEN = frozenset({Status.SUPPRESSED, Status.ZERO_OR_HIDDEN})


@dataclass(frozen=True, slots=True)
class Joined:
    """Several areas as one figure, or the reason why there is none.

    areas      that were added, the own one first
    skipped    neighbours whose counts are hidden or missing
    numerator, denominator  sums [cases, people]
    value      factor × numerator ÷ denominator; None with a reason
    low, high  95 % limits where the kind has them
    reason     enough (the own area needs no neighbour), kind, delivered_rate, hidden_area, missing,
               few_cases (all neighbours together are too few), denominator_zero; or "" when joined
    """

    areas: tuple[str, ...]
    skipped: tuple[str, ...]
    numerator: float | None
    denominator: float | None
    value: float | None
    low: float | None
    high: float | None
    reason: str


def join(
    rows: Sequence[Mapping[str, Any]],
    *,
    kind: Kind,
    factor: float = 1.0,
    least: float = LEAST_EVENTS,
    most: int = MOST_AREAS,
    delivered: bool = False,
) -> Joined:
    """Add neighbours to an area, the nearest first, until there are enough cases.

    rows       area → numerator, denominator [counts], status; the own area first, then neighbours
               from the nearest
    least      cases to be reached
    most       areas, the own one included
    delivered  the figure was published as a rate: there is nothing to add

    An own area that is hidden refuses the sum; hidden neighbours are skipped and named.
    """
    if delivered or kind not in _POOLS:
        return _none("delivered_rate" if delivered else "kind")
    own = rows[0]
    if own["status"] in _HIDDEN or own["numerator"] is None or own["denominator"] is None:
        return _none("hidden_area" if own["status"] in _HIDDEN else "missing")
    taken, skipped = [own], list[Mapping[str, Any]]()
    for row in rows[1:]:
        if len(taken) >= most or _cases(taken) >= least:
            break
        hidden = row["status"] in _HIDDEN or None in {row["numerator"], row["denominator"]}
        (skipped if hidden else taken).append(row)
    n = sum(float(row["denominator"]) for row in taken)
    if n <= 0:
        return _none("denominator_zero")
    reason = "few_cases" if _cases(taken) < least else ("enough" if len(taken) == 1 else "")
    found = interval_for(kind, numerator=_cases(taken), denominator=n, factor=factor)
    return Joined(
        areas=tuple(str(row["area"]) for row in taken),
        skipped=tuple(str(row["area"]) for row in skipped),
        numerator=_cases(taken),
        denominator=n,
        value=found.value if reason != "few_cases" else None,
        low=found.low if reason != "few_cases" else None,
        high=found.high if reason != "few_cases" else None,
        reason=reason,
    )


def _cases(rows: Sequence[Mapping[str, Any]]) -> float:
    return sum(float(row["numerator"]) for row in rows)


def _none(reason: str) -> Joined:
    return Joined((), (), None, None, None, None, None, reason)
