# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inequality of counted figures without chance, and Theil's index between and within groups.

Values 10, 20 | 30, 90: mean 37.5, Theil 0.308721. Shares of the groups 0.2 and 0.8, means 15 and
60: between 0.2 ln 0.4 + 0.8 ln 1.6 = 0.192745; within 0.2 · 0.056633 + 0.8 · 0.130812 = 0.115976.
"""

import numpy as np
import pytest

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.patterns import chance
from klammer.patterns.decomposition import theil_parts
from klammer.patterns.inequality import inequality, lorenz
from klammer.patterns.inequality_of_counts import inequality_of_counts

VALUES = (10, 20, 30, 90)


@pytest.mark.parametrize("index", ["gini", "theil", "hoover", "variation"])
def test_observed_is_the_index_of_the_values(index):
    people = [100, 200, 300, 400]
    cases = [value * n / 100 for value, n in zip(VALUES, people, strict=True)]
    found = inequality_of_counts(cases, people, kind=Kind.RATE, index=index)

    assert found.observed == pytest.approx(getattr(inequality(VALUES, weights=people), index))


def test_gini_by_hand():
    found = inequality_of_counts(VALUES, [1000] * 4, kind=Kind.RATE)

    assert found.observed == pytest.approx(0.416667, abs=1e-6)


def test_equal_rates_are_unequal_by_chance_alone():
    random = np.random.default_rng(2)
    found = inequality_of_counts(random.poisson(8, 40), [1000] * 40, kind=Kind.RATE)

    assert found.observed > 0.1
    assert (found.low, found.is_distinct) == (0, False)


def test_limits_hold_the_truth_about_as_often_as_they_say():
    hits = 0
    for seed in range(60):
        random = np.random.default_rng(seed)
        people = random.integers(500, 3000, 25).astype(float)
        rates = 0.02 * np.exp(0.3 * random.normal(size=25))
        truth = inequality(rates, weights=people).gini
        found = inequality_of_counts(
            random.poisson(rates * people), people, kind=Kind.RATE, draws=200
        )
        hits += found.low <= truth <= found.high

    assert hits / 60 >= 0.88


def test_a_gap_that_closes_is_told_from_one_that_only_seems_to():
    people = [5000] * 12
    far = [100 if place % 2 else 400 for place in range(12)]
    near = [240 if place % 2 else 260 for place in range(12)]
    first, second = (inequality_of_counts(one, people, kind=Kind.PROPORTION) for one in (far, near))
    found = chance.change(first, second)

    assert found.direction == -1
    assert found.low < found.difference < found.high < 0
    assert chance.change(second, second).direction == 0


def test_theil_between_and_within_by_hand():
    found = theil_parts(VALUES, ["a", "a", "b", "b"])

    assert found.total == pytest.approx(0.308721, abs=1e-6)
    assert found.between == pytest.approx(0.192745, abs=1e-6)
    assert found.within == pytest.approx(0.115976, abs=1e-6)
    assert found.groups["a"].theil == pytest.approx(0.056633, abs=1e-6)
    assert found.groups["b"].contribution == pytest.approx(0.8 * 0.130812, abs=1e-6)
    assert found.share_between == pytest.approx(0.624334, abs=1e-6)


def test_parts_add_up_with_weights_and_missing_areas():
    random = np.random.default_rng(3)
    values, people = random.uniform(1, 9, 50), random.integers(10, 90, 50)
    values[7] = np.nan
    found = theil_parts(values, [f"g{place % 4}" for place in range(50)], weights=people)

    assert found.between + found.within == pytest.approx(found.total)
    assert sum(one.areas for one in found.groups.values()) == 49
    assert sum(one.weight for one in found.groups.values()) == pytest.approx(1)


def test_groups_that_are_alike_have_nothing_between_them():
    found = theil_parts([10, 30, 10, 30], ["a", "a", "b", "b"])

    assert (found.between, found.within) == (0, pytest.approx(found.total))


def test_parts_of_nothing_give_a_reason():
    assert theil_parts([1], ["a"]).reason == "too_few"
    assert theil_parts([-1, 2], ["a", "b"]).reason == "not_positive"
    assert theil_parts([3, 3], ["a", "b"]).share_between is None


def test_lorenz_by_hand():
    # weights 1: shares of value 10, 30, 60 and 150 of 150
    people, shares = lorenz(VALUES)

    assert people.tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert shares.tolist() == pytest.approx([0, 10 / 150, 30 / 150, 60 / 150, 1])


def test_lorenz_and_gini_are_one_thing():
    people, shares = lorenz(VALUES, weights=[3, 1, 2, 5])
    area = float(((shares[1:] + shares[:-1]) / 2 * np.diff(people)).sum())

    assert 1 - 2 * area == pytest.approx(inequality(VALUES, weights=[3, 1, 2, 5]).gini)


def test_impossible_input_is_refused():
    for made, code in (
        (lambda: theil_parts([1, 2], ["a"]), "lengths"),
        (lambda: theil_parts([1, 2], ["a", "b"], weights=[1]), "lengths"),
        (lambda: theil_parts([1, 2], ["a", "b"], weights=[1, -1]), "weights"),
        (lambda: lorenz([-1, 2]), "negative"),
        (lambda: lorenz([5]), "too_few"),
        (
            lambda: inequality_of_counts([1, 2], [5, 5], kind=Kind.RATE, index="s80"),
            "index_unknown",
        ),
    ):
        with pytest.raises(InputRefusedError) as error:
            made()
        assert error.value.code == code
