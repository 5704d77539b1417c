# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Chapter 5: is the difference more than chance, and is the series moving?"""

import math

import pytest

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.intervals import Interval, interval_for
from klammer.indicators.significance import (
    Comparison,
    Verdict,
    compare,
    compare_with_whole,
    is_large_part,
)
from klammer.indicators.trends import trend_of_proportions, trend_of_rates


def interval(level: float = 0.95) -> Interval:
    return interval_for(Kind.PROPORTION, numerator=12, denominator=150, factor=100, level=level)


@pytest.mark.parametrize(
    ("comparator", "direction", "verdict", "level"),
    [
        # 12/150 = 8 %: 4.6–13.5 at 95 %, 3.4–17.6 at 99.8 %
        (10.0, "high_is_burden", Verdict.NOT_DISTINGUISHABLE, 0.0),
        (4.0, "high_is_burden", Verdict.WORSE, 0.95),
        (4.0, "high_is_good", Verdict.BETTER, 0.95),
        (4.0, "neutral", Verdict.HIGHER, 0.95),
        (15.0, "high_is_burden", Verdict.BETTER, 0.95),
        (15.0, "neutral", Verdict.LOWER, 0.95),
        (18.0, "neutral", Verdict.LOWER, 0.998),
        (3.0, "high_is_burden", Verdict.WORSE, 0.998),
    ],
)
def test_comparator_outside_the_interval_is_told_apart(
    comparator: float, direction: str, verdict: Verdict, level: float
) -> None:
    found = compare(interval(), comparator, strong=interval(0.998), direction=direction)

    assert (found.verdict, found.level, found.relevant) == (verdict, level, None)


def test_colour_needs_significance_and_a_stated_relevant_difference() -> None:
    stated = compare(interval(), 4.0, relevant_difference=3.0)
    small = compare(interval(), 4.0, relevant_difference=5.0)
    chance = compare(interval(), 11.0, relevant_difference=3.0)
    silent = compare(interval(), 4.0)

    assert [one.coloured for one in (stated, small, chance, silent)] == [True, False, False, False]


def test_figure_without_interval_is_not_testable_and_says_why() -> None:
    delivered = Interval(8.0, None, None, "", "delivered_rate")

    found = compare(delivered, 4.0, relevant_difference=1.0)

    assert found == Comparison(Verdict.NOT_TESTABLE, 0.0, 4.0, True, "delivered_rate")


def test_large_part_is_compared_with_the_rest() -> None:
    # A part and the rest: 60 of 400 against 100 of 1600 is what counts, not 60/400 against 160/2000.
    whole = 160 / 2000
    z = (60 - 400 * whole) / math.sqrt(400 * whole * (1 - whole) * (1 - 400 / 2000))
    assert round(z, 3) == 5.770

    rest = 100 / 1600
    pooled = math.sqrt(whole * (1 - whole) * (1 / 400 + 1 / 1600))
    assert z == pytest.approx((60 / 400 - rest) / pooled)

    found = compare_with_whole(
        Kind.PROPORTION, numerator=60, denominator=400, whole_numerator=160,
        whole_denominator=2000, factor=100, direction="high_is_burden",
    )  # fmt: skip
    assert (found.verdict, found.level, round(found.difference, 9)) == (Verdict.WORSE, 0.998, 7.0)


def test_rate_is_compared_with_the_rest_without_the_share_of_the_others() -> None:
    # 41 of 160 where a fifth of the people live: 32 expected, z = 9/√(32 × 0.8) = 1.78
    found = compare_with_whole(
        Kind.RATE, numerator=41, denominator=400, whole_numerator=160, whole_denominator=2000
    )

    assert (found.verdict, found.level) == (Verdict.NOT_DISTINGUISHABLE, 0.0)


def test_area_that_is_no_part_of_the_whole_is_refused() -> None:
    with pytest.raises(InputRefusedError) as refused:
        compare_with_whole(
            Kind.RATE, numerator=200, denominator=400, whole_numerator=160, whole_denominator=2000
        )

    assert refused.value.code == "not_a_part"


