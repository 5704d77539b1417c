# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far two groups are apart: difference and ratio of two proportions or rates, with limits.

The groups share nobody (women and men), so that the two figures vary independently. Formulas and
hand computed values: docs/reference/methods.md, tests/core/indicators/test_gaps.py.
"""

import math
from dataclasses import dataclass

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.significance import NOTABLE, STRONG
from klammer.indicators.uncertainty import normal_quantile, rate

_METHODS = {Kind.PROPORTION: "wilson", Kind.RATE: "phe"}


@dataclass(frozen=True, slots=True)
class Estimated:
    """A figure with its limits; the limits are None where the method gives none."""

    value: float
    low: float | None
    high: float | None

    def excludes(self, point: float) -> bool:
        """Whether a point lies outside the limits; never without limits."""
        if self.low is None or self.high is None:
            return False
        return not self.low <= point <= self.high


@dataclass(frozen=True, slots=True)
class Group:
    """Cases of one group and the persons (or person-years) they are counted among."""

    numerator: float
    denominator: float


@dataclass(frozen=True, slots=True)
class Gap:
    """The first group minus the second, and the first over the second.

    difference  in the unit of the figure (per `factor`)
    ratio       None when the second group has no case; without limits when either has none
    level       0.998 or 0.95, the stricter one at which the difference excludes 0; 0 when neither
    """

    difference: Estimated
    ratio: Estimated | None
    level: float


def gap(
    kind: Kind, first: Group, second: Group, *, factor: float = 1.0, level: float = 0.95
) -> Gap:
    """Return difference and ratio of two independent groups with limits.

    Proportions: difference by Newcombe's hybrid score (Newcombe 1998, method 10) from Wilson
    limits, ratio on the log scale with SE² = 1/x₁ − 1/n₁ + 1/x₂ − 1/n₂ (Katz 1978).
    Rates: difference by MOVER (Donner and Zou 2012) from exact limits below 10 events and Byar's
    from there, ratio on the log scale with SE² = 1/x₁ + 1/x₂.

    L = d − √((p₁ − l₁)² + (u₂ − p₂)²),  U = d + √((u₁ − p₁)² + (p₂ − l₂)²),  d = p₁ − p₂

    first, second → difference, ratio [per `factor`; ratio without unit]
    Raises `InputRefusedError` for a kind that has no chance model, negative counts, a denominator
    of 0, and a proportion whose numerator is above its denominator.
    """
    method = _METHODS.get(kind)
    if method is None:
        raise InputRefusedError(
            f"two figures of kind {kind} have no interval of their difference",
            where="kind",
            why="only proportions and rates vary by chance in a way that is known",
            remedy="show the difference without an interval",
            code=str(kind),
        )
    found = [_figure(one, method=method, factor=factor, level=level) for one in (first, second)]
    return Gap(
        difference=_subtracted(found[0], found[1]),
        ratio=_ratio(kind, first, second, level=level),
        level=_passed(first, second, method=method),
    )


def change(before: Estimated, after: Estimated) -> Estimated | None:
    """Return by how much a gap moved between two years, by MOVER; None without limits.

    L = d − √((a − l_a)² + (u_b − b)²),  U = d + √((u_a − a)² + (b − l_b)²),  d = a − b

    The two years are taken as independent. Source: Donner and Zou 2012.
    """
    if before.low is None or after.low is None:
        return None
    return _subtracted(after, before)


def _figure(group: Group, *, method: str, factor: float, level: float) -> Estimated:
    found = rate([group.numerator], [group.denominator], method=method, level=level, factor=factor)
    return Estimated(float(found.value[0]), float(found.low[0]), float(found.high[0]))


def _subtracted(first: Estimated, second: Estimated) -> Estimated:
    difference = first.value - second.value
    down = math.hypot(first.value - _or(first.low, first), _or(second.high, second) - second.value)
    up = math.hypot(_or(first.high, first) - first.value, second.value - _or(second.low, second))
    return Estimated(difference, difference - down, difference + up)


def _or(limit: float | None, one: Estimated) -> float:
    return one.value if limit is None else limit


def _ratio(kind: Kind, first: Group, second: Group, *, level: float) -> Estimated | None:
    x, n, y, m = first.numerator, first.denominator, second.numerator, second.denominator
    if y == 0:
        return None
    value = (x / n) / (y / m)
    if x == 0:
        return Estimated(value, None, None)
    variance = 1 / x + 1 / y - ((1 / n + 1 / m) if kind is Kind.PROPORTION else 0.0)
    spread = math.exp(normal_quantile(level) * math.sqrt(max(variance, 0.0)))
    return Estimated(value, value / spread, value * spread)


def _passed(first: Group, second: Group, *, method: str) -> float:
    for level in (STRONG, NOTABLE):
        one, other = (
            _figure(group, method=method, factor=1.0, level=level) for group in (first, second)
        )
        if _subtracted(one, other).excludes(0.0):
            return level
    return 0.0
