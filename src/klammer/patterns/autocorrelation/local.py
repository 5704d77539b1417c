# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Local Moran: where neighbours are alike, and where one stands out among its neighbours."""

from dataclasses import dataclass

import numpy as np

from klammer.indicators.uncertainty import Array, Numbers
from klammer.patterns.autocorrelation.areas import FEW, considered
from klammer.patterns.autocorrelation.discoveries import adjusted
from klammer.patterns.autocorrelation.permuting import conditional_p, enough
from klammer.patterns.weights import Weights

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class LocalArea:
    """One area; all numbers are None with a reason.

    standard, lag  z of the area, and the weighted sum of its neighbours' z
    value     local I; above 0 alike, below 0 unlike its neighbours
    p, q      folded p of permutation; 2p adjusted for the false discovery rate over all areas
    quadrant  HH, LL (alike), HL, LH (unlike): the area first, then its neighbours
    cluster   the quadrant where q is at most the level, otherwise ""
    reason    missing (no value), island (no neighbour with a value), or ""
    """

    area: str
    standard: float | None = None
    lag: float | None = None
    value: float | None = None
    p: float | None = None
    q: float | None = None
    quadrant: str = ""
    cluster: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LocalMoran:
    """Local Moran of all areas, in the order of their keys.

    few         fewer than 30 areas took part: only very strong clusters can be found
    detectable  with so many permutations at least one area alone could have been a finding
    """

    areas: tuple[LocalArea, ...]
    level: float
    permutations: int
    few: bool
    detectable: bool

    def cluster(self, name: str) -> tuple[str, ...]:
        """Return the keys of the areas in one kind of cluster: HH, LL, HL, LH."""
        return tuple(one.area for one in self.areas if one.cluster == name)


def local_moran(
    values: Numbers,
    weights: Weights,
    *,
    permutations: int | None = None,
    seed: int = 0,
    level: float = LEVEL,
) -> LocalMoran:
    """Compute Iᵢ = (zᵢ ÷ m₂) Σⱼ wᵢⱼ zⱼ, m₂ = Σ z² ÷ n (Anselin 1995), and test each area.

    values   area → value, in the order of `weights.areas`; None is missing. For rates of small
             areas hand in `rate_deviates`, so that chance in small areas makes no clusters
    weights  made row-standardised here: the lag is the mean of the neighbours
    returns  every area of `weights`, with a reason where it could not take part

    permutations  None takes as many as a single finding among so many areas needs; with fewer p
             cannot be small enough (see `detectable`)

    Same input and seed, same result. Raises `InputRefusedError` as `moran` does.
    """
    if permutations is None:
        permutations = enough(len(weights.areas), level=level)
    used = considered(values, weights, permutations=permutations)
    w = used.weights.row_standardised()
    z = (used.x - used.x.mean()) / used.x.std()
    lag = w.lag(z)
    p = conditional_p(z, w, permutations=permutations, seed=seed)
    q = adjusted(np.minimum(1.0, 2 * p))
    found = dict(zip(w.areas, _areas(w.areas, z, lag, p, q, level), strict=True))
    reasons = dict.fromkeys(used.missing, "missing") | dict.fromkeys(used.islands, "island")
    return LocalMoran(
        areas=tuple(
            found.get(area) or LocalArea(area, reason=reasons[area]) for area in weights.areas
        ),
        level=level,
        permutations=permutations,
        few=len(z) < FEW,
        detectable=2 * len(z) / (permutations + 1) <= level,
    )


def _areas(
    keys: tuple[str, ...], z: Array, lag: Array, p: Array, q: Array, level: float
) -> list[LocalArea]:
    made = []
    columns = (z.tolist(), lag.tolist(), (z * lag).tolist(), p.tolist(), q.tolist())
    for key, own, near, value, folded, tested in zip(keys, *columns, strict=True):
        quadrant = ("H" if own > 0 else "L") + ("H" if near > 0 else "L")
        cluster = quadrant if tested <= level else ""
        made.append(LocalArea(key, own, near, value, folded, tested, quadrant, cluster))
    return made