def test_ratio_is_not_tested() -> None:
    with pytest.raises(InputRefusedError) as refused:
        compare_with_whole(
            Kind.RATIO, numerator=1, denominator=2, whole_numerator=3, whole_denominator=4
        )

    assert refused.value.code == "ratio"


def test_part_is_large_from_the_stated_share() -> None:
    assert [is_large_part(n, 2000, from_share=0.1) for n in (199, 200)] == [False, True]


def test_cochran_armitage_computed_by_hand() -> None:
    # T = Σ t(x − 123) = 0×−23 + 1×−13 + 2×2 + 3×7 + 4×27 = 120
    # Var = 0.123 × 0.877 × (30 000 − 10 000²/5 000) = 1078.71;  χ² = 14 400/1078.71
    assert round(14_400 / (0.123 * 0.877 * 10_000), 3) == 13.349

    found = trend_of_proportions([100, 110, 125, 130, 150], [1000] * 5)

    assert (round(found.chi_square, 3), found.direction) == (13.349, 1)
    assert found.p_value == pytest.approx(0.000258, abs=1e-6)


def test_trend_uses_the_last_five_points() -> None:
    long = trend_of_proportions([900, 100, 110, 125, 130, 150], [1000] * 6)

    assert round(long.chi_square, 3) == 13.349


def test_weak_trend_is_significant_at_95_only() -> None:
    numbers = [100, 105, 112, 120, 128]

    strict = trend_of_proportions(numbers, [1000] * 5)
    loose = trend_of_proportions(numbers, [1000] * 5, level=0.95)

    assert 3.841 < strict.chi_square < 9.5495
    assert (strict.direction, loose.direction) == (0, 1)


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ([1, 2, 3, 4], "too_few_points"),
        ([1, 2, None, 4, 5], "incomplete"),
        ([0, 0, 0, 0, 0], "no_events"),
    ],
)
def test_series_that_says_nothing_gives_its_reason(numbers: list, reason: str) -> None:
    for test in (trend_of_proportions, trend_of_rates):
        found = test(numbers, [1000] * len(numbers))

        assert (found.direction, found.reason) == (0, reason)


def test_rate_that_grows_by_a_tenth_each_year_is_found() -> None:
    persons = [9000, 10_000, 11_000, 10_000, 9000]
    cases = [0.01 * n * 1.1**year for year, n in enumerate(persons)]

    found = trend_of_rates(cases, persons)

    assert found.yearly_change == pytest.approx(1.1)
    assert (found.overdispersion, found.direction) == (1.0, 1)


def test_years_that_jump_more_than_chance_weaken_the_trend() -> None:
    smooth = trend_of_rates([100, 120, 140, 160, 180], [1000] * 5)
    jumping = trend_of_rates([60, 190, 90, 230, 130], [1000] * 5)

    assert (smooth.direction, smooth.overdispersion) == (1, 1.0)
    assert jumping.direction == 0
    assert jumping.overdispersion > 10


def test_year_that_is_missing_widens_the_distance() -> None:
    found = trend_of_rates(
        [10 * 1.1**year for year in (0, 1, 2, 4, 5)], [1000] * 5, times=[2018, 2019, 2020, 2022, 2023]
    )  # fmt: skip

    assert found.yearly_change == pytest.approx(1.1)


@pytest.mark.parametrize(
    ("numbers", "persons", "times", "code"),
    [
        ([1, 2], [1], None, "length"),
        ([-1] * 5, [10] * 5, None, "negative_count"),
        ([1] * 5, [0] * 5, None, "denominator_zero"),
        ([11] * 5, [10] * 5, None, "numerator_above_denominator"),
        ([1] * 5, [10] * 5, [1, 2, 2, 3, 4], "times"),
    ],
)
def test_impossible_series_is_refused(numbers: list, persons: list, times: list, code: str) -> None:
    with pytest.raises(InputRefusedError) as refused:
        trend_of_proportions(numbers, persons, times=times)

    assert refused.value.code == code
