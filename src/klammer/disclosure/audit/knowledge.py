# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an attacker knows: every shown cell as an interval, and every sum that must hold."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from klammer.base.errors import DisclosureError
from klammer.disclosure.dimensions import Axis, Dimension, axis_of
from klammer.disclosure.links import joint_sets

Key = tuple[str, tuple[str, ...]]  # quantity, one code for each dimension
Limits = tuple[float, float]
LARGEST_WORLD = 3_000_000


@dataclass
class Shown:
    """One shown table: all its cells, each with what it says.

    says  codes in the order of `dimensions` → (low, high); a hidden cell says nothing, which is
          (−∞, ∞)
    """

    name: str
    quantity: str
    dimensions: tuple[str, ...]
    is_count: bool
    says: dict[tuple[str, ...], Limits]
    hidden: set[tuple[str, ...]] = field(default_factory=set)


@dataclass
class World:
    """Everything shown to one audience, as one system of sums.

    low, high  what is said of each cell; sums has a row for each sum, which gives 0
    hidden     numbers of cells that a table names without a figure
    whole      counts
    """

    keys: list[Key]
    at: dict[Key, int]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    whole: NDArray[np.bool_]
    hidden: NDArray[np.int64]
    sums: Any


def world_of(
    shown: Sequence[Shown],
    dimensions: Mapping[str, Dimension],
    *,
    known: Iterable[tuple[Key, Limits]] = (),
) -> World:
    """Put everything together that is shown.

    shown   tables of this and of earlier releases; the same cell may stand in several: an attacker
            knows what all of them say together
    known   what others published of single cells

    Raises `DisclosureError` when two tables contradict each other (nothing can be proved of them)
    or the tables are too large together.
    """
    numbers: dict[Key, int] = {}
    rows: dict[tuple[int, tuple[int, ...]], None] = {}
    counted = {one.quantity for one in shown if one.is_count}
    for quantity, axes in _cubes(shown, dimensions):
        _sums(quantity, axes, tuple(dimensions.values()), numbers, rows)
    low = np.full(len(numbers), -np.inf)
    high = np.full(len(numbers), np.inf)
    whole = np.array([quantity in counted for quantity, _ in numbers], dtype=bool)
    low[whole] = 0.0
    silent: set[int] = set()
    for one in shown:
        for codes, limits in one.says.items():
            at = numbers[_key(one, codes, dimensions)]
            _narrow(low, high, at, limits, name=one.name)
            if codes in one.hidden:
                silent.add(at)
    for key, limits in known:
        if key in numbers:
            _narrow(low, high, numbers[key], limits, name="known figures")
    sums = _matrix(list(rows), len(numbers))
    hidden = np.array(sorted(silent), dtype=np.int64)
    return World(list(numbers), numbers, low, high, whole, hidden, sums)


def _narrow(
    low: NDArray[np.float64], high: NDArray[np.float64], at: int, limits: Limits, *, name: str
) -> None:
    low[at], high[at] = max(low[at], limits[0]), min(high[at], limits[1])
    if low[at] > high[at] + 1e-6:
        raise DisclosureError(
            "shown figures contradict each other",
            where=name,
            why="two of them say different things of one cell, so that nothing can be proved",
            remedy="name revised figures as another quantity or period",
            code="shown_contradict",
        )


def _key(one: Shown, codes: Sequence[str], dimensions: Mapping[str, Dimension]) -> Key:
    said = dict(zip(one.dimensions, codes, strict=True))
    return one.quantity, tuple(said.get(name, d.total) for name, d in dimensions.items())


def _cubes(
    shown: Sequence[Shown], dimensions: Mapping[str, Dimension]
) -> list[tuple[str, list[Axis]]]:
    used: dict[tuple[str, frozenset[str]], dict[str, set[str]]] = {}
    for one in shown:
        codes = used.setdefault((one.quantity, frozenset(one.dimensions)), defaultdict(set))
        for said in one.says:
            for name, code in zip(one.dimensions, said, strict=True):
                codes[name].add(code)
    for quantity in {quantity for quantity, _ in used}:
        together = [names for other, names in used if other == quantity]
        for joint in joint_sets(together):
            codes = used.setdefault((quantity, joint), defaultdict(set))
            for (other, names), theirs in list(used.items()):
                if other == quantity and names <= joint:
                    for name in names:
                        codes[name] |= theirs[name]
    cubes = [
        (quantity, [axis_of(d, codes[name]) for name, d in dimensions.items() if name in names])
        for (quantity, names), codes in used.items()
    ]
    if sum(math.prod(len(axis.nodes) for axis in axes) for _, axes in cubes) > LARGEST_WORLD:
        raise DisclosureError(
            "the tables are too large to be examined together",
            where="audit",
            why=f"more than {LARGEST_WORLD} cells hang together",
            remedy="show fewer combinations",
            code="too_large",
        )
    return cubes


def _sums(
    quantity: str,
    axes: Sequence[Axis],
    dimensions: Sequence[Dimension],
    numbers: dict[Key, int],
    rows: dict[tuple[int, tuple[int, ...]], None],
) -> None:
    by_name = {axis.name: axis for axis in axes}
    nodes = [by_name[d.name].nodes if d.name in by_name else (d.total,) for d in dimensions]
    for codes in product(*nodes):
        numbers.setdefault((quantity, codes), len(numbers))
    for at, dimension in enumerate(dimensions):
        axis = by_name.get(dimension.name)
        for parent, parts in axis.groups if axis else ():
            below = [axis.nodes[one] for one in parts] if axis else []
            for codes in product(*nodes[:at], *nodes[at + 1 :]):
                before, after = codes[:at], codes[at:]
                total = numbers[quantity, (*before, nodes[at][parent], *after)]
                members = tuple(numbers[quantity, (*before, one, *after)] for one in below)
                rows[total, members] = None


def _matrix(rows: Sequence[tuple[int, tuple[int, ...]]], count: int) -> Any:
    from scipy.sparse import csr_matrix

    pointer, index, value = [0], [], []
    for total, members in rows:
        index.append(total)
        index.extend(members)
        value.append(1.0)
        value.extend([-1.0] * len(members))
        pointer.append(len(index))
    return csr_matrix((value, index, pointer), shape=(len(rows), count))
