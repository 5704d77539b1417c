# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes of a table as a programme: one unknown per cell, every sum kept, limits per cell."""

from typing import Any

import numpy as np

from klammer.disclosure.tabular.problem import Floats, Ints, Problem

EPS = 1e-6


class Changes:
    """All changes within limits; asked for the furthest a cell can go.

    The limits of cells may be set and lifted between questions.
    """

    def __init__(self, problem: Problem, cells: Ints, *, up: Floats, down: Floats) -> None:
        """cells: which may change; up, down: by how much, in the order of `cells`."""
        import highspy

        self.cells = cells
        self.at = np.full(len(problem), -1)
        self.at[cells] = np.arange(len(cells))
        self.up, self.down = up, down
        self.whole = problem.whole[cells]
        self._status = highspy.HighsModelStatus
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # reason: highspy has no types here
        for option, value in (("output_flag", False), ("threads", 1), ("simplex_strategy", 4)):
            self._highs.setOptionValue(option, value)
        self._highs.passModel(self._model(problem))
        self._last = -1

    def limit(self, column: int, *, down: float, up: float) -> None:
        """Let a cell (by its place in `cells`) change only so far."""
        self._highs.changeColBounds(int(column), -float(down), float(up))

    def limit_all(self, down: Floats, up: Floats) -> None:
        """Set the limits of all cells at once."""
        columns = np.arange(len(self.cells), dtype=np.int32)
        self._highs.changeColsBounds(len(columns), columns, -down, up)

    def furthest(
        self, column: int, *, sign: int, enough: float, seconds: float, whole: float = 60.0
    ) -> tuple[float, Floats, Floats] | None:
        """Let one cell go as far as it can, but no further than `enough`.

        whole    counts change by whole numbers; at most so many seconds are spent on that alone
        returns  how far it goes, the steps of all cells, and what a unit of room of each cell is
                 worth (only meaningful with whole=0); None when there was no answer in time
        """
        old = (float(self.down[column]), float(self.up[column]))
        self._bound(column, sign, enough)
        self._price(column, -float(sign))
        self._highs.setOptionValue("time_limit", float(self._highs.getRunTime() + seconds))
        self._highs.run()
        found = self._answer(column, sign)
        if (
            whole > 0
            and found is not None
            and found[0] >= enough - EPS
            and not self.is_whole(found[1])
        ):
            found = self._over_whole_numbers(column, sign, enough, min(seconds, whole))
        self.limit(column, down=old[0], up=old[1])
        return found

    def together(self, columns: Ints, signs: Floats, amounts: Floats, *, seconds: float) -> Floats:
        """One change in which as many cells as possible go their way, each at most its amount.

        columns, signs, amounts  places in `cells`, +1 or −1, how far each should go

        Returns the steps of all cells; nothing moves when there was no answer in time.
        """
        up, down = self.up.copy(), self.down.copy()
        rise, fall = signs > 0, signs < 0
        np.minimum.at(up, columns[rise], amounts[rise])
        np.minimum.at(down, columns[fall], amounts[fall])
        price = np.zeros(len(self.cells))
        np.add.at(price, columns, -signs / amounts)
        every = np.arange(len(self.cells), dtype=np.int32)
        self._highs.changeColsBounds(len(every), every, -down, up)
        self._highs.changeColsCost(len(every), every, price)
        self._highs.setOptionValue("time_limit", float(self._highs.getRunTime() + seconds))
        self._highs.run()
        is_solved = self._highs.getModelStatus() == self._status.kOptimal
        steps = np.asarray(self._highs.getSolution().col_value) if is_solved else np.zeros(len(up))
        self._highs.changeColsCost(len(every), every, np.zeros(len(every)))
        self._highs.changeColsBounds(len(every), every, -self.down, self.up)
        self._last = -1
        return steps

    def _bound(self, column: int, sign: int, enough: float) -> None:
        if sign > 0:
            self.limit(column, down=self.down[column], up=min(enough, self.up[column]))
        else:
            self.limit(column, down=min(enough, self.down[column]), up=self.up[column])

    def _over_whole_numbers(
        self, column: int, sign: int, enough: float, seconds: float
    ) -> tuple[float, Floats, Floats] | None:
        whole = np.flatnonzero(self.whole).astype(np.int32)
        self._highs.changeColBounds(int(column), sign * enough, sign * enough)
        self._highs.changeColsIntegrality(len(whole), whole, np.ones(len(whole), dtype=np.uint8))
        self._highs.setOptionValue("time_limit", float(self._highs.getRunTime() + seconds))
        self._highs.run()
        found = self._answer(column, sign)
        self._highs.changeColsIntegrality(len(whole), whole, np.zeros(len(whole), dtype=np.uint8))
        return found

    def _answer(self, column: int, sign: int) -> tuple[float, Floats, Floats] | None:
        if self._highs.getModelStatus() != self._status.kOptimal:
            return None
        solution = self._highs.getSolution()
        steps = np.asarray(solution.col_value, dtype=np.float64)
        near = np.round(steps)
        steps = np.where(self.whole & (np.abs(steps - near) < EPS), near, steps)
        worth = -np.asarray(solution.col_dual, dtype=np.float64)
        return float(sign * steps[column]), steps, worth

    def is_whole(self, steps: Floats) -> bool:
        """Whether counts change by whole numbers."""
        return bool((steps[self.whole] == np.round(steps[self.whole])).all())

    def _price(self, column: int, price: float) -> None:
        if self._last >= 0:
            self._highs.changeColCost(self._last, 0.0)
        self._highs.changeColCost(int(column), price)
        self._last = int(column)

    def _model(self, problem: Problem) -> Any:
        import highspy

        matrix = problem.matrix()[:, self.cells]
        columns = matrix[np.flatnonzero(np.diff(matrix.indptr))].tocsc()
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.cells), columns.shape[0]
        lp.col_cost_ = np.zeros(len(self.cells))
        lp.col_lower_, lp.col_upper_ = -self.down, self.up
        lp.row_lower_ = lp.row_upper_ = np.zeros(columns.shape[0])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = columns.indptr.astype(np.int32)
        lp.a_matrix_.index_ = columns.indices.astype(np.int32)
        lp.a_matrix_.value_ = columns.data
        return lp
