# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inequality of four areas with 10, 20, 30 and 90, computed by hand.

mean 37.5; range 80; ratio 9; deviations −27.5, −17.5, −7.5, 52.5 → variance 3875/4 = 968.75;
Gini: Σ|xᵢ−xⱼ| = 2(10+20+80+10+70+60) = 500, ÷ (2·16·37.5) = 0.416667;
Hoover: ½(0.18333+0.11667+0.05+0.35) = 0.35; Theil: (−.35248−.33526−.17852+2.10113)/4 = 0.308720.
"""

import math

import pytest

from klammer.base.errors import InputRefusedError
from klammer.patterns.inequality import Inequality, gini, hoover, inequality, theil

FOUR = (10, 20, 30, 90)


def test_four_areas_by_hand():
    found = inequality(FOUR)

    assert (found.areas, found.mean, found.lowest, found.highest) == (4, 37.5, 10, 90)
    assert (found.width, found.ratio) == (80, 9)
    assert found.deviation == pytest.approx(31.124749)
    assert found.variation == pytest.approx(0.829993, abs=1e-6)
    assert found.gini == pytest.approx(0.416667, abs=1e-6)
    assert found.hoover == pytest.approx(0.35)
    assert found.theil == pytest.approx(0.308720, abs=5e-6)


def test_weights_count_people_not_areas():
    # 300 people at 10, 100 at 30: mean 15, variance (300·25 + 100·225)/400 = 75,
    # Gini = 300·100·20·2/(2·400²·15) = 0.25, Hoover = ½(300·5 + 100·15)/(400·15) = 0.25,
    # Theil = ¾·⅔·ln ⅔ + ¼·2·ln 2 = 0.143841
    found = inequality([10, 30], weights=[300, 100])

    assert (found.mean, found.width) == (15, 20)
    assert found.deviation == pytest.approx(math.sqrt(75))
    assert found.gini == pytest.approx(0.25)
    assert found.hoover == pytest.approx(0.25)
    assert found.theil == pytest.approx(0.143841, abs=1e-6)


def test_splitting_an_area_changes_nothing_when_weighted():
    whole = inequality([10, 30], weights=[300, 100])
    parts = inequality([10, 10, 30], weights=[100, 200, 100])

    assert parts.gini == pytest.approx(whole.gini)
    assert parts.theil == pytest.approx(whole.theil)
    assert parts.deviation == pytest.approx(whole.deviation)


def test_equal_everywhere_is_no_inequality():
    found = inequality([7.3] * 5, weights=[1, 2, 3, 4, 5])

    assert (found.width, found.ratio, found.deviation) == (0, 1, 0)
    assert [found.gini, found.theil, found.hoover] == pytest.approx([0, 0, 0], abs=1e-12)


def test_missing_is_left_out_and_no_zero():
    assert inequality([10, None, 20, 30, 90]) == inequality(FOUR)
    assert inequality([10, 20, 30, 90, 50], weights=[1, 1, 1, 1, None]) == inequality(FOUR)


@pytest.mark.parametrize("values", [[], [5], [None, 5], [None, None]], ids=["0", "1", "1+", "0+"])
def test_one_value_says_nothing(values):
    found = inequality(values)

    assert found == Inequality(sum(one is not None for one in values), reason="too_few")


def test_all_in_one_area_is_the_most():
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert hoover([0, 0, 0, 8]) == pytest.approx(0.75)
    assert theil([0, 0, 0, 8]) == pytest.approx(math.log(4))
    assert inequality([0, 0, 0, 8]).ratio is None


@pytest.mark.parametrize(
    "values", [[-5, 5], [-1, 2, 3], [0, 0]], ids=["zero-mean", "mixed", "nought"]
)
def test_negative_values_have_no_shares(values):
    found = inequality(values)

    assert (found.gini, found.theil, found.hoover) == (None, None, None)
    assert found.width == max(values) - min(values)


@pytest.mark.parametrize(
    ("values", "weights", "code"),
    [
        ([1, 2], [1], "lengths"),
        ([1, math.inf], None, "not_a_number"),
        ([1, 2], [1, -1], "weights"),
    ],
    ids=["lengths", "infinite", "negative"],
)
def test_impossible_input_is_refused(values, weights, code):
    with pytest.raises(InputRefusedError) as refused:
        inequality(values, weights=weights)

    assert refused.value.code == code


def test_double_sum_and_sorted_form_agree():
    import numpy as np

    random = np.random.default_rng(1)
    x, w = random.uniform(0, 50, 40), random.uniform(1, 9, 40)
    double = (w[:, None] * w * np.abs(x[:, None] - x)).sum() / (
        2 * w.sum() ** 2 * np.average(x, weights=w)
    )

    assert gini(x, weights=w) == pytest.approx(double)
