# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Limits that follow from single sums: a total less the least of its other parts, and so on."""

import numpy as np
from numpy.typing import NDArray

from klammer.disclosure.audit.knowledge import World

Floats = NDArray[np.float64]
_EPS = 1e-6
_ROUNDS = 30


def tighten(world: World, low: Floats, high: Floats) -> bool:
    """Narrow `low` and `high` in place until nothing more follows from one sum at a time.

    Returns False when some cell has no value left. For every sum Σ cᵢxᵢ = 0 a cell lies between
    what the others leave it; sums over infinite limits say nothing. The true limits are never
    cut: what follows from one sum follows from all.
    """
    sums = world.sums
    rows = np.repeat(np.arange(sums.shape[0]), np.diff(sums.indptr))
    cells, sign = sums.indices, sums.data
    for _ in range(_ROUNDS):
        before = (low.copy(), high.copy())
        _round(rows, cells, sign, sums.shape[0], low, high)
        low[world.whole] = np.ceil(low[world.whole] - _EPS)
        high[world.whole] = np.floor(high[world.whole] + _EPS)
        if (low > high + _EPS).any():
            return False
        if np.array_equal(before[0], low) and np.array_equal(before[1], high):
            break
    return True


def _round(
    rows: NDArray[np.int64],
    cells: NDArray[np.int64],
    sign: Floats,
    count: int,
    low: Floats,
    high: Floats,
) -> None:
    least = np.where(sign > 0, low[cells], -high[cells])
    most = np.where(sign > 0, high[cells], -low[cells])
    rest_least = _without_self(rows, least, count)
    rest_most = _without_self(rows, most, count)
    # sign·x = −(rest), and the rest lies between rest_least and rest_most
    new_low = np.where(sign > 0, -rest_most, rest_least)
    new_high = np.where(sign > 0, -rest_least, rest_most)
    slack = 1e-9 * (1 + np.where(np.isfinite(new_low), np.abs(new_low), 0.0))
    np.maximum.at(low, cells, new_low - slack)
    np.minimum.at(high, cells, new_high + slack)


def _without_self(rows: NDArray[np.int64], values: Floats, count: int) -> Floats:
    """For each entry the sum of the other entries of its row; infinite where one of them is."""
    endless = np.isinf(values)
    plain = np.where(endless, 0.0, values)
    total = np.bincount(rows, weights=plain, minlength=count)[rows] - plain
    others = np.bincount(rows, weights=endless, minlength=count)[rows] - endless
    direction = np.where(values[endless] > 0, np.inf, -np.inf)
    sample = np.zeros(count)
    sample[rows[endless]] = direction
    return np.where(others > 0, sample[rows], total)
