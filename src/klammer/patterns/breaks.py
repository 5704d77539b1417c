# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where classes of ordered values begin: equal widths and natural breaks, for maps and indices."""

import bisect
import itertools

from klammer.base.errors import InputRefusedError

_JENKS_LIMIT = 1500  # different values; the exact algorithm costs classes × n²


def equal_numbers(ordered: list[float], count: int) -> list[int]:
    """Return the class of each value, from 0, in classes of equal width.

    ordered  ascending [any unit]; a value on a limit belongs below it
    """
    low, high = ordered[0], ordered[-1]
    if low == high:
        return [0] * len(ordered)
    width = (high - low) / count
    bounds = [low + width * step for step in range(1, count)]
    return [bisect.bisect_left(bounds, value) for value in ordered]


def jenks_numbers(ordered: list[float], count: int) -> list[int]:
    """Return the class of each value, from 0, in natural breaks.

    ordered  ascending [any unit]; equal values are never parted
    Squared deviations within classes are minimised exactly (Fisher 1958). Raises
    `InputRefusedError` for more than 1500 different values.
    """
    distinct = sorted(set(ordered))
    if len(distinct) > _JENKS_LIMIT:
        raise InputRefusedError(
            f"natural breaks are made for at most {_JENKS_LIMIT} different values",
            why=f"found {len(distinct)}",
            remedy="choose quantiles, or round the values",
            code="classes",
        )
    if len(distinct) <= count:
        return [distinct.index(value) for value in ordered]
    places = [bisect.bisect_right(ordered, value) for value in distinct]
    weights = [place - before for before, place in itertools.pairwise([0, *places])]
    starts = [distinct[place] for place in _fisher(distinct, weights, count)]
    return [bisect.bisect_right(starts, value) - 1 for value in ordered]


def _fisher(distinct: list[float], weights: list[int], count: int) -> list[int]:
    """Return the first position of each class that minimises squared deviations within classes.

    distinct  ascending; each stands for as many equal values as its weight
    """
    import numpy as np

    values, weight = np.asarray(distinct), np.asarray(weights, dtype=float)
    n = len(values)
    sizes = np.concatenate([[0.0], np.cumsum(weight)])
    sums = np.concatenate([[0.0], np.cumsum(weight * values)])
    squares = np.concatenate([[0.0], np.cumsum(weight * values * values)])

    def within(end: int) -> np.ndarray:  # squared deviations of positions start…end, all starts
        size = sizes[end + 1] - sizes[: end + 1]
        total = sums[end + 1] - sums[: end + 1]
        inside: np.ndarray = squares[end + 1] - squares[: end + 1] - total * total / size
        return inside

    deviations = [within(end) for end in range(n)]
    cost = np.array([one[0] for one in deviations])
    choice = np.zeros((count, n), dtype=int)
    for step in range(1, count):
        before = np.concatenate([[np.inf], cost[:-1]])
        new = np.empty(n)
        for end in range(n):
            options = before[: end + 1] + deviations[end]
            choice[step, end] = int(np.argmin(options))
            new[end] = options[choice[step, end]]
        cost = new
    found, end = [], n - 1
    for step in range(count - 1, 0, -1):
        found.append(int(choice[step, end]))
        end = found[-1] - 1
    return [0, *reversed(found)]
