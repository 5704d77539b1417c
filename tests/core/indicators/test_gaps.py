# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two groups: difference and ratio against published and hand computed values."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.gaps import Estimated, Group, change, gap


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
    ids=["a", "b", "c", "d", "f", "g", "h"],
)
def test_difference_of_proportions_is_newcombes(first, second, low, high) -> None:
    found = gap(Kind.PROPORTION, Group(*first), Group(*second)).difference

    assert found.value == pytest.approx(first[0] / first[1] - second[0] / second[1])
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_ratio_of_proportions_by_hand() -> None:
    # ln(1.3333) ∓ 1.959964 √(1/56 − 1/70 + 1/48 − 1/80) = 0.287682 ∓ 1.959964 · 0.109109
    found = gap(Kind.PROPORTION, Group(56, 70), Group(48, 80)).ratio

    assert found is not None
    assert found.value == pytest.approx(4 / 3)
    spread = 1.959964 * math.sqrt(1 / 56 - 1 / 70 + 1 / 48 - 1 / 80)
    assert found.low == pytest.approx(math.exp(math.log(4 / 3) - spread), rel=1e-6)
    assert (found.low, found.high) == (
        pytest.approx(1.076626, abs=1e-6),
        pytest.approx(1.651249, abs=1e-6),
    )


def test_difference_and_ratio_of_rates_by_hand() -> None:
    # Byar per 1,000: 100 → 8.1362–12.1628 of 10,000; 60 → 45.7844–77.2331 of 12,000
    # d = 10 − 5 = 5; L = 5 − √(1.8638² + 1.4361²); U = 5 + √(2.1628² + 1.1846²)
    found = gap(Kind.RATE, Group(100, 10_000), Group(60, 12_000), factor=1000)

    assert found.difference.value == pytest.approx(5.0)
    assert found.difference.low == pytest.approx(5 - math.hypot(1.8638, 1.4361), abs=2e-4)
    assert found.difference.high == pytest.approx(5 + math.hypot(2.1628, 1.1846), abs=2e-4)
    # ln 2 ∓ 1.959964 √(1/100 + 1/60) = 0.693147 ∓ 0.320065
    assert found.ratio is not None
    assert found.ratio.low == pytest.approx(math.exp(0.693147 - 0.320065), abs=1e-4)
    assert found.ratio.high == pytest.approx(math.exp(0.693147 + 0.320065), abs=1e-4)


def test_the_stricter_level_that_is_passed_is_named() -> None:
    assert gap(Kind.PROPORTION, Group(10, 10), Group(0, 20)).level == 0.998
    assert gap(Kind.PROPORTION, Group(9, 10), Group(3, 10)).level == 0.95
    assert gap(Kind.PROPORTION, Group(5, 56), Group(0, 29)).level == 0.0


def test_a_group_without_cases_has_no_ratio_that_could_be_invented() -> None:
    assert gap(Kind.PROPORTION, Group(5, 56), Group(0, 29)).ratio is None
    assert gap(Kind.PROPORTION, Group(0, 29), Group(5, 56)).ratio == Estimated(0.0, None, None)


@pytest.mark.parametrize("kind", [Kind.RATIO, Kind.MEAN, Kind.AMOUNT, Kind.COUNT, Kind.INDEX])
def test_kinds_without_chance_model_are_refused(kind) -> None:
    with pytest.raises(InputRefusedError) as refused:
        gap(kind, Group(1, 10), Group(2, 10))

    assert refused.value.code == str(kind)


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(InputRefusedError, match="larger than its denominator"):
        gap(Kind.PROPORTION, Group(11, 10), Group(2, 10))
    with pytest.raises(InputRefusedError, match="denominator is 0"):
        gap(Kind.RATE, Group(1, 10), Group(2, 0))


def test_change_of_a_gap_by_hand() -> None:
    # 3 − 2 = 1; L = 1 − √((3 − 2.5)² + (2.8 − 2)²); U = 1 + √((3.6 − 3)² + (2 − 1.4)²)
    found = change(Estimated(2.0, 1.4, 2.8), Estimated(3.0, 2.5, 3.6))

    assert found is not None
    assert found.value == pytest.approx(1.0)
    assert found.low == pytest.approx(1 - math.sqrt(0.25 + 0.64))
    assert found.high == pytest.approx(1 + math.sqrt(0.36 + 0.36))
    assert change(Estimated(2.0, None, None), Estimated(3.0, 2.5, 3.6)) is None


counts = st.integers(0, 500).flatmap(lambda x: st.tuples(st.just(x), st.integers(max(x, 1), 5_000)))


@given(counts, counts, st.sampled_from([Kind.PROPORTION, Kind.RATE]))
def test_turning_the_groups_turns_the_gap(first, second, kind) -> None:
    one = gap(kind, Group(*first), Group(*second))
    other = gap(kind, Group(*second), Group(*first))

    assert one.difference.low <= one.difference.value <= one.difference.high
    assert other.difference.low == pytest.approx(-one.difference.high, abs=1e-12)
    assert other.difference.high == pytest.approx(-one.difference.low, abs=1e-12)
    assert one.level == other.level
    if kind is Kind.PROPORTION:
        assert one.difference.low >= -1
        assert one.difference.high <= 1
    if one.ratio and other.ratio and first[0]:
        assert one.ratio.value * other.ratio.value == pytest.approx(1)
