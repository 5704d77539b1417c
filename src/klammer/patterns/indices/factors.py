# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Weights that figures give themselves: one common factor, or the first principal component."""

import warnings
from collections.abc import Sequence

import numpy as np

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices.ranking import Array

_TOLERANCE = 1e-10  # of the log-likelihood; the library's own 1e-2 stops far too early
_ROUNDS = 10_000


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

    One or two parts have no factor of their own (too few correlations): refused below three.
    Method: Jöreskog 1967 through scikit-learn's FactorAnalysis, with a tolerance that reaches what
    R's factanal and psych::fa(fm = "ml") give.
    """
    from sklearn.decomposition import FactorAnalysis  # imported late: a second
    from sklearn.exceptions import ConvergenceWarning

    whole = columns[~np.isnan(columns).any(axis=1)]
    _check(whole, names)
    scaled = (whole - whole.mean(axis=0)) / whole.std(axis=0)
    model = FactorAnalysis(n_components=1, tol=_TOLERANCE, max_iter=_ROUNDS, svd_method="lapack")
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        try:
            model.fit(scaled)
        except ConvergenceWarning as error:
            raise _refused_factor(names, "the estimation does not come to rest") from error
    loadings = _signed(np.asarray(model.components_[0], dtype=float), names, marker)
    weights: Array = np.linalg.solve(correlations(whole), loadings).astype(np.float64)
    return loadings, weights


def component(columns: Array, *, names: Sequence[str], marker: str = "") -> tuple[Array, float]:
    """Return loadings on the first principal component, and its share of the variance.

    columns  areas × parts; rows with a missing part are left out; correlations are analysed
    returns  loadings: correlations of the parts with the component (eigenvector × √eigenvalue)
    """
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
        raise _refused_factor(names, "one factor needs three parts at least")
    if len(whole) <= len(names):
        raise _refused_factor(names, f"{len(whole)} areas have all {len(names)} parts")


def _refused_factor(names: Sequence[str], why: str) -> InputRefusedError:
    return InputRefusedError(
        f"no common factor can be estimated for {', '.join(names)}",
        where=", ".join(names),
        why=why,
        remedy="give weights, or use combination = 'component' or 'mean'",
        code="index_factor",
    )
