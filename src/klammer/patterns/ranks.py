# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where an area stands among others, as an interval: a bare rank hides how little it means."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.uncertainty import Array, Numbers, as_array

LEVEL = 0.90  # from the 5 % to the 95 % quantile of the resampled ranks
DRAWS = 2000
SURE = 0.95  # share of draws from which on a third is called certain


@dataclass(frozen=True, slots=True)
class RankInterval:
    """Ranks an area may have; rank 1 is the highest value.

    low, high     quantiles of the resampled ranks, whole numbers
    upper, lower  share of draws in which the area is among the highest, the lowest third
    """

    low: int
    high: int
    upper: float
    lower: float

    @property
    def third(self) -> str:
        """The third an area belongs to with 95 % certainty: upper, lower, or "" for open."""
        if self.upper >= SURE:
            return "upper"
        return "lower" if self.lower >= SURE else ""


def rank_intervals(
    numerators: Numbers,
    denominators: Numbers,
    *,
    kind: Kind,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = 0,
) -> list[RankInterval | None]:
    """Rank areas again and again with figures that chance could have made as well.

    numerators, denominators  area → count; both missing or 0 where there is no figure
    kind     proportion: p ~ Beta(x + ½, n − x + ½); rate: λ ~ Gamma(x + ½) ÷ n (Jeffreys)
    returns  area → interval among the areas with counts, in the order given; None without counts

    The unknown share is drawn, not the count: a count of 0 drawn again would stay 0 for ever and
    claim a certainty that nobody has. A third holds floor(N ÷ 3) areas. The same counts in the
    same order with the same seed give the same intervals. Fewer than two known areas have no rank.
    Raises `InputRefusedError` for another kind (no model of chance), negative counts and
    proportions above 1. Method: ranks by simulation, Goldstein and Spiegelhalter 1996.
    """
    x, n = as_array(numerators), as_array(denominators)
    _check(x, n, kind=kind, level=level, draws=draws)
    known = np.flatnonzero(np.isfinite(x) & np.isfinite(n) & (n > 0))
    found: list[RankInterval | None] = [None] * len(x)
    if len(known) < 2:
        return found
    ranks = _resampled(x[known], n[known], kind=kind, draws=draws, seed=seed)
    tail = (1 - level) / 2
    limits = np.quantile(ranks, [tail, 1 - tail], axis=0, method="inverted_cdf")
    third = len(known) // 3
    upper = (ranks <= third).mean(axis=0)
    lower = (ranks > len(known) - third).mean(axis=0)
    for place, area in enumerate(known):
        found[area] = RankInterval(
            int(limits[0, place]), int(limits[1, place]), float(upper[place]), float(lower[place])
        )
    return found


def _resampled(x: Array, n: Array, *, kind: Kind, draws: int, seed: int) -> NDArray[np.int_]:
    """Return draw × area → rank, 1 for the highest."""
    random = np.random.default_rng(seed)
    if kind is Kind.PROPORTION:
        drawn = random.beta(x + 0.5, n - x + 0.5, size=(draws, len(x)))
    else:
        drawn = random.standard_gamma(x + 0.5, size=(draws, len(x))) / n
    order = np.argsort(-drawn, axis=1)
    ranks: NDArray[np.int_] = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, len(x) + 1)[np.newaxis, :], axis=1)
    return ranks


def _check(x: Array, n: Array, *, kind: Kind, level: float, draws: int) -> None:
    if kind not in {Kind.PROPORTION, Kind.RATE}:
        raise InputRefusedError(
            f"figures of kind {kind} have no rank interval",
            where="kind",
            why="only proportions and rates vary by chance in a way that is known",
            remedy="show how the figures are spread, without ranks",
            code=str(kind),
        )
    if x.shape != n.shape or x.ndim != 1:
        raise _refused("numerators and denominators are not equally many", "lengths")
    if not 0 < level < 1 or draws < 100:
        raise _refused("a rank interval needs a level below 1 and at least 100 draws", "level")
    if np.any(x < 0) or np.any(n < 0):
        raise _refused("a count is negative", "negative_count")
    if kind is Kind.PROPORTION and np.any(x > n):
        raise _refused("a numerator is larger than its denominator", "numerator_above_denominator")


def _refused(what: str, code: str) -> InputRefusedError:
    return InputRefusedError(
        what,
        why="the method is not defined for it",
        remedy="correct the counts; leave them empty where they are unknown",
        code=code,
    )
