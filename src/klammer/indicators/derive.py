# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numerators from published rates: where rate and denominator are both known, cases follow.

A rate rounded to d decimals stands for every rate within half a unit of its last place; so the
numerator lies in a range of whole numbers. The result is an estimate, with that range stated.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from klammer.base.cells import Secrecy, Status
from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.uncertainty import COUNT_METHODS, Array, Limits, Numbers, as_array, wilson

_SLACK = 1e-9  # binary fractions: 12.3 is not exactly 12.3


@dataclass(frozen=True)
class Derived:
    """Numerators with the range that rounding leaves.

    numerator  the whole number nearest to rate × denominator ÷ factor; NaN where none was derived
    low, high  smallest and largest whole number that gives the published rate
    reasons    "" where derived; else incomplete, zero_or_hidden, or contradiction: no whole
               number gives this rate with this denominator, so the publisher used another one
    secrecy    always `estimated`: a derived count is never shown as an exact one
    """

    numerator: Array
    low: Array
    high: Array
    reasons: tuple[str, ...]
    secrecy: Secrecy = Secrecy.ESTIMATED

    @property
    def error(self) -> Array:
        """How far the true numerator may be from the derived one."""
        return np.maximum(self.high - self.numerator, self.numerator - self.low)


def derive_numerators(
    rates: Numbers,
    denominators: Numbers,
    *,
    factor: float,
    decimals: int,
    statuses: Sequence[str] | None = None,
) -> Derived:
    """Derive the cases behind rates rounded to `decimals` places.

    rates, denominators → numerator, low, high [cases]
    statuses   a rate that is `zero_or_hidden` is not derived: the source prints 0 for both
    Missing where either is missing. Raises `InputRefusedError` for a negative rate, a denominator
    that is not above 0, or decimals below 0.
    """
    r, n = np.atleast_1d(as_array(rates)), np.atleast_1d(as_array(denominators))
    if np.any(r < 0) or np.any(n <= 0) or decimals < 0:
        raise InputRefusedError(
            "a rate or decimals are negative, or a denominator is not above 0",
            where="rates, denominators, decimals",
            why="cases cannot be derived from it",
            remedy="correct it; leave it empty when it is unknown",
            code="not_derivable",
        )
    half = 0.5 * 10.0**-decimals
    low = np.maximum(np.ceil((r - half) * n / factor - _SLACK), 0.0)
    high = np.floor((r + half) * n / factor + _SLACK)
    reasons = np.where(np.isnan(r + n), "incomplete", np.where(low > high, "contradiction", ""))
    if statuses is not None:
        hidden = np.array([status == Status.ZERO_OR_HIDDEN for status in statuses])
        reasons = np.where(hidden, "zero_or_hidden", reasons)
    known = reasons == ""
    nearest = np.clip(np.rint(r * n / factor), low, np.maximum(low, high))
    return Derived(
        numerator=np.where(known, nearest, np.nan),
        low=np.where(known, low, np.nan),
        high=np.where(known, high, np.nan),
        reasons=tuple(str(reason) for reason in reasons),
    )


def derived_limits(
    derived: Derived,
    denominators: Numbers,
    *,
    kind: Kind,
    level: float = 0.95,
    factor: float = 1.0,
) -> Limits:
    """An interval of the rate that covers chance and the rounding of what it was derived from.

    The lower limit is that of the smallest numerator, the upper that of the largest.
    denominators → low, high [per `factor`]. Missing where no numerator was derived, and for a
    proportion where the largest numerator exceeds the denominator by rounding alone it is taken
    as the denominator. Raises `InputRefusedError` for kinds without an interval.
    """
    n = np.atleast_1d(as_array(denominators))
    if kind is Kind.PROPORTION:
        low = wilson(np.minimum(derived.low, n), n, level=level).low
        high = wilson(np.minimum(derived.high, n), n, level=level).high
    elif kind is Kind.RATE:
        low = COUNT_METHODS["phe"](derived.low, level=level).low / n
        high = COUNT_METHODS["phe"](derived.high, level=level).high / n
    else:
        raise InputRefusedError(
            f"a figure of kind {kind} has no interval",
            where="kind",
            why="it would be invented",
            remedy="show the figure without one",
            code=str(kind),
        )
    return Limits(factor * low, factor * high)
