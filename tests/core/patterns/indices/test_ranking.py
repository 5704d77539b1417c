# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ranks with a stated rule for equal values; equal sums are equal whatever the order of adding."""

import math

import numpy as np
import pytest

from klammer.patterns.indices.ranking import percentiles, ranked, rounded, settled

NAN = float("nan")


@pytest.mark.parametrize(
    ("ties", "expected"),
    [("lowest", [1, 2, 2, 4]), ("highest", [1, 3, 3, 4]), ("mean", [1, 2.5, 2.5, 4])],
)
def test_equal_values_are_ranked_by_the_rule(ties, expected):
    assert ranked(np.array([3.0, 7.0, 7.0, 9.0]), ties=ties).tolist() == expected


def test_missing_values_have_no_rank_and_take_none():
    found = ranked(np.array([9.0, NAN, 7.0]))

    assert found[[0, 2]].tolist() == [2, 1]
    assert math.isnan(found[1])


def test_sums_in_another_order_are_one_value():
    assert 0.1 + 0.2 + 0.3 != 0.3 + 0.2 + 0.1

    assert ranked(np.array([0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1])).tolist() == [1, 1]
    assert settled(0.0) == settled(-0.0)


def test_percentile_is_rank_less_one_among_the_others():
    # (rank − 1) ÷ (n − 1): ranks 1, 2, 2, 4 among four
    assert percentiles(np.array([3.0, 7.0, 7.0, 9.0])).tolist() == [0, 1 / 3, 1 / 3, 1]
    assert percentiles(np.array([5.0])).tolist() == [0]


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [
        ("half_up", [0.1235, -0.1235, 0.0758, 0.1235]),
        ("half_even", [0.1234, -0.1234, 0.0758, 0.1234]),
        ("cut", [0.1234, -0.1234, 0.0757, 0.1234]),
    ],
)
def test_rounding_follows_the_rule(rounding, expected):
    # 0.12345 is held as 0.123450000000000004, one ten-thousandth of 1234.5 as 0.12344999999999999
    values = np.array([0.12345, -0.12345, 5 / 66, 1234.5 / 10_000])

    assert rounded(values, decimals=4, rounding=rounding).tolist() == expected


def test_without_decimals_nothing_is_rounded():
    values = np.array([1 / 3])

    assert rounded(values, decimals=None) is values
