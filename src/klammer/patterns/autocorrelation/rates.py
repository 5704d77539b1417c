# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rates made comparable before a spatial test: small areas scatter more, by chance alone."""

import numpy as np

from klammer.base.quantities import Kind
from klammer.indicators.uncertainty import Array, Numbers
from klammer.patterns.refusals import counts_of, refused


def rate_deviates(numerators: Numbers, denominators: Numbers) -> Array:
    """Standardise rates by empirical Bayes (Assunção and Reis 1999).

    b = Σx ÷ Σn, a = Σ n(r − b)² ÷ Σn − b ÷ n̄, vᵢ = a + b ÷ nᵢ (b ÷ nᵢ where that is not above 0),
    zᵢ = (rᵢ − b) ÷ √vᵢ

    numerators, denominators  area → count; missing (or no people) stays missing
    returns  area → z, to be handed to `moran` or `local_moran`

    Raises `InputRefusedError` for impossible counts, and where nobody was counted (`missing`).
    """
    x, n = counts_of(numerators, denominators, kind=Kind.RATE)
    known = np.isfinite(x)
    if not np.any(known) or float(x[known].sum()) == 0:
        raise refused(
            "no area has a case",
            code="missing",
            where="numerators",
            why="rates of nothing do not differ",
            remedy="choose another figure or several years together",
        )
    people, rates = n[known], x[known] / n[known]
    mean = float(x[known].sum() / people.sum())
    between = float((people * (rates - mean) ** 2).sum() / people.sum()) - mean / people.mean()
    variance = between + mean / people
    variance = np.where(variance > 0, variance, mean / people)
    found = np.full(len(x), np.nan)
    found[known] = (rates - mean) / np.sqrt(variance)
    return found
