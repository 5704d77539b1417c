# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts combined by hand."""

import math

import numpy as np
import pytest

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices.combining import combine
from klammer.patterns.indices.specification import Combination

NAN = float("nan")
A, B = np.array([1.0, 4.0, 0.0]), np.array([9.0, 1.0, 2.0])


def made(*columns, filled=(), **how):
    parts = tuple("abc"[: len(columns)])
    score, weights = combine(columns, Combination(parts=parts, **how), where="x", filled=filled)
    return score.tolist(), weights


def test_sum_and_mean_with_and_without_weights():
    assert made(A, B)[0] == [10, 5, 2]
    assert made(A, B, method="mean")[0] == [5, 2.5, 1]
    assert made(A, B, weights={"a": 0.25, "b": 0.75})[0] == [7, 1.75, 1.5]
    assert made(A, B, method="mean", weights={"a": 3.0, "b": 2.0})[0] == pytest.approx(
        [4.2, 2.8, 0.8]
    )


def test_geometric_mean_does_not_let_a_zero_be_made_up_for():
    assert made(A, B, method="geometric_mean")[0] == pytest.approx([3, 2, 0])


def test_geometric_mean_of_negative_values_is_refused():
    with pytest.raises(InputRefusedError, match="values from 0 on"):
        made(A - 1, B, method="geometric_mean")


def test_component_with_fixed_loadings():
    # parts standardised, Σ l z ÷ Σ l²
    x, y = np.array([1.0, 3.0]), np.array([2.0, 6.0])

    score, weights = made(x, y, method="component", loadings={"a": 0.8, "b": 0.6})

    assert score == pytest.approx([-1.4, 1.4])
    assert weights == {"a": 0.8, "b": 0.6}


def test_factor_weights_sum_to_one():
    random = np.random.default_rng(0)
    common = random.normal(size=100)
    columns = [common + random.normal(size=100) for _ in "abc"]

    score, weights = made(*columns, method="factor")

    assert math.fsum(weights.values()) == pytest.approx(1)
    assert score[0] == pytest.approx(
        sum(weights[p] * c[0] for p, c in zip("abc", columns, strict=True))
    )


def test_missing_part_leaves_no_score_unless_it_is_filled():
    x, y, z = np.array([1.0, NAN]), np.array([2.0, 2.0]), np.array([3.0, 5.0])

    assert math.isnan(made(x, y, z)[0][1])
    # the mean of the area's others, (2 + 5)/2, takes its place; only where the part is filled
    assert made(x, y, z, filled=[True, True, True])[0] == [6, 10.5]
    assert math.isnan(made(x, y, z, filled=[False, True, True])[0][1])
    # weighted as they are: (2·1 + 5·3)/4 = 4.25, then 4.25·1 + 2·1 + 5·3
    found = made(x, y, z, filled=[True] * 3, weights={"a": 1.0, "b": 1.0, "c": 3.0}, total=5.0)[0]
    assert found[1] == pytest.approx(4.25 + 2 + 15)


def test_area_without_any_part_is_not_made_up():
    assert math.isnan(made(np.array([1.0, NAN]), np.array([1.0, NAN]), filled=[True, True])[0][1])


def test_loadings_of_nothing_are_refused():
    with pytest.raises(InputRefusedError) as caught:
        made(A, B, method="component", loadings={"a": 0.0, "b": 0.0})

    assert caught.value.why == "every loading is 0"


def test_parts_that_contradict_each_other_have_no_weights():
    random = np.random.default_rng(0)
    common = random.normal(size=200)
    columns = [sign * common + random.normal(size=200) for sign in (1, -1, -1)]

    with pytest.raises(InputRefusedError) as caught:
        made(*columns, method="factor", marker="a")

    assert "contradict each other" in caught.value.why
