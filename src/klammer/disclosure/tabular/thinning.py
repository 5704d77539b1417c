# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Show hidden cells again where every demand can do without them.

A programme over hidden cells alone finds changes that no single cuboid is. The dearest cells are
tried first.
"""

import time

import numpy as np

from klammer.disclosure.tabular.cover import Cover, Witness, mask
from klammer.disclosure.tabular.moves import Moves
from klammer.disclosure.tabular.problem import Ints, Problem
from klammer.disclosure.tabular.programme import take
from klammer.disclosure.tabular.solving import EPS, Changes

_WHOLE = 0.3  # seconds for one question over whole numbers


def thin(cover: Cover, problem: Problem, moves: Moves, *, seconds: float) -> int:
    """Give cells up one by one while their demands find another witness. Returns how many."""
    end = time.monotonic() + seconds
    order = sorted(cover.uses, key=lambda c: (-problem.cost[c], c))
    if not order or seconds <= 0:
        return 0
    hidden = np.flatnonzero(mask(problem, order) & ((moves.up > EPS) | (moves.down > EPS)))
    changes = Changes(problem, hidden, up=moves.up[hidden].copy(), down=moves.down[hidden].copy())
    given_up = 0
    for cell in order:
        if time.monotonic() > end:
            break
        if cell not in cover.uses or _without(cell, cover, changes, end=end):
            given_up += 1
            column = int(changes.at[cell])
            changes.up[column] = changes.down[column] = 0.0
            changes.limit(column, down=0.0, up=0.0)
    return given_up


def settle(cover: Cover, problem: Problem, moves: Moves, chosen: Ints, *, seconds: float) -> None:
    """Find witnesses within the cells of the rules and some chosen ones; the rest by cuboids.

    chosen  cells that a relaxed optimum would hide
    """
    end = time.monotonic() + seconds
    hidden = np.flatnonzero(
        mask(problem, chosen.tolist()) & ((moves.up > EPS) | (moves.down > EPS))
    )
    changes = Changes(problem, hidden, up=moves.up[hidden].copy(), down=moves.down[hidden].copy())
    _settle_together(cover, changes, end=end)
    for number in range(len(cover.demands)):
        if cover.witness[number] is None:
            found = _reach(cover, changes, number, seconds=end - time.monotonic())
            if found is not None:
                take(cover, found)
    for number in cover.open_demands():
        if cover.witness[number] is None:
            cover.fulfil(number)


def _settle_together(cover: Cover, changes: Changes, *, end: float) -> None:
    """Changes that look after many demands at once, as long as they help."""
    for sign in (1, -1):
        while time.monotonic() < end:
            left = [
                number
                for number in cover.open_demands()
                if cover.demands[number].sign == sign
                and changes.at[cover.demands[number].cell] >= 0
            ]
            if not left:
                break
            demands = [cover.demands[number] for number in left]
            columns = changes.at[np.array([one.cell for one in demands])]
            amounts = np.array([one.amount for one in demands])
            steps = changes.together(
                columns, np.full(len(left), float(sign)), amounts, seconds=end - time.monotonic()
            )
            near = np.round(steps)
            steps = np.where(changes.whole & (np.abs(steps - near) < EPS), near, steps)
            moved = np.flatnonzero(np.abs(steps) > EPS)
            if changes.is_whole(steps):
                take(cover, Witness(changes.cells[moved], steps[moved]))
            if sum(cover.witness[number] is None for number in left) > 0.9 * len(left):
                break


def _without(cell: int, cover: Cover, changes: Changes, *, end: float) -> bool:
    torn = sorted(cover.uses[cell])
    kept: dict[int, Witness | None] = {number: cover.witness[number] for number in torn}
    column = int(changes.at[cell])
    changes.limit(column, down=0.0, up=0.0)
    for number in torn:
        cover.assign(number, None)
    for number in torn:
        if cover.witness[number] is not None:
            continue
        found = _reach(cover, changes, number, seconds=end - time.monotonic())
        if found is None:
            for other, witness in kept.items():
                cover.assign(other, witness)
            changes.limit(column, down=changes.down[column], up=changes.up[column])
            return False
        take(cover, found)
        if cover.witness[number] is None:
            cover.assign(number, found)
    return True


def _reach(cover: Cover, changes: Changes, number: int, *, seconds: float) -> Witness | None:
    demand = cover.demands[number]
    column = int(changes.at[demand.cell])
    if seconds <= 0 or column < 0:
        return None
    found = changes.furthest(
        column, sign=demand.sign, enough=demand.amount, seconds=seconds, whole=_WHOLE
    )
    if found is None or found[0] < demand.amount - EPS or not changes.is_whole(found[1]):
        return None
    moved = np.flatnonzero(np.abs(found[1]) > EPS)
    return Witness(changes.cells[moved], found[1][moved])
