# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The kind of a figure decides on its interval, or refuses one that would be invented."""

import math
from dataclasses import dataclass

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.small_counts import EXACT_BELOW
from klammer.indicators.uncertainty import COUNT_METHODS, rate

# Why a figure has no interval; the same codes stand in `Definition.why_no_interval` and in `note`.
REASONS = (
    "ratio",  # two different things: no trial whose outcome could vary
    "mean",  # the spread within the area is unknown
    "amount",  # money or places: counted in full, nothing was drawn
    "index",  # only from the intervals of its inputs
    "delivered_rate",  # the cases behind it are unknown
    "clustered",  # members of one household are not independent
    "numerator_above_denominator",  # then it is no proportion
    "method_of_other_kind",  # the method that was asked for does not fit the kind
    "incomplete",  # numerator or denominator is missing
)
_DEFAULT = {Kind.PROPORTION: "wilson", Kind.RATE: "byar", Kind.COUNT: "byar"}
_ALLOWED = {
    Kind.PROPORTION: frozenset({"wilson"}),
    Kind.RATE: frozenset(COUNT_METHODS),
    Kind.COUNT: frozenset(COUNT_METHODS),
}


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with limits and the method that made them, or the reason why there are none.

    Exactly one of `method` and `reason` is empty. Without an interval low and high are None;
    value is None only when it cannot be computed either.
    """

    value: float | None
    low: float | None
    high: float | None
    method: str
    reason: str


def reason_against(kind: Kind, *, delivered: bool = False, clustered: bool = False) -> str:
    """The code why a figure of this kind gets no interval; empty when it may have one."""
    if delivered:
        return "delivered_rate"
    if kind not in _DEFAULT:
        return str(kind)
    return "clustered" if clustered else ""


def may_use(method: str, *, kind: Kind) -> bool:
    """Whether a method fits a kind: Wilson only proportions, count limits only counts and rates."""
    return method in _ALLOWED.get(kind, frozenset())


def interval_for(
    kind: Kind,
    *,
    numerator: float | None = None,
    denominator: float | None = None,
    factor: float = 1.0,
    level: float = 0.95,
    method: str = "",
    delivered: bool = False,
    clustered: bool = False,
) -> Interval:
    """The interval that fits the kind, or the reason why it would be invented.

    numerator   cases; a count alone needs no denominator
    method      "" takes the kind's own: wilson for proportions; for rates and counts exact below
                10 events and byar from there. One that does not fit the kind is refused with the
                reason `method_of_other_kind`
    delivered   the figure was published as a rate: there are no cases to compute with
    clustered   the persons counted share households, so that they do not vary independently

    Raises `InputRefusedError` for impossible counts: negative, or a denominator of 0.
    """
    reason = reason_against(kind, delivered=delivered, clustered=clustered)
    n = 1.0 if denominator is None and kind is Kind.COUNT else denominator
    if delivered or _missing(numerator) or _missing(n):
        return Interval(None, None, None, "", reason or "incomplete")
    if not reason and kind is Kind.PROPORTION and float(numerator or 0) > float(n or 0) > 0:
        reason = "numerator_above_denominator"
    if not reason and method and not may_use(method, kind=kind):
        reason = "method_of_other_kind"
    if reason:
        return Interval(_quotient(numerator, n, factor=factor), None, None, "", reason)
    chosen = method or ("exact" if kind is not Kind.PROPORTION and _small(numerator) else "")
    return _computed(numerator, n, factor=factor, level=level, method=chosen or _DEFAULT[kind])


def _quotient(numerator: float | None, denominator: float | None, *, factor: float) -> float:
    if not denominator:
        raise InputRefusedError(
            "a denominator is 0",
            why="nothing can be divided by it",
            remedy="correct the value; leave it empty when it is unknown",
            code="denominator_zero",
        )
    return factor * float(numerator or 0) / denominator


def _computed(
    numerator: float | None,
    denominator: float | None,
    *,
    factor: float,
    level: float,
    method: str,
) -> Interval:
    found = rate([numerator], [denominator], method=method, level=level, factor=factor)
    return Interval(float(found.value[0]), float(found.low[0]), float(found.high[0]), method, "")


def _small(number: float | None) -> bool:
    return number is not None and number < EXACT_BELOW


def _missing(number: float | None) -> bool:
    return number is None or math.isnan(number)
