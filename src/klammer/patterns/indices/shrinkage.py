# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shrinkage of a share toward the larger area, as the indices of multiple deprivation do it."""

from collections.abc import Sequence

import numpy as np

from klammer.patterns.indices.ranking import Array


def shrunken(
    numerators: Array, denominators: Array, larger: Sequence[object]
) -> tuple[Array, Array]:
    """Return shares shrunk toward those of their larger areas, and the weight of the own figure.

    numerators, denominators  area → count of persons or cases, missing NaN
    larger    area → key of the larger area it lies in, None when unknown
    returns   area → share from 0 to 1, and area → weight from 0 to 1; NaN where a count is missing
              or the denominator is 0. An area without larger area, or alone in it, keeps its own
              (empirical logit, so a share of 0 stays slightly above 0)

    m = ln((r + ½) ÷ (n − r + ½)); M the same of the larger area's sums;
    s² = (n + 1)(n + 2) ÷ (n (r + 1)(n − r + 1)); t² = Σ(m − M)² ÷ (k − 1) over its k areas;
    w = (1 ÷ s²) ÷ (1 ÷ s² + 1 ÷ t²); z = w m + (1 − w) M; share = e^z ÷ (1 + e^z)
    Source: Scottish Indices of Deprivation 2003, appendix 1; Noble et al. 2006.
    """
    r, n = numerators, np.where(denominators > 0, denominators, np.nan)
    known = ~np.isnan(r) & ~np.isnan(n)
    own = np.log((r + 0.5) / (n - r + 0.5))
    error = (n + 1) * (n + 2) / (n * (r + 1) * (n - r + 1))
    keys = {key: place for place, key in enumerate(dict.fromkeys(larger))}
    group = np.array([keys[key] for key in larger], dtype=np.intp)
    alone = np.array([key is None or key == "" for key in larger])
    count = np.bincount(group[known], minlength=len(keys))
    cases = np.bincount(group[known], weights=r[known], minlength=len(keys))
    people = np.bincount(group[known], weights=n[known], minlength=len(keys))
    middle = np.log((cases + 0.5) / (people - cases + 0.5))[group]
    distance = np.bincount(group[known], weights=((own - middle) ** 2)[known], minlength=len(keys))
    between = (distance / np.maximum(count - 1, 1))[group]
    weight = between / (between + error)
    weight = np.where(alone | (count[group] < 2), 1.0, weight)
    logit = weight * own + (1 - weight) * middle
    share: Array = np.where(known, 1 / (1 + np.exp(-logit)), np.nan)
    return share, np.where(known, weight, np.nan)
