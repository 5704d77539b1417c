# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Slope index of inequality: how far the figure of the best placed lies from that of the worst."""

from dataclasses import dataclass

import numpy as np

from klammer.base.quantities import Kind
from klammer.indicators.uncertainty import Array, Numbers, as_array
from klammer.patterns.refusals import counts_of, refused

FEWEST, MOST = 5, 100  # groups
DRAWS = 10_000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Slope:
    """SII and RII with limits.

    ranks       group → relative rank: the middle of its people among all, 0 to 1
    first, last  fitted figure at rank 0 and at rank 1 [per factor]
    sii         last − first [per factor]
    rii         last ÷ first; None where first is not above 0
    *_low, *_high  limits by simulation
    """

    ranks: tuple[float, ...]
    first: float
    last: float
    sii: float
    sii_low: float
    sii_high: float
    rii: float | None
    rii_low: float | None
    rii_high: float | None

    @property
    def direction(self) -> int:
        """The sign of the slope where its limits exclude 0, otherwise 0."""
        return 0 if self.sii_low <= 0 <= self.sii_high else (1 if self.sii > 0 else -1)


def slope_index(
    numerators: Numbers,
    denominators: Numbers,
    *,
    kind: Kind,
    populations: Numbers | None = None,
    transform: bool = True,
    factor: float = 1.0,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = 0,
) -> Slope:
    """Fit a line through groups ordered from the worst to the best placed.

    numerators, denominators  group → cases, people, the worst placed group first
    populations  people by whom groups are ranked; the denominators when None
    transform    fit logarithms of rates and logits of proportions (then curved in the figure)
    returns      value·√a = α√a + β·b·√a by least squares, a share of the people, b relative rank;
                 SII = Y(1) − Y(0), RII = Y(1) ÷ Y(0) = (Y₀ + SII) ÷ Y₀

    Limits: cases are drawn anew (binomial, Poisson) and fitted again. With the transform half a
    case is added where a group has none, or nobody else. Method: Low and Low 2004; Office for
    Health Improvement and Disparities. Raises `InputRefusedError`: `few_groups`, `many_groups`,
    `missing`, impossible counts, `level`.
    """
    x, n = counts_of(numerators, denominators, kind=kind)
    _check(x, level, draws)
    people = n if populations is None else as_array(populations)
    if people.shape != n.shape or not np.all(people > 0):
        raise refused("a group has no people to be ranked by", code="lengths", where="populations")
    a = people / people.sum()
    b = np.cumsum(a) - a / 2
    every = np.vstack([x[np.newaxis, :], _drawn(x, n, kind=kind, draws=draws, seed=seed)])
    first, last = _ends(every, n, a, b, kind=kind, transform=transform)
    sii = factor * (last - first)
    tail = (1 - level) / 2
    low, high = np.quantile(sii[1:], [tail, 1 - tail])
    relative = np.divide(last, first, out=np.full(len(first), np.nan), where=first > 0)
    rii = _relative(relative, tail)
    return Slope(
        ranks=tuple(b.tolist()),
        first=factor * float(first[0]),
        last=factor * float(last[0]),
        sii=float(sii[0]),
        sii_low=float(low),
        sii_high=float(high),
        rii=rii[0],
        rii_low=rii[1],
        rii_high=rii[2],
    )


def fitted(values: Array, shares: Array, ranks: Array) -> tuple[Array, Array]:
    """Return intercept and slope of the weighted line: value·√a on √a and b·√a, without a constant.

    values  draw × group; shares a and ranks b of the groups
    """
    middle = float((shares * ranks).sum())
    mean = values @ shares
    apart = ranks - middle
    slope = (values * shares) @ apart / float((shares * apart * apart).sum())
    return mean - slope * middle, slope


def _drawn(x: Array, n: Array, *, kind: Kind, draws: int, seed: int) -> Array:
    """Return draw × group → cases that chance could have made as well."""
    random = np.random.default_rng(seed)
    size = (draws, len(x))
    if kind is Kind.PROPORTION:
        return random.binomial(np.rint(n).astype(np.int64), x / n, size=size).astype(float)
    return random.poisson(x, size=size).astype(float)


def _ends(
    x: Array, n: Array, a: Array, b: Array, *, kind: Kind, transform: bool
) -> tuple[Array, Array]:
    """Return draw → fitted figure at rank 0 and at rank 1."""
    if not transform:
        start, slope = fitted(x / n, a, b)
        return start, start + slope
    if kind is Kind.PROPORTION:
        edge = (x == 0) | (x == n)
        share = np.where(edge, (x + 0.5) / (n + 1), x / n)
        start, slope = fitted(np.log(share / (1 - share)), a, b)
        return 1 / (1 + np.exp(-start)), 1 / (1 + np.exp(-start - slope))
    rates = np.where(x == 0, 0.5, x) / n
    start, slope = fitted(np.log(rates), a, b)
    return np.exp(start), np.exp(start + slope)


def _relative(relative: Array, tail: float) -> tuple[float | None, float | None, float | None]:
    if np.isnan(relative[0]):
        return None, None, None
    drawn = relative[1:][np.isfinite(relative[1:])]
    if len(drawn) < 0.9 * (len(relative) - 1):
        return float(relative[0]), None, None
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return float(relative[0]), float(low), float(high)


def _check(x: Array, level: float, draws: int) -> None:
    if not FEWEST <= len(x) <= MOST:
        raise refused(
            f"{len(x)} groups are not between {FEWEST} and {MOST}",
            code="few_groups" if len(x) < FEWEST else "many_groups",
            why="a line through few groups rests on each of them, through many on small ones",
            remedy="divide the areas into fifths or tenths",
        )
    if not np.all(np.isfinite(x)):
        group = int(np.flatnonzero(~np.isfinite(x))[0]) + 1
        raise refused(
            f"group {group} has no counts",
            code="missing",
            why="leaving a group out would move all ranks",
            remedy="complete it, or join it with the next",
        )
    if not 0 < level < 1 or draws < 100:
        raise refused("limits need a level below 1 and at least 100 draws", code="level")
