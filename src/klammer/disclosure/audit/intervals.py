# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Between which values a hidden cell must lie, for someone who has everything that is shown.

Two limits are kept for each cell: `inner`, values that some table which fits everything really
takes, and `outer`, values that no such table can exceed. Where both meet the answer is exact.
Outer limits come from sums first (a total less the least of its other parts) and cost next to
nothing; inner ones from every fitting table that is seen on the way. Only what is left is asked
of a linear programme, block by block of cells that hang together. Counts are whole numbers: a
table in fractions proves nothing, and such questions are asked again over whole numbers.
"""

import math
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from klammer.disclosure.audit.blocks import Block, blocks_of
from klammer.disclosure.audit.knowledge import World
from klammer.disclosure.audit.programme import Question
from klammer.disclosure.audit.propagation import tighten

Floats = NDArray[np.float64]
EPS = 1e-6
Told = Callable[[int, int], None]  # questions answered, questions in all


@dataclass
class Intervals:
    """What can be told about the cells of a world.

    low, high        outer limits: no fitting table lies outside
    inner_low, inner_high  limits that fitting tables reach
    asked            how many linear programmes were solved; remembered: blocks taken from memory
    fits             False when no table fits what is shown
    """

    low: Floats
    high: Floats
    inner_low: Floats
    inner_high: Floats
    asked: int = 0
    remembered: int = 0
    fits: bool = True
    unanswered: set[int] = field(default_factory=set)

    def is_exact(self, cell: int) -> bool:
        """Whether the interval is known to the last unit."""
        return bool(
            self.inner_low[cell] <= self.low[cell] + EPS
            and self.inner_high[cell] >= self.high[cell] - EPS
        )


@dataclass(frozen=True)
class Proposal:
    """Tables that someone says fit as well: one full table, and changes of a few of its cells.

    table    one figure for each cell of the world
    changes  cells × number of the change → by how much it differs (sparse)
    """

    table: Floats
    changes: Any


def intervals(
    world: World,
    *,
    needs: Mapping[int, tuple[float, float]] | None = None,
    cells: Iterable[int] | None = None,
    proposal: Proposal | None = None,
    memory: dict[str, list[list[float]]] | None = None,
    seconds: float = 1800.0,
    told: Told | None = None,
) -> Intervals:
    """Find out between which values cells must lie.

    needs    cell → (at most, at least): ask only until some fitting tables take a value ≤ the
             first and ≥ the second, or it is certain that none does
    cells    otherwise: cells whose exact interval is wanted
    proposal tables proposed by someone else; each is checked before it counts
    memory   hash of a block → its answer, kept by the caller between calls
    seconds  time for all questions; what is not answered by then stays `unanswered`
    told     is told of the progress
    """
    wanted = {int(c): None for c in cells} if cells is not None else dict(needs or {})
    found = _start(world)
    if not tighten(world, found.low, found.high):
        found.fits = False
        return found
    settled = found.high - found.low <= EPS
    found.inner_low[settled] = found.low[settled]
    found.inner_high[settled] = found.high[settled]
    if proposal is not None:
        _believe(world, found, proposal)
    end = time.monotonic() + seconds
    todo = {cell: wanted[cell] for cell in wanted if not _is_done(found, cell, wanted[cell])}
    done, total = 0, len(todo)
    for block in blocks_of(world, found.low, found.high, list(todo)):
        mine = {int(cell): todo[int(cell)] for cell in block.cells if int(cell) in todo}
        _ask_block(found, block, mine, memory=memory, end=end)
        done += len(mine)
        if told:
            told(done, total)
        if not found.fits:
            break
    return found


def _start(world: World) -> Intervals:
    count = len(world.keys)
    low, high = world.low.copy(), world.high.copy()
    low[world.whole] = np.ceil(low[world.whole] - EPS)
    high[world.whole] = np.floor(high[world.whole] + EPS)
    return Intervals(low, high, np.full(count, np.inf), np.full(count, -np.inf))


def _is_done(found: Intervals, cell: int, need: tuple[float, float] | None) -> bool:
    if need is None:
        return found.is_exact(cell)
    reached = found.inner_low[cell] <= need[0] + EPS and found.inner_high[cell] >= need[1] - EPS
    refuted = found.low[cell] > need[0] + EPS or found.high[cell] < need[1] - EPS
    return bool(reached or refuted)


def _believe(world: World, found: Intervals, said: Proposal) -> None:
    """Count what someone proposes, each table only after checking it against everything shown."""
    table, changes = said.table, said.changes.tocsc()
    if not _fits(world, table):
        return
    _reach(found, np.arange(len(table)), table)
    if not changes.shape[1]:
        return
    size = 1 + float(np.abs(table).max())
    rest = np.asarray(abs(world.sums @ changes).sum(axis=0)).ravel()
    values = table[changes.indices] + changes.data
    whole = world.whole[changes.indices]
    wrong = (values < world.low[changes.indices] - EPS) | (
        values > world.high[changes.indices] + EPS
    )
    wrong |= whole & (np.abs(values - np.round(values)) > EPS)
    column = np.repeat(np.arange(changes.shape[1]), np.diff(changes.indptr))
    bad = np.bincount(column, weights=wrong, minlength=changes.shape[1]) > 0
    good = ~(bad | (rest > EPS * size))[column]
    _reach(found, changes.indices[good], values[good])


def _fits(world: World, table: Floats) -> bool:
    return bool(
        (table >= world.low - EPS).all()
        and (table <= world.high + EPS).all()
        and (np.abs(world.sums @ table) <= EPS * (1 + np.abs(table).max())).all()
        and (np.abs(table[world.whole] - np.round(table[world.whole])) <= EPS).all()
    )


def _reach(found: Intervals, cells: NDArray[np.int64], values: Floats) -> None:
    np.minimum.at(found.inner_low, cells, values)
    np.maximum.at(found.inner_high, cells, values)


def _ask_block(
    found: Intervals,
    block: Block,
    mine: Mapping[int, tuple[float, float] | None],
    *,
    memory: dict[str, list[list[float]]] | None,
    end: float,
) -> None:
    name = block.digest(mine) if memory is not None else ""
    if memory is not None and name in memory:
        _recall(found, block, memory[name])
        return
    question = Question(block)
    for cell, need in mine.items():
        for sign in (1, -1):
            if time.monotonic() > end:
                found.unanswered.add(cell)
                continue
            _ask(found, question, cell, need, sign=sign, seconds=end - time.monotonic())
            if not found.fits:
                return
    found.asked += question.asked
    if memory is not None and not found.unanswered & set(mine):
        cells = block.cells
        memory[name] = [
            one[cells].tolist()
            for one in (found.low, found.high, found.inner_low, found.inner_high)
        ]


def _recall(found: Intervals, block: Block, kept: list[list[float]]) -> None:
    cells = block.cells
    low, high, inner_low, inner_high = (np.array(one) for one in kept)
    found.low[cells] = np.maximum(found.low[cells], low)
    found.high[cells] = np.minimum(found.high[cells], high)
    found.inner_low[cells] = np.minimum(found.inner_low[cells], inner_low)
    found.inner_high[cells] = np.maximum(found.inner_high[cells], inner_high)
    found.remembered += 1


def _ask(
    found: Intervals,
    question: Question,
    cell: int,
    need: tuple[float, float] | None,
    *,
    sign: int,
    seconds: float,
) -> None:
    """Ask for the largest (sign 1) or smallest value of a cell, unless it is known already."""
    inner = found.inner_high if sign > 0 else found.inner_low
    outer = found.high if sign > 0 else found.low
    goal = outer[cell] if need is None else (need[1] if sign > 0 else need[0])
    if sign * inner[cell] >= sign * goal - EPS or sign * outer[cell] < sign * goal - EPS:
        return
    answer = question.extreme(
        cell, sign=sign, enough=None if need is None else goal, seconds=seconds
    )
    if answer.impossible:
        found.fits = False
        return
    if answer.point is not None:
        cells = question.block.cells
        found.inner_low[cells] = np.minimum(found.inner_low[cells], answer.point)
        found.inner_high[cells] = np.maximum(found.inner_high[cells], answer.point)
    if answer.limit is None:
        found.unanswered.add(cell)
    elif not math.isinf(answer.limit):
        outer[cell] = min(outer[cell], answer.limit) if sign > 0 else max(outer[cell], answer.limit)
