# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each way to make values comparable, by hand: 1, 2, 3, 4 has mean 2.5, variance 1.25 (÷ n)."""

import math

import numpy as np
import pytest

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices.specification import Standardisation
from klammer.patterns.indices.standardising import exponential, standardise

NAN = float("nan")
X = np.array([1.0, 2.0, 3.0, 4.0])


def made(values=X, *, sign=1.0, people=None, base=None, **how):
    found, _ = standardise(
        np.asarray(values, dtype=float),
        Standardisation(**how),
        what="x",
        sign=sign,
        people=people,
        base=base,
    )
    return found.tolist()


def test_z_with_the_deviation_of_the_population():
    assert made(method="z") == pytest.approx([d / math.sqrt(1.25) for d in (-1.5, -0.5, 0.5, 1.5)])


def test_z_with_the_deviation_of_a_sample():
    sample = math.sqrt(5 / 3)

    assert made(method="z", deviation="sample") == pytest.approx([-1.5 / sample, -0.5 / sample, 0.5 / sample, 1.5 / sample])  # fmt: skip


def test_z_weighted_by_population():
    # weights 1, 1, 1, 7: mean (1 + 2 + 3 + 28)/10 = 3.4; variance
    # (5.76 + 1.96 + 0.16 + 7 × 0.36)/10 = 1.04
    people = np.array([10.0, 10.0, 10.0, 70.0])

    found = made(method="z", weights="population", people=people)

    assert found == pytest.approx([(x - 3.4) / math.sqrt(1.04) for x in X])


def test_z_with_fixed_values_of_a_base_year():
    assert made(method="z", mean=0.0, spread=2.0) == [0.5, 1, 1.5, 2]


def test_z_with_the_column_of_a_base_year():
    assert made(method="z", base=np.array([0.0, 0.0, 4.0, 4.0])) == [-0.5, 0, 0.5, 1]


def test_direction_turns_the_sign():
    assert made(method="z", sign=-1.0) == pytest.approx([-one for one in made(method="z")])


def test_min_max_goes_from_0_to_1_and_turns_around():
    assert made(method="min_max") == pytest.approx([0, 1 / 3, 2 / 3, 1])
    assert made(method="min_max", sign=-1.0) == pytest.approx([1, 2 / 3, 1 / 3, 0])
    assert made(method="min_max", lowest=0.0, highest=8.0) == [0.125, 0.25, 0.375, 0.5]


def test_ranks_and_shares_of_ranks():
    assert made([5, 7, 7, 9], method="percentile") == pytest.approx([0, 1 / 3, 1 / 3, 1])
    assert made([5, 7, 7, 9], method="rank", ties="mean") == [1, 2.5, 2.5, 4]
    assert made([5, 7, 7, 9], method="rank_share") == [0.25, 0.5, 0.5, 1]


def test_reversed_percentiles_rank_equal_values_from_the_other_end():
    # 9 is best (0), the two 7 follow; with ties = highest they have what 1 − percentile gives
    assert made([5, 7, 7, 9], method="percentile", sign=-1.0) == pytest.approx([1, 1 / 3, 1 / 3, 0])
    assert made([5, 7, 7, 9], method="percentile", sign=-1.0, ties="highest") == pytest.approx(
        [1 - one for one in (0, 1 / 3, 1 / 3, 1)]
    )


def test_normal_scores_are_quantiles_of_the_normal_distribution():
    # Φ⁻¹(1/4), Φ⁻¹(2/4), Φ⁻¹(3/4)
    assert made([5, 6, 9], method="normal_scores") == pytest.approx([-0.67448975, 0, 0.67448975])


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.5, 15.647), (0.75, 31.009), (0.9, 50.427), (0.99, 86.957), (1.0, 100.0)],
)
def test_exponential_by_hand(share, expected):
    assert exponential(np.array([share]))[0] == pytest.approx(expected, abs=5e-4)


def test_exponential_ranks_the_greatest_value_last():
    # R = 1/4 … 4/4
    expected = exponential(np.array([0.25, 0.5, 0.75, 1.0])).tolist()

    assert made([2, 5, 7, 9], method="exponential") == pytest.approx(expected)


def test_scale_shift_and_decimals():
    assert made(method="min_max", scale=100.0, shift=1000.0, decimals=1) == [1000, 1033.3, 1066.7, 1100]  # fmt: skip


def test_missing_values_stay_missing_and_count_nowhere():
    found = made([1, NAN, 3], method="z")

    assert found[0] == -1
    assert math.isnan(found[1])
    assert found[2] == 1


@pytest.mark.parametrize("method", ["z", "min_max", "percentile", "exponential"])
def test_the_same_everywhere_is_refused(method):
    with pytest.raises(InputRefusedError, match="same in all areas") as caught:
        made([2, 2, NAN, 2], method=method)

    assert caught.value.code == "index_constant"


def test_nothing_at_all_is_refused():
    with pytest.raises(InputRefusedError, match="no value at all"):
        made([NAN, NAN], method="none")


def test_base_year_without_spread_is_refused():
    with pytest.raises(InputRefusedError, match="no spread in its base year"):
        made(method="z", base=np.array([3.0, 3.0, 3.0, 3.0]))
