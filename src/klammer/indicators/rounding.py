# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What rounded, perturbed and small counts still say: worst-case limits, flags, display rule."""

import math

import numpy as np

from klammer.base.cells import Secrecy
from klammer.base.errors import InputRefusedError
from klammer.indicators.uncertainty import (
    COUNT_METHODS,
    Limits,
    Numbers,
    as_array,
    wilson,
)


def rate_bounds(
    numerator: Numbers,
    denominator: Numbers,
    *,
    numerator_error: float,
    denominator_error: float = 0.0,
    factor: float = 1.0,
    is_share: bool = False,
) -> Limits:
    """Between which values a rate must lie when its counts may be off by so much (worst case).

    (x − e)/(n + f) … (x + e)/(n − f), not below 0 and, for a share, not above 1

    numerator, denominator → low, high [per `factor`]; no chance is in it. Missing stays missing;
    high is infinite where the denominator could be 0.
    """
    low_x, high_x, low_n, high_n = _ranges(
        numerator, denominator, numerator_error, denominator_error
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        high = np.where(low_n > 0, high_x / low_n, np.where(np.isnan(low_n), np.nan, np.inf))
    low = low_x / high_n
    if is_share:
        low, high = np.minimum(low, 1.0), np.minimum(high, 1.0)
    return Limits(factor * low, factor * high)


def interval_of_protected(
    numerator: Numbers,
    denominator: Numbers,
    *,
    method: str,
    numerator_error: float,
    denominator_error: float = 0.0,
    level: float = 0.95,
    factor: float = 1.0,
) -> Limits:
    """An interval that covers chance and the protection of the counts: the worst of both.

    The lower limit is that of (x − e) out of (n + f), the upper that of (x + e) out of (n − f).
    numerator, denominator → low, high [per `factor`]. Missing stays missing; where the denominator
    could be 0 there is no upper limit (NaN).
    """
    low_x, high_x, low_n, high_n = _ranges(
        numerator, denominator, numerator_error, denominator_error
    )
    low_n = np.where(low_n > 0, low_n, np.nan)
    if method == "wilson":
        low = wilson(np.minimum(low_x, high_n), high_n, level=level).low
        high = wilson(np.fmin(high_x, low_n), low_n, level=level).high
        return Limits(factor * low, factor * high)
    limits = COUNT_METHODS[method]
    low = limits(low_x, level=level).low / high_n
    return Limits(factor * low, factor * limits(high_x, level=level).high / low_n)


def deviation_of(secrecy: Secrecy, *, known: dict[Secrecy, float]) -> float:
    """The largest deviation of a count by its secrecy method.

    known  secrecy → deviation, from the parameter `rounding_deviation`
    Raises `InputRefusedError` (code `deviation_unknown`) for a method whose deviation nobody
    published, such as cell-key noise: nothing is assumed.
    """
    if secrecy not in known:
        raise InputRefusedError(
            f"the deviation of '{secrecy}' counts is not known",
            where="secrecy",
            why="its publisher has not stated the largest deviation",
            remedy="give no interval, or name the deviation with its reference",
            code="deviation_unknown",
        )
    return known[secrecy]


def relative_standard_error(count: float) -> float:
    """1/√x, the share by which chance moves a count; infinite for 0."""
    return 1 / math.sqrt(count) if count > 0 else math.inf


def is_unreliable(count: float | None, *, limit: float) -> bool:
    """Whether a figure of so few cases is flagged; limit is the parameter `reliability_rse`.

    A missing count is not flagged: there is no figure.
    """
    return count is not None and relative_standard_error(count) > limit


def is_too_small(
    numerator: float | None,
    denominator: float | None,
    *,
    minimum_numerator: float,
    minimum_denominator: float,
    show_zero: bool = True,
) -> bool:
    """The display rule "zu klein": too few cases or too small a group for a rate to say something.

    Not disclosure control. An exact zero is shown unless `show_zero` is off; what is missing on
    one side does not make a figure too small.
    """
    if denominator is not None and denominator < minimum_denominator:
        return True
    if numerator is None or (numerator == 0 and show_zero):
        return False
    return numerator < minimum_numerator


def _ranges(
    numerator: Numbers, denominator: Numbers, numerator_error: float, denominator_error: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    if numerator_error < 0 or denominator_error < 0:
        raise InputRefusedError("a deviation is negative", code="deviation", remedy="use its size")
    x, n = as_array(numerator), as_array(denominator)
    return (
        np.maximum(x - numerator_error, 0.0),
        x + numerator_error,
        n - denominator_error,
        (n + denominator_error),
    )
