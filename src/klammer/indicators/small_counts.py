# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Exact Poisson limits of the counts 0 to 9, the same digits on every machine.

A limit λ solves a sum of at most ten terms, λ^k e^−λ ÷ k!. In decimal arithmetic with more digits
than a float has, Newton's method gives the nearest float: no library, no rounding of a processor.
"""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from functools import cache

EXACT_BELOW = 10  # part of the PHE method's definition, not a threshold one may set
_DIGITS = 30
_CLOSE = Decimal(10) ** -24
_MOST_STEPS = 60


@cache
def exact_small_limits(level: float = 0.95) -> tuple[tuple[int, float, float], ...]:
    """Return exact limits of the counts 0 to 9 as rows (count, low, high), for a lookup table.

    L with P(X ≥ x | L) = α/2 and U with P(X ≤ x | U) = α/2 (Garwood 1936); 0 has the lower limit 0.
    """
    with localcontext() as context:
        context.prec = _DIGITS
        tail = (1 - Decimal(repr(level))) / 2
        return tuple(
            (x, float(_mean(x - 1, share=1 - tail)) if x else 0.0, float(_mean(x, share=tail)))
            for x in range(EXACT_BELOW)
        )


def _mean(most: int, *, share: Decimal) -> Decimal:
    """Return λ with P(X ≤ most | λ) = share; the probability falls as λ grows."""
    low, high = Decimal(0), Decimal(1)
    while sum(_terms(most, high)) > share:
        low, high = high, 2 * high
    middle = (low + high) / 2
    for _ in range(_MOST_STEPS):
        *_, last = terms = list(_terms(most, middle))
        above = sum(terms) - share
        low, high = (middle, high) if above > 0 else (low, middle)
        # dP/dλ is minus the last term; a step that leaves the bracket is halved instead.
        stepped = middle + above / last
        new = stepped if low < stepped < high else (low + high) / 2
        if abs(new - middle) < _CLOSE:
            return new
        middle = new
    return middle


def _terms(most: int, mean: Decimal) -> Iterator[Decimal]:
    term = (-mean).exp()
    yield term
    for k in range(1, most + 1):
        term *= mean / k
        yield term
