# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which areas a spatial statistic is about: with a value, and with a neighbour that has one."""

from dataclasses import dataclass

import numpy as np

from klammer.indicators.uncertainty import Array, Numbers
from klammer.patterns.refusals import refused, values_of
from klammer.patterns.weights import Weights

FEW = 30  # areas; below it a pattern is found only where it is very strong, and one says so
FEWEST = 3


@dataclass(frozen=True)
class Considered:
    """Areas that take part, their values and weights; and those that do not, by reason."""

    x: Array
    weights: Weights
    missing: tuple[str, ...]
    islands: tuple[str, ...]


def considered(values: Numbers, weights: Weights, *, permutations: int) -> Considered:
    """Leave out areas without a value, then areas without a neighbour.

    values  in the order of `weights.areas`; None or NaN is missing
    Raises `InputRefusedError`: `lengths`, `not_a_number`, `missing` (no value at all),
    `few_areas` (fewer than three with neighbours), `constant`, `permutations`.
    """
    x = values_of(values, areas=len(weights.areas))
    if permutations < 99:
        raise refused(
            f"{permutations} permutations say nothing",
            code="permutations",
            where="permutations",
            why="with fewer than 99 no p below 0.01 can be found",
            remedy="take 999",
        )
    known = np.isfinite(x)
    if not np.any(known):
        raise refused(
            "no area has a value", code="missing", where="values", remedy="choose another figure"
        )
    within = weights.restricted(known)
    joined = within.degrees > 0
    islands = within.islands
    kept = within.restricted(joined)
    found = x[known][joined]
    if len(found) < FEWEST:
        raise refused(
            f"{len(found)} areas have a value and a neighbour with one",
            code="few_areas",
            where="values",
            why=f"a spatial pattern needs at least {FEWEST}",
            remedy="take smaller areas or a larger region",
        )
    if np.ptp(found) == 0:
        raise refused(
            "the figure is the same everywhere",
            code="constant",
            where="values",
            why="what does not differ has no pattern",
            remedy="choose another figure",
        )
    missing = tuple(a for a, one in zip(weights.areas, known, strict=True) if not one)
    return Considered(found, kept, missing, islands)
