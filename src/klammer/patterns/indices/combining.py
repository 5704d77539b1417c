# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts combined into one score: sums, means, products, and weights the figures give themselves."""

from collections.abc import Sequence

import numpy as np

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices.factors import component, factor
from klammer.patterns.indices.ranking import Array, rounded
from klammer.patterns.indices.specification import Combination


def combine(
    columns: Array, how: Combination, *, where: str, filled: Sequence[bool] = ()
) -> tuple[Array, dict[str, float]]:
    """Return the score of each area, and the weight each part had.

    columns  areas × parts → standardised value, missing NaN; parts in the order of `how.parts`
    filled   for each part: a missing value counts as the (weighted) mean of the area's others
    returns  area → score, NaN where a part is missing and not filled

    sum             Σ w x; mean Σ w x ÷ Σ w; geometric_mean exp(Σ w ln x ÷ Σ w)
    factor          Σ w x, w from one factor by maximum likelihood, summing to 1
    component       Σ l z ÷ Σ l², z the parts with mean 0 and deviation 1, l the loadings
    Raises `InputRefusedError` for a geometric mean of values below 0.
    """
    if how.method == "geometric_mean" and np.any(columns < 0):
        raise InputRefusedError(
            "a geometric mean needs values from 0 on",
            where=where,
            why=f"the lowest is {np.nanmin(columns):.6g}",
            remedy="standardise the parts by min_max or percentile",
            code="index_geometric_mean",
        )
    weights = _weights(columns, how)
    whole = _filled(columns, np.array([weights[part] for part in how.parts]), filled)
    return rounded(_score(whole, how, weights), decimals=how.decimals), weights


def _weights(columns: Array, how: Combination) -> dict[str, float]:
    if how.method == "factor":
        loadings, scores = factor(columns, names=how.parts, marker=how.marker)
        chosen = scores if how.weights_from == "scores" else loadings
        chosen = chosen / chosen.sum()
        return dict(zip(how.parts, chosen.tolist(), strict=True))
    if how.method == "component":
        if how.loadings:
            return {part: how.loadings[part] for part in how.parts}
        loadings, _ = component(columns, names=how.parts, marker=how.marker)
        return dict(zip(how.parts, loadings.tolist(), strict=True))
    return {part: how.weights.get(part, 1.0) for part in how.parts}


def _score(columns: Array, how: Combination, weights: dict[str, float]) -> Array:
    given = np.array([weights[part] for part in how.parts])
    found: Array
    if how.method == "geometric_mean":
        with np.errstate(divide="ignore"):
            found = np.exp(np.log(columns) @ given / given.sum())
        return found
    if how.method == "component":
        centred = columns - np.nanmean(columns, axis=0)
        spread = np.sqrt(np.nanmean(centred**2, axis=0))
        found = (centred / np.where(spread > 0, spread, 1.0)) @ given / float(given @ given)
        return found
    found = columns @ given
    return found / given.sum() if how.method == "mean" else found


def _filled(columns: Array, weights: Array, filled: Sequence[bool]) -> Array:
    if not any(filled):
        return columns
    known = ~np.isnan(columns)
    shared = np.abs(weights) * known
    total = shared.sum(axis=1)
    sums = np.where(known, columns, 0.0) * shared
    mean = sums.sum(axis=1) / np.where(total > 0, total, np.nan)
    return np.where(~known & np.array(filled), mean[:, np.newaxis], columns)
