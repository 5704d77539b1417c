# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Weights that figures give themselves: one common factor, or the first principal component."""

from collections.abc import Sequence

import numpy as np

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices.ranking import Array

LOWEST = 0.005  # share of a part that is at least its own


def correlations(columns: Array) -> Array:
    """Return correlations between the columns of areas × parts, over areas that have all of them.

    A part that is the same in all areas has the correlation 0 with every other.
    """
    whole = columns[~np.isnan(columns).any(axis=1)]
    centred = whole - whole.mean(axis=0)
    spread = np.sqrt((centred**2).mean(axis=0))
    scaled = centred / np.where(spread > 0, spread, 1.0)
    found: Array = scaled.T @ scaled / max(len(whole), 1)
    np.fill_diagonal(found, 1.0)
    return found


def first_share(correlation: Array) -> float:
    """Return the share of the first eigenvalue: 1 when all parts say the same."""
    return float(np.linalg.eigvalsh(correlation)[-1] / len(correlation))


def factor(columns: Array, *, names: Sequence[str], marker: str = "") -> tuple[Array, Array]:
    """Return loadings and regression weights of one common factor, by maximum likelihood.

    columns  areas × parts; rows with a missing part are left out
    marker   the part that counts positively; without one the loadings sum to more than 0
    returns  loadings (correlations of the parts with the factor); weights of standardised parts
             for the factor's score (R⁻¹ × loadings), not yet scaled

    Two parts have no factor of their own (too few correlations): refused below three.
    Method: Jöreskog 1967; Lawley and Maxwell 1971. Uniquenesses from 0.005 to 1, as in R's factanal
    and psych::fa(fm = "ml"). (scikit-learn's expectation maximisation gives the same where it comes
    to rest; where one part is nearly the factor itself it does not.)
    """
    whole = columns[~np.isnan(columns).any(axis=1)]
    _check(whole, names)
    correlation = correlations(whole)
    unique = _uniquenesses(correlation, names)
    loadings = _signed(_loadings(correlation, unique), names, marker)
    weights: Array = np.linalg.lstsq(correlation, loadings, rcond=None)[0].astype(np.float64)
    return loadings, weights


def _uniquenesses(correlation: Array, names: Sequence[str]) -> Array:
    """Minimise the discrepancy over the share of each part that is its own."""
    from scipy.optimize import minimize  # imported late: a third of a second

    parts = len(correlation)

    def discrepancy(unique: Array) -> tuple[float, Array]:
        root = np.sqrt(unique)
        eigenvalues = np.linalg.eigvalsh(correlation / np.outer(root, root))
        rest = np.maximum(eigenvalues[:-1], 1e-12)  # all but the factor's own
        loadings = _loadings(correlation, unique)
        distance = np.diag(np.outer(loadings, loadings) + np.diag(unique) - correlation)
        return float(np.sum(rest - np.log(rest)) - (parts - 1)), distance / unique**2

    own = np.diag(np.linalg.pinv(correlation))
    start = np.clip((1 - 0.5 / parts) / own, LOWEST, 1.0)
    found = minimize(
        discrepancy,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=[(LOWEST, 1.0)] * parts,
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 5000},
    )
    if not np.all(np.isfinite(found.x)):
        raise no_weights(names, "the estimation does not come to rest")
    unique: Array = np.asarray(found.x, dtype=np.float64)
    return unique


def _loadings(correlation: Array, unique: Array) -> Array:
    root = np.sqrt(unique)
    values, vectors = np.linalg.eigh(correlation / np.outer(root, root))
    loadings: Array = root * vectors[:, -1] * np.sqrt(max(float(values[-1]) - 1, 0.0))
    return loadings


def component(columns: Array, *, names: Sequence[str], marker: str = "") -> tuple[Array, float]:
    """Return loadings on the first principal component, and its share of the variance.

    columns  areas × parts; rows with a missing part are left out; correlations are analysed
    returns  loadings: correlations of the parts with the component (eigenvector × √eigenvalue)
    """
    if np.count_nonzero(~np.isnan(columns).any(axis=1)) < 2:
        raise no_weights(names, "fewer than two areas have all parts")
    found = correlations(columns)
    values, vectors = np.linalg.eigh(found)
    loadings = vectors[:, -1] * np.sqrt(max(values[-1], 0.0))
    return _signed(loadings, names, marker), float(values[-1] / len(found))


def _signed(loadings: Array, names: Sequence[str], marker: str) -> Array:
    leading = loadings[list(names).index(marker)] if marker else loadings.sum()
    signed: Array = -loadings if leading < 0 else loadings
    return signed


def _check(whole: Array, names: Sequence[str]) -> None:
    if len(names) < 3:
        raise no_weights(names, "one factor needs three parts at least")
    if len(whole) <= len(names):
        raise no_weights(names, f"{len(whole)} areas have all {len(names)} parts")


def no_weights(names: Sequence[str], why: str) -> InputRefusedError:
    """Return the refusal of parts that give themselves no weights."""
    return InputRefusedError(
        f"no common factor or component can be estimated for {', '.join(names)}",
        where=", ".join(names),
        why=why,
        remedy="check directions, or use combination = 'sum' or 'mean' with weights",
        code="index_factor",
    )
