# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Getis and Ord: where high values lie together (hot) and where low ones do (cold)."""

from dataclasses import dataclass

import numpy as np

from klammer.indicators.uncertainty import Array, Numbers
from klammer.patterns.autocorrelation.areas import FEW, Considered, considered
from klammer.patterns.autocorrelation.discoveries import adjusted
from klammer.patterns.autocorrelation.moran import Global
from klammer.patterns.autocorrelation.permuting import conditional_p, enough, folded
from klammer.patterns.refusals import refused
from klammer.patterns.weights import Weights

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class HotSpot:
    """One area; all numbers are None with a reason.

    z       standardised Gᵢ or Gᵢ*: above 0 high values around, below 0 low ones
    p, q    folded p of permutation; 2p adjusted for the false discovery rate over all areas
    spot    hot, cold, or ""
    reason  missing, island, everywhere (the neighbourhood is the whole region), or ""
    """

    area: str
    z: float | None = None
    p: float | None = None
    q: float | None = None
    spot: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HotSpots:
    """Hot and cold spots of all areas, in the order of their keys; `few` as in `LocalMoran`."""

    areas: tuple[HotSpot, ...]
    level: float
    permutations: int
    few: bool
    star: bool


def general_g(
    values: Numbers, weights: Weights, *, permutations: int = 999, seed: int = 0
) -> Global:
    """Compute G = ΣΣ wᵢⱼ xᵢ xⱼ ÷ ΣΣ_{i≠j} xᵢ xⱼ with weights of 1 (Getis and Ord 1992).

    values  area → value, 0 or more: G asks where the large ones meet. Other arguments, what is
            returned and what is refused as in `moran`; also `negative`
    """
    used = considered(values, weights, permutations=permutations)
    if np.any(used.x < 0):
        raise refused(
            "a value is negative",
            code="negative",
            where="values",
            why="G is a share of products and needs values of 0 or more",
            remedy="use Moran's I",
        )
    x, w = used.x, used.weights.binary()
    whole = float(x.sum()) ** 2 - float(x @ x)
    if whole <= 0:
        raise refused("only one area has a value above 0", code="constant", remedy="use Moran's I")
    random = np.random.default_rng(seed)
    simulated = np.empty(permutations)
    for number in range(permutations):
        drawn = random.permutation(x)
        simulated[number] = float((drawn[w.rows] * drawn[w.others]).sum()) / whole
    n = len(x)
    standard = (x - x.mean()) / x.std()
    observed = float((x[w.rows] * x[w.others]).sum()) / whole
    return Global(
        value=observed,
        expected=float(w.values.sum()) / (n * (n - 1)),
        p=folded(observed, simulated),
        permutations=permutations,
        areas=w.areas,
        standard=standard,
        lag=w.lag(standard),
        missing=used.missing,
        islands=used.islands,
    )


def hot_spots(
    values: Numbers,
    weights: Weights,
    *,
    star: bool = True,
    permutations: int | None = None,
    seed: int = 0,
    level: float = LEVEL,
) -> HotSpots:
    """Compute Gᵢ* (with the area itself) or Gᵢ of each area, standardised (Ord and Getis 1995).

    zᵢ = (Σⱼ wᵢⱼ xⱼ − Wᵢ x̄) ÷ (s √((n Σⱼ wᵢⱼ² − Wᵢ²) ÷ (n − 1))), weights of 1; Gᵢ leaves the area
    out of sums, mean and deviation, and n − 1 stands for n

    values  area → value in the order of `weights.areas`, negative ones too; None is missing
    permutations  None takes as many as a single finding among so many areas needs
    returns every area of `weights`, with a reason where it could not take part

    Raises `InputRefusedError` as `moran` does.
    """
    if permutations is None:
        permutations = enough(len(weights.areas), level=level)
    used = considered(values, weights, permutations=permutations)
    z = _z(used, star=star)
    p = conditional_p(used.x, used.weights.binary(), permutations=permutations, seed=seed)
    p = np.where(np.isfinite(z), p, np.nan)
    q = adjusted(np.minimum(1.0, 2 * p))
    reasons = dict.fromkeys(used.missing, "missing") | dict.fromkeys(used.islands, "island")
    found = {}
    for key, own, chance, tested in zip(used.weights.areas, z, p, q, strict=True):
        if np.isnan(own):
            reasons[key] = "everywhere"
            continue
        spot = ("hot" if own > 0 else "cold") if tested <= level else ""
        found[key] = HotSpot(key, float(own), float(chance), float(tested), spot)
    return HotSpots(
        areas=tuple(
            found.get(area) or HotSpot(area, reason=reasons[area]) for area in weights.areas
        ),
        level=level,
        permutations=permutations,
        few=len(z) < FEW,
        star=star,
    )


def _z(used: Considered, *, star: bool) -> Array:
    x, w = used.x, used.weights.binary()
    near, degrees = w.lag(x), w.degrees.astype(float)
    if star:
        near, degrees = near + x, degrees + 1
        n, mean = float(len(x)), np.full(len(x), x.mean())
        spread = np.full(len(x), x.std())
    else:
        n = float(len(x) - 1)
        mean = (x.sum() - x) / n
        spread = np.sqrt(np.maximum(((x @ x) - x * x) / n - mean**2, 0.0))
    # With weights of 1 the sum of squares is the number of neighbours.
    room = spread * np.sqrt(np.maximum(n * degrees - degrees**2, 0.0) / (n - 1))
    return np.asarray(
        np.divide(near - degrees * mean, room, out=np.full(len(x), np.nan), where=room > 0)
    )
