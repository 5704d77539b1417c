# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts combined into one score: sums, means, products, and weights the figures give themselves."""

import math
from collections.abc import Sequence

import numpy as np

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices.factors import component, factor, no_weights
from klammer.patterns.indices.ranking import Array, rounded
from klammer.patterns.indices.specification import Combination

_LEAST = 1e-6  # sum of weights from which they can be brought to the sum 1


def combine(
    columns: Sequence[Array], how: Combination, *, where: str, filled: Sequence[bool] = ()
) -> tuple[Array, dict[str, float]]:
    """Return the score of each area, and the weight each part had.

    columns  for each part of `how.parts`: area → standardised value, missing NaN
    filled   for each part: a missing value counts as the (weighted) mean of the area's others
    returns  area → score, NaN where a part is missing and not filled

    sum             Σ w x; mean Σ w x ÷ Σ w; geometric_mean exp(Σ w ln x ÷ Σ w)
    factor          Σ w x, w from one factor by maximum likelihood, summing to 1
    component       Σ l z ÷ Σ l², z the parts with mean 0 and deviation 1, l the loadings
    Raises `InputRefusedError` for a geometric mean of values below 0.
    """
    weights = _weights(columns, how)
    given = [weights[part] for part in how.parts]
    whole = _filled(columns, given, filled)
    if how.method == "geometric_mean":
        score = _geometric_mean(whole, given, where=where)
    elif how.method == "component":
        total = math.fsum(loading * loading for loading in given)
        if not total > 0:
            raise no_weights(how.parts, "every loading is 0")
        score = _weighted_sum([_scaled(one) for one in whole], given) / total
    else:
        score = _weighted_sum(whole, given)
        if how.method == "mean":
            score /= math.fsum(given)
    return rounded(score, decimals=how.decimals), weights


def _weights(columns: Sequence[Array], how: Combination) -> dict[str, float]:
    if how.method == "factor":
        table = np.column_stack(columns)
        loadings, scores = factor(table, names=how.parts, marker=how.marker)
        chosen = scores if how.weights_from == "scores" else loadings
        if not chosen.sum() > _LEAST:
            raise no_weights(how.parts, "the weights sum to nothing: parts contradict each other")
        chosen = chosen / chosen.sum()
        return dict(zip(how.parts, chosen.tolist(), strict=True))
    if how.method == "component":
        if how.loadings:
            return {part: how.loadings[part] for part in how.parts}
        loadings, _ = component(np.column_stack(columns), names=how.parts, marker=how.marker)
        return dict(zip(how.parts, loadings.tolist(), strict=True))
    return {part: how.weights.get(part, 1.0) for part in how.parts}


def _weighted_sum(columns: Sequence[Array], weights: Sequence[float]) -> Array:
    total: Array = weights[0] * columns[0]
    for column, weight in zip(columns[1:], weights[1:], strict=True):
        total += weight * column
    return total


def _geometric_mean(columns: Sequence[Array], weights: Sequence[float], *, where: str) -> Array:
    lowest = min(float(np.nanmin(one)) for one in columns)
    if lowest < 0:
        raise InputRefusedError(
            "a geometric mean needs values from 0 on",
            where=where,
            why=f"the lowest is {lowest:.6g}",
            remedy="standardise the parts by min_max or percentile",
            code="index_geometric_mean",
        )
    with np.errstate(divide="ignore"):
        total = _weighted_sum([np.log(one) for one in columns], weights)
    found: Array = np.exp(total / math.fsum(weights))
    return found


def _scaled(column: Array) -> Array:
    centred = column - np.nanmean(column)
    spread = float(np.sqrt(np.nanmean(centred**2)))
    found: Array = centred / (spread if spread > 0 else 1.0)
    return found


def _filled(
    columns: Sequence[Array], weights: Sequence[float], filled: Sequence[bool]
) -> Sequence[Array]:
    if not any(filled):
        return columns
    table, given = np.column_stack(columns), np.array(weights)
    known = ~np.isnan(table)
    total = (given * known).sum(axis=1)
    sums = (np.where(known, table, 0.0) * given).sum(axis=1)
    mean = sums / np.where(total > 0, total, np.nan)
    return [
        np.where(np.isnan(column), mean, column) if fills else column
        for column, fills in zip(columns, filled, strict=True)
    ]
