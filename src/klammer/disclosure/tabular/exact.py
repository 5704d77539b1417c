# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cheapest protection, proved: Benders' cuts after Fischetti and Salazar-González (2001).

Unknown is for each cell whether it is hidden. For a choice the attacker's programme tells whether
each demand is met; where it is not, its dual says which cells would have to give how much room,
and that is a condition which every protection must meet. Conditions are added until the cheapest
choice that meets them all meets every demand. Coefficients are cut off at the demand. Beforehand:
no sum may hold exactly one hidden cell.
"""

import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from klammer.disclosure.tabular.cover import Demand, Witness, mask
from klammer.disclosure.tabular.moves import Moves
from klammer.disclosure.tabular.outcome import Protection
from klammer.disclosure.tabular.problem import Floats, Ints, Problem, State
from klammer.disclosure.tabular.solving import EPS, Changes

_FEW = 8  # demands that are quicker asked one by one


class Search:
    """The master programme and the attacker's programme of one problem."""

    def __init__(self, problem: Problem, moves: Moves) -> None:
        """Write down what holds before any cut."""
        import highspy

        self._problem = problem
        self.cells: Ints = np.flatnonzero((moves.up > EPS) | (moves.down > EPS))
        self._up, self._down = moves.up[self.cells], moves.down[self.cells]
        self._changes = Changes(problem, self.cells, up=self._up.copy(), down=self._down.copy())
        self.choice: Ints = np.flatnonzero(problem.state[self.cells] == State.OPEN)
        self._column = np.full(len(problem), -1)
        self._column[self.cells[self.choice]] = np.arange(len(self.choice))
        self._status = highspy.HighsModelStatus
        self._master: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # reason: highspy has no types here
        for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 1e-9)):
            self._master.setOptionValue(option, value)
        for cell in self.cells[self.choice]:
            self._master.addVar(0.0, 1.0)
            self._master.changeColCost(int(self._column[cell]), float(problem.cost[cell]))
        self._is_whole = False
        self._no_lonely_cells()

    def cheapest(self, *, whole: bool, seconds: float) -> tuple[float, Floats] | None:
        """Loss and choice of the cheapest that meets all cuts; None: no answer in time."""
        count = len(self.choice)
        if whole != self._is_whole and count:
            columns = np.arange(count, dtype=np.int32)
            kinds = np.full(count, int(whole), dtype=np.uint8)
            self._master.changeColsIntegrality(count, columns, kinds)
            self._is_whole = whole
        self._master.setOptionValue("time_limit", float(self._master.getRunTime() + seconds))
        self._master.run()
        if self._master.getModelStatus() != self._status.kOptimal:
            return None
        values = np.asarray(self._master.getSolution().col_value, dtype=np.float64)
        loss = float(self._master.getInfo().objective_function_value)
        return loss, np.round(values) if whole else np.clip(values, 0.0, 1.0)

    def cut(self, choice: Floats, demands: list[Demand], *, seconds: float) -> int | None:
        """Add the cuts that this choice violates; how many, or None when time ran out."""
        room = np.ones(len(self.cells))
        room[self.choice] = choice
        with np.errstate(invalid="ignore"):
            up = np.where(room > 0, self._up * room, 0.0)
            down = np.where(room > 0, self._down * room, 0.0)
        self._changes.up, self._changes.down = up, down
        self._changes.limit_all(down, up)
        end, added = time.monotonic() + seconds, 0
        met = self._met_together(demands, end=end)
        for number, demand in enumerate(demands):
            if met[number]:
                continue
            left = end - time.monotonic()
            if left <= 0:
                return None
            column = int(self._changes.at[demand.cell])
            found = self._changes.furthest(
                column, sign=demand.sign, enough=demand.amount, seconds=left, whole=0.0
            )
            if found is None:
                return None
            self._mark(met, demands, found[1])
            if found[0] < demand.amount - 1e-5:
                self._add(found[2], demand)
                added += 1
        return added

    def _met_together(self, demands: list[Demand], *, end: float) -> NDArray[np.bool_]:
        """Which demands a few changes meet, each looking after as many as it can."""
        columns, signs, amounts = self._columns(demands)
        met = np.zeros(len(demands), dtype=bool)
        for sign in (1.0, -1.0):
            while time.monotonic() < end:
                left = np.flatnonzero(~met & (signs == sign))
                if len(left) <= _FEW:
                    break
                steps = self._changes.together(
                    columns[left], signs[left], amounts[left], seconds=end - time.monotonic()
                )
                self._mark(met, demands, steps)
                if len(left) - np.count_nonzero(~met & (signs == sign)) < len(left) // 5:
                    break
        return met

    def _columns(self, demands: list[Demand]) -> tuple[Ints, Floats, Floats]:
        cells = np.array([one.cell for one in demands])
        signs = np.array([float(one.sign) for one in demands])
        return self._changes.at[cells], signs, np.array([one.amount for one in demands])

    def _mark(self, met: NDArray[np.bool_], demands: list[Demand], steps: Floats) -> None:
        """Note the demands that a change meets, as it stands or turned round."""
        columns, signs, amounts = self._columns(demands)
        met |= signs * steps[columns] >= amounts - 1e-6
        moved = np.abs(steps) > EPS
        room = np.where(steps > 0, self._changes.down, self._changes.up)[moved]
        turned = float((room / np.abs(steps[moved])).min()) if moved.any() else 0.0
        met |= -signs * steps[columns] * min(turned, 1e6) >= amounts - 1e-6

    def witnesses(self, choice: Floats, demands: list[Demand]) -> list[Witness | None]:
        """For each demand a change within the choice, whole for counts."""
        room = np.zeros(len(self.cells), dtype=bool)
        room[:] = True
        room[self.choice] = choice > 0.5
        up, down = np.where(room, self._up, 0.0), np.where(room, self._down, 0.0)
        self._changes.up, self._changes.down = up, down
        self._changes.limit_all(down, up)
        made: list[Witness | None] = [None] * len(demands)
        columns, signs, amounts = self._columns(demands)
        for number, demand in enumerate(demands):
            if made[number] is not None:
                continue
            found = self._changes.furthest(
                int(columns[number]), sign=demand.sign, enough=demand.amount, seconds=10.0
            )
            if found is None or not self._changes.is_whole(found[1]):
                continue
            moved = np.flatnonzero(np.abs(found[1]) > EPS)
            witness = Witness(self.cells[moved], found[1][moved])
            for other in np.flatnonzero(signs * found[1][columns] >= amounts - EPS):
                made[int(other)] = made[int(other)] or witness
        return made

    def _add(self, worth: Floats, demand: Demand) -> None:
        up = np.where(worth > 1e-9, np.maximum(worth, 0.0) * np.minimum(self._up, 1e12), 0.0)
        down = np.where(worth < -1e-9, np.maximum(-worth, 0.0) * np.minimum(self._down, 1e12), 0.0)
        room = np.minimum(up + down, demand.amount)
        at = int(self._changes.at[demand.cell])
        room[at] = 0.0
        always = np.ones(len(self.cells), dtype=bool)
        always[self.choice] = False
        needed = demand.amount - float(room[always].sum())
        mine = room[self.choice]
        used = np.flatnonzero(mine > 1e-9).astype(np.int32)
        self._master.addRow(needed, 1e30, len(used), used, np.minimum(mine[used], needed))

    def _no_lonely_cells(self) -> None:
        matrix = self._problem.matrix()[:, self.cells]
        hidden = self._problem.state[self.cells] != State.OPEN
        needs = np.isin(self.cells, self._problem.needs)
        for row in range(matrix.shape[0]):
            members = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
            secret = int(hidden[members].sum())
            columns = self._column[self.cells[members[~hidden[members]]]].astype(np.int32)
            if secret >= 2:
                continue
            if secret == 1 and needs[members[hidden[members]]].any():
                self._master.addRow(1.0, 1e30, len(columns), columns, np.ones(len(columns)))
            if secret == 0:
                for at in range(len(columns)):
                    signs = np.ones(len(columns))
                    signs[at] = -1.0
                    self._master.addRow(0.0, 1e30, len(columns), columns, signs)


