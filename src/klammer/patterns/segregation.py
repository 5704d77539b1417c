# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether groups live apart: dissimilarity, isolation and eta², without the part chance makes."""

import numpy as np

from klammer.base.quantities import Kind
from klammer.indicators.uncertainty import Array, Numbers
from klammer.patterns import chance
from klammer.patterns.chance import BeyondChance
from klammer.patterns.refusals import counts_of, refused, values_of


def dissimilarity(group: Numbers, other: Numbers) -> float | None:
    """D = ½ Σ |aᵢ ÷ A − bᵢ ÷ B| (Duncan and Duncan 1955): the share of one group that would have to
    move for both to be spread alike, 0 to 1.

    group, other  area → persons of two groups that share nobody; areas that miss one are left out
    returns       None where one group has nobody
    """
    a, total = _two(group, other)
    return _raw(_dissimilarity, a, total)


def segregation_index(group: Numbers, total: Numbers) -> float | None:
    """IS: D of a group against everybody else; `total` holds the group. None as `dissimilarity`."""
    a, everyone = _known(group, total)
    return _raw(_dissimilarity, a, everyone)


def isolation(group: Numbers, total: Numbers) -> float | None:
    """Return xPx = Σ (xᵢ ÷ X)(xᵢ ÷ tᵢ): the share of the own group that a member meets at home.

    It grows with the size of the group; `eta_squared` does not. None as `dissimilarity`.
    """
    a, everyone = _known(group, total)
    return _raw(_isolation, a, everyone)


def eta_squared(group: Numbers, total: Numbers) -> float | None:
    """η² = (xPx − P) ÷ (1 − P), P = X ÷ T: isolation beyond the size of the group, 0 to 1."""
    a, everyone = _known(group, total)
    return _raw(_eta, a, everyone)


def segregation(
    group: Numbers,
    total: Numbers,
    *,
    index: str = "dissimilarity",
    level: float = chance.LEVEL,
    draws: int = chance.DRAWS,
    seed: int = 0,
) -> BeyondChance:
    """Measure how far a group lives apart from everybody else, beyond chance, with limits.

    group, total  area → persons; `total` holds the group. For two groups a and b: (a, a + b)
    index    dissimilarity (IS; D of two groups), isolation, eta
    returns  observed, what a random spread gives, value without that part, limits, probability.
             Isolation of a random spread is the group's share; it is not taken off

    Small units make any group look segregated (Carrington and Troske 1997); what is taken off is
    found by simulation (`patterns.chance`). Raises `InputRefusedError`: `negative_count`,
    `numerator_above_denominator`, `lengths`, `not_a_number`, `index_unknown`.
    """
    if index not in _INDEXES:
        raise refused(
            f"there is no index '{index}'",
            code="index_unknown",
            why=f"known: {', '.join(_INDEXES)}",
        )
    x, n = counts_of(group, total, kind=Kind.PROPORTION)
    return chance.beyond_chance(
        _INDEXES[index], x, n, kind=Kind.PROPORTION, level=level, draws=draws, seed=seed
    )


def _dissimilarity(x: Array, n: Array) -> Array:
    rest = n - x
    one, other = x.sum(axis=1, keepdims=True), rest.sum(axis=1, keepdims=True)
    some = (one > 0) & (other > 0)
    parts = np.abs(x / np.where(some, one, 1.0) - rest / np.where(some, other, 1.0))
    return np.where(some[:, 0], 0.5 * parts.sum(axis=1), 0.0)


def _isolation(x: Array, n: Array) -> Array:
    one = x.sum(axis=1)
    return np.asarray((x * x / n).sum(axis=1) / np.where(one > 0, one, 1.0))


def _eta(x: Array, n: Array) -> Array:
    share = x.sum(axis=1) / n.sum()
    room = np.where(share < 1, 1 - share, 1.0)
    return np.where((share > 0) & (share < 1), (_isolation(x, n) - share) / room, 0.0)


_INDEXES = {"dissimilarity": _dissimilarity, "isolation": _isolation, "eta": _eta}


def _raw(index: chance.Index, x: Array, n: Array) -> float | None:
    known = np.isfinite(x)
    x, n = x[known], n[known]
    if not len(x) or not 0 < float(x.sum()) < float(n.sum()):
        return None
    return float(index(x[np.newaxis, :], n)[0])


def _known(group: Numbers, total: Numbers) -> tuple[Array, Array]:
    return counts_of(group, total, kind=Kind.PROPORTION)


def _two(group: Numbers, other: Numbers) -> tuple[Array, Array]:
    a = values_of(group, areas=np.size(np.asarray(other, dtype=float)), name="group")
    b = values_of(other, areas=len(a), name="other")
    if np.any(a < 0) or np.any(b < 0):
        raise refused("a count is negative", code="negative_count", why="counts are 0 or more")
    return counts_of(a, a + b, kind=Kind.PROPORTION)
