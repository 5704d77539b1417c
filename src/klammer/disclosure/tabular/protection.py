# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hide what must be hidden so that every demand is fulfilled, by the method the SPEC chooses.

Small problems get the exact optimum, large ones the quick method. What cannot be solved in time is
protected more strongly: lines, then whole tables are hidden around it, and the result says so.
"""

import time

import numpy as np
from numpy.typing import NDArray

from klammer.disclosure.tabular.cover import Cover, mask
from klammer.disclosure.tabular.exact import optimum
from klammer.disclosure.tabular.fast import first_cover, improve
from klammer.disclosure.tabular.moves import Moves
from klammer.disclosure.tabular.outcome import Protection
from klammer.disclosure.tabular.problem import Floats, Problem, State
from klammer.disclosure.tabular.programme import fulfil_rest
from klammer.disclosure.tabular.thinning import settle, thin

EXACT_UP_TO = 4_000  # cells; above, "auto" does not look for the optimum
_ROUNDS_PER_CELL = 8


def protect_problem(
    problem: Problem, *, method: str = "auto", seconds: float = 60.0, seed: int = 0
) -> Protection:
    """Choose cells to hide until every demand is fulfilled or shown to be impossible.

    method   auto, exact or fast; seconds: for all of it; seed: of the random choices
    """
    begin = time.monotonic()
    cover, moves = first_cover(problem, seed=seed)
    impossible, unsolved = fulfil_rest(cover, problem, moves, seconds=max(seconds, 1.0) / 2)
    spent = time.monotonic() - begin
    made, hint = _result(problem, cover, impossible), None
    wants_exact = method == "exact" or (method == "auto" and len(problem) <= EXACT_UP_TO)
    if wants_exact and not unsolved:
        moves_now = Moves(problem)
        made, hint = optimum(problem, made, moves=moves_now, seconds=max(seconds - spent, 0.5) / 2)
    if made.method != "exact":
        made = _improved(problem, made, cover, moves, hint, spent=spent, seconds=seconds, seed=seed)
    if unsolved:
        strengthen(problem, made, unsolved)
    made.seconds = time.monotonic() - begin
    return made


def _improved(
    problem: Problem,
    made: Protection,
    cover: Cover,
    moves: Moves,
    hint: Floats | None,
    *,
    spent: float,
    seconds: float,
    seed: int,
) -> Protection:
    """A cheaper protection than the first, if there is time to find one.

    hint  how far a relaxed optimum hides each cell: such cells are chosen first
    """
    if hint is not None:
        other_moves = Moves(problem, seed=seed)
        other = Cover(problem, other_moves)
        settle(
            other, problem, other_moves, np.flatnonzero(hint > 0.3), seconds=(seconds - spent) / 4
        )
        fulfil_rest(other, problem, other_moves, seconds=(seconds - spent) / 4)
        if set(other.open_demands()) <= set(made.impossible) and other.loss < cover.loss:
            cover, moves = other, other_moves
    is_large = len(problem) > EXACT_UP_TO
    budget = max(0.0, min((seconds - spent) / 4, (0.2 if is_large else 0.5) * spent + 0.2, 20.0))
    budget += 0.0 if hint is None else min(2.0, seconds / 10)
    if not is_large:
        thin(cover, problem, moves, seconds=2 * budget)
    rounds = _ROUNDS_PER_CELL * len(cover.uses) + 50
    improve(cover, moves, seconds=budget, rounds=rounds, seed=seed)
    if not is_large:
        thin(cover, problem, moves, seconds=budget)
    better = _result(problem, cover, made.impossible)
    better.bound = made.bound
    return better


def _result(problem: Problem, cover: Cover, impossible: list[int]) -> Protection:
    return Protection(
        hidden=mask(problem, cover.hidden),
        secondary=cover.hidden,
        demands=cover.demands,
        witness=cover.witness,
        impossible=impossible,
        loss=float(problem.cost[cover.hidden].sum()),
    )


def strengthen(problem: Problem, made: Protection, unsolved: list[int], *, step: int = 0) -> None:
    """Hide more around demands without a witness: lines through the cell, then everything.

    step  0: all cells that share a code in all but one dimension; 1: all cells of the tables
          the cell stands in; the audit decides whether that was enough
    """
    for number in unsolved:
        cell = made.demands[number].cell
        for cube in problem.cubes:
            for place in np.argwhere(cube.index == cell).tolist():
                for axis in range(len(cube.axes)):
                    across = np.moveaxis(cube.index, axis, -1)
                    line = across[tuple(place[:axis] + place[axis + 1 :])]
                    _hide(problem, made, cube.index.ravel() if step else line)


def _hide(problem: Problem, made: Protection, cells: NDArray[np.int64]) -> None:
    fresh = [int(c) for c in cells.ravel() if problem.state[c] == State.OPEN and not made.hidden[c]]
    made.hidden[fresh] = True
    made.stronger.extend(fresh)
    made.secondary.extend(fresh)
    made.loss += float(problem.cost[fresh].sum())