def optimum(
    problem: Problem, known: Protection, *, moves: Moves, seconds: float
) -> tuple[Protection, Floats | None]:
    """Look for the cheapest protection, beginning from one that is known.

    Returns a cheaper one, or the known one; `bound` says below which loss there is none, `method`
    is "exact" when the loss is the bound. Beside it, where nothing was proved: how far the last
    choice would hide each cell (0 to 1), as a hint.
    """
    end = time.monotonic() + seconds
    impossible = set(known.impossible)
    wanted = [one for number, one in enumerate(known.demands) if number not in impossible]
    if not wanted or not known.secondary:
        known.bound, known.method = known.loss, "exact"
        return known, None
    search = Search(problem, moves)
    choice, is_whole = None, False
    while True:
        left = end - time.monotonic()
        found = search.cheapest(whole=is_whole, seconds=left) if left > 0 else None
        if found is None:
            return known, _hint(problem, search, choice)
        choice = found[1]
        known.bound = max(known.bound or 0.0, found[0])
        if known.bound >= known.loss - 1e-6:
            known.bound, known.method = known.loss, "exact"
            return known, None
        added = search.cut(choice, wanted, seconds=end - time.monotonic())
        if added is None:
            return known, _hint(problem, search, choice)
        if not added and is_whole:
            return _accept(problem, known, search, found, wanted)
        is_whole = is_whole or not added


def _hint(problem: Problem, search: Search, choice: Floats | None) -> Floats | None:
    if choice is None:
        return None
    hint = np.zeros(len(problem))
    hint[search.cells[search.choice]] = choice
    return hint


def _accept(
    problem: Problem,
    known: Protection,
    search: Search,
    found: tuple[float, Floats],
    wanted: list[Demand],
) -> tuple[Protection, Floats | None]:
    witnesses = search.witnesses(found[1], wanted)
    if any(one is None for one in witnesses):
        return known, _hint(problem, search, found[1])  # met in fractions only
    chosen = [int(c) for c in search.cells[search.choice[found[1] > 0.5]]]
    known.hidden = mask(problem, chosen)
    known.secondary, known.loss, known.method = chosen, found[0], "exact"
    by_demand = dict(zip(wanted, witnesses, strict=True))
    known.witness = [by_demand.get(one) for one in known.demands]
    return known, None
