# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How closely two figures of the same areas go together, with an interval."""

import math
from dataclasses import dataclass

import numpy as np

from klammer.base.errors import InputRefusedError
from klammer.indicators.uncertainty import Numbers, as_array, normal_quantile

FEWEST = 5  # areas; below it a coefficient says nothing


@dataclass(frozen=True, slots=True)
class Correlation:
    """Pearson's coefficient with limits, or the reason why there is none.

    r, low, high  −1 to 1; None with a reason
    areas         areas with both figures
    reason        too_few, constant
    """

    r: float | None
    low: float | None
    high: float | None
    areas: int
    reason: str = ""

    @property
    def is_distinct(self) -> bool:
        """Whether the interval excludes 0."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high


def correlation(first: Numbers, second: Numbers, *, level: float = 0.95) -> Correlation:
    """Correlate two figures over areas.

    first, second  area → value, in the same order; an area with one missing is left out
    returns        r with limits tanh(atanh r ∓ z ÷ √(N − 3)) (Fisher 1921), z at `level`

    Fewer than five areas, or a figure that is the same everywhere, give a reason and no number.
    At r = ±1 the limits are r itself. Raises `InputRefusedError` for unequal lengths.
    """
    x, y = as_array(first), as_array(second)
    if x.shape != y.shape or x.ndim != 1:
        raise InputRefusedError(
            "the two figures are not of the same areas",
            why=f"found {x.size} and {y.size} values",
            remedy="give one value per area for both; leave it empty where it is unknown",
            code="lengths",
        )
    both = np.isfinite(x) & np.isfinite(y)
    x, y = x[both], y[both]
    if len(x) < FEWEST:
        return Correlation(None, None, None, len(x), "too_few")
    dx, dy = x - x.mean(), y - y.mean()
    scale = math.sqrt(float(dx @ dx)) * math.sqrt(float(dy @ dy))
    if np.ptp(x) == 0 or np.ptp(y) == 0 or scale == 0:
        return Correlation(None, None, None, len(x), "constant")
    r = min(1.0, max(-1.0, float(dx @ dy) / scale))
    if abs(r) > 1 - 1e-12:
        sign = math.copysign(1.0, r)
        return Correlation(sign, sign, sign, len(x))
    half = normal_quantile(level) / math.sqrt(len(x) - 3)
    middle = math.atanh(r)
    return Correlation(r, math.tanh(middle - half), math.tanh(middle + half), len(x))
