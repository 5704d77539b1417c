# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Empirical Bayes by hand: 2 and 8 of 100 each.

m = 0.05, σ² = 0.0009 − 0.05 ÷ 100 = 0.0004, w = 0.0004 ÷ (0.0004 + 0.0005) = 4 ÷ 9;
0.05 ∓ 0.03 · 4 ÷ 9 = 0.036667 and 0.063333.
"""

import numpy as np
import pytest

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.patterns.smoothing import smooth, smooth_locally
from klammer.patterns.weights import pair_weights


def test_rates_drawn_to_the_mean_by_hand():
    found = smooth([2, 8], [100, 100], factor=100)

    assert found.value.tolist() == pytest.approx([3.666667, 6.333333])
    assert found.own.tolist() == pytest.approx([4 / 9, 4 / 9])
    assert (found.raw.tolist(), found.mean.tolist()) == ([2, 8], [5, 5])


def test_small_areas_are_drawn_further_than_large_ones():
    found = smooth([3, 300, 10, 1500], [10, 1000, 200, 10000])

    assert found.own[0] < found.own[2] < found.own[1] < found.own[3]


def test_areas_that_differ_by_chance_alone_all_get_the_mean():
    found = smooth([5, 5, 6], [100, 100, 100])

    assert found.own.tolist() == [0, 0, 0]
    assert found.value.tolist() == pytest.approx([16 / 300] * 3)


def test_missing_areas_stay_missing():
    found = smooth([2, None, 8], [100, 50, 100])

    assert np.isnan(found.value[1])
    assert found.value[0] == pytest.approx(0.036667, abs=1e-6)
    assert np.isnan(smooth([None], [None]).value[0])


def test_locally_the_neighbours_decide():
    pairs = [("A", "B"), ("B", "A"), ("C", "D"), ("D", "C")]
    weights = pair_weights("ABCDE", pairs)
    found = smooth_locally([2, 8, 52, 58, 7], [100] * 5, weights)

    assert found.mean.tolist() == pytest.approx([0.05, 0.05, 0.55, 0.55, 0.07])
    assert found.value[0] == pytest.approx(0.036667, abs=1e-6)
    # an island keeps its own
    assert (found.own[4], found.value[4]) == (1, 0.07)


def test_a_neighbour_without_counts_is_left_out_of_the_mean():
    weights = pair_weights("ABC", [("A", "B"), ("A", "C")])
    found = smooth_locally([2, 8, None], [100, 100, None], weights)

    assert found.mean[0] == pytest.approx(0.05)


def test_impossible_input_is_refused():
    weights = pair_weights("AB", [])
    for made, code in (
        (lambda: smooth([-1], [5]), "negative_count"),
        (lambda: smooth([6, 1], [5, 5], kind=Kind.PROPORTION), "numerator_above_denominator"),
        (lambda: smooth([1], [5], kind=Kind.MEAN), "mean"),
        (lambda: smooth_locally([1], [5], weights), "lengths"),
    ):
        with pytest.raises(InputRefusedError) as error:
            made()
        assert error.value.code == code
