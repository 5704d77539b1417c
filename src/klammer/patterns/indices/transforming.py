# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values of an input bent into a shape that can be standardised."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices.ranking import Array
from klammer.patterns.indices.specification import Input
from klammer.patterns.indices.standardising import by_rank, check_spread

_LOGARITHMS = {"e": np.log, "10": np.log10, "2": np.log2}


def transformed(values: Array, one: Input, *, sign: float, areas: Sequence[str]) -> Array:
    """Return the values of an input after its transformation.

    values   area → value [unit of the input], missing NaN
    sign     direction; only methods by rank use it: they count from the good end
    areas    keys, named when a value has no logarithm
    returns  area → log(x + add), ln(p ÷ (1 − p)) with p = x ÷ per, or the rank made of ± x

    Raises `InputRefusedError` naming the area whose value the method is not defined for.
    """
    how = one.transformation
    if how.method == "none":
        return values
    if how.method == "log":
        moved = values + how.add
        _check(moved > 0, values, one, areas, "its logarithm needs values above 0: give 'add'")
        bent: Array = _LOGARITHMS[how.base](moved)
        return bent
    if how.method == "logit":
        share = values / how.per
        _check(
            (share > 0) & (share < 1), values, one, areas, "a logit needs shares between 0 and 1"
        )
        return np.log(share / (1 - share))
    check_spread(values, what=one.column, method=how.method)
    return by_rank(sign * values, how.method, ties=how.ties)[0]


def sign_after(one: Input, *, sign: float) -> float:
    """Return the direction that is still to be turned: none after a method by rank."""
    return sign if one.transformation.method in {"none", "log", "logit"} else 1.0


def _check(
    allowed: NDArray[np.bool_], values: Array, one: Input, areas: Sequence[str], why: str
) -> None:
    wrong = np.flatnonzero(~allowed & ~np.isnan(values))
    if len(wrong):
        raise InputRefusedError(
            f"'{one.column}' cannot be transformed by {one.transformation.method}",
            where=f"area {areas[int(wrong[0])]}, column {one.column}",
            why=f"{why}; found {values[wrong[0]]:g}",
            remedy="choose another transformation, or correct the figure",
            code="index_transformation",
            part=one.column,
        )
