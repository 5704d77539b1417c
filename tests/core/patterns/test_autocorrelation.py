# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Moran, local Moran and Getis–Ord of a line 1-2-3-4 with the values 1, 2, 3, 6, by hand.

z = −2, −1, 0, 3, Σz² = 14. Binary: ΣΣwzz = 2(2 + 0 + 0) = 4, S₀ = 6: I = 4 ÷ 6 × 4 ÷ 14 = 0.190476.
Row-standardised: −2·−1 + −1·−1 + 0·1 + 3·0 = 3, S₀ = 4: I = 3 ÷ 14 = 0.214286.
"""

from itertools import pairwise

import numpy as np
import pytest

from klammer.base.errors import InputRefusedError
from klammer.patterns.autocorrelation import (
    adjusted,
    general_g,
    hot_spots,
    local_moran,
    moran,
    rate_deviates,
)
from klammer.patterns.weights import neighbour_weights, pair_weights

LINE = neighbour_weights({"1": ["2"], "2": ["1", "3"], "3": ["2", "4"], "4": ["3"]})
VALUES = [1, 2, 3, 6]


def grid(size):
    keys = [f"{row:02d}-{column:02d}" for row in range(size) for column in range(size)]
    steps = ((0, 1), (1, 0), (0, -1), (-1, 0))
    pairs = [
        (f"{row:02d}-{column:02d}", f"{row + down:02d}-{column + right:02d}")
        for row in range(size)
        for column in range(size)
        for down, right in steps
        if 0 <= row + down < size and 0 <= column + right < size
    ]
    return pair_weights(keys, pairs)


def test_moran_by_hand():
    assert moran(VALUES, LINE).value == pytest.approx(0.190476, abs=1e-6)
    assert moran(VALUES, LINE.row_standardised()).value == pytest.approx(0.214286, abs=1e-6)
    assert moran(VALUES, LINE).expected == pytest.approx(-1 / 3)


def test_local_moran_by_hand():
    found = local_moran(VALUES, LINE, permutations=99)

    # m₂ = 14 ÷ 4 = 3.5; lags −1, −1, 1, 0
    assert [one.value for one in found.areas] == pytest.approx([2 / 3.5, 1 / 3.5, 0, 0])
    assert [one.quadrant for one in found.areas] == ["LL", "LL", "LH", "HL"]


def test_getis_ord_by_hand():
    spots = hot_spots(VALUES, LINE, permutations=99)

    # area 1: (1 + 2 − 2·3) ÷ (√3.5 · √((4·2 − 4) ÷ 3)) = −3 ÷ 2.160247
    assert spots.areas[0].z == pytest.approx(-1.388730, abs=1e-6)
    # G = 2(2 + 6 + 18) ÷ (12² − 50)
    assert general_g(VALUES, LINE).value == pytest.approx(52 / 94)


def test_empirical_bayes_deviates_by_hand():
    # rates 0.02 and 0.08, b = 0.05, s² = 0.0009, a = 0.0009 − 0.0005, v = 0.0004 + 0.0005
    assert rate_deviates([2, 8], [100, 100]).tolist() == pytest.approx([-1, 1])


def test_empirical_bayes_falls_back_where_the_variance_is_not_positive():
    # equal rates: a = −0.05 ÷ 100, v would be 0, so v = b ÷ n and z = 0
    assert rate_deviates([5, 5], [100, 100]).tolist() == [0, 0]


def test_small_areas_deviate_less_than_large_ones_at_the_same_rate():
    found = rate_deviates([2, 200, 50, 500], [10, 1000, 1000, 10000])

    assert 0 < found[0] < found[1]


def test_a_gradient_is_found_and_noise_is_not():
    weights = grid(8)
    gradient = [float(row) for row in range(8) for _ in range(8)]
    noise = np.random.default_rng(4).normal(size=64)

    assert (moran(gradient, weights).p, moran(gradient, weights).direction) == (0.001, 1)
    assert moran(noise, weights).direction == 0


def test_a_chessboard_is_unlike_its_neighbours():
    board = [(row + column) % 2 for row in range(8) for column in range(8)]
    found = moran(board, grid(8))

    assert (found.value, found.direction) == (pytest.approx(-1), -1)


def test_the_hot_middle_is_found_and_nothing_else():
    weights = grid(10)
    values = np.random.default_rng(5).normal(size=100)
    middle = [row * 10 + column for row in range(3, 7) for column in range(3, 7)]
    values[middle] += 5

    found = local_moran(values, weights)
    hot = hot_spots(values, weights)

    inner = {f"{row:02d}-{column:02d}" for row in (4, 5) for column in (4, 5)}
    border = {f"{row:02d}-{column:02d}" for row in range(2, 8) for column in range(2, 8)}
    assert inner <= set(found.cluster("HH")) <= border
    assert inner <= {one.area for one in hot.areas if one.spot == "hot"} <= border
    assert found.cluster("LL") == ()
    assert not [one for one in hot.areas if one.spot == "cold"]


def test_false_findings_are_rare_where_there_is_no_pattern():
    weights = grid(10)
    findings = [
        sum(bool(one.cluster) for one in local_moran(values, weights, permutations=1999).areas)
        for values in np.random.default_rng(6).normal(size=(20, 100))
    ]

    # at 5 % false discoveries no more than one map in twenty should show anything at all
    assert sum(number > 0 for number in findings) <= 3


def test_p_does_not_depend_on_the_order_of_areas():
    keys = [f"{number:02d}" for number in range(30)]
    values = dict(zip(keys, np.random.default_rng(7).normal(size=30).tolist(), strict=True))
    pairs = list(pairwise(keys))
    pairs += [(b, a) for a, b in pairs]
    one = pair_weights(keys, pairs)
    other = pair_weights(list(reversed(keys)), list(reversed(pairs)))

    assert local_moran(one.ordered(values), one) == local_moran(other.ordered(values), other)


def test_islands_and_missing_areas_are_named_and_take_no_part():
    weights = pair_weights(
        "ABCDEFG",
        [
            ("A", "B"),
            ("B", "A"),
            ("B", "C"),
            ("C", "B"),
            ("C", "D"),
            ("D", "C"),
            ("E", "F"),
            ("F", "E"),
        ],
    )
    found = moran([1, 2, 3, 6, None, 5, 9], weights)
    local = local_moran([1, 2, 3, 6, None, 5, 9], weights, permutations=99)

    assert (found.areas, found.missing, found.islands) == (("A", "B", "C", "D"), ("E",), ("F", "G"))
    assert found.value == pytest.approx(0.190476, abs=1e-6)
    assert [one.reason for one in local.areas] == ["", "", "", "", "missing", "island", "island"]
    assert local.areas[4].value is None


def test_few_areas_are_said_to_be_few():
    assert moran(VALUES, LINE).few
    assert local_moran(VALUES, LINE, permutations=99).few
    assert not moran(list(range(36)), grid(6)).few


def test_too_few_permutations_for_so_many_areas_are_said():
    values = np.random.default_rng(8).normal(size=100)

    assert not local_moran(values, grid(10), permutations=999).detectable
    assert local_moran(values, grid(10)).detectable


def test_an_area_whose_neighbourhood_is_everything_has_no_hot_spot():
    star = pair_weights("ABCD", [(a, b) for a in "ABCD" for b in "ABCD" if a != b])

    assert {one.reason for one in hot_spots(VALUES, star, permutations=99).areas} == {"everywhere"}


def test_adjusted_p_by_hand():
    found = adjusted(np.array([0.04, 0.01, np.nan, 0.03]))

    # sorted 0.01·3, 0.03·3/2, 0.04·3/3, then never falling from the right
    assert found[[0, 1, 3]].tolist() == pytest.approx([0.04, 0.03, 0.04])
    assert np.isnan(found[2])


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([1, 1, 1, 1], "constant"),
        ([None] * 4, "missing"),
        ([1, 2, 3], "lengths"),
        ([1, 2, 3, float("inf")], "not_a_number"),
        ([1, 2, 3, 1e300], "too_large"),
        ([1, 2, None, None], "few_areas"),
    ],
    ids=["constant", "missing", "lengths", "infinite", "huge", "few"],
)
def test_impossible_values_are_refused(values, code):
    for method in (moran, local_moran, hot_spots, general_g):
        with pytest.raises(InputRefusedError) as error:
            method(values, LINE)
        assert error.value.code == code


def test_other_impossible_input_is_refused():
    for made, code in (
        (lambda: moran(VALUES, LINE, permutations=10), "permutations"),
        (lambda: general_g([-1, 2, 3, 4], LINE), "negative"),
        (lambda: rate_deviates([-1, 2], [10, 10]), "negative_count"),
        (lambda: rate_deviates([0, 0], [10, 10]), "missing"),
    ):
        with pytest.raises(InputRefusedError) as error:
            made()
        assert error.value.code == code
