# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One factor and the first component, against closed forms and scikit-learn."""

import numpy as np
import pytest

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices.factors import component, correlations, factor, first_share


def drawn(loadings, *, areas=400, seed=0):
    random = np.random.default_rng(seed)
    common = random.normal(size=areas)
    return np.column_stack(
        [a * common + np.sqrt(1 - a * a) * random.normal(size=areas) for a in loadings]
    )


def test_three_parts_have_the_closed_form():
    # exactly identified: l₁² = r₁₂ r₁₃ ÷ r₂₃
    columns = drawn([0.9, 0.7, 0.5])
    r = np.corrcoef(columns.T)

    loadings, _ = factor(columns, names="abc")

    assert loadings.tolist() == pytest.approx(
        [
            np.sqrt(r[0, 1] * r[0, 2] / r[1, 2]),
            np.sqrt(r[0, 1] * r[1, 2] / r[0, 2]),
            np.sqrt(r[0, 2] * r[1, 2] / r[0, 1]),
        ],
        abs=1e-5,
    )


def test_weights_are_those_of_the_regression():
    columns = drawn([0.9, 0.7, 0.5, 0.6])

    loadings, weights = factor(columns, names="abcd")

    assert np.corrcoef(columns.T) @ weights == pytest.approx(loadings)


def test_scikit_learn_finds_the_same_where_it_comes_to_rest():
    from sklearn.decomposition import FactorAnalysis

    columns = drawn([0.9, 0.7, 0.5, 0.6])
    scaled = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    oracle = FactorAnalysis(1, tol=1e-12, max_iter=100_000, svd_method="lapack").fit(scaled)

    loadings, _ = factor(columns, names="abcd")

    assert np.abs(oracle.components_[0]) == pytest.approx(loadings, abs=1e-5)


def test_part_that_is_the_factor_itself_keeps_the_least_of_its_own():
    # r₁₂ r₁₃ > r₂₃: the closed form would give a loading above 1
    correlation = np.array([[1, 0.9, 0.9], [0.9, 1, 0.7], [0.9, 0.7, 1]])
    columns = np.random.default_rng(1).normal(size=(200, 3))
    columns -= columns.mean(axis=0)
    columns = columns @ np.linalg.inv(np.linalg.cholesky(np.cov(columns.T, bias=True)).T)
    columns = columns @ np.linalg.cholesky(correlation).T

    loadings, _ = factor(columns, names="abc")

    assert loadings[0] == pytest.approx(np.sqrt(1 - 0.005), abs=1e-3)


def test_marker_settles_the_sign():
    columns = drawn([0.9, 0.7, -0.6])

    assert factor(columns, names="abc", marker="c")[0][2] > 0
    assert factor(columns, names="abc")[0].sum() > 0
    assert component(columns, names="abc", marker="c")[0][2] > 0


def test_component_of_two_parts_by_hand():
    # R = [[1, r], [r, 1]]: first eigenvalue 1 + r, loadings √((1 + r)/2)
    columns = drawn([0.9, 0.8])
    r = np.corrcoef(columns.T)[0, 1]

    loadings, share = component(columns, names="ab")

    assert loadings.tolist() == pytest.approx([np.sqrt((1 + r) / 2)] * 2)
    assert share == pytest.approx((1 + r) / 2)
    assert first_share(correlations(columns)) == pytest.approx(share)


@pytest.mark.parametrize(
    ("columns", "why"),
    [(drawn([0.9, 0.8]), "three parts"), (drawn([0.9, 0.8, 0.7], areas=3), "3 areas")],
    ids=["two parts", "three areas"],
)
def test_factor_is_refused_where_it_is_not_defined(columns, why):
    with pytest.raises(InputRefusedError) as caught:
        factor(columns, names="abc"[: columns.shape[1]])

    assert why in caught.value.why


def test_component_needs_two_areas_with_all_parts():
    with pytest.raises(InputRefusedError, match="no common factor or component"):
        component(np.array([[1.0, np.nan], [2.0, 3.0]]), names="ab")
