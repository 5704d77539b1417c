# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far areas are apart: range, ratio, dispersion, Gini, Theil, Hoover, weighted by people.

A figure here is a value per area (a rate, an income) and, where there are any, people as weights.
"""

import math
from dataclasses import dataclass

import numpy as np

from klammer.base.errors import InputRefusedError
from klammer.indicators.uncertainty import Array, Numbers, as_array
from klammer.patterns.refusals import LARGEST


@dataclass(frozen=True, slots=True)
class Inequality:
    """How far areas are apart. None where it cannot be said; `reason` tells why.

    areas      areas with a value (and a weight)
    mean       weighted mean [unit]
    lowest, highest, width  [unit]; width = highest − lowest
    ratio      highest ÷ lowest; None when the lowest is 0 or less
    deviation  weighted standard deviation [unit]: √(Σ w (x − mean)² ÷ Σ w)
    variation  deviation ÷ mean
    gini, theil, hoover  0 is equal everywhere; None when a value is negative or the mean is 0
    reason     too_few: less than two areas have a value
    """

    areas: int
    mean: float | None = None
    lowest: float | None = None
    highest: float | None = None
    width: float | None = None
    ratio: float | None = None
    deviation: float | None = None
    variation: float | None = None
    gini: float | None = None
    theil: float | None = None
    hoover: float | None = None
    reason: str = ""


def inequality(values: Numbers, *, weights: Numbers | None = None) -> Inequality:
    """Measure how far areas are apart.

    values   area → value in any one unit; missing areas are left out, not counted as 0
    weights  area → people, 0 or more; None weights every area alike
    Raises `InputRefusedError` for unequal lengths, infinite values and negative weights.
    """
    x, w = _known(values, weights)
    if len(x) < 2:
        return Inequality(len(x), reason="too_few")
    mean = float(w @ x)
    low, high = float(x.min()), float(x.max())
    deviation = math.sqrt(max(0.0, float(w @ ((x - mean) ** 2)))) if high > low else 0.0
    shares_make_sense = low >= 0 and mean > 0
    return Inequality(
        areas=len(x),
        mean=mean,
        lowest=low,
        highest=high,
        width=high - low,
        ratio=high / low if low > 0 else None,
        deviation=deviation,
        variation=deviation / mean if mean > 0 else None,
        gini=_gini(x, w, mean) if shares_make_sense else None,
        theil=_theil(x, w, mean) if shares_make_sense else None,
        hoover=_hoover(x, w, mean) if shares_make_sense else None,
    )


def gini(values: Numbers, *, weights: Numbers | None = None) -> float | None:
    """Gini = Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| ÷ (2 W² mean): 0 equal, towards 1 all in one area.

    None below two areas, with a negative value or a mean of 0.
    """
    return inequality(values, weights=weights).gini


def theil(values: Numbers, *, weights: Numbers | None = None) -> float | None:
    """Theil = Σ (wᵢ ÷ W)(xᵢ ÷ mean) ln(xᵢ ÷ mean); an area with 0 adds nothing. None as `gini`."""
    return inequality(values, weights=weights).theil


def hoover(values: Numbers, *, weights: Numbers | None = None) -> float | None:
    """Hoover = ½ Σ (wᵢ ÷ W)|xᵢ − mean| ÷ mean: the share to be moved until all have the same.

    None as `gini`.
    """
    return inequality(values, weights=weights).hoover


def lorenz(values: Numbers, *, weights: Numbers | None = None) -> tuple[Array, Array]:
    """Return the Lorenz curve: share of people (poorest first) and share of the sum, both from 0.

    values, weights  as in `inequality`; missing areas are left out
    Raises `InputRefusedError` as `inequality` does; also `too_few` below two areas and `negative`
    where a value is below 0 or all are 0.
    """
    x, w = _known(values, weights)
    if len(x) < 2:
        raise _refused("less than two areas have a value", "too_few")
    if x.min() < 0 or float(w @ x) <= 0:
        raise _refused("shares of a sum need values of 0 or more", "negative")
    order = np.argsort(x, kind="stable")
    people, amount = np.cumsum(w[order]), np.cumsum((w * x)[order])
    start = np.zeros(1)
    return np.concatenate([start, people / people[-1]]), np.concatenate(
        [start, amount / amount[-1]]
    )


def _gini(x: Array, w: Array, mean: float) -> float:
    order = np.argsort(x, kind="stable")
    sorted_x, sorted_w = x[order], w[order]
    # Lorenz curve by trapezes: equal to the double sum, in n log n.
    people = np.cumsum(sorted_w)
    before = people - sorted_w
    return max(0.0, float((sorted_w * sorted_x * (people + before - 1)).sum() / mean))


def _theil(x: Array, w: Array, mean: float) -> float:
    share = x / mean
    logs = np.log(share, out=np.zeros_like(share), where=share > 0)
    return max(0.0, float((w * share * logs).sum()))


def _hoover(x: Array, w: Array, mean: float) -> float:
    return float((w * np.abs(x - mean)).sum() / (2 * mean))


def _known(values: Numbers, weights: Numbers | None) -> tuple[Array, Array]:
    """Return values and weights (together 1) of the areas that have both."""
    x = as_array(values)
    w = np.ones_like(x) if weights is None else as_array(weights)
    if x.shape != w.shape or x.ndim != 1:
        raise _refused("there is not one weight per area", "lengths")
    if np.any(np.isinf(x)) or np.any(np.isinf(w)):
        raise _refused("a value is infinite", "not_a_number")
    if np.any(np.abs(x) > LARGEST) or np.any(w > LARGEST):
        raise _refused("a value is larger than any figure", "too_large")
    if np.any(w < 0):
        raise _refused("a weight is negative", "weights")
    is_known = np.isfinite(x) & np.isfinite(w) & (w > 0)
    x, w = x[is_known], w[is_known]
    return x, (w / w.sum() if len(w) else w)


def _refused(what: str, code: str) -> InputRefusedError:
    return InputRefusedError(
        what,
        why="the method is not defined for it",
        remedy="correct the value; leave it empty where it is unknown",
        code=code,
    )
