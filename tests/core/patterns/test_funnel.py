# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Funnel limits by hand: target 10 %, 100 people: 0.1 ∓ 1.959964 · √(0.09 ÷ 100) = 0.1 ∓ 0.058799."""

import numpy as np
import pytest

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.uncertainty import exact, wilson
from klammer.patterns.funnel import funnel, funnel_limits


def test_limits_of_a_proportion_by_hand():
    low, high = funnel_limits([100], kind=Kind.PROPORTION, target=0.1, level=0.95)

    assert (low[0], high[0]) == (
        pytest.approx(0.041201, abs=1e-6),
        pytest.approx(0.158799, abs=1e-6),
    )


@pytest.mark.parametrize("level", [0.95, 0.998])
@pytest.mark.parametrize("size", [50.0, 300.0, 20000.0])
def test_a_share_on_the_limit_has_an_interval_that_ends_at_the_target(level, size):
    low, high = funnel_limits([size], kind=Kind.PROPORTION, target=0.3, level=level)

    assert wilson(low * size, [size], level=level).high[0] == pytest.approx(0.3)
    assert wilson(high * size, [size], level=level).low[0] == pytest.approx(0.3)


@pytest.mark.parametrize("level", [0.95, 0.998])
@pytest.mark.parametrize("expected", [9.0, 40.0, 2500.0])
def test_a_rate_on_the_limit_has_an_interval_that_ends_at_the_target(level, expected):
    low, high = funnel_limits([expected / 0.02], kind=Kind.RATE, target=0.02, level=level)

    assert exact(low * expected / 0.02, level=level).high[0] == pytest.approx(expected, rel=1e-6)
    assert exact(high * expected / 0.02, level=level).low[0] == pytest.approx(expected, rel=1e-6)


def test_no_case_at_all_is_usual_where_few_are_expected():
    low, high = funnel_limits([100], kind=Kind.RATE, target=0.02, level=0.95)

    # none: e^−2 = 0.135 > 0.025; at least 6 of 2 expected: 0.017, at least 5: 0.053
    assert low[0] == 0
    assert 5 < high[0] * 100 <= 6


def test_points_are_placed_by_both_limits():
    found = funnel([10, 17, 30, 3, 0], [100] * 5, kind=Kind.PROPORTION, target=10, factor=100)

    assert [one.place for one in found.points] == [
        "inside",
        "above",
        "far_above",
        "below",
        "far_below",
    ]
    assert found.points[0].low == pytest.approx(4.1201, abs=1e-4)
    assert found.target == 10


def test_target_is_the_common_share_when_none_is_given():
    found = funnel([10, 30], [100, 300], kind=Kind.RATE, factor=1000)

    assert found.target == pytest.approx(100)
    assert [one.place for one in found.points] == ["inside", "inside"]


def test_missing_areas_have_no_place():
    found = funnel([10, None, 12], [100, 100, 100], kind=Kind.RATE)

    assert (found.points[1].value, found.points[1].place) == (None, "")


def test_about_one_in_twenty_lies_outside_by_chance():
    random = np.random.default_rng(1)
    people = random.integers(300, 9000, 2000)
    found = funnel(random.binomial(people, 0.1), people, kind=Kind.PROPORTION, target=0.1)

    outside = sum(one.place != "inside" for one in found.points)
    far = sum(one.place.startswith("far") for one in found.points)
    assert (0.035 < outside / 2000 < 0.065, far < 12) == (True, True)
    assert found.scatter == pytest.approx(0.8, abs=0.15)
    assert not found.is_overdispersed


def test_areas_that_differ_of_themselves_are_said_to_scatter():
    random = np.random.default_rng(1)
    people = random.integers(300, 9000, 200)
    found = funnel(
        random.binomial(people, random.uniform(0.05, 0.15, 200)), people, kind=Kind.PROPORTION
    )

    assert found.is_overdispersed


@pytest.mark.parametrize(
    ("x", "n", "more", "code"),
    [
        ([1], [5], {"kind": Kind.MEAN}, "mean"),
        ([-1], [5], {}, "negative_count"),
        ([6], [5], {}, "numerator_above_denominator"),
        ([None], [5], {}, "missing"),
        ([1], [5], {"target": 1.0}, "target"),
        ([1], [5], {"target": 0.0}, "target"),
        ([0, 0], [5, 5], {}, "target"),
    ],
    ids=["kind", "negative", "above", "missing", "certain", "never", "no-case"],
)
def test_impossible_input_is_refused(x, n, more, code):
    with pytest.raises(InputRefusedError) as error:
        funnel(x, n, **({"kind": Kind.PROPORTION} | more))

    assert error.value.code == code
