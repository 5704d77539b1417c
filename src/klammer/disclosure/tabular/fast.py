# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The quick method: cuboids one after the other, then again and again with parts torn down.

After the first pass some hidden cells are given up, what rested on them is protected anew, and
the better result is kept ("ruin and recreate", Schrimpf et al. 2000). What no cuboid protects is
handed to a linear programme. Nothing here decides whether a table is safe; the audit does.
"""

import time

import numpy as np

from klammer.disclosure.tabular.cover import Cover, Witness
from klammer.disclosure.tabular.moves import Moves
from klammer.disclosure.tabular.problem import Floats, Problem


def first_cover(
    problem: Problem, *, moves: Moves | None = None, asked: Floats | None = None, seed: int = 0
) -> tuple[Cover, Moves]:
    """Protect each cell once, the most demanding first. Demands may stay open.

    asked  prices to choose by; default: what hiding costs
    """
    moves = moves or Moves(problem, seed=seed)
    cover = Cover(problem, moves, asked=asked)
    order = sorted(
        range(len(cover.demands)), key=lambda n: (-cover.demands[n].amount, cover.demands[n].cell)
    )
    for number in order:
        if cover.witness[number] is None:
            cover.fulfil(number)
    return cover, moves


def improve(cover: Cover, moves: Moves, *, seconds: float, rounds: int, seed: int = 0) -> int:
    """Tear parts down and protect them anew while that costs less.

    Returns the number of rounds. Two runs with the same seed and enough time give the same.
    """
    random = np.random.default_rng(seed)
    end = time.monotonic() + seconds
    done = 0
    while done < rounds and cover.uses and time.monotonic() < end:
        done += 1
        _again(cover, moves, random)
    return done


def _again(cover: Cover, moves: Moves, random: np.random.Generator) -> None:
    chosen = _victims(cover, random)
    torn = sorted({number for cell in chosen for number in cover.uses[cell]})
    before = cover.loss
    kept: dict[int, Witness | None] = {number: cover.witness[number] for number in torn}
    for number in torn:
        cover.assign(number, None)
    raised = [cell for cell in chosen if cell not in cover.uses]
    prices = moves.price[raised].copy()
    moves.price[raised] *= 3.0
    noise = 0.4 if random.random() < 0.5 else 0.0
    is_done = True
    for number in random.permutation(torn).tolist():
        if cover.witness[number] is None:
            is_done = cover.fulfil(number, noise=noise, pairs=random.random() < 0.6)
        if not is_done or cover.loss > before + 1e-9:
            is_done = False
            break
    for cell, price in zip(raised, prices, strict=True):
        moves.price[cell] = 0.0 if cell in cover.uses else price
    if not is_done:
        for number, witness in kept.items():
            cover.assign(number, witness)


def _victims(cover: Cover, random: np.random.Generator) -> list[int]:
    hidden = list(cover.uses)
    first = hidden[int(random.integers(len(hidden)))]
    chosen = [first]
    if random.random() < 0.7:
        number = min(cover.uses[first])
        witness = cover.witness[number]
        near = [c for c in (witness.cells.tolist() if witness else ()) if c in cover.uses]
        more = int(random.integers(1, 4))
        chosen += [near[int(at)] for at in random.permutation(len(near))[:more]]
    return list(dict.fromkeys(chosen))
