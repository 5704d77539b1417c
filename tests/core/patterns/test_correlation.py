# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Correlation by hand: 1…5 against 2, 1, 4, 3, 5 gives r = 8/10; atanh 0.8 = 1.098612,
1.959964/√2 = 1.385904, so −0.279640 to 0.986195."""

import pytest

from klammer.base.errors import InputRefusedError
from klammer.patterns.correlation import correlation

X, Y = [1, 2, 3, 4, 5], [2, 1, 4, 3, 5]


def test_five_areas_by_hand():
    found = correlation(X, Y)

    assert (found.r, found.areas, found.is_distinct) == (pytest.approx(0.8), 5, False)
    assert [found.low, found.high] == pytest.approx([-0.27964, 0.986195], abs=1e-5)


def test_missing_areas_are_left_out():
    assert correlation([*X, None, 7], [*Y, 8, None]) == correlation(X, Y)


def test_many_areas_make_it_distinct():
    found = correlation(X * 4, Y * 4)

    assert found.is_distinct
    assert found.r == pytest.approx(0.8)


def test_straight_line_is_certain_in_its_sign():
    found = correlation(X, [-one for one in X])

    assert (found.r, found.low, found.high) == (-1, -1, -1)


@pytest.mark.parametrize(
    ("x", "y", "reason"),
    [
        ([1, 2, 3, 4], [1, 2, 3, 5], "too_few"),
        ([], [], "too_few"),
        ([3] * 6, [1, 2, 3, 4, 5, 6], "constant"),
        ([1, 2, 3, 4, 5, 6], [0.1] * 6, "constant"),
    ],
    ids=["four", "none", "first", "second"],
)
def test_what_says_nothing_gets_no_number(x, y, reason):
    found = correlation(x, y)

    assert (found.r, found.reason) == (None, reason)


def test_unequal_lengths_are_refused():
    with pytest.raises(InputRefusedError, match="not of the same areas"):
        correlation([1, 2], [1])
