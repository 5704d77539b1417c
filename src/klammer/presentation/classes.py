# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Classes of a choropleth: where they begin, how many areas each holds, and why.

At most seven; never more classes than areas. Equal values are never in different classes.
"""

import bisect
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from klammer.base.errors import InputRefusedError
from klammer.patterns.breaks import equal_numbers, jenks_numbers

METHODS = ("quantile", "equal", "fixed", "jenks")
MOST = 7


@dataclass(frozen=True)
class Classes:
    """Classes found for some values.

    method  quantile, equal, fixed, jenks, limits or around
    asked   how many classes were asked for; fewer are found when values are equal or few
    ranges  (lowest, highest value in the class), ascending; of limits and around: the edges
    counts  values in each class
    """

    method: str
    asked: int
    ranges: tuple[tuple[float, float], ...]
    counts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ranges)

    def of(self, value: float) -> int:
        """Return the class of a value that was classified, from 1; 0 when there are no classes."""
        uppers = [high for _, high in self.ranges]
        return min(bisect.bisect_left(uppers, value) + 1, len(self.ranges)) if self.ranges else 0


def classify(
    values: Sequence[float],
    *,
    method: str = "quantile",
    count: int = 5,
    bounds: Sequence[float] = (),
) -> Classes:
    """Divide finite values into classes.

    values   [any unit]; missing ones are left out by the caller
    bounds   for `fixed`: upper bounds of all classes but the last, ascending
    returns  no class at all when there are fewer values than classes asked for

    Raises `InputRefusedError` for an unknown method, more than seven classes, bounds out of order.
    Method: quantiles by the rule of Public Health England's phindicatormethods
    (floor((q+1) − ceil(((n+1)−rank)/(n/q))), mean ranks for ties); Jenks minimises the squared
    deviations within classes exactly (Fisher 1958).
    """
    _check(method, count, bounds)
    ordered = sorted(values)
    if any(not math.isfinite(value) for value in ordered):
        raise InputRefusedError("values to classify must be finite", code="classes")
    if len(ordered) < count and method != "fixed":
        return Classes(method, count, (), ())
    finders = {"quantile": _quantile, "equal": equal_numbers, "jenks": jenks_numbers}
    if method == "fixed":
        numbers = [bisect.bisect_left(list(bounds), value) for value in ordered]
    else:
        numbers = finders[method](ordered, count)
    return _collect(method, count, ordered, numbers)


def limited(values: Sequence[float], bounds: Sequence[float]) -> Classes:
    """Divide values by limits that somebody states; a value on a limit belongs below it.

    values   [any unit]
    bounds   ascending [the same unit]: 5 and 10 give "up to 5", "above 5 up to 10", "above 10"
    returns  one class more than limits, also empty ones, so that colours keep their meaning

    Raises `InputRefusedError` for more than six limits, or limits out of order.
    """
    _check("fixed", 1, bounds)
    edges = [-math.inf, *bounds, math.inf]
    counts = [0] * (len(bounds) + 1)
    for value in values:
        counts[bisect.bisect_left(bounds, value)] += 1
    return Classes("limits", len(counts), tuple(itertools.pairwise(edges)), tuple(counts))


def recounted(found: Classes, values: Sequence[float]) -> Classes:
    """Return the same classes with the counts of some of the values they were made of.

    values  [the same unit]; each was among those classified
    """
    if not len(found):
        return found
    counts = [0] * len(found)
    for value in values:
        counts[found.of(value) - 1] += 1
    return replace(found, counts=tuple(counts))


def around(values: Sequence[float], comparator: float, *, relevant: float) -> Classes:
    """Divide values around a comparator into five: far below, below, even, above, far above.

    relevant  difference in the unit that is called a difference; twice as much is "far"
    Classes stay five even when some are empty, so that colours keep their meaning.
    """
    if not relevant > 0:
        raise InputRefusedError(
            "a diverging map needs a relevant difference",
            why="without it every area would be coloured as different",
            remedy="state relevant_difference in the indicator's definition",
            code="relevant_difference",
        )
    far, near = 2 * relevant, relevant
    bounds = [comparator - far, comparator - near, comparator + near, comparator + far]
    counts = [0] * 5
    for value in values:
        counts[bisect.bisect_left(bounds, value)] += 1
    edges = [-math.inf, *bounds, math.inf]
    return Classes("around", 5, tuple(itertools.pairwise(edges)), tuple(counts))


def _check(method: str, count: int, bounds: Sequence[float]) -> None:
    if method not in METHODS:
        raise InputRefusedError(
            f"'{method}' is no way to make classes",
            why=f"expected one of {', '.join(METHODS)}",
            remedy="choose one of them",
            code="classes",
        )
    if not 1 <= count <= MOST or len(bounds) >= MOST or list(bounds) != sorted(set(bounds)):
        raise InputRefusedError(
            "these classes cannot be told apart",
            why=f"expected 1 to {MOST} classes with ascending bounds",
            remedy="use fewer classes",
            code="classes",
        )


def _quantile(ordered: list[float], count: int) -> list[int]:
    n = len(ordered)
    first = {value: place for place, value in reversed(list(enumerate(ordered, start=1)))}
    last = {value: place for place, value in enumerate(ordered, start=1)}
    numbers = []
    for value in ordered:
        rank = (first[value] + last[value]) / 2
        # Rounded before ceil: ((n+1)−rank)·q/n is often a whole number that floats miss.
        share = round((n + 1 - rank) * count / n, 9)
        numbers.append(math.floor(count + 1 - math.ceil(share)))
    return numbers


def _collect(method: str, asked: int, ordered: list[float], numbers: list[int]) -> Classes:
    groups: dict[int, list[float]] = {}
    for value, chosen in zip(ordered, numbers, strict=True):
        groups.setdefault(chosen, []).append(value)
    found = [groups[chosen] for chosen in sorted(groups)]
    ranges = tuple((group[0], group[-1]) for group in found)
    return Classes(method, asked, ranges, tuple(len(group) for group in found))
