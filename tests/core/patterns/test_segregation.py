# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dissimilarity, isolation and eta² by hand, and what is left of them without chance."""

import numpy as np
import pytest

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.patterns import chance
from klammer.patterns.segregation import (
    dissimilarity,
    eta_squared,
    isolation,
    segregation,
    segregation_index,
)

A, B = (120, 30, 50, 10), (800, 600, 900, 1200)


def test_dissimilarity_by_hand():
    assert dissimilarity(A, B) == pytest.approx(0.342857, abs=1e-6)


def test_segregation_index_is_dissimilarity_from_everybody_else():
    everyone = [a + b for a, b in zip(A, B, strict=True)]

    assert segregation_index(A, everyone) == pytest.approx(dissimilarity(A, B))
    assert segregation(A, everyone).observed == pytest.approx(dissimilarity(A, B))


def test_isolation_and_eta_by_hand():
    # 8 and 2 of 10 each: 0.8 · 0.8 + 0.2 · 0.2 = 0.68; (0.68 − 0.5) ÷ 0.5
    assert isolation([8, 2], [10, 10]) == pytest.approx(0.68)
    assert eta_squared([8, 2], [10, 10]) == pytest.approx(0.36)


def test_groups_wholly_apart_and_spread_alike():
    assert dissimilarity([10, 0], [0, 20]) == 1
    assert dissimilarity([10, 20], [30, 60]) == pytest.approx(0)
    assert eta_squared([10, 0], [10, 20]) == pytest.approx(1)


def test_missing_areas_are_left_out_and_empty_groups_have_no_index():
    assert dissimilarity([10, None, 0], [0, 5, 20]) == 1
    assert dissimilarity([0, 0], [10, 10]) is None
    assert isolation([10, 10], [10, 10]) is None


def test_small_units_look_segregated_by_chance_alone():
    random = np.random.default_rng(1)
    total = random.integers(20, 60, 50).astype(float)
    group = random.binomial(total.astype(int), 0.1).astype(float)
    found = segregation(group, total)

    assert found.observed == pytest.approx(0.2, abs=0.05)
    assert found.expected == pytest.approx(found.observed, abs=0.03)
    assert (found.low, found.is_distinct) == (0, False)
    assert found.probability > 0.05


def test_large_units_keep_what_is_observed():
    found = segregation([12000, 3000, 5000, 1000], [92000, 63000, 95000, 121000])

    assert found.value == pytest.approx(found.observed, abs=0.002)
    assert found.is_distinct
    assert found.low < found.value < found.high


def test_isolation_of_a_random_spread_is_the_share_of_the_group():
    found = segregation([10, 11, 9, 10], [100, 100, 100, 100], index="isolation")

    assert found.alike == pytest.approx(0.1)
    assert (found.value, found.is_distinct) == (pytest.approx(0.1), False)


@pytest.mark.parametrize(("spread", "least"), [(0.0, 0.9), (0.03, 0.88)], ids=["alike", "apart"])
def test_limits_hold_the_truth_about_as_often_as_they_say(spread, least):
    hits, errors = 0, []
    for seed in range(60):
        random = np.random.default_rng(seed)
        total = random.integers(50, 200, 30).astype(float)
        share = np.clip(0.1 + spread * random.normal(size=30), 0.005, 0.95)
        truth = segregation_index(total * share, total)
        drawn = random.binomial(total.astype(int), share).astype(float)
        found = segregation(drawn, total, draws=200)
        hits += found.low <= truth + 1e-9 and truth <= found.high + 1e-9
        errors.append((found.observed - truth, found.value - truth))

    raw, corrected = np.mean(errors, axis=0)
    assert hits / 60 >= least
    assert abs(corrected) < 0.5 * raw


def test_change_is_said_only_where_its_limits_exclude_nothing():
    total = [2000.0] * 20
    apart = [400 if place % 2 else 40 for place in range(20)]
    alike = [220] * 20
    nearly = [230 if place % 2 else 210 for place in range(20)]
    first, second, third = (segregation(one, total) for one in (apart, alike, nearly))

    assert chance.change(first, second).direction == -1
    assert chance.change(second, third).direction == 0
    assert chance.change(first, segregation([1], [2])) is None


def test_same_seed_same_result():
    assert segregation(A, [1000] * 4, seed=5) == segregation(A, [1000] * 4, seed=5)


def test_one_area_and_empty_groups_give_a_reason():
    assert segregation([1], [2]).reason == "too_few"
    assert segregation([0, 0], [5, 5]).reason == "nobody"
    assert segregation([5, 5], [5, 5]).reason == "nobody"


@pytest.mark.parametrize(
    ("group", "total", "more", "code"),
    [
        ([-1, 2], [5, 5], {}, "negative_count"),
        ([6, 2], [5, 5], {}, "numerator_above_denominator"),
        ([1, 2, 3], [5, 5], {}, "lengths"),
        ([1, float("inf")], [5, 5], {}, "not_a_number"),
        ([1, 2], [1e300, 5], {}, "too_large"),
        ([1, 2], [5, 5], {"index": "delta"}, "index_unknown"),
        ([1, 2], [5, 5], {"draws": 5}, "level"),
        ([1, 2], [5, 5], {"level": 1.0}, "level"),
    ],
    ids=["negative", "above", "lengths", "infinite", "huge", "index", "draws", "level"],
)
def test_impossible_input_is_refused(group, total, more, code):
    with pytest.raises(InputRefusedError) as error:
        segregation(group, total, **more)

    assert error.value.code == code


def test_negative_counts_of_the_other_group_are_refused():
    with pytest.raises(InputRefusedError) as error:
        dissimilarity([3, 2], [-1, 5])

    assert error.value.code == "negative_count"


def test_other_kinds_have_no_chance():
    from klammer.patterns.inequality_of_counts import inequality_of_counts

    with pytest.raises(InputRefusedError) as error:
        inequality_of_counts([1, 2], [5, 5], kind=Kind.MEAN)

    assert error.value.code == "mean"
