# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dispersion beyond chance.

By hand, 10 and 30 of 100: P = 0.2; V = 0.01; chance ½·½·(0.09/99 + 0.21/99) = 0.00075758;
value² = 0.00924242; χ² = 10²/16 + 10²/16 = 12.5 with one degree of freedom → 0.000407.
"""

import math

import numpy as np
import pytest

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.patterns.dispersion import Change, change, dispersion

SHARE = {"kind": Kind.PROPORTION}


def test_two_areas_by_hand():
    found = dispersion([10, 30], [100, 100], kind=Kind.PROPORTION, factor=100)

    assert found.areas == 2
    assert found.observed == pytest.approx(10.0)
    assert found.value == pytest.approx(100 * math.sqrt(0.00924242), rel=1e-6)
    assert found.probability == pytest.approx(0.000407, abs=1e-6)
    assert found.low < found.value < found.high


def test_rates_by_hand():
    # 10 and 30 events of 100: chance ¼·(0.001 + 0.003) = 0.001; χ² = 100/20 + 100/20 = 10 → .001565
    found = dispersion([10, 30], [100, 100], kind=Kind.RATE)

    assert found.value == pytest.approx(math.sqrt(0.009))
    assert found.probability == pytest.approx(0.001565, abs=1e-6)


def test_chance_alone_leaves_nothing():
    random = np.random.default_rng(5)
    found = dispersion(random.binomial(500, 0.1, 22), [500] * 22, kind=Kind.PROPORTION)

    assert found.observed > 0.005
    assert found.low == 0
    assert found.probability > 0.05


def test_all_alike_and_nobody_affected():
    found = dispersion([0, 0, 0], [50, 60, 70], kind=Kind.PROPORTION)

    assert (found.observed, found.value, found.high, found.probability) == (0, 0, 0, 1)


@pytest.mark.parametrize(
    "counts", [([], []), ([3], [9]), ([3, None], [9, 9])], ids=["0", "1", "1+"]
)
def test_one_area_says_nothing(counts):
    found = dispersion(*counts, kind=Kind.PROPORTION)

    assert (found.value, found.reason) == (None, "too_few")
    assert change(counts, ([1, 2], [9, 9]), kind=Kind.PROPORTION) is None


def test_interval_covers_the_truth_as_often_as_it_says():
    random = np.random.default_rng(11)
    truth = random.uniform(0.05, 0.15, 22)
    people = random.integers(400, 4000, 22)
    weights = people / people.sum()
    spread = math.sqrt(weights @ (truth - weights @ truth) ** 2)
    hits = 0
    for seed in range(200):
        found = dispersion(random.binomial(people, truth), people, draws=300, seed=seed, **SHARE)
        hits += found.low <= spread <= found.high

    assert 0.90 <= hits / 200 <= 1.0


def test_closing_gap_is_found_and_a_steady_one_is_not():
    people = [5000] * 20
    far = [200 + 30 * step for step in range(20)]
    near = [400 + 10 * step for step in range(20)]

    closing = change((far, people), (near, people), kind=Kind.PROPORTION, factor=100)
    steady = change((far, people), (far, people), kind=Kind.PROPORTION, factor=100)

    assert (closing.direction, steady.direction) == (-1, 0)
    assert closing.difference < -2
    assert steady.difference == 0


@pytest.mark.parametrize(
    ("found", "direction"),
    [(Change(-1, -2, -0.1), -1), (Change(1, 0.1, 2), 1), (Change(1, -0.1, 2), 0)],
    ids=["closer", "apart", "open"],
)
def test_direction_needs_an_interval_without_zero(found, direction):
    assert found.direction == direction


@pytest.mark.parametrize(
    ("x", "n", "kind", "code"),
    [
        ([1, 2], [9, 9], Kind.MEAN, "mean"),
        ([1, 2], [9], Kind.RATE, "lengths"),
        ([-1, 2], [9, 9], Kind.RATE, "negative_count"),
        ([10, 2], [9, 9], Kind.PROPORTION, "numerator_above_denominator"),
    ],
    ids=["mean", "lengths", "negative", "above"],
)
def test_impossible_counts_are_refused(x, n, kind, code):
    with pytest.raises(InputRefusedError) as refused:
        dispersion(x, n, kind=kind)

    assert refused.value.code == code
