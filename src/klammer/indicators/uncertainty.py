# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Intervals for small numbers: Wilson, Byar, exact χ² limits, the PHE rule, Dobson.

Every function takes a number, a list with None, or an array, and returns arrays of the same shape
(0-dimensional for a number). A missing count gives missing limits, never zero. Formulas and hand
computed values: docs/reference/methods.md, tests/spec/uncertainty.
"""

import math
from collections.abc import Callable, Sequence
from functools import cache
from statistics import NormalDist
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from klammer.base.errors import InputRefusedError
from klammer.indicators.small_counts import EXACT_BELOW

Array: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = float | Sequence[float | None] | NDArray[Any]


class Limits(NamedTuple):
    """Lower and upper limit; NaN where a count is missing."""

    low: Array
    high: Array


class Estimate(NamedTuple):
    """A figure with its limits; NaN where it cannot be computed."""

    value: Array
    low: Array
    high: Array


def as_array(numbers: Numbers) -> Array:
    """Return numbers as an array of float in which missing is NaN."""
    if np.ma.isMaskedArray(numbers):
        return np.asarray(np.ma.filled(np.ma.asarray(numbers, dtype=float), np.nan))
    return np.asarray(numbers, dtype=float)  # numpy reads None as NaN


@cache
def normal_quantile(level: float) -> float:
    """The z of a two-sided level: 1.959964 for 0.95, 3.090232 for 0.998.

    Raises `InputRefusedError` unless 0 < level < 1.
    """
    if not 0 < level < 1:
        raise InputRefusedError(
            f"{level} cannot be the level of an interval",
            where="level",
            why="expected a share between 0 and 1",
            remedy="write 0.95 for 95 %",
            code="level",
        )
    return NormalDist().inv_cdf(1 - (1 - level) / 2)


def wilson(numerator: Numbers, denominator: Numbers, *, level: float = 0.95) -> Limits:
    """Score limits of a proportion (Wilson 1927).

    L, U = (2x + z² ∓ z√(z² + 4x(1 − x/n))) / (2(n + z²))

    numerator, denominator  → low, high [share, 0 to 1]
    Missing where either count is missing. Raises `InputRefusedError` for a negative count, a
    denominator of 0 and a numerator above its denominator.
    """
    x, n = _counts(numerator), _denominators(denominator)
    _refuse(x > n, "numerator_above_denominator", "a numerator is larger than its denominator")
    z = normal_quantile(level)
    root = z * np.sqrt(z * z + 4 * x * np.maximum(1 - x / n, 0.0))
    low = (2 * x + z * z - root) / (2 * (n + z * z))
    high = (2 * x + z * z + root) / (2 * (n + z * z))
    # At 0 and n the formula gives exactly 0 and 1; binary fractions miss it by 1e-17.
    return Limits(np.where(x == 0, 0.0 * n, low), np.where(x == n, 1.0 + 0.0 * n, high))


def byar(count: Numbers, *, level: float = 0.95) -> Limits:
    """Byar's limits of a count, the formula at every count.

    L = x(1 − 1/(9x) − z/(3√x))³,  U = (x+1)(1 − 1/(9(x+1)) + z/(3√(x+1)))³

    count → low, high [events]; 0 has the lower limit 0. Where the cube turns negative (x = 1 at
    99.8 %) the lower limit is 0: there is no negative count. Missing stays missing.
    """
    x = _counts(count)
    z = normal_quantile(level)
    positive = np.where(x > 0, x, np.nan)
    low = positive * (1 - 1 / (9 * positive) - z / (3 * np.sqrt(positive))) ** 3
    more = x + 1
    high = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return Limits(np.where(x == 0, 0.0, np.maximum(low, 0.0)), high)


def exact(count: Numbers, *, level: float = 0.95) -> Limits:
    """Exact Poisson limits of a count by χ² quantiles (Garwood 1936).

    L = χ²(α/2; 2x)/2,  U = χ²(1 − α/2; 2x + 2)/2

    count → low, high [events]; 0 has the lower limit 0. Missing stays missing.
    """
    from scipy.special import gammainccinv, gammaincinv

    x = _counts(count)
    normal_quantile(level)  # refuses an impossible level
    tail = (1 - level) / 2
    # χ²(p; 2k)/2 is the p quantile of the gamma distribution with shape k.
    low = np.where(x == 0, 0.0, gammaincinv(np.where(x > 0, x, np.nan), tail))
    return Limits(low, np.asarray(gammainccinv(x + 1, tail)))


def phe(count: Numbers, *, level: float = 0.95) -> Limits:
    """Limits of a count as OHID computes them: exact below 10 events, Byar from 10.

    count → low, high [events]. Missing stays missing.
    """
    x = _counts(count)
    small, large = exact(x, level=level), byar(x, level=level)
    below = x < EXACT_BELOW
    return Limits(np.where(below, small.low, large.low), np.where(below, small.high, large.high))


def dobson(
    events: Numbers,
    population: Numbers,
    weights: Numbers,
    *,
    level: float = 0.95,
    factor: float = 1.0,
) -> Estimate:
    """Directly standardised rate with Dobson's limits (Dobson 1991), one area.

    DSR = Σ wᵢ xᵢ/nᵢ ÷ Σ wᵢ,  Var = Σ wᵢ² xᵢ/nᵢ² ÷ (Σ wᵢ)²,
    L = DSR + √(Var/O)(Byar_L(O) − O), U likewise; O = Σ xᵢ

    age group → events, population, weight; returns value, low, high [per `factor`].
    Missing: one missing age group makes the rate missing. Without any event there are no limits
    (NaN), as the variance is unknown. Weights need not sum to 1. Raises `InputRefusedError` for
    negative counts, a population of 0, and weights that are negative, missing or all 0.
    """
    x, n = _counts(events), _denominators(population)
    w = _weights(weights, len(x))
    total, observed = w.sum(), x.sum()
    rate = float((w * x / n).sum() / total)
    variance = float((w**2 * x / n**2).sum() / total**2)
    low, high = byar(observed, level=level)
    scale = math.sqrt(variance / observed) if observed > 0 else math.nan
    return Estimate(
        np.asarray(factor * rate),
        np.asarray(factor * (rate + scale * (low - observed))),
        np.asarray(factor * (rate + scale * (high - observed))),
    )


COUNT_METHODS: dict[str, Callable[..., Limits]] = {"byar": byar, "exact": exact, "phe": phe}


def rate(
    numerator: Numbers,
    denominator: Numbers,
    *,
    method: str,
    level: float = 0.95,
    factor: float = 1.0,
) -> Estimate:
    """A proportion (wilson) or rate (byar, exact, phe) with its limits.

    numerator, denominator → value, low, high [per `factor`]
    Missing where either is missing. Raises `InputRefusedError` for what the method refuses and for
    an unknown method. Source: reference/methods#intervals.
    """
    x, n = _counts(numerator), _denominators(denominator)
    if method == "wilson":
        low, high = wilson(x, n, level=level)
    elif method in COUNT_METHODS:
        limits = COUNT_METHODS[method](x, level=level)
        low, high = limits.low / n, limits.high / n
    else:
        raise InputRefusedError(
            f"there is no method '{method}'",
            where="method",
            why=f"known are wilson, {', '.join(COUNT_METHODS)}",
            remedy="name one of them",
            code="method_unknown",
        )
    return Estimate(factor * x / n, factor * low, factor * high)


def _counts(numbers: Numbers) -> Array:
    x = as_array(numbers)
    _refuse(x < 0, "negative_count", "a count is negative")
    _refuse(np.isinf(x), "not_a_number", "a count is infinite")
    return x


def _denominators(numbers: Numbers) -> Array:
    n = as_array(numbers)
    _refuse(n <= 0, "denominator_zero", "a denominator is 0 or negative")
    _refuse(np.isinf(n), "not_a_number", "a denominator is infinite")
    return n


def _weights(numbers: Numbers, length: int) -> Array:
    w = as_array(numbers)
    _refuse(~(w >= 0), "weights", "a weight is negative or missing")
    _refuse(np.asarray(len(w) != length), "weights", "there are not as many weights as age groups")
    _refuse(np.asarray(w.sum() <= 0), "weights", "the weights are all 0")
    return w


def _refuse(wrong: NDArray[np.bool_], code: str, what: str) -> None:
    if not np.any(wrong):
        return
    first = int(np.flatnonzero(wrong)[0])
    raise InputRefusedError(
        what,
        where=f"item {first + 1} of {wrong.size}" if wrong.ndim else "",
        why="the method is not defined for it",
        remedy="correct the value; leave it empty when it is unknown",
        code=code,
        item=first,
    )
