# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ranks among areas with a stated rule for equal values, and rounding with a stated rule."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

_HALF, _KEPT = np.int64(1 << 11), ~np.int64((1 << 12) - 1)  # 12 of the 52 bits of a fraction


def settled(values: ArrayLike) -> Array:
    """Return values rounded to twelve significant digits (40 bits), so that equal sums are equal.

    0.1 + 0.2 and 0.3 become one value, whatever the order of adding; so do +0 and −0. What is
    compared with a settled value is settled too.
    """
    bits = (np.asarray(values, dtype=np.float64) + 0.0).view(np.int64)
    found: Array = ((bits + _HALF) & _KEPT).view(np.float64)
    return found


def ranked(values: Array, *, ties: str = "lowest") -> Array:
    """Rank values ascending from 1; missing ones (NaN) have no rank and take none.

    ties     lowest: all equal values have the first of their ranks; highest: the last; mean
    returns  area → rank, NaN where the value is missing
    """
    known = np.flatnonzero(~np.isnan(values))
    out: Array = np.full(len(values), np.nan)
    if not len(known):
        return out
    given = settled(values[known])
    order = np.argsort(given)
    ordered = given[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    sizes = np.diff(np.concatenate([starts, [len(ordered)]]))
    first, last = starts + 1.0, (starts + sizes).astype(float)
    chosen = {"lowest": first, "highest": last, "mean": (first + last) / 2}[ties]
    out[known[order]] = np.repeat(chosen, sizes)
    return out


def percentiles(values: Array, *, ties: str = "lowest") -> Array:
    """Return (rank − 1) ÷ (n − 1) among the n known values; 0 for a single one."""
    n = int(np.count_nonzero(~np.isnan(values)))
    found: Array = (ranked(values, ties=ties) - 1) / max(n - 1, 1)
    return found


def rounded(values: Array, *, decimals: int | None, rounding: str = "half_up") -> Array:
    """Round to decimals; half_up rounds 0.5 away from 0, half_even to the even, cut towards 0.

    Twelve significant digits count: what a computer holds as 0.12344999999999999 is 0.12345.
    """
    if decimals is None:
        return values
    moved = settled(values * 10.0**decimals)
    if rounding == "half_up":
        whole = np.sign(moved) * np.floor(np.abs(moved) + 0.5)
    else:
        whole = np.round(moved) if rounding == "half_even" else np.trunc(moved)
    result: Array = whole / 10.0**decimals
    return result
