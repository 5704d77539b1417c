# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rates of small areas drawn towards a mean, to be shown beside the raw value, never in its place.

Empirical Bayes after Marshall (1991): an area with many people keeps its own rate, one with few is
drawn towards the mean of all areas, or of its neighbourhood.
"""

from dataclasses import dataclass

import numpy as np

from klammer.base.quantities import Kind
from klammer.indicators.uncertainty import Array, Numbers
from klammer.patterns.refusals import counts_of, refused
from klammer.patterns.weights import Weights


@dataclass(frozen=True)
class Smoothed:
    """Area → raw rate, smoothed rate, mean drawn towards [per factor], weight of the own rate.

    raw        x ÷ n; NaN where the area has no counts
    value      mean + own × (raw − mean)
    mean       of all areas, or of the neighbourhood
    own        0 to 1: how much the area's own rate counts
    """

    raw: Array
    value: Array
    mean: Array
    own: Array


def smooth(
    numerators: Numbers, denominators: Numbers, *, kind: Kind = Kind.RATE, factor: float = 1.0
) -> Smoothed:
    """Draw rates towards the mean of all areas.

    m = Σx ÷ Σn, σ² = Σ n(r − m)² ÷ Σn − m ÷ n̄ (at least 0), wᵢ = σ² ÷ (σ² + m ÷ nᵢ),
    value = m + wᵢ(rᵢ − m)

    numerators, denominators  area → count; an area that misses one gets nothing: there is no rate
    where nobody counted
    Where areas do not differ beyond chance, σ² is 0 and every area gets the mean. Raises
    `InputRefusedError` for impossible counts.
    """
    x, n = counts_of(numerators, denominators, kind=kind)
    known = np.isfinite(x)
    mean, own = np.full(len(x), np.nan), np.full(len(x), np.nan)
    if np.any(known):
        middle, weight = _drawn(x[known], n[known], n[known])
        mean[known], own[known] = middle, weight
    return _smoothed(x, n, mean, own, factor)


def smooth_locally(
    numerators: Numbers,
    denominators: Numbers,
    weights: Weights,
    *,
    kind: Kind = Kind.RATE,
    factor: float = 1.0,
) -> Smoothed:
    """Draw rates towards the mean of the area and its neighbours.

    numerators, denominators  in the order of `weights.areas`; mean and σ² as in `smooth`, over the
    area and its neighbours with counts. An island keeps its raw rate (own is 1).
    """
    x, n = counts_of(numerators, denominators, kind=kind)
    if len(x) != len(weights.areas):
        raise refused(
            "there are not as many areas as neighbourhoods",
            code="lengths",
            why=f"found {len(x)} and {len(weights.areas)}",
            remedy="give the counts in the order of the weights",
        )
    mean, own = np.full(len(x), np.nan), np.full(len(x), np.nan)
    for row in np.flatnonzero(np.isfinite(x)):
        others = weights.others[weights.starts[row] : weights.starts[row + 1]]
        around = np.array([row, *others[np.isfinite(x[others])]])
        if len(around) == 1:
            mean[row], own[row] = x[row] / n[row], 1.0
            continue
        middle, weight = _drawn(x[around], n[around], n[row : row + 1])
        mean[row], own[row] = middle, weight[0]
    return _smoothed(x, n, mean, own, factor)


def _drawn(x: Array, n: Array, people: Array) -> tuple[float, Array]:
    """Return the mean, and the weight of the own rate for areas of so many people."""
    mean = float(x.sum() / n.sum())
    spread = float((n * (x / n - mean) ** 2).sum() / n.sum()) - mean / float(n.mean())
    if spread <= 0:
        return mean, np.zeros(len(people))
    return mean, np.asarray(spread / (spread + mean / people))


def _smoothed(x: Array, n: Array, mean: Array, own: Array, factor: float) -> Smoothed:
    raw = x / n
    return Smoothed(factor * raw, factor * (mean + own * (raw - mean)), factor * mean, own)
