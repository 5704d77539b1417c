# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds of every table: ranks, inequality and neighbours do not depend on units or order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klammer.base.quantities import Kind
from klammer.patterns.dispersion import dispersion
from klammer.patterns.inequality import inequality
from klammer.patterns.neighbours import nearest
from klammer.patterns.ranks import rank_intervals

values = st.lists(st.floats(0.1, 1000), min_size=2, max_size=30)
counts = st.lists(
    st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=25,
)


@given(values, st.floats(0.01, 100))
def test_inequality_does_not_depend_on_the_unit(found, factor):
    one, other = inequality(found), inequality([factor * value for value in found])

    for name in ("gini", "theil", "hoover", "variation", "ratio"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-9, rel=1e-6)


@given(values)
def test_inequality_lies_between_nothing_and_all_in_one_area(found):
    made, most = inequality(found), 1 - 1 / len(found)

    assert -1e-9 <= made.gini <= most + 1e-9
    assert -1e-9 <= made.hoover <= most + 1e-9
    assert -1e-9 <= made.theil <= np.log(len(found)) + 1e-9


@given(values, st.integers(2, 4))
def test_every_area_twice_is_as_unequal(found, times):
    assert inequality(found * times).gini == pytest.approx(inequality(found).gini, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(counts)
def test_rank_intervals_are_ranks_and_thirds_are_shares(found):
    x, n = zip(*found, strict=True)
    made = rank_intervals(x, n, kind=Kind.PROPORTION, draws=200)

    assert all(1 <= one.low <= one.high <= len(found) for one in made)
    assert all(0 <= one.upper + one.lower <= 1 + 1e-9 for one in made)


@settings(max_examples=30, deadline=None)
@given(counts)
def test_dispersion_beyond_chance_is_never_more_than_observed(found):
    x, n = zip(*found, strict=True)
    made = dispersion(x, n, kind=Kind.PROPORTION, draws=100)

    assert 0 <= made.value <= made.observed + 1e-12
    assert 0 <= made.low <= made.high
    assert 0 <= made.probability <= 1


@given(
    st.lists(
        st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=4, max_size=20, unique=True
    )
)
def test_distance_is_the_same_in_both_directions(found):
    first, second = (list(column) for column in zip(*found, strict=True))
    if np.ptp(first) < 1e-6 or np.ptp(second) < 1e-6:
        return
    areas = [str(number) for number in range(len(found))]
    inputs = {"a": first, "b": second}

    def distance(to, other):
        made = nearest(areas, inputs, to=to, count=len(areas)).neighbours
        return next(one.distance for one in made if one.area == other)

    assert distance("0", "1") == pytest.approx(distance("1", "0"))
