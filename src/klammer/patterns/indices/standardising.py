# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values made comparable: z, min-max, by rank, exponential; with the constants that were used."""

import numpy as np

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices.ranking import Array, percentiles, ranked, rounded, settled
from klammer.patterns.indices.specification import Standardisation

Constants = dict[str, float]


def standardise(
    values: Array,
    how: Standardisation,
    *,
    what: str,
    sign: float = 1.0,
    people: Array | None = None,
    base: Array | None = None,
) -> tuple[Array, Constants]:
    """Return values made comparable, and the constants that were used.

    values   area → value [any unit], missing NaN
    what     named when it is refused
    sign     −1 reverses the direction before anything is computed
    people   area → population, where it weights
    base     values of a base year, from which mean, spread, lowest or highest are taken
    returns  area → standardised value, NaN where missing; constants by name: n, mean, deviation,
             lowest, highest (of the values before their direction was reversed)

    z        sign × (x − mean) ÷ deviation. Weighted: mean Σwx ÷ Σw, variance Σw(x − mean)² ÷ Σw,
             for the sample × n ÷ (n − 1)
    min_max  (x − lowest) ÷ (highest − lowest), reversed: (highest − x) ÷ (highest − lowest); with
             `clip` never below 0 or above 1
    rank     1 for the lowest; percentile (rank − 1) ÷ (n − 1); rank_share rank ÷ n;
             normal_scores Φ⁻¹(rank ÷ (n + 1));
             exponential −c·ln(1 − R·(1 − e^(−100÷c))) with R = rank ÷ n (Noble et al. 2006)

    Raises `InputRefusedError` when all values are missing or all are equal.
    """
    check_spread(values, what=what, method=how.method)
    if how.method == "none":
        found, constants = sign * values, {"n": _count(values)}
    elif how.method == "z":
        found, constants = _z(values, how, what=what, sign=sign, people=people, base=base)
    elif how.method == "min_max":
        found, constants = _min_max(values, how, what=what, sign=sign, base=base)
    else:
        found, constants = by_rank(sign * values, how.method, ties=how.ties, constant=how.constant)
    scaled = found * how.scale + how.shift
    return rounded(scaled, decimals=how.decimals, rounding=how.rounding), constants


def check_spread(values: Array, *, what: str, method: str) -> None:
    """Raise `InputRefusedError` when all values are missing, or equal where that says nothing."""
    lowest, highest = np.fmin.reduce(values), np.fmax.reduce(values)
    if np.isnan(lowest):
        raise InputRefusedError(
            f"'{what}' has no value at all",
            where=what,
            why="every area is missing or was left out",
            remedy="leave it out of the specification, or deliver the figures",
            code="index_all_missing",
            part=what,
        )
    if method != "none" and settled(lowest) == settled(highest):
        raise InputRefusedError(
            f"'{what}' is the same in all areas",
            where=what,
            why="what does not differ cannot be standardised and tells no areas apart",
            remedy="leave it out of the specification",
            code="index_constant",
            part=what,
        )


def by_rank(
    values: Array, method: str, *, ties: str, constant: float = 23.0
) -> tuple[Array, Constants]:
    """Return what `method` makes of the ranks of values; the greatest value has the last rank."""
    n = _count(values)
    constants = {"n": n}
    if method == "percentile":
        return percentiles(values, ties=ties), constants
    ranks = ranked(values, ties=ties)
    if method == "rank":
        return ranks, constants
    if method == "normal_scores":
        from scipy.special import ndtri  # imported late: half a second

        scores: Array = ndtri(ranks / (n + 1))
        return scores, constants
    share: Array = ranks / n
    if method == "rank_share":
        return share, constants
    return exponential(share, constant=constant), constants


def exponential(share: Array, *, constant: float = 23.0) -> Array:
    """Return −c·ln(1 − R·(1 − e^(−100÷c))): from 0 to 100, the last tenth above 50 for c = 23.

    share  R, above 0 and at most 1, where 1 is the greatest burden
    """
    found: Array = -constant * np.log1p(-share * -np.expm1(-100.0 / constant))
    return found


def _z(
    values: Array,
    how: Standardisation,
    *,
    what: str,
    sign: float,
    people: Array | None,
    base: Array | None,
) -> tuple[Array, Constants]:
    if how.mean is not None and how.spread is not None:
        mean, deviation = how.mean, how.spread
    else:
        source = values if base is None else base
        mean, deviation = _moments(source, how, people=people)
    if not deviation > 0:
        raise InputRefusedError(
            f"'{what}' has no spread in its base year",
            where=what,
            why="its standard deviation is 0, or nobody lives where it is known",
            remedy="choose another base year, or other weights",
            code="index_constant",
            part=what,
        )
    found: Array = sign * (values - mean) / deviation
    return found, {"n": _count(values), "mean": mean, "deviation": deviation}


def _moments(values: Array, how: Standardisation, *, people: Array | None) -> tuple[float, float]:
    known = ~np.isnan(values)
    if how.weights == "population" and people is not None:
        known &= ~np.isnan(people)
        weight = people[known]
    else:
        weight = np.ones(int(known.sum()))
    inside, total = values[known], weight.sum()
    if not total > 0:
        return 0.0, 0.0
    mean = float((weight * inside).sum() / total)
    variance = float((weight * (inside - mean) ** 2).sum() / total)
    n = int(np.count_nonzero(weight))
    if how.deviation == "sample":
        variance *= n / max(n - 1, 1)
    return mean, float(np.sqrt(variance))


def _min_max(
    values: Array, how: Standardisation, *, what: str, sign: float, base: Array | None
) -> tuple[Array, Constants]:
    if how.lowest is not None and how.highest is not None:
        lowest, highest = how.lowest, how.highest
    else:
        source = values if base is None else base
        check_spread(source, what=what, method="min_max")
        lowest, highest = float(np.nanmin(source)), float(np.nanmax(source))
    span = highest - lowest
    found: Array = (values - lowest) / span if sign > 0 else (highest - values) / span
    if how.clip:
        found = np.clip(found, 0.0, 1.0)
    return found, {"n": _count(values), "lowest": lowest, "highest": highest}


def _count(values: Array) -> float:
    return float(np.count_nonzero(~np.isnan(values)))
