# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Gini, Theil, Hoover and variation of proportions and rates, without the part that chance makes.

Two years are compared by `patterns.chance.change`: only where its limits exclude 0 may one say that
areas moved together or apart.
"""

import numpy as np

from klammer.base.quantities import Kind
from klammer.indicators.uncertainty import Array, Numbers
from klammer.patterns import chance
from klammer.patterns.chance import BeyondChance
from klammer.patterns.refusals import counts_of, refused


def inequality_of_counts(
    numerators: Numbers,
    denominators: Numbers,
    *,
    kind: Kind,
    index: str = "gini",
    level: float = chance.LEVEL,
    draws: int = chance.DRAWS,
    seed: int = 0,
) -> BeyondChance:
    """Measure how unequal proportions or rates of areas are, weighted by people, with limits.

    numerators, denominators  area → count; areas with one missing are left out
    index    gini, theil, hoover, variation (deviation ÷ mean); formulas as in `patterns.inequality`
    returns  observed, what chance alone gives, value without that part, limits, probability

    Raises `InputRefusedError` for other kinds, impossible counts, and `index_unknown`.
    """
    if index not in _INDEXES:
        why = f"known: {', '.join(_INDEXES)}"
        raise refused(f"there is no index '{index}'", code="index_unknown", why=why)
    x, n = counts_of(numerators, denominators, kind=kind)
    return chance.beyond_chance(
        _INDEXES[index], x, n, kind=kind, level=level, draws=draws, seed=seed
    )


def _relative(x: Array, n: Array) -> tuple[Array, Array]:
    """Return draw × area → rate ÷ mean rate (1 where nobody was drawn), and weights."""
    w = n / n.sum()
    rates = x / n
    mean = (rates @ w)[:, np.newaxis]
    return np.where(mean > 0, rates / np.where(mean > 0, mean, 1.0), 1.0), w


def _gini(x: Array, n: Array) -> Array:
    relative, w = _relative(x, n)
    order = np.argsort(relative, axis=1, kind="stable")
    sorted_w = w[order]
    people = np.cumsum(sorted_w, axis=1)
    share = np.take_along_axis(relative, order, axis=1) * sorted_w
    return np.asarray((share * (2 * people - sorted_w - 1)).sum(axis=1))


def _theil(x: Array, n: Array) -> Array:
    relative, w = _relative(x, n)
    logs = np.log(relative, out=np.zeros_like(relative), where=relative > 0)
    return np.asarray((relative * logs) @ w)


def _hoover(x: Array, n: Array) -> Array:
    relative, w = _relative(x, n)
    return np.asarray(0.5 * np.abs(relative - 1) @ w)


def _variation(x: Array, n: Array) -> Array:
    relative, w = _relative(x, n)
    return np.sqrt(((relative - 1) ** 2) @ w)


_INDEXES = {"gini": _gini, "theil": _theil, "hoover": _hoover, "variation": _variation}
