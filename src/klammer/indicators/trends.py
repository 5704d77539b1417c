# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is a series rising or falling? The last five points, proportions and rates apart."""

import math
from dataclasses import dataclass

import numpy as np

from klammer.base.errors import InputRefusedError
from klammer.indicators.uncertainty import Array, Numbers, as_array, normal_quantile

POINTS = 5
LEVEL = 0.998


@dataclass(frozen=True, slots=True)
class Trend:
    """The test of a trend.

    direction       +1 rising, −1 falling, 0 not distinguishable from a level series at `level`
    chi_square      the statistic with one degree of freedom
    p_value         probability of at least this statistic without a trend
    yearly_change   factor by which a rate changes from one time to the next; None for proportions
    overdispersion  how much more rates scatter around the trend than chance would (1: no more);
                    above 1 the statistic was divided by it; None for proportions
    reason          too_few_points, incomplete, no_events; then direction is 0 and nothing is known
    """

    direction: int
    chi_square: float
    p_value: float
    level: float
    yearly_change: float | None = None
    overdispersion: float | None = None
    reason: str = ""


def trend_of_proportions(
    numerators: Numbers,
    denominators: Numbers,
    *,
    times: Numbers | None = None,
    level: float = LEVEL,
    points: int = POINTS,
) -> Trend:
    """Cochran–Armitage test over the last points.

    T = Σ tᵢ(xᵢ − nᵢp̄),  Var = p̄(1 − p̄)(Σ nᵢtᵢ² − (Σ nᵢtᵢ)²/N),  χ² = T²/Var

    times  one number per point when they are not equally far apart, e.g. years
    A missing count among the last points gives the reason `incomplete`: a gap is not skipped.
    Raises `InputRefusedError` for impossible counts or unequal lengths.
    """
    x, n, t = _series(numerators, denominators, times)
    if np.any(x > n):
        raise _refused("a numerator is larger than its denominator", "numerator_above_denominator")
    reason = _reason(x, n, points)
    if reason:
        return _unknown(level, reason)
    x, n, t = x[-points:], n[-points:], t[-points:]
    share = x.sum() / n.sum()
    score = float((t * (x - n * share)).sum())
    variance = float(share * (1 - share) * _spread(n, t))
    if variance <= 0:
        return _unknown(level, "no_events")
    return _trend(score, score * score / variance, level=level)


def trend_of_rates(
    numerators: Numbers,
    denominators: Numbers,
    *,
    times: Numbers | None = None,
    level: float = LEVEL,
    points: int = POINTS,
) -> Trend:
    """Poisson regression log(xᵢ/nᵢ) = a + b·tᵢ over the last points, score test of b.

    T = Σ tᵢ(xᵢ − nᵢr),  Var = r(Σ nᵢtᵢ² − (Σ nᵢtᵢ)²/N),  r = Σxᵢ/Σnᵢ

    Overdispersion is Pearson's statistic around the fitted trend ÷ (points − 2); where the years
    scatter more than chance, χ² is divided by it. Gaps and refusals as for proportions.
    """
    x, n, t = _series(numerators, denominators, times)
    reason = _reason(x, n, points) or ("no_events" if not x[-points:].sum() else "")
    if reason:
        return _unknown(level, reason)
    x, n, t = x[-points:], n[-points:], t[-points:]
    rate = x.sum() / n.sum()
    score = float((t * (x - n * rate)).sum())
    slope, fitted = _poisson(x, n, t)
    pearson = float(((x - fitted) ** 2 / np.maximum(fitted, 1e-12)).sum())
    scatter = max(1.0, pearson / (points - 2))
    chi_square = score * score / float(rate * _spread(n, t)) / scatter
    return _trend(score, chi_square, level=level, change=math.exp(slope), scatter=scatter)


def _trend(
    score: float,
    chi_square: float,
    *,
    level: float,
    change: float | None = None,
    scatter: float | None = None,
) -> Trend:
    significant = chi_square > normal_quantile(level) ** 2
    direction = (1 if score > 0 else -1) if significant else 0
    p_value = math.erfc(math.sqrt(chi_square / 2))
    return Trend(direction, chi_square, p_value, level, change, scatter)


def _unknown(level: float, reason: str) -> Trend:
    return Trend(0, math.nan, math.nan, level, reason=reason)


def _series(
    numerators: Numbers, denominators: Numbers, times: Numbers | None
) -> tuple[Array, Array, Array]:
    x, n = as_array(numerators), as_array(denominators)
    t = np.arange(len(x), dtype=float) if times is None else as_array(times)
    if not len(x) == len(n) == len(t):
        raise _refused("numerators, denominators and times differ in length", "length")
    if np.any(x < 0):
        raise _refused("a count is negative", "negative_count")
    if np.any(n <= 0):
        raise _refused("a denominator is 0 or negative", "denominator_zero")
    if np.any(~(np.diff(t) > 0)):
        raise _refused("the times do not rise", "times")
    return x, n, t


def _reason(x: Array, n: Array, points: int) -> str:
    if len(x) < points:
        return "too_few_points"
    return "incomplete" if np.isnan(x[-points:] + n[-points:]).any() else ""


def _spread(n: Array, t: Array) -> float:
    return float((n * t * t).sum() - (n * t).sum() ** 2 / n.sum())


def _poisson(x: Array, n: Array, t: Array) -> tuple[float, Array]:
    """Fit by Newton's method; the time is centred so that the steps stay small."""
    centred = t - (n * t).sum() / n.sum()
    design = np.column_stack([np.ones_like(centred), centred])
    beta = np.array([math.log(x.sum() / n.sum()), 0.0])
    for _ in range(100):
        fitted = n * np.exp(design @ beta)
        step = np.linalg.solve(design.T @ (design * fitted[:, None]), design.T @ (x - fitted))
        beta += np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < 1e-12:
            break
    return float(beta[1]), np.asarray(n * np.exp(design @ beta))


def _refused(what: str, code: str) -> InputRefusedError:
    return InputRefusedError(
        what, why="the test is not defined for it", remedy="correct the series", code=code
    )
