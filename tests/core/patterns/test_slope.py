# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Slope index by hand: five groups of 1000, ranks 0.1 to 0.9, rates 50, 40, 30, 20, 10 per 1000.

They lie on a line that falls by 50 from rank 0 to rank 1: Y₀ = 55, Y₁ = 5, SII = −50, RII = 1/11.
"""

import numpy as np
import pytest

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.patterns.slope import fitted, slope_index

CASES, PEOPLE = (50, 40, 30, 20, 10), (1000,) * 5


def test_slope_of_a_line_by_hand():
    found = slope_index(CASES, PEOPLE, kind=Kind.RATE, transform=False, factor=1000)

    assert (found.first, found.last) == (pytest.approx(55), pytest.approx(5))
    assert (found.sii, found.rii) == (pytest.approx(-50), pytest.approx(1 / 11))
    assert found.direction == -1


def test_rank_is_the_middle_of_the_people_of_a_group():
    found = slope_index(CASES, PEOPLE, kind=Kind.RATE, populations=[12, 22, 22, 22, 22])

    assert found.ranks == pytest.approx((0.06, 0.23, 0.45, 0.67, 0.89))


def test_weighted_line_is_the_regression_of_values_times_root_of_share():
    shares, ranks = np.array([0.1, 0.3, 0.6]), np.array([0.05, 0.25, 0.7])
    values = np.array([[3.0, 5.0, 4.0]])
    root = np.sqrt(shares)
    by_formula = np.linalg.lstsq(np.column_stack([root, ranks * root]), values[0] * root)[0]

    start, slope = fitted(values, shares, ranks)
    assert [start[0], slope[0]] == pytest.approx(by_formula.tolist())


def test_transformed_rates_on_a_curve_are_found_again():
    # rate = 0.1 · e^(−2b): logarithms lie on a line
    rates = 0.1 * np.exp(-2 * np.array([0.1, 0.3, 0.5, 0.7, 0.9]))
    found = slope_index(rates * 1e6, [1e6] * 5, kind=Kind.RATE)

    assert found.first == pytest.approx(0.1)
    assert found.rii == pytest.approx(np.exp(-2))


def test_limits_hold_the_truth_about_as_often_as_they_say():
    shares = 0.3 - 0.2 * np.array([0.1, 0.3, 0.5, 0.7, 0.9])
    hits = 0
    for seed in range(80):
        drawn = np.random.default_rng(seed).binomial(400, shares)
        found = slope_index(drawn, [400] * 5, kind=Kind.PROPORTION, transform=False, draws=500)
        hits += found.sii_low <= -0.2 <= found.sii_high

    assert hits / 80 >= 0.9


def test_groups_without_cases_do_not_break_the_logarithm():
    found = slope_index([20, 9, 4, 1, 0], [500] * 5, kind=Kind.PROPORTION, factor=100)

    assert found.direction == -1
    assert 0 < found.last < found.first


def test_no_slope_is_no_direction():
    assert slope_index([30, 31, 29, 30, 30], PEOPLE, kind=Kind.RATE).direction == 0


@pytest.mark.parametrize(
    ("x", "n", "more", "code"),
    [
        ([1, 2, 3, 4], [9] * 4, {}, "few_groups"),
        ([1] * 101, [9] * 101, {}, "many_groups"),
        ([1, None, 3, 4, 5], [9] * 5, {}, "missing"),
        ([1, 2, 3, 4, 10], [9] * 5, {}, "numerator_above_denominator"),
        ([-1, 2, 3, 4, 5], [9] * 5, {}, "negative_count"),
        ([1, 2, 3, 4, 5], [9] * 5, {"populations": [1, 2]}, "lengths"),
        ([1, 2, 3, 4, 5], [9] * 5, {"level": 2.0}, "level"),
        ([1, 2, 3, 4, 5], [9] * 5, {"kind": Kind.AMOUNT}, "amount"),
    ],
    ids=["few", "many", "missing", "above", "negative", "populations", "level", "kind"],
)
def test_impossible_input_is_refused(x, n, more, code):
    with pytest.raises(InputRefusedError) as error:
        slope_index(x, n, **({"kind": Kind.PROPORTION} | more))

    assert error.value.code == code
