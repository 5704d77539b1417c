# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""For each demand one change of the table that fulfils it, and what must be hidden for all.

A demand says: this cell must be able to rise (or fall) by so much. A change that fulfils it is its
witness: whoever sees only what is shown cannot tell the true table from the changed one. Hidden is
what the witnesses use; a cell that no witness uses is shown again.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from klammer.disclosure.tabular.moves import Change, Moves
from klammer.disclosure.tabular.problem import Floats, Ints, Problem, State

_EPS = 1e-9


@dataclass(frozen=True)
class Demand:
    """A cell must be able to rise (sign +1) or fall (−1) by an amount."""

    cell: int
    sign: int
    amount: float


@dataclass(frozen=True, eq=False)
class Witness:
    """A change of the table: cells and by how much each differs."""

    cells: Ints
    steps: Floats


def demands_of(problem: Problem) -> list[Demand]:
    """All demands of a problem, cell by cell."""
    found = []
    for cell in problem.needs.tolist():
        for sign, amount in ((1, problem.above[cell]), (-1, problem.below[cell])):
            if amount > 0:
                found.append(Demand(cell, sign, float(amount)))
    return found


class Cover:
    """Witnesses of demands, and the loss they cost together."""

    def __init__(self, problem: Problem, moves: Moves, *, asked: Floats | None = None) -> None:
        """Begin without a witness: nothing but the cells of the rules is hidden.

        asked  prices by which changes are chosen; default: what hiding costs
        """
        self._problem, self._moves = problem, moves
        self._asked = problem.cost if asked is None else asked
        moves.price[:] = np.where(problem.state == State.OPEN, self._asked, 0.0)
        self.demands = demands_of(problem)
        self.witness: list[Witness | None] = [None] * len(self.demands)
        self.loss = 0.0
        self.uses: dict[int, set[int]] = defaultdict(set)
        self._of: dict[int, list[int]] = defaultdict(list)
        for number, demand in enumerate(self.demands):
            self._of[demand.cell].append(number)
        self._is_open = problem.state == State.OPEN

    @property
    def hidden(self) -> list[int]:
        """Cells hidden to protect others."""
        return sorted(self.uses)

    def open_demands(self, among: Iterable[int] | None = None) -> list[int]:
        """Numbers of demands without a witness."""
        numbers = range(len(self.demands)) if among is None else among
        return [number for number in numbers if self.witness[number] is None]

    def of_cells(self, cells: Ints) -> list[int]:
        """Numbers of the demands that speak of some cells."""
        return [number for cell in cells.tolist() for number in self._of.get(cell, ())]

    def assign(self, number: int, witness: Witness | None) -> None:
        """Give a demand another witness; hides and shows cells accordingly."""
        old = self.witness[number]
        if old is not None:
            for cell in old.cells[self._is_open[old.cells]].tolist():
                self.uses[cell].discard(number)
                if not self.uses[cell]:
                    del self.uses[cell]
                    self.loss -= self._problem.cost[cell]
                    self._moves.price[cell] = self._asked[cell]
        self.witness[number] = witness
        if witness is not None:
            for cell in witness.cells[self._is_open[witness.cells]].tolist():
                if cell not in self.uses:
                    self.loss += self._problem.cost[cell]
                    self._moves.price[cell] = 0.0
                self.uses[cell].add(number)

    def fulfil(self, number: int, *, noise: float = 0.0, pairs: bool = True) -> bool:
        """Look for a witness of a demand, and use it for whatever else it fulfils."""
        demand = self.demands[number]
        other = [n for n in self._of[demand.cell] if n != number and self.witness[n] is None]
        change = None
        if other and pairs:
            amounts = {demand.sign: demand.amount, -demand.sign: self.demands[other[0]].amount}
            change = self._moves.cheapest(
                demand.cell, above=amounts[1], below=amounts[-1], noise=noise
            )
        if change is not None:
            self.use(change)
            return self.witness[number] is not None
        return self._otherwise(number, demand, noise)

    def _otherwise(self, number: int, demand: Demand, noise: float) -> bool:
        """One change, else several; first inside the margins, then with margins that change."""
        try:
            for self._moves.may_stand_alone in (False, True):
                change = self._single(demand, demand.amount, noise)
                if change is not None:
                    self.use(change)
                    return self.witness[number] is not None
                witness = self._in_steps(demand, noise)
                if witness is not None:
                    self.assign(number, witness)
                    return True
        finally:
            self._moves.may_stand_alone = False
        return False

    def _single(self, demand: Demand, amount: float, noise: float) -> Change | None:
        above = amount if demand.sign > 0 else 0.0
        below = amount if demand.sign < 0 else 0.0
        return self._moves.cheapest(demand.cell, above=above, below=below, noise=noise)

    def _in_steps(self, demand: Demand, noise: float) -> Witness | None:
        """Several smaller changes one after the other, each from where the last one led."""
        moves, total = self._moves, np.zeros(len(self._problem))
        price, room = moves.price.copy(), (moves.up.copy(), moves.down.copy())
        left, step = demand.amount, _smaller(demand.amount)
        while left > _EPS and step:
            change = self._single(demand, min(step, left), noise)
            if change is None:
                step = _smaller(step)
                continue
            steps = change.signs * (demand.sign * min(step, left))
            total[change.cells] += steps
            moves.up[change.cells] -= steps
            moves.down[change.cells] += steps
            moves.price[change.cells] = 0.0
            left -= min(step, left)
        moves.price[:] = price
        moves.up[:], moves.down[:] = room
        cells = np.flatnonzero(np.abs(total) > _EPS)
        return Witness(cells, total[cells]) if left <= _EPS else None

    def use(self, change: Change) -> list[int]:
        """Take a change, in both directions, as witness of every open demand it fulfils."""
        rise, fall = self._moves.up[change.cells], self._moves.down[change.cells]
        plus = change.signs > 0
        forward = float(np.where(plus, rise, fall).min()) + _EPS
        backward = float(np.where(plus, fall, rise).min()) + _EPS
        done = []
        for cell, sign in zip(change.cells.tolist(), change.signs.tolist(), strict=True):
            for number in self._of.get(cell, ()):
                demand = self.demands[number]
                way = sign * demand.sign
                if self.witness[number] is None and demand.amount <= (
                    forward if way > 0 else backward
                ):
                    steps = change.signs * (way * demand.amount)
                    self.assign(number, Witness(change.cells, steps))
                    done.append(number)
        return done

    def rest_on_hidden(self, numbers: Sequence[int]) -> None:
        """For demands without a witness, try what is hidden already."""
        kept = self._moves.price.copy()
        self._moves.price[kept > 0] = 2e12
        for number in numbers:
            if self.witness[number] is None:
                self.fulfil(number, pairs=False)
        self._moves.price[:] = kept


def _smaller(step: float) -> float:
    """The next smaller step; whole steps stay whole. 0: there is none."""
    if step <= 1:
        return 0.0
    return float(step // 2) if step == int(step) else step / 2 if step > 1 else 0.0


def mask(problem: Problem, hidden: Iterable[int]) -> NDArray[np.bool_]:
    """Which cells nobody sees: those of the rules, those never shown, and some more."""
    found: NDArray[np.bool_] = problem.state != State.OPEN
    found &= problem.state != State.KNOWN
    found[list(hidden)] = True
    return found
