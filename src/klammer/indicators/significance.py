# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""An area against a comparator: is the difference more than chance, and is it worth a colour?"""

import math
from dataclasses import dataclass
from enum import StrEnum

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.intervals import Interval
from klammer.indicators.uncertainty import normal_quantile

NOTABLE, STRONG = 0.95, 0.998


class Verdict(StrEnum):
    """What may be said of an area and its comparator."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"  # the indicator has no direction
    LOWER = "lower"
    NOT_DISTINGUISHABLE = "not_distinguishable"
    NOT_TESTABLE = "not_testable"  # no interval; the reason says why


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict, how sure it is, and whether the difference matters.

    level       0.95 or 0.998, the stricter one that was passed; 0 when neither
    difference  area − comparator, in the unit of the figure; None when one is missing
    relevant    whether the difference reaches the stated relevant one; None when none is stated
    reason      why it is not testable, as in `intervals.REASONS`
    """

    verdict: Verdict
    level: float
    difference: float | None
    relevant: bool | None
    reason: str = ""

    @property
    def coloured(self) -> bool:
        """Whether a map may colour it: significance and a stated relevant difference."""
        return self.level > 0 and self.relevant is True


def compare(
    notable: Interval,
    comparator: float | None,
    *,
    strong: Interval | None = None,
    direction: str = "neutral",
    relevant_difference: float | None = None,
) -> Comparison:
    """Compare by intervals: distinguishable when the area's interval excludes the comparator.

    notable, strong  the area's interval at 95 % and, optionally, at 99.8 %
    comparator       the value compared with, taken as fixed: a larger area, a target
    direction        high_is_burden, high_is_good or neutral

    A figure without an interval is `not_testable`, with the interval's reason.
    """
    if notable.value is None or comparator is None:
        return Comparison(Verdict.NOT_TESTABLE, 0.0, None, None, notable.reason or "incomplete")
    difference = notable.value - comparator
    relevant = _is_relevant(difference, relevant_difference)
    if notable.low is None:
        return Comparison(Verdict.NOT_TESTABLE, 0.0, difference, relevant, notable.reason)
    level = NOTABLE if _excludes(notable, comparator) else 0.0
    if level and strong is not None and _excludes(strong, comparator):
        level = STRONG
    verdict = _verdict(difference, direction) if level else Verdict.NOT_DISTINGUISHABLE
    return Comparison(verdict, level, difference, relevant)


def compare_with_whole(
    kind: Kind,
    *,
    numerator: float,
    denominator: float,
    whole_numerator: float,
    whole_denominator: float,
    factor: float = 1.0,
    direction: str = "neutral",
    relevant_difference: float | None = None,
) -> Comparison:
    """Compare an area with a whole it is a large part of, by the difference to the rest.

    z = (x − nP) / √(nP(1 − P)(1 − n/N)) for a proportion, without (1 − P) for a rate; P = X/N.
    This is the pooled test of the area against the rest of the whole. Without the last factor an
    area would be compared with itself in part.

    Raises `InputRefusedError` when the area is not a part of the whole, or the kind has no test.
    """
    if kind not in {Kind.PROPORTION, Kind.RATE}:
        raise InputRefusedError(
            f"a figure of kind {kind} cannot be tested",
            where="kind",
            why="only proportions and rates vary by chance in a way that is known",
            remedy="show the difference without a verdict",
            code=str(kind),
        )
    x, n, whole_x, whole_n = numerator, denominator, whole_numerator, whole_denominator
    if not (0 <= x <= whole_x and 0 < n < whole_n):
        raise InputRefusedError(
            "the area is not a part of the whole",
            where="numerator, denominator",
            why="expected counts between 0 and those of the whole",
            remedy="check which areas belong to the comparator",
            code="not_a_part",
        )
    share = whole_x / whole_n
    spread = n * share * (1 - n / whole_n) * ((1 - share) if kind is Kind.PROPORTION else 1.0)
    z = (x - n * share) / math.sqrt(spread) if spread > 0 else 0.0
    difference = factor * (x / n - share)
    level = next((one for one in (STRONG, NOTABLE) if abs(z) > normal_quantile(one)), 0.0)
    verdict = _verdict(difference, direction) if level else Verdict.NOT_DISTINGUISHABLE
    return Comparison(verdict, level, difference, _is_relevant(difference, relevant_difference))


def is_large_part(denominator: float, whole: float, *, from_share: float) -> bool:
    """Whether an area is so large a part of its comparator that the rest must be compared.

    from_share  parameter `comparator_share`
    """
    return whole > 0 and denominator / whole >= from_share


def _excludes(interval: Interval, comparator: float) -> bool:
    if interval.low is None or interval.high is None:
        return False
    return not interval.low <= comparator <= interval.high


def _verdict(difference: float, direction: str) -> Verdict:
    if direction == "neutral":
        return Verdict.HIGHER if difference > 0 else Verdict.LOWER
    good = (difference > 0) == (direction == "high_is_good")
    return Verdict.BETTER if good else Verdict.WORSE


def _is_relevant(difference: float, relevant_difference: float | None) -> bool | None:
    return None if relevant_difference is None else abs(difference) >= relevant_difference
