# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Moran's I: one number for whether neighbours are alike, with the p of random rearrangement."""

from dataclasses import dataclass

import numpy as np

from klammer.indicators.uncertainty import Array, Numbers
from klammer.patterns.autocorrelation.areas import FEW, considered
from klammer.patterns.autocorrelation.permuting import folded
from klammer.patterns.weights import Weights

_BLOCK = 2_000_000  # numbers held at once


@dataclass(frozen=True)
class Global:
    """A statistic of all areas together.

    value         Moran's I, or Getis and Ord's G
    expected      what random rearrangement gives on average
    p             folded share of permutations at least as far out: (k + 1) ÷ (permutations + 1)
    areas         keys of those that took part, with `standard` and `lag` in the same order
    standard, lag  z of each area and the weighted sum of its neighbours' z: the Moran scatter
    missing, islands  areas without a value, and without a neighbour that has one
    """

    value: float
    expected: float
    p: float
    permutations: int
    areas: tuple[str, ...]
    standard: Array
    lag: Array
    missing: tuple[str, ...]
    islands: tuple[str, ...]

    @property
    def p_two_sided(self) -> float:
        """2p, at most 1: for a side that was not chosen before."""
        return min(1.0, 2 * self.p)

    @property
    def few(self) -> bool:
        """Whether so few areas took part that only very strong patterns can be found."""
        return len(self.areas) < FEW

    @property
    def direction(self) -> int:
        """+1 neighbours are alike, −1 unlike, 0 not to be told from chance at 5 % (two-sided)."""
        if self.p_two_sided > 0.05:
            return 0
        return 1 if self.value > self.expected else -1


def moran(values: Numbers, weights: Weights, *, permutations: int = 999, seed: int = 0) -> Global:
    """Compute Moran's I = (n ÷ S₀) ΣΣ wᵢⱼ zᵢ zⱼ ÷ Σ zᵢ² (Moran 1950).

    values   area → value in any unit, in the order of `weights.areas`; None is missing
    weights  as they are: call `row_standardised()` before for means of neighbours
    returns  I, its expectation −1 ÷ (n − 1), and p by rearranging the values at random

    Areas without a value and without a neighbour are left out and named. Raises
    `InputRefusedError`: `lengths`, `not_a_number`, `missing`, `few_areas`, `constant`.
    """
    used = considered(values, weights, permutations=permutations)
    z = used.x - used.x.mean()
    w = used.weights
    scale = len(z) / (float(w.values.sum()) * float(z @ z))
    observed = scale * float(w.values @ (z[w.rows] * z[w.others]))
    simulated = scale * _rearranged(z, w, permutations=permutations, seed=seed)
    standard = z / z.std()
    return Global(
        value=observed,
        expected=-1 / (len(z) - 1),
        p=folded(observed, simulated),
        permutations=permutations,
        areas=w.areas,
        standard=standard,
        lag=w.lag(standard),
        missing=used.missing,
        islands=used.islands,
    )


def _rearranged(z: Array, w: Weights, *, permutations: int, seed: int) -> Array:
    """Return the cross product ΣΣ w z z of each permutation."""
    random = np.random.default_rng(seed)
    at_once = max(1, _BLOCK // max(len(w.others), len(z)))
    found = []
    for start in range(0, permutations, at_once):
        number = min(at_once, permutations - start)
        # One area's values of all permutations lie side by side: neighbours are read in one piece.
        drawn = np.ascontiguousarray(random.permuted(np.tile(z, (number, 1)), axis=1).T)
        near = drawn[w.others]
        near *= w.values[:, np.newaxis]
        found.append(np.einsum("ij,ij->j", drawn[w.rows], near))
    return np.concatenate(found)
