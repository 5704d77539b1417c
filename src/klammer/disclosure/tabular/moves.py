# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes of a table that keep every sum, found by looking at all cuboids at once.

A cuboid takes, in each dimension in which the cell is no total, two of the smallest codes; the
corners go up and down in turn. Where the cell is a total one smallest code is taken, and the cells
on the way from it to the total change with it. Such a change is whole-numbered and keeps all sums
of all linked tables; the cheapest is found by adding up prices axis by axis. The idea is that of
the hypercube method (Repsilber 1994; Giessing and Repsilber 2002), here over prices of all
cuboids at once and carried through hierarchies and linked tables.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from klammer.disclosure.tabular.problem import Cube, Floats, Ints, Problem, State

IMPOSSIBLE = 1e12
_EPS = 1e-9
_CAPS = {1: 96, 2: 64, 3: 40, 4: 14, 5: 8}  # choices per dimension, so that cuboids stay countable


class Change(NamedTuple):
    """Cells that go up (+) or down (−) together, in units of one step."""

    cost: float
    cells: Ints
    signs: NDArray[np.int8]


@dataclass(frozen=True)
class _Choices:
    """Ways to choose codes in one dimension, as one cube sees them.

    nodes        positions on the cube's axis that may change at all
    plus, minus  choice × node: 1 where the node goes with, or against, the cell
    """

    nodes: Ints
    plus: Floats
    minus: Floats


