# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Chapter 6: counts that were rounded before they reached us, and counts behind published rates."""

import math
from datetime import date

import numpy as np
import pytest

from klammer.base.cells import Secrecy
from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.derive import derive_numerators, derived_limits
from klammer.indicators.rounding import (
    deviation_of,
    interval_of_protected,
    is_too_small,
    is_unreliable,
    rate_bounds,
)
from klammer.indicators.uncertainty import wilson
from klammer.parameters import registry

DAY = date(2026, 1, 1)


def test_rate_of_rounded_counts_lies_between_its_worst_cases() -> None:
    # 20 of 200, both rounded to 5 (off by 2 at most): 18/202 … 22/198
    found = rate_bounds(20, 200, numerator_error=2, denominator_error=2, factor=100)

    assert float(found.low) == pytest.approx(100 * 18 / 202)
    assert float(found.high) == pytest.approx(100 * 22 / 198)


def test_rounded_count_does_not_fall_below_nothing_nor_a_share_above_everything() -> None:
    found = rate_bounds([0, 99], [100, 100], numerator_error=2, is_share=True)

    assert found.low.tolist() == [0.0, 0.97]
    assert found.high.tolist() == [0.02, 1.0]


def test_group_that_could_be_empty_has_no_upper_bound() -> None:
    assert math.isinf(float(rate_bounds(1, 2, numerator_error=2, denominator_error=2).high))


def test_interval_of_rounded_counts_covers_chance_and_rounding() -> None:
    found = interval_of_protected(20, 200, method="wilson", numerator_error=2, denominator_error=2)

    assert float(found.low) == float(wilson(18, 202).low)
    assert float(found.high) == float(wilson(22, 198).high)
    assert float(found.low) < float(wilson(20, 200).low)


def test_deviation_of_cell_key_noise_is_not_assumed() -> None:
    methods = (Secrecy.EXACT, Secrecy.ROUNDED_5, Secrecy.ROUNDED_10)
    known = {
        one: registry.value("rounding_deviation", on=DAY, secrecy=one).value for one in methods
    }

    assert known == {Secrecy.EXACT: 0, Secrecy.ROUNDED_5: 2, Secrecy.ROUNDED_10: 5}
    with pytest.raises(InputRefusedError) as refused:
        deviation_of(Secrecy.CELL_KEY, known=known)
    assert refused.value.code == "deviation_unknown"


def test_fewer_than_sixteen_cases_are_unreliable() -> None:
    limit = registry.value("reliability_rse", on=DAY).value
    assert 1 / math.sqrt(16) == limit

    assert [is_unreliable(count, limit=limit) for count in (0, 15, 16, None)] == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cases", "persons", "too_small"),
    [
        (4, 100, True),
        (5, 100, False),
        (0, 100, False),  # an exact zero is shown as "–"
        (0, 29, True),
        (10, 29, True),
        (10, 30, False),
        (None, 30, False),
        (4, None, True),
    ],
)
def test_rate_is_too_small_below_5_cases_or_30_persons(
    cases: float | None, persons: float | None, *, too_small: bool
) -> None:
    found = is_too_small(cases, persons, minimum_numerator=5, minimum_denominator=30)

    assert found is too_small


def test_zero_is_too_small_where_the_rule_says_so() -> None:
    assert is_too_small(0, 100, minimum_numerator=5, minimum_denominator=30, show_zero=False)


def test_cases_follow_from_rate_and_denominator() -> None:
    # 12.3 % of 1 000 stands for 12.25 … 12.35 %: 122.5 … 123.5 persons, that is 123
    # 12.3 % of 40 000: 4 900 … 4 940 persons, 4 920 give or take 20
    found = derive_numerators([12.3, 12.3], [1000, 40_000], factor=100, decimals=1)

    assert found.numerator.tolist() == [123, 4920]
    assert (found.low.tolist(), found.high.tolist()) == ([123, 4900], [123, 4940])
    assert (found.error.tolist(), found.secrecy) == ([0, 20], Secrecy.ESTIMATED)


def test_rate_no_whole_number_can_give_contradicts_its_denominator() -> None:
    # Of 8 children 1 is 12.5 %; nothing gives 14.0 %.
    found = derive_numerators([12.5, 14.0], [8, 8], factor=100, decimals=1)

    assert found.reasons == ("", "contradiction")
    assert np.isnan(found.numerator).tolist() == [False, True]


def test_zero_that_may_hide_something_is_not_derived() -> None:
    found = derive_numerators(
        [0.0, 0.0, None], [500, 500, 500], factor=100, decimals=1,
        statuses=["zero_or_hidden", "zero", "missing"],
    )  # fmt: skip

    assert found.reasons == ("zero_or_hidden", "", "incomplete")
    assert found.numerator[1] == 0


def test_interval_of_a_derived_rate_includes_its_rounding() -> None:
    derived = derive_numerators([12.3], [40_000], factor=100, decimals=1)

    found = derived_limits(derived, [40_000], kind=Kind.PROPORTION, factor=100)

    assert found.low[0] == pytest.approx(100 * float(wilson(4900, 40_000).low))
    assert found.high[0] == pytest.approx(100 * float(wilson(4940, 40_000).high))


def test_mean_gets_no_interval_by_derivation() -> None:
    derived = derive_numerators([1.5], [10], factor=1, decimals=1)

    with pytest.raises(InputRefusedError) as refused:
        derived_limits(derived, [10], kind=Kind.MEAN)

    assert refused.value.code == "mean"
