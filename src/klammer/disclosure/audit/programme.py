# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One block as a linear programme: the largest and smallest value a cell can take."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from klammer.disclosure.audit.blocks import Block

_EPS = 1e-6
_ENDLESS = 1e30


@dataclass(frozen=True)
class Answer:
    """An answer.

    limit       no fitting table goes further; infinite: none; None: not found out in time
    point       a fitting table, whole where counts are; None when none was found
    impossible  no table fits at all
    """

    limit: float | None
    point: NDArray[np.float64] | None
    impossible: bool = False


class Question:
    """The programme of a block; built once, asked for one cell after the other."""

    def __init__(self, block: Block) -> None:
        """Hand the block to the solver."""
        import highspy

        self.block = block
        self.asked = 0
        self._at = {int(cell): number for number, cell in enumerate(block.cells)}
        self._status = highspy.HighsModelStatus
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # reason: highspy has no types here
        for option, value in (("output_flag", False), ("threads", 1), ("simplex_strategy", 4)):
            self._highs.setOptionValue(option, value)
        self._highs.passModel(self._model())
        self._last: int | None = None

    def extreme(self, cell: int, *, sign: int, enough: float | None, seconds: float) -> Answer:
        """The largest (sign 1) or smallest (−1) value of a cell.

        enough  a value at which it need not go on over whole numbers; None: to the end
        """
        at = self._at[cell]
        self._price(at, -float(sign))
        self.asked += 1
        status = self._run(seconds)
        if status == self._status.kInfeasible:
            return Answer(None, None, impossible=True)
        if status in {self._status.kUnbounded, self._status.kUnboundedOrInfeasible}:
            return self._far(at, sign)
        if status != self._status.kOptimal:
            return Answer(None, None)
        point = self._point()
        limit = self._rounded(at, float(point[at]), sign)
        if self._is_whole(point):
            return Answer(limit, np.where(self.block.whole, np.round(point), point))
        if enough is not None and sign * limit < sign * enough - _EPS:
            return Answer(limit, None)
        return self._whole_answer(at, sign=sign, limit=limit, enough=enough, seconds=seconds)

    def _far(self, at: int, sign: int) -> Answer:
        """Nothing bounds the cell: show a table that goes far enough."""
        low, high = self.block.low[at], self.block.high[at]
        start = max(low, -1e6) if sign > 0 else min(high, 1e6)
        far = start + sign * 1e6
        self._highs.changeColBounds(at, far, far)
        status = self._run(60.0)
        point = self._point() if status == self._status.kOptimal else None
        self._highs.changeColBounds(at, float(low), float(high))
        if point is None or not self._is_whole(point):
            return Answer(None, None)
        shown = point.copy()
        shown[at] = sign * math.inf
        return Answer(sign * math.inf, shown)

    def _whole_answer(
        self, at: int, *, sign: int, limit: float, enough: float | None, seconds: float
    ) -> Answer:
        """The same over whole numbers."""
        whole = np.flatnonzero(self.block.whole).astype(np.int32)
        if enough is not None:
            bounds = (enough, self.block.high[at]) if sign > 0 else (self.block.low[at], enough)
            self._highs.changeColBounds(at, float(bounds[0]), float(bounds[1]))
            self._price(at, 0.0)
        self._highs.changeColsIntegrality(len(whole), whole, np.ones(len(whole), dtype=np.uint8))
        status = self._run(min(seconds, 60.0))
        point = self._point() if status == self._status.kOptimal else None
        self._highs.changeColsIntegrality(len(whole), whole, np.zeros(len(whole), dtype=np.uint8))
        self._highs.changeColBounds(at, float(self.block.low[at]), float(self.block.high[at]))
        if status == self._status.kInfeasible and enough is not None:
            return Answer(enough - sign, None)
        if point is None:
            return Answer(None, None)
        point = np.where(self.block.whole, np.round(point), point)
        return Answer(limit if enough is not None else float(point[at]), point)

    def _price(self, at: int, price: float) -> None:
        if self._last is not None:
            self._highs.changeColCost(self._last, 0.0)
        self._highs.changeColCost(at, price)
        self._last = at

    def _run(self, seconds: float) -> Any:
        self._highs.setOptionValue("time_limit", float(self._highs.getRunTime() + seconds))
        self._highs.run()
        return self._highs.getModelStatus()

    def _point(self) -> NDArray[np.float64]:
        return np.asarray(self._highs.getSolution().col_value, dtype=np.float64)

    def _rounded(self, at: int, value: float, sign: int) -> float:
        if not self.block.whole[at]:
            return value
        return float(math.floor(value + _EPS) if sign > 0 else math.ceil(value - _EPS))

    def _is_whole(self, point: NDArray[np.float64]) -> bool:
        counts = point[self.block.whole]
        return bool((np.abs(counts - np.round(counts)) <= _EPS).all())

    def _model(self) -> Any:
        import highspy

        block, columns = self.block, self.block.sums.tocsc()
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(block.cells), block.sums.shape[0]
        lp.col_cost_ = np.zeros(len(block.cells))
        lp.col_lower_ = np.where(np.isinf(block.low), -_ENDLESS, block.low)
        lp.col_upper_ = np.where(np.isinf(block.high), _ENDLESS, block.high)
        lp.row_lower_ = lp.row_upper_ = block.right
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = columns.indptr.astype(np.int32)
        lp.a_matrix_.index_ = columns.indices.astype(np.int32)
        lp.a_matrix_.value_ = columns.data
        return lp
