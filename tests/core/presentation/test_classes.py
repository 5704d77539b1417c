# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Classes of maps: the rule of the quantiles, the optimum of natural breaks, what is refused."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klammer.base.errors import InputRefusedError
from klammer.presentation.classes import around, classify, limited, recounted


def test_quantiles_divide_ten_values_into_five_pairs():
    found = classify(range(1, 11), count=5)

    assert found.ranges == ((1, 2), (3, 4), (5, 6), (7, 8), (9, 10))
    assert found.counts == (2, 2, 2, 2, 2)


def test_quantiles_follow_the_published_rule_when_values_do_not_divide_evenly():
    # floor((5+1) − ceil((8−rank)/(7/5))) for ranks 1…7: 1 1 2 3 3 4 5
    found = classify([10, 20, 30, 40, 50, 60, 70], count=5)

    assert [found.of(value) for value in (10, 20, 30, 40, 50, 60, 70)] == [1, 1, 2, 3, 3, 4, 5]


def test_equal_values_stay_in_one_class():
    found = classify([1, 1, 1, 1, 2, 3, 4, 5], count=4)

    assert found.of(1) == 1
    assert sum(found.counts) == 8
    assert found.counts[0] == 4


def test_fewer_values_than_classes_give_no_class():
    found = classify([1, 2, 3], count=5)

    assert (len(found), found.of(2)) == (0, 0)


def test_equal_width_leaves_out_classes_nobody_is_in():
    found = classify([0, 1, 100], method="equal", count=3)

    assert found.ranges == ((0, 1), (100, 100))
    assert found.asked == 3


def test_fixed_bounds_belong_to_the_lower_class():
    found = classify([1, 5, 6, 10, 11], method="fixed", bounds=(5, 10))

    assert found.ranges == ((1, 5), (6, 10), (11, 11))


def _inside(groups):
    return sum(sum((v - sum(g) / len(g)) ** 2 for v in g) for g in groups)


@given(st.lists(st.integers(0, 40), min_size=4, max_size=9, unique=True))
def test_natural_breaks_are_the_best_of_all_possible(values):
    ordered = sorted(values)
    best = min(
        _inside([ordered[:a], ordered[a:b], ordered[b:]])
        for a, b in combinations(range(1, len(ordered)), 2)
    )

    found = classify(values, method="jenks", count=3)
    groups = [[v for v in ordered if found.of(v) == number] for number in (1, 2, 3)]

    assert _inside(groups) == pytest.approx(best)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40),
    st.integers(1, 7),
    st.sampled_from(["quantile", "equal", "jenks"]),
)
def test_every_value_lies_in_the_range_of_its_class(values, count, method):
    found = classify(values, method=method, count=count)

    assert len(found) <= count
    if len(found):
        assert sum(found.counts) == len(values)
        assert all(
            found.ranges[found.of(v) - 1][0] <= v <= found.ranges[found.of(v) - 1][1]
            for v in values
        )


@pytest.mark.parametrize(
    "wish",
    [
        {"method": "pretty"},
        {"count": 8},
        {"count": 0},
        {"method": "fixed", "bounds": (2, 1)},
        {"method": "fixed", "bounds": (1, 1)},
    ],
)
def test_classes_that_cannot_be_told_apart_are_refused(wish):
    with pytest.raises(InputRefusedError):
        classify([1, 2, 3, 4, 5, 6, 7, 8], **wish)


def test_colours_around_a_comparator_need_a_relevant_difference():
    found = around([1, 4, 5, 6, 9], 5.0, relevant=1.0)

    assert found.counts == (1, 1, 2, 0, 1)
    with pytest.raises(InputRefusedError, match="relevant difference"):
        around([1, 2], 1.5, relevant=0)


def test_stated_limits_keep_classes_that_nobody_is_in():
    found = limited([1, 5, 6], (5, 10))

    assert found.counts == (2, 1, 0)
    assert [found.of(value) for value in (-3, 5, 5.1, 10, 10.1)] == [1, 1, 2, 2, 3]


def test_no_stated_limit_is_one_class():
    assert limited([1, 2], ()).counts == (2,)


def test_counts_of_some_values_keep_the_classes_of_all():
    found = classify(range(1, 11), count=5)

    some = recounted(found, [1, 2, 10])

    assert (some.ranges, some.counts) == (found.ranges, (2, 0, 0, 0, 1))


def test_natural_breaks_are_found_for_many_equal_values():
    values = [1.0] * 5000 + [1.1] * 4000 + [9.0] * 3000

    found = classify(values, method="jenks", count=2)

    assert found.ranges == ((1.0, 1.1), (9.0, 9.0))
    with pytest.raises(InputRefusedError, match="different values"):
        classify([float(one) for one in range(1501)], method="jenks", count=3)
