# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds of patterns for all input: bounds, parts that add up, nothing depends on units."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klammer.base.quantities import Kind
from klammer.patterns.autocorrelation import adjusted, local_moran, moran, rate_deviates
from klammer.patterns.decomposition import theil_parts
from klammer.patterns.funnel import funnel_limits
from klammer.patterns.inequality import inequality, lorenz
from klammer.patterns.segregation import dissimilarity, eta_squared, isolation, segregation_index
from klammer.patterns.smoothing import smooth
from klammer.patterns.weights import pair_weights

COUNTS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=12)
VALUES = st.lists(st.floats(0.01, 1e6), min_size=3, max_size=15)


def ring(size):
    keys = [f"{number:02d}" for number in range(size)]
    pairs = [(keys[at], keys[(at + 1) % size]) for at in range(size)]
    return pair_weights(keys, {*pairs, *((b, a) for a, b in pairs)})


@settings(deadline=None)
@given(COUNTS)
def test_segregation_lies_between_nothing_and_one(pairs):
    group, other = zip(*pairs, strict=True)
    total = [a + b for a, b in pairs]
    found = dissimilarity(group, other)

    if found is None:
        assert sum(group) == 0 or sum(other) == 0
        return
    assert -1e-12 <= found <= 1 + 1e-12
    assert found == pytest.approx(dissimilarity(other, group), abs=1e-12)
    assert found == pytest.approx(segregation_index(group, total), abs=1e-12)
    assert sum(group) / sum(total) <= isolation(group, total) + 1e-12
    assert -1e-12 <= eta_squared(group, total) <= 1 + 1e-12


@settings(deadline=None)
@given(VALUES, st.data())
def test_inequality_within_and_between_add_up(values, data):
    groups = data.draw(st.lists(st.sampled_from("abc"), min_size=len(values), max_size=len(values)))
    weights = data.draw(st.lists(st.integers(1, 99), min_size=len(values), max_size=len(values)))
    found = theil_parts(values, groups, weights=weights)

    assert found.between + found.within == pytest.approx(found.total, abs=1e-9)
    assert sum(one.share for one in found.groups.values()) == pytest.approx(1)


@settings(deadline=None)
@given(VALUES)
def test_lorenz_curve_never_rises_above_equality(values):
    people, shares = lorenz(values)

    assert np.all(shares <= people + 1e-12)
    assert np.all(np.diff(shares) >= -1e-12)
    area = float(((shares[1:] + shares[:-1]) / 2 * np.diff(people)).sum())
    assert 1 - 2 * area == pytest.approx(inequality(values).gini, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(-1000, 1000), min_size=5, max_size=12).filter(
        lambda one: len(set(one)) > 2
    ),
    st.integers(1, 50),
    st.integers(-100, 100),
)
def test_autocorrelation_does_not_depend_on_the_unit(values, factor, added):
    weights = ring(len(values))
    moved = [factor * value + added for value in values]
    one, other = (moran(some, weights, permutations=99) for some in (values, moved))
    here, there = (local_moran(some, weights, permutations=99).areas for some in (values, moved))

    assert one.value == pytest.approx(other.value, abs=1e-9)
    assert one.p == other.p
    assert [area.p for area in here] == [area.p for area in there]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(-1000, 1000), min_size=4, max_size=12).filter(
        lambda one: len(set(one)) > 1
    )
)
def test_local_morans_add_up_to_the_global_one(values):
    weights = ring(len(values)).row_standardised()
    parts = [one.value for one in local_moran(values, weights, permutations=99).areas]

    assert sum(parts) / len(parts) == pytest.approx(
        moran(values, weights, permutations=99).value, abs=1e-9
    )


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjusted_p_keep_the_order_and_are_never_smaller(p):
    found = adjusted(np.array(p))

    assert np.all(found >= np.array(p) - 1e-12)
    assert np.all(found <= 1)
    order = np.argsort(p, kind="stable")
    assert np.all(np.diff(found[order]) >= -1e-12)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 5000)), min_size=2, max_size=20))
def test_smoothed_rates_lie_between_raw_rate_and_mean(pairs):
    x, n = zip(*pairs, strict=True)
    found = smooth(x, n)

    low, high = np.minimum(found.raw, found.mean), np.maximum(found.raw, found.mean)
    assert np.all((found.value >= low - 1e-12) & (found.value <= high + 1e-12))
    assert np.all((found.own >= 0) & (found.own <= 1))
    if sum(x):
        assert np.all(np.isfinite(rate_deviates(x, n)))


@settings(deadline=None)
@given(st.floats(0.01, 0.99), st.integers(1, 10**6), st.sampled_from([Kind.PROPORTION, Kind.RATE]))
def test_funnel_limits_hold_the_target_and_narrow_with_size(target, size, kind):
    sizes = [size, 2 * size]
    inner = funnel_limits(sizes, kind=kind, target=target, level=0.95)
    outer = funnel_limits(sizes, kind=kind, target=target, level=0.998)

    for limits in (inner, outer):
        assert np.all((limits.low <= target + 1e-9) & (target <= limits.high + 1e-9))
        assert limits.low[0] <= limits.low[1] + 1e-9
        assert limits.high[1] <= limits.high[0] + 1e-9
    assert np.all((outer.low <= inner.low + 1e-9) & (inner.high <= outer.high + 1e-9))
