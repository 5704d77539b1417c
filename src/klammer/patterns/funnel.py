# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Funnel plots: how far figures may lie from a target by chance, given the people they rest on.

Limits are the inverse of the intervals used everywhere else: a point lies outside exactly when its
own interval excludes the target.
"""

from dataclasses import dataclass

import numpy as np

from klammer.base.quantities import Kind
from klammer.indicators.significance import NOTABLE, STRONG
from klammer.indicators.uncertainty import Array, Limits, Numbers, normal_quantile
from klammer.patterns.refusals import counts_of, refused, values_of

MUCH_SCATTER = 2.0


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One area; all None without counts.

    size         people, or expected events for a ratio
    value        [per factor]
    low, high    95 % limits around the target [per factor]
    lower, upper 99.8 % limits [per factor]
    place        inside; above, below (beyond 95 %); far_above, far_below (beyond 99.8 %); ""
    """

    size: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    lower: float | None = None
    upper: float | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Funnel:
    """A funnel.

    target   [per factor]
    points   in the order given
    scatter  mean of squared deviates, the outer tenth on each side drawn in (Spiegelhalter 2005): 1
             is chance alone. From 2 on areas differ for reasons of their own, points outside are
             many, and the limits do not mean "unusual" any more
    """

    target: float
    points: tuple[FunnelPoint, ...]
    scatter: float | None

    @property
    def is_overdispersed(self) -> bool:
        """Whether areas differ so much more than by chance that limits tell little."""
        return self.scatter is not None and self.scatter >= MUCH_SCATTER


def funnel(
    numerators: Numbers,
    denominators: Numbers,
    *,
    kind: Kind,
    target: float | None = None,
    factor: float = 1.0,
) -> Funnel:
    """Place areas in a funnel around a target.

    numerators, denominators  area → cases, people; for ratios (SMR) observed and expected events
             with kind rate and target 1
    target   in the unit of the figure (per `factor`); None takes Σx ÷ Σn of all areas
    Raises `InputRefusedError` for other kinds, impossible counts, a target that cannot be
    (`target`), and no counts at all (`missing`).
    """
    x, n = counts_of(numerators, denominators, kind=kind)
    known = np.isfinite(x)
    if not np.any(known):
        raise refused("no area has counts", code="missing", remedy="choose another figure")
    middle = float(x[known].sum() / n[known].sum()) if target is None else target / factor
    wide = funnel_limits(n, kind=kind, target=middle, level=NOTABLE)
    wider = funnel_limits(n, kind=kind, target=middle, level=STRONG)
    rows = zip(x / n, n, *wide, *wider, strict=True)
    points = tuple(_point(factor, *(float(one) for one in row)) for row in rows)
    return Funnel(factor * middle, points, _scatter(x[known], n[known], kind, middle))


def funnel_limits(sizes: Numbers, *, kind: Kind, target: float, level: float) -> Limits:
    """Return the limits of a funnel at some sizes: for its lines.

    sizes    people (or expected events), above 0; NaN stays NaN
    target   share or rate, without factor
    Proportion: P ∓ z√(P(1 − P) ÷ n), the inverse of Wilson's interval, cut at 0 and 1. Rate: O ÷ n
    with O such that the exact (χ²) interval of O just reaches the target; 0 where even no case at
    all would be usual.
    """
    n = values_of(sizes, areas=int(np.size(np.asarray(sizes, dtype=float))), name="sizes")
    most = 1.0 if kind is Kind.PROPORTION else np.inf
    if not 0 < target < most:
        raise refused(
            f"{target} cannot be the target of a {kind}",
            code="target",
            where="target",
            why="expected a number above 0" + (" and below 1" if most == 1 else ""),
            remedy="give the target in the unit of the figure",
        )
    if kind is Kind.PROPORTION:
        half = normal_quantile(level) * np.sqrt(target * (1 - target) / n)
        return Limits(np.maximum(target - half, 0.0), np.minimum(target + half, 1.0))
    return _poisson(n, target, level)


def _poisson(n: Array, target: float, level: float) -> Limits:
    from scipy.special import pdtrik

    expected = n * target
    tail = (1 - level) / 2
    normal_quantile(level)  # refuses an impossible level
    has_low = np.exp(-expected) < tail
    low = np.where(has_low, pdtrik(tail, np.where(has_low, expected, 10.0)), 0.0 * n)
    high = pdtrik(1 - tail, expected) + 1
    return Limits(low / n, high / n)


def _point(
    factor: float, value: float, n: float, low: float, high: float, lower: float, upper: float
) -> FunnelPoint:
    if np.isnan(value):
        return FunnelPoint()
    sides = ((lower, upper, "far_"), (low, high, ""))
    place = next(
        (
            f"{far}{'above' if value > top else 'below'}"
            for bottom, top, far in sides
            if not bottom <= value <= top
        ),
        "inside",
    )
    value, low, high, lower, upper = (factor * one for one in (value, low, high, lower, upper))
    return FunnelPoint(n, value, low, high, lower, upper, place)


def _scatter(x: Array, n: Array, kind: Kind, target: float) -> float | None:
    """Return Spiegelhalter's φ with a tenth drawn in on each side; None below five areas."""
    if len(x) < 5:
        return None
    # Square roots make the spread the same at every size: 2√n(√r − √t), arcsine for proportions.
    if kind is Kind.PROPORTION:
        z = 2 * np.sqrt(n) * (np.arcsin(np.sqrt(x / n)) - np.arcsin(np.sqrt(target)))
    else:
        z = 2 * np.sqrt(n) * (np.sqrt(x / n) - np.sqrt(target))
    low, high = np.quantile(z, [0.1, 0.9])
    return float((np.clip(z, low, high) ** 2).mean())