class Moves:
    """Finds changes; the price of a cell is 0 once it is hidden."""

    def __init__(self, problem: Problem, *, seed: int = 0) -> None:
        """Look at the codes once; `price` is changed by whoever hides cells."""
        self._problem = problem
        self._random = np.random.default_rng(seed)
        exact = problem.state == State.KNOWN
        with np.errstate(invalid="ignore"):
            self.up = np.where(exact & ~np.isnan(problem.value), 0.0, problem.high - problem.base)
            self.down = np.where(exact & ~np.isnan(problem.value), 0.0, problem.base - problem.low)
        self.price = np.where(problem.state == State.OPEN, problem.cost, 0.0)
        self._owner = np.full(len(problem), -1)
        for number, cube in reversed(list(enumerate(problem.cubes))):
            self._owner[cube.index.ravel()] = number
        self._codes = _universe(problem)
        self._choices: dict[tuple[object, ...], _Choices] = {}
        self._pairs: dict[tuple[object, ...], list[tuple[frozenset[str], frozenset[str]]]] = {}
        self.may_stand_alone = False

    def cheapest(
        self, cell: int, *, above: float, below: float, noise: float = 0.0
    ) -> Change | None:
        """The cheapest change by which the cell can rise by `above` and also fall by `below`.

        Either may be 0. Signs are those of the rise. None when no cuboid does it.
        """
        quantity, codes = self._problem.keys[cell]
        dimensions = [
            cube for cube in enumerate(self._problem.cubes) if cube[1].quantity == quantity
        ]
        names = self._problem.names
        moving = {
            name
            for name, code in zip(names, codes, strict=True)
            if name in self._codes and code != self._codes[name].total
        }
        hit = [
            (number, cube)
            for number, cube in dimensions
            if moving <= {axis.name for axis in cube.axes}
        ]
        involved = {axis.name for _, cube in hit for axis in cube.axes}
        cap = _CAPS.get(len(involved), 6)
        costs, blocks = [], []
        for number, cube in hit:
            block = [self._choice(number, axis.name, codes, cap) for axis in cube.axes]
            costs.append(self._cost(number, cube, block, above, below))
            blocks.append(block)
        best = _best([cube for _, cube in hit], costs, noise=noise, random=self._random)
        if best is None:
            return None
        cost, chosen = best
        return self._change(cost, hit, blocks, chosen)

    def _choice(self, number: int, name: str, codes: Sequence[str], cap: int) -> _Choices:
        at = self._problem.names.index(name)
        key = (number, at, codes[at], cap, self.may_stand_alone)
        if key not in self._choices:
            cube = self._problem.cubes[number]
            axis = next(one for one in cube.axes if one.name == name)
            sides = self._sides(cube.quantity, at, codes[at], cap)
            nodes = sorted({axis.at[c] for pair in sides for s in pair for c in s if c in axis.at})
            place = {node: column for column, node in enumerate(nodes)}
            signs = np.zeros((2, len(sides), len(nodes)))
            for row, pair in enumerate(sides):
                for side in (0, 1):
                    for code in pair[side]:
                        if code in axis.at:
                            signs[side, row, place[axis.at[code]]] = 1.0
            self._choices[key] = _Choices(np.array(nodes, dtype=np.int64), signs[0], signs[1])
        return self._choices[key]

    def _sides(
        self, quantity: str, at: int, code: str, cap: int
    ) -> list[tuple[frozenset[str], frozenset[str]]]:
        """For each choice the codes that go with the cell and those that go against it."""
        key = (quantity, at, code, cap, self.may_stand_alone)
        if key not in self._pairs:
            tree = self._codes[self._problem.names[at]]
            if code != tree.total and not tree.parents[code]:  # it adds up to nothing
                some = self._some(sorted(tree.finest_below(code)), cap)
                self._pairs[key] = [(tree.above[one], frozenset()) for one in some]
            elif code == tree.total:
                some = self._some(sorted(tree.finest), cap)
                self._pairs[key] = [(tree.above[one], frozenset()) for one in some]
            else:
                self._pairs[key] = self._swaps(tree, code, cap)
        return self._pairs[key]

    def _swaps(
        self, tree: "_Tree", code: str, cap: int
    ) -> list[tuple[frozenset[str], frozenset[str]]]:
        inside = self._some(sorted(tree.finest_below(code)), max(1, cap // 8))
        near, far = tree.others(code)
        others = self._some(sorted(near), max(1, cap // len(inside)))
        if len(others) * len(inside) < cap:
            others += self._some(sorted(far), min(cap // len(inside) - len(others), 8))
        swaps = [
            (tree.above[one] - tree.above[other], tree.above[other] - tree.above[one])
            for one in inside
            for other in others
        ]
        # Alone: with all that it is part of. Only where no other cube would have to follow.
        alone = [(tree.above[one], frozenset[str]()) for one in inside]
        return [*swaps, *alone] if self.may_stand_alone and tree.is_everywhere else swaps

    def _some(self, codes: list[str], count: int) -> list[str]:
        if len(codes) <= count:
            return codes
        return [codes[at] for at in sorted(self._random.choice(len(codes), count, replace=False))]

    def _cost(
        self, number: int, cube: Cube, block: Sequence[_Choices], above: float, below: float
    ) -> Floats:
        """Choice × choice × … → price of the cuboid, or more than `IMPOSSIBLE`."""
        cells = cube.index[np.ix_(*(one.nodes for one in block))]
        price = np.where(self._owner[cells] == number, self.price[cells], 0.0)
        up, down = self.up[cells] + _EPS, self.down[cells] + _EPS
        plus = np.where((up >= above) & (down >= below), price, IMPOSSIBLE)
        minus = np.where((down >= above) & (up >= below), price, IMPOSSIBLE)
        for one in block:
            both = (plus, minus)
            plus = _along(both[0], one.plus) + _along(both[1], one.minus)
            minus = _along(both[1], one.plus) + _along(both[0], one.minus)
        return plus

    def _change(
        self,
        cost: float,
        hit: Sequence[tuple[int, Cube]],
        blocks: Sequence[Sequence[_Choices]],
        chosen: dict[str, int],
    ) -> Change:
        found: dict[int, int] = {}
        for (_, cube), block in zip(hit, blocks, strict=True):
            signs = np.ones((1,) * 0)
            for axis, one in zip(cube.axes, block, strict=True):
                at = chosen[axis.name]
                signs = np.multiply.outer(signs, one.plus[at] - one.minus[at])
            cells = cube.index[np.ix_(*(one.nodes for one in block))]
            moved = np.nonzero(signs)
            found.update(zip(cells[moved].tolist(), signs[moved].astype(int).tolist(), strict=True))
        return Change(cost, np.array(list(found)), np.array(list(found.values()), dtype=np.int8))


def _along(block: Floats, choices: Floats) -> Floats:
    """Add up the first axis for each choice; the choices become the last axis."""
    return np.tensordot(block, choices, axes=(0, 1))


def _best(
    cubes: Sequence[Cube],
    costs: Sequence[Floats],
    *,
    noise: float,
    random: np.random.Generator,
) -> tuple[float, dict[str, int]] | None:
    """The cheapest choice that all cubes make together; None when each is impossible."""
    if not costs or any(cost.size == 0 for cost in costs):
        return None
    private: list[tuple[tuple[str, ...], tuple[str, ...], Floats, Floats]] = []
    names = [tuple(axis.name for axis in cube.axes) for cube in cubes]
    for number, cost in enumerate(costs):
        others = {n for at, one in enumerate(names) if at != number for n in one}
        kept = tuple(n for n in names[number] if n in others or len(cubes) == 1)
        gone = tuple(n for n in names[number] if n not in kept)
        order = [names[number].index(n) for n in (*kept, *gone)]
        full = cost.transpose(order)
        flat = full.reshape(*full.shape[: len(kept)], -1)
        private.append((kept, gone, full, flat.min(axis=-1)))
    shared = tuple(dict.fromkeys(n for kept, *_ in private for n in kept))
    total: Floats = np.zeros((1,) * len(shared))
    for kept, _, _, least in private:
        ordered = least.transpose(np.argsort([shared.index(n) for n in kept])) if kept else least
        shape = iter(ordered.shape)
        total = total + ordered.reshape([next(shape) if n in kept else 1 for n in shared])
    judged = total * (1 + noise * random.random(total.shape)) if noise else total
    at = np.unravel_index(int(judged.argmin()), judged.shape)
    least_of_all = float(total[at])
    if least_of_all >= IMPOSSIBLE:
        return None
    chosen = {n: int(one) for n, one in zip(shared, at, strict=True)}
    for kept, gone, full, _ in private:
        if gone:
            rest = full[tuple(chosen[n] for n in kept)]
            inner = np.unravel_index(int(rest.argmin()), rest.shape)
            chosen.update({n: int(one) for n, one in zip(gone, inner, strict=True)})
    return least_of_all, chosen


@dataclass
class _Tree:
    """One dimension as all tables together use it; `above` holds the code itself."""

    is_everywhere: bool
    total: str
    finest: set[str]
    above: dict[str, frozenset[str]]
    parents: dict[str, set[str]]

    def finest_below(self, code: str) -> set[str]:
        return {one for one in self.finest if code in self.above[one]}

    def others(self, code: str) -> tuple[set[str], set[str]]:
        """Smallest codes elsewhere: under a parent of the code, and the rest."""
        outside = {one for one in self.finest if code not in self.above[one]}
        near = {one for one in outside if self.parents[code] & self.above[one]}
        strict = {one for one in near if self.parents[code] <= self.above[one]} or near
        return strict, outside - strict


def _universe(problem: Problem) -> dict[str, _Tree]:
    groups: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    codes: dict[str, set[str]] = defaultdict(set)
    totals: dict[str, str] = {}
    for cube in problem.cubes:
        for axis in cube.axes:
            totals[axis.name] = axis.dimension.total
            codes[axis.name].update(axis.nodes)
            for parent, parts in axis.groups:
                for part in parts:
                    groups[axis.name][axis.nodes[part]].add(axis.nodes[parent])
    everywhere = {n for n in totals if all(n in {a.name for a in c.axes} for c in problem.cubes)}
    return {
        name: _tree(totals[name], codes[name], groups[name], is_everywhere=name in everywhere)
        for name in totals
    }


def _tree(
    total: str, codes: set[str], parents: dict[str, set[str]], *, is_everywhere: bool
) -> _Tree:
    above: dict[str, frozenset[str]] = {}

    def climb(code: str) -> frozenset[str]:
        if code not in above:
            found = {code}
            for parent in parents.get(code, ()):
                found |= climb(parent)
            above[code] = frozenset(found)
        return above[code]

    for code in codes:
        climb(code)
    inner = {parent for found in parents.values() for parent in found}
    return _Tree(
        is_everywhere,
        total,
        codes - inner,
        above,
        {code: parents.get(code, set()) for code in codes},
    )
