# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cheapest change of a table by linear programming, where cuboids find none.

Unknowns are rises and falls of cells; every sum is kept, no cell leaves what anybody knows of it,
changing a cell that is shown costs its price per unit. Rises and falls of counts must be whole:
where the programme answers in fractions it is solved again over whole numbers.
"""

import time
from typing import Any

import numpy as np

from klammer.disclosure.tabular.cover import Cover, Demand, Witness
from klammer.disclosure.tabular.moves import Moves
from klammer.disclosure.tabular.problem import Floats, Ints, Problem

_EPS = 1e-6


class Programme:
    """One linear programme over all cells that hang together; asked again and again."""

    def __init__(self, problem: Problem, moves: Moves) -> None:
        """Build it once; each question changes prices and the bounds of one cell."""
        import highspy

        self._problem = problem
        self._up, self._down = moves.up, moves.down
        movable = (moves.up > _EPS) | (moves.down > _EPS)
        self._cells: Ints = np.flatnonzero(movable)
        self._at = np.full(len(problem), -1)
        self._at[self._cells] = np.arange(len(self._cells))
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # reason: highspy has no types here
        for option, value in (("output_flag", False), ("threads", 1)):
            self._highs.setOptionValue(option, value)
        self._highs.passModel(self._model())
        self._optimal = highspy.HighsModelStatus.kOptimal
        self._infeasible = highspy.HighsModelStatus.kInfeasible
        self.is_impossible = False

    def cheapest(self, demand: Demand, price: Floats, *, seconds: float) -> Witness | None:
        """A change by which the demand is fulfilled, cheap by `price` [per unit]; None: none found.

        None also when the solver does not finish within `seconds`; `is_impossible` tells which.
        """
        at, count = int(self._at[demand.cell]), len(self._cells)
        room = self._up if demand.sign > 0 else self._down
        self.is_impossible = True
        if at < 0 or room[demand.cell] + _EPS < demand.amount:
            return None
        cost = price[self._cells] + np.where(price[self._cells] > 0, 0.0, 1e-4)
        both = np.concatenate([cost, cost])
        self._highs.changeColsCost(2 * count, np.arange(2 * count, dtype=np.int32), both)
        fixed = at if demand.sign > 0 else count + at
        other = count + at if demand.sign > 0 else at
        limit = self._limit(other)
        self._highs.changeColBounds(fixed, demand.amount, demand.amount)
        self._highs.changeColBounds(other, 0.0, 0.0)
        try:
            steps = self._solved(seconds)
        finally:
            self._highs.changeColBounds(fixed, 0.0, self._limit(fixed))
            self._highs.changeColBounds(other, 0.0, limit)
        if steps is None:
            return None
        moved = np.flatnonzero(np.abs(steps) > _EPS)
        return Witness(self._cells[moved], steps[moved])

    def _limit(self, column: int) -> float:
        count = len(self._cells)
        if column < count:
            return float(self._up[self._cells[column]])
        return float(self._down[self._cells[column - count]])

    def _solved(self, seconds: float) -> Floats | None:
        steps = self._run(seconds)
        if steps is None or self._is_whole(steps):
            return steps
        count = len(self._cells)
        whole = np.flatnonzero(self._problem.whole[self._cells]).astype(np.int32)
        columns = np.concatenate([whole, whole + count]).astype(np.int32)
        kinds = np.ones(len(columns), dtype=np.uint8)
        self._highs.changeColsIntegrality(len(columns), columns, kinds)
        steps = self._run(seconds)
        self._highs.changeColsIntegrality(len(columns), columns, np.zeros_like(kinds))
        return steps if steps is None or self._is_whole(steps) else None

    def _run(self, seconds: float) -> Floats | None:
        self._highs.setOptionValue("time_limit", float(self._highs.getRunTime() + seconds))
        self._highs.run()
        status = self._highs.getModelStatus()
        self.is_impossible = status == self._infeasible
        if status != self._optimal:
            return None
        values = np.asarray(self._highs.getSolution().col_value)
        count = len(self._cells)
        steps: Floats = values[:count] - values[count:]
        whole = self._problem.whole[self._cells]
        near = np.round(steps)
        return np.where(whole & (np.abs(steps - near) < _EPS), near, steps)

    def _is_whole(self, steps: Floats) -> bool:
        whole = self._problem.whole[self._cells]
        return bool((steps[whole] == np.round(steps[whole])).all())

    def _model(self) -> Any:
        import highspy
        from scipy.sparse import csc_matrix, hstack

        matrix = self._problem.matrix()[:, self._cells]
        used = np.flatnonzero(np.diff(matrix.indptr))
        columns = csc_matrix(hstack([matrix[used], -matrix[used]]))
        lp = highspy.HighsLp()
        count = len(self._cells)
        lp.num_col_, lp.num_row_ = 2 * count, len(used)
        lp.col_cost_ = np.zeros(2 * count)
        lp.col_lower_ = np.zeros(2 * count)
        lp.col_upper_ = np.concatenate([self._up[self._cells], self._down[self._cells]])
        lp.row_lower_ = lp.row_upper_ = np.zeros(len(used))
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = columns.indptr.astype(np.int32)
        lp.a_matrix_.index_ = columns.indices.astype(np.int32)
        lp.a_matrix_.value_ = columns.data
        return lp


def fulfil_rest(
    cover: Cover, problem: Problem, moves: Moves, *, seconds: float
) -> tuple[list[int], list[int]]:
    """Ask the programme for every demand that no cuboid fulfils.

    Returns the numbers of demands that nothing we could hide fulfils, and of those for which time
    was too short.
    """
    rest = cover.open_demands()
    if not rest:
        return [], []
    programme = Programme(problem, moves)
    end = time.monotonic() + seconds
    impossible: list[int] = []
    unsolved: list[int] = []
    for number in rest:
        if cover.witness[number] is not None:
            continue
        limit = end - time.monotonic()
        demand = cover.demands[number]
        found = programme.cheapest(demand, moves.price, seconds=limit) if limit > 0 else None
        if found is None:
            (impossible if limit > 0 and programme.is_impossible else unsolved).append(number)
            continue
        take(cover, found)
        if cover.witness[number] is None:
            cover.assign(number, found)
    return impossible, unsolved


def take(cover: Cover, found: Witness) -> None:
    """Use a change for every open demand that it fulfils as it stands."""
    steps = dict(zip(found.cells.tolist(), found.steps.tolist(), strict=True))
    for number in cover.of_cells(found.cells):
        demand = cover.demands[number]
        enough = steps[demand.cell] * demand.sign >= demand.amount - _EPS
        if cover.witness[number] is None and enough:
            cover.assign(number, found)
