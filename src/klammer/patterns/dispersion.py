# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dispersion that is more than chance: its size without the part chance makes, its interval, and
whether it changed between two years.

Counted shares scatter even where all areas are alike; small areas more than large ones. The part
to be expected by chance is taken off, and what remains is given an interval.
"""

import math
from dataclasses import dataclass

import numpy as np

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.uncertainty import Array, Numbers, as_array
from klammer.patterns.refusals import MOST_COUNTED

DRAWS = 2000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Weighted standard deviation between areas [per factor], with what chance makes of it.

    observed     as the printed figures scatter
    value        without the part that chance makes; 0 when chance explains all of it
    low, high    limits of `value`
    probability  of at least this much scatter if all areas were alike (χ² test)
    areas        areas with counts; below two everything else is None and `reason` too_few
    """

    areas: int
    observed: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    probability: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Difference of two dispersions, later minus earlier [per factor], with limits.

    direction  +1 further apart, −1 closer together, 0 not to be told from chance
    """

    difference: float
    low: float
    high: float

    @property
    def direction(self) -> int:
        """The sign of the difference when its interval excludes 0."""
        return 0 if self.low <= 0 <= self.high else int(math.copysign(1, self.difference))


def dispersion(
    numerators: Numbers,
    denominators: Numbers,
    *,
    kind: Kind,
    factor: float = 1.0,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = 0,
) -> Dispersion:
    """Measure how far proportions or rates of areas are apart beyond chance.

    numerators, denominators  area → count; areas with one missing are left out
    returns  weighted by denominators: V = Σ w(p − P)², P = X ÷ N;
             value² = V − Σ w(1 − w)v, v = p(1 − p) ÷ (n − 1) for a proportion, p ÷ n for a rate

    Limits by parametric bootstrap of the counts (binomial, Poisson), the basic interval of the
    variance. The probability is that of Pearson's χ² with areas − 1 degrees of freedom. Raises
    `InputRefusedError` for other kinds and impossible counts.
    """
    x, n = _counts(numerators, denominators, kind)
    if len(x) < 2:
        return Dispersion(len(x), reason="too_few")
    observed, variance = _variances(x, n, kind)
    errors = _errors(x, n, kind, draws=draws, seed=seed)
    tail = (1 - level) / 2
    low, high = np.quantile(variance - errors, [tail, 1 - tail])
    return Dispersion(
        areas=len(x),
        observed=factor * math.sqrt(observed),
        value=factor * _root(variance),
        low=factor * _root(float(low)),
        high=factor * _root(float(high)),
        probability=_probability(x, n, kind),
    )


def change(
    earlier: tuple[Numbers, Numbers],
    later: tuple[Numbers, Numbers],
    *,
    kind: Kind,
    factor: float = 1.0,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = 0,
) -> Change | None:
    """Compare the dispersion of two years beyond chance; None where one has less than two areas.

    earlier, later  (numerators, denominators) of areas; both years are resampled apart, which is
                    cautious where the same people are counted twice
    """
    found = []
    for number, (numerators, denominators) in enumerate((earlier, later)):
        x, n = _counts(numerators, denominators, kind)
        if len(x) < 2:
            return None
        variance = _variances(x, n, kind)[1]
        errors = _errors(x, n, kind, draws=draws, seed=seed + number)
        found.append((_root(variance), np.sqrt(np.maximum(variance - errors, 0.0))))
    tail = (1 - level) / 2
    low, high = np.quantile(found[1][1] - found[0][1], [tail, 1 - tail])
    difference = factor * (found[1][0] - found[0][0])
    return Change(difference, factor * float(low), factor * float(high))


def _variances(x: Array, n: Array, kind: Kind) -> tuple[float, float]:
    """Return the observed variance, and the one without chance (which may be negative)."""
    observed, noise = _parts(x[np.newaxis, :], n, kind)
    return float(observed[0]), float(observed[0] - noise[0])


def _parts(x: Array, n: Array, kind: Kind) -> tuple[Array, Array]:
    """Return draw → observed variance, and the variance expected by chance alone."""
    w = n / n.sum()
    p = x / n
    mean = p @ w
    observed = ((p - mean[:, np.newaxis]) ** 2) @ w
    if kind is Kind.PROPORTION:
        within = np.where(n > 1, p * (1 - p) / np.maximum(n - 1, 1), 0.25)
    else:
        within = p / n
    return observed, within @ (w * (1 - w))


def _errors(x: Array, n: Array, kind: Kind, *, draws: int, seed: int) -> Array:
    """Return draw → how much the variance without chance misses the true one."""
    random = np.random.default_rng(seed)
    if kind is Kind.PROPORTION:
        drawn = random.binomial(n.astype(np.int64), x / n, size=(draws, len(x)))
    else:
        drawn = random.poisson(x, size=(draws, len(x)))
    observed, noise = _parts(drawn.astype(float), n, kind)
    truth, _ = _parts(x[np.newaxis, :], n, kind)
    return np.asarray(observed - noise - truth[0])


def _probability(x: Array, n: Array, kind: Kind) -> float:
    from scipy.special import gammaincc

    share = float(x.sum() / n.sum())
    spread = n * share * ((1 - share) if kind is Kind.PROPORTION else 1.0)
    if np.any(spread <= 0):
        return 1.0  # nobody, or everybody, everywhere: all alike
    square = float((((x - n * share) ** 2) / spread).sum())
    return float(gammaincc((len(x) - 1) / 2, square / 2))


def _root(variance: float) -> float:
    return math.sqrt(max(variance, 0.0))


def _counts(numerators: Numbers, denominators: Numbers, kind: Kind) -> tuple[Array, Array]:
    if kind not in {Kind.PROPORTION, Kind.RATE}:
        raise _refused(f"figures of kind {kind} have no known chance", str(kind))
    x, n = as_array(numerators), as_array(denominators)
    if x.shape != n.shape or x.ndim != 1:
        raise _refused("numerators and denominators are not equally many", "lengths")
    if np.any(x > MOST_COUNTED) or np.any(n > MOST_COUNTED):
        raise _refused("a count is larger than there are people", "too_large")
    is_known = np.isfinite(x) & np.isfinite(n) & (n > 0)
    x, n = x[is_known], n[is_known]
    if np.any(x < 0):
        raise _refused("a count is negative", "negative_count")
    if kind is Kind.PROPORTION and np.any(x > n):
        raise _refused("a numerator is larger than its denominator", "numerator_above_denominator")
    return x, n


def _refused(what: str, code: str) -> InputRefusedError:
    return InputRefusedError(
        what,
        why="the method is not defined for it",
        remedy="show range and ratio of the values without an interval",
        code=code,
    )
