# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rank intervals: certain where figures are far apart, wide where chance decides."""

import math

import pytest

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.patterns.ranks import RankInterval, rank_intervals


def test_figures_far_apart_have_one_rank_each():
    found = rank_intervals([900, 500, 100], [1000, 1000, 1000], kind=Kind.PROPORTION)

    assert [(one.low, one.high, one.third) for one in found] == [
        (1, 1, "upper"),
        (2, 2, ""),
        (3, 3, "lower"),
    ]


def test_equal_figures_may_have_every_rank():
    found = rank_intervals([50] * 6, [1000] * 6, kind=Kind.PROPORTION)

    assert [(one.low, one.high, one.third) for one in found] == [(1, 6, "")] * 6
    assert all(abs(one.upper - 2 / 6) < 0.05 for one in found)


def test_one_case_against_none_is_far_from_certain():
    # λ₁ ~ Gamma(1½), λ₀ ~ Gamma(½), equally many people: P(λ₁ < λ₀) = ½ − 1/π = 0.1817 by hand
    # (P = I₀.₅(3/2, 1/2)). Three areas, so that a third is one area: the last has a certain place.
    found = rank_intervals([1, 0, 500], [100, 100, 100], kind=Kind.RATE, draws=40_000)

    share_of_last = found[0].lower
    assert share_of_last == pytest.approx(0.5 - 1 / math.pi, abs=0.008)
    assert (found[2].low, found[2].high) == (1, 1)


def test_nothing_counted_claims_no_certainty():
    small, large = rank_intervals([0, 30], [10, 1000], kind=Kind.PROPORTION)

    assert (small.low, small.high) == (1, 2)
    assert (large.low, large.high) == (1, 2)


def test_area_without_counts_has_no_rank_and_takes_none():
    found = rank_intervals([900, None, 100, 5], [1000, 1000, 1000, None], kind=Kind.PROPORTION)

    assert found[1] is None
    assert found[3] is None
    assert [found[0].high, found[2].low] == [1, 2]


@pytest.mark.parametrize("counts", [([], []), ([5], [10]), ([5, None], [10, 10]), ([None], [None])])
def test_fewer_than_two_figures_have_no_rank(counts):
    assert set(rank_intervals(*counts, kind=Kind.PROPORTION)) <= {None}


def test_same_counts_and_seed_give_the_same_intervals():
    counts = [12, 15, 20, 9, 14], [150, 160, 170, 140, 155]

    assert rank_intervals(*counts, kind=Kind.RATE, seed=3) == rank_intervals(
        *counts, kind=Kind.RATE, seed=3
    )


def test_agrees_with_the_exact_chance_of_two_proportions():
    # P(p₁ > p₂) by integrating the two Beta densities on a fine grid: an independent way.
    import numpy as np
    from scipy.stats import beta

    grid = np.linspace(0, 1, 20_001)
    above = np.trapezoid(beta(12.5, 138.5).pdf(grid) * beta(20.5, 130.5).cdf(grid), grid)
    first, *_ = rank_intervals([12, 20, 100], [150, 150, 150], kind=Kind.PROPORTION, draws=40_000)

    assert 1 - first.lower == pytest.approx(above, abs=0.008)


def test_wider_level_gives_wider_intervals():
    counts = list(range(40, 62)), [1000] * 22
    usual = rank_intervals(*counts, kind=Kind.PROPORTION)
    wide = rank_intervals(*counts, kind=Kind.PROPORTION, level=0.99)

    assert all(w.low <= u.low and u.high <= w.high for u, w in zip(usual, wide, strict=True))
    assert sum(w.high - w.low for w in wide) > sum(u.high - u.low for u in usual)


def test_third_needs_ninety_five_percent():
    assert RankInterval(1, 8, 0.949, 0.0).third == ""
    assert RankInterval(1, 7, 0.95, 0.0).third == "upper"
    assert RankInterval(16, 22, 0.0, 0.95).third == "lower"


@pytest.mark.parametrize(
    ("x", "n", "kind", "code"),
    [
        ([1], [2], Kind.MEAN, "mean"),
        ([1], [2], Kind.RATIO, "ratio"),
        ([-1, 2], [5, 5], Kind.RATE, "negative_count"),
        ([6, 2], [5, 5], Kind.PROPORTION, "numerator_above_denominator"),
        ([6, 2], [5], Kind.PROPORTION, "lengths"),
    ],
    ids=["mean", "ratio", "negative", "above", "lengths"],
)
def test_impossible_figures_are_refused(x, n, kind, code):
    with pytest.raises(InputRefusedError) as refused:
        rank_intervals(x, n, kind=kind)

    assert refused.value.code == code


def test_rate_may_have_more_events_than_people():
    found = rank_intervals([600, 20], [100, 100], kind=Kind.RATE)

    assert [one.low for one in found] == [1, 2]
