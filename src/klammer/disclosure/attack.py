# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What someone who has everything that is shown can still not tell apart.

The unknowns are changes of cells: up and down separately, so that each may have its price. A
change must keep every sum, no count may fall below zero, and none may exceed what is known to
bound it. Cells whose value we do not know ourselves may only grow: that is always possible.

Cells that a table leaves out are taken as zero first, as long tables leave out zeros. Where the
public figures then give a secret away, an attacker who is less sure of it may still be misled.
"""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from klammer.base.errors import DisclosureError
from klammer.disclosure.cells import Cells, Key, State
from klammer.disclosure.relations import Equation

if TYPE_CHECKING:
    import highspy

_TOLERANCE = 1e-7


class Attack:
    """The linear programme of one group of cells that hang together by sums."""

    def __init__(self, cells: Cells, members: Sequence[Key], equations: Sequence[Equation]) -> None:
        """Build it once; each question changes only prices and the bounds of one cell."""
        import highspy

        self._cells = cells
        self._keys = list(members)
        self._at = {key: number for number, key in enumerate(self._keys)}
        self._assumed = [at for at, key in enumerate(self._keys) if cells[key].assumed]
        self._up, self._down = self._room()
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]  # reason: highspy has no types here
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        self._solver.passModel(self._model(equations))
        self._optimal = highspy.HighsModelStatus.kOptimal
        self._infeasible = highspy.HighsModelStatus.kInfeasible

    def cheapest_change(
        self, target: Key, *, prices: Mapping[Key, float]
    ) -> dict[Key, float] | None:
        """The cheapest change of the table in which `target` is one larger or one smaller.

        Cells that are hidden or seen nowhere change for nothing. Returns cell → change, without
        cells that stay; None when there is no such change: then the target can be computed from
        public figures alone. Raises `DisclosureError` when the solver gives no answer.
        """
        count = len(self._keys)
        costs = np.array([self._cost(key, prices) for key in self._keys])
        self._solver.changeColsCost(
            2 * count, np.arange(2 * count, dtype=np.int32), np.concatenate([costs, costs])
        )
        for assumed_room in (0.0, math.inf) if self._assumed else (0.0,):
            self._let_grow(self._assumed, assumed_room)
            found = [self._solve(target, up=up) for up in (True, False)]
            answers = [one for one in found if one is not None]
            if answers:
                return min(answers, key=lambda one: one[0])[1]
        return None

    def is_protected(self, target: Key) -> bool:
        """Whether the target may be one larger or smaller while everything shown stays."""
        shown = [key for key in self._keys if self._cells[key].state is State.OPEN]
        change = self.cheapest_change(target, prices=dict.fromkeys(shown, 1.0))
        return change is not None and not any(key in change for key in shown)

    def _let_grow(self, numbers: Sequence[int], room: float) -> None:
        for at in numbers:
            self._up[at] = room
            self._solver.changeColBounds(at, 0.0, room)

    def _cost(self, key: Key, prices: Mapping[Key, float]) -> float:
        return prices[key] if self._cells[key].state is State.OPEN else 0.0

    def _room(self) -> tuple[list[float], list[float]]:
        up, down = [], []
        for key in self._keys:
            cell = self._cells[key]
            if cell.value is None:
                up.append(math.inf)
                down.append(0.0)
            else:
                up.append(max(cell.bound - cell.value, 0.0))
                down.append(max(cell.value, 0.0))
        return up, down

    def _solve(self, target: Key, *, up: bool) -> tuple[float, dict[Key, float]] | None:
        at, count = self._at[target], len(self._keys)
        if (self._up if up else self._down)[at] < 1 - _TOLERANCE:
            return None
        self._solver.changeColBounds(at, float(up), float(up))
        self._solver.changeColBounds(count + at, float(not up), float(not up))
        self._solver.run()
        status = self._solver.getModelStatus()
        self._solver.changeColBounds(at, 0.0, self._up[at])
        self._solver.changeColBounds(count + at, 0.0, self._down[at])
        if status == self._infeasible:
            return None
        if status != self._optimal:
            raise DisclosureError(
                "the solver gave no answer",
                where=f"a group of {count} cells",
                why=f"it ended with {self._solver.modelStatusToString(status)}",
                remedy="nothing of it may be shown; report the case",
                code="solver",
            )
        values = np.asarray(self._solver.getSolution().col_value)
        changes = values[:count] - values[count:]
        moved = np.flatnonzero(np.abs(changes) > _TOLERANCE)
        change = {self._keys[number]: float(changes[number]) for number in moved}
        return float(self._solver.getInfo().objective_function_value), change

    def _model(self, equations: Sequence[Equation]) -> "highspy.HighsLp":
        import highspy

        count = len(self._keys)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = 2 * count, len(equations)
        lp.col_cost_ = np.zeros(2 * count)
        lp.col_lower_ = np.zeros(2 * count)
        lp.col_upper_ = np.array([*self._up, *self._down])
        # A sum that misses by `slack` tells an attacker no more than that it misses by so much.
        lp.row_lower_ = np.zeros(len(equations))
        lp.row_upper_ = np.array([2 * one.slack for one in equations])
        starts, index, value = [0], [], []
        for equation in equations:
            for key, sign in [(equation.total, 1.0), *((part, -1.0) for part in equation.parts)]:
                if key in self._at:
                    index += [self._at[key], count + self._at[key]]
                    value += [sign, -sign]
            starts.append(len(index))
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(index, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(value)
        return lp
