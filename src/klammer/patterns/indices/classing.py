# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Classes of an index: by limits, quantiles, equal widths or natural breaks."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from klammer.base.errors import InputRefusedError
from klammer.patterns.breaks import equal_numbers, jenks_numbers
from klammer.patterns.indices.ranking import Array, ranked, settled
from klammer.patterns.indices.specification import Classes

Numbers = NDArray[np.int_]


def names_of(classes: Classes) -> tuple[str, ...]:
    """Return the names of the classes from 1 on, in the author's order."""
    if classes.method == "limits":
        return tuple(one.name for one in classes.limits)
    return classes.names or tuple(str(number) for number in range(1, classes.count + 1))


def titles_of(classes: Classes) -> dict[str, str]:
    """Return name → title of each class; a class without title is called by its name."""
    if classes.method == "limits":
        return {one.name: one.title or one.name for one in classes.limits}
    names = names_of(classes)
    return dict(zip(names, classes.titles or names, strict=True))


def numbers_of(
    index: Array, classes: Classes, *, areas: Sequence[str], people: Array | None = None
) -> Numbers:
    """Return the number of each area's class: 1 for the first, 0 where there is no index.

    index    area → index, NaN where there is none
    people   area → population, for quantiles of equally many people
    Raises `InputRefusedError` naming the area for which limits have no class, and where there are
    fewer different values than classes.
    """
    known = np.flatnonzero(~np.isnan(index))
    out: Numbers = np.zeros(len(index), dtype=np.int_)
    if not len(known):
        return out
    values = settled(index[known])
    if classes.method == "limits":
        out[known] = _by_limits(values, classes, [areas[place] for place in known.tolist()])
        return out
    if different(values) < classes.count:
        raise InputRefusedError(
            f"{different(values)} different values do not fill {classes.count} classes",
            where="classes",
            why="each class needs a value of its own",
            remedy="ask for fewer classes",
            code="index_classes",
        )
    found = _ascending(values, classes, None if people is None else people[known])
    out[known] = classes.count + 1 - found if classes.first == "highest" else found
    return out


def different(index: Array) -> int:
    """Return how many different values an index has; missing ones do not count."""
    return len(np.unique(settled(index[~np.isnan(index)])))


def _by_limits(values: Array, classes: Classes, areas: Sequence[str]) -> Numbers:
    found: Numbers = np.zeros(len(values), dtype=np.int_)
    for number, one in enumerate(classes.limits, start=1):
        inside = np.ones(len(values), dtype=bool)
        inside &= values > settled(one.above) if one.above is not None else inside
        inside &= values >= settled(one.at_least) if one.at_least is not None else inside
        inside &= values <= settled(one.at_most) if one.at_most is not None else inside
        inside &= values < settled(one.below) if one.below is not None else inside
        found[inside] = number
    without = np.flatnonzero(found == 0)
    if len(without):
        raise InputRefusedError(
            "the classes do not cover the range of the index",
            where=f"area {areas[int(without[0])]}",
            why=f"its index {values[without[0]]:.6g} belongs to no class",
            remedy="leave the first and the last class open",
            code="index_classes",
        )
    return found


def _ascending(values: Array, classes: Classes, people: Array | None) -> Numbers:
    count = classes.count
    if classes.method in {"equal", "jenks"}:
        ordered = np.sort(values)
        finder = equal_numbers if classes.method == "equal" else jenks_numbers
        numbers = np.asarray(finder(ordered.tolist(), count), dtype=np.int_) + 1
        return numbers[np.searchsorted(ordered, values)]
    if classes.rule == "values":
        limits = np.quantile(values, np.arange(1, count) / count)
        return 1 + np.searchsorted(settled(limits), values, side="right")
    if classes.weights == "population" and people is not None:
        return _by_people(values, people, count)
    # From the end that class 1 lies at, so that both ends divide the same areas alike.
    sign = -1.0 if classes.first == "highest" else 1.0
    ranks = ranked(sign * values, ties="mean")
    from_first = np.ceil(np.round(count * ranks / len(values), 9)).astype(np.int_)
    return count + 1 - from_first if classes.first == "highest" else from_first


def _by_people(values: Array, people: Array, count: int) -> Numbers:
    """Divide people equally; an area belongs where the middle of its people lies."""
    different, place = np.unique(values, return_inverse=True)
    there = np.bincount(place, weights=np.nan_to_num(people), minlength=len(different))
    middle = (np.cumsum(there) - there / 2) / there.sum()
    numbers = np.ceil(np.round(count * middle, 9)).astype(np.int_)
    found: Numbers = np.clip(numbers, 1, count)[place]
    return found
