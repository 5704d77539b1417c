# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Chapter 4: figures that get no interval, and why.

The kind of a figure decides. A ratio of places to children has no chance in it; of a delivered
rate nobody knows the cases; the members of one household do not become poor one by one.
"""

import pytest

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.intervals import Interval, interval_for
from klammer.indicators.uncertainty import byar, exact, wilson


@pytest.mark.parametrize("kind", [Kind.RATIO, Kind.MEAN, Kind.AMOUNT, Kind.INDEX])
def test_kind_without_chance_has_a_value_and_a_reason(kind: Kind) -> None:
    found = interval_for(kind, numerator=30, denominator=40, factor=100)

    assert found == Interval(75.0, None, None, "", str(kind))


def test_balance_may_be_negative() -> None:
    found = interval_for(Kind.RATIO, numerator=-30, denominator=1000, factor=1000)

    assert found == Interval(-30.0, None, None, "", "ratio")


def test_delivered_rate_has_no_cases() -> None:
    assert interval_for(Kind.PROPORTION, delivered=True).reason == "delivered_rate"


def test_members_of_one_household_are_not_independent() -> None:
    found = interval_for(Kind.PROPORTION, numerator=12, denominator=150, clustered=True)

    assert found == Interval(0.08, None, None, "", "clustered")


def test_share_above_100_per_cent_is_no_proportion() -> None:
    found = interval_for(Kind.PROPORTION, numerator=105, denominator=100, factor=100)

    assert found == Interval(105.0, None, None, "", "numerator_above_denominator")


def test_method_of_another_kind_is_not_applied() -> None:
    found = interval_for(Kind.RATE, numerator=5, denominator=100, method="wilson")

    assert found == Interval(0.05, None, None, "", "method_of_other_kind")


@pytest.mark.parametrize(("numerator", "denominator"), [(None, 10), (3, None), (float("nan"), 10)])
def test_missing_count_gives_nothing(numerator: float | None, denominator: float | None) -> None:
    found = interval_for(Kind.RATE, numerator=numerator, denominator=denominator)

    assert found == Interval(None, None, None, "", "incomplete")


@pytest.mark.parametrize(
    ("kind", "cases", "method", "limits"),
    [
        (Kind.PROPORTION, 12, "wilson", wilson(12, 150)),
        (Kind.RATE, 9, "exact", [limit / 150 for limit in exact(9)]),
        (Kind.RATE, 10, "byar", [limit / 150 for limit in byar(10)]),
    ],
)
def test_kind_chooses_its_method(kind: Kind, cases: float, method: str, limits: tuple) -> None:
    found = interval_for(kind, numerator=cases, denominator=150)

    assert (found.method, found.reason) == (method, "")
    assert (found.low, found.high) == pytest.approx(tuple(float(limit) for limit in limits))


def test_count_needs_no_denominator() -> None:
    found = interval_for(Kind.COUNT, numerator=12)

    assert (found.value, found.method) == (12.0, "byar")
    assert found.high == pytest.approx(20.963, abs=5e-4)


@pytest.mark.parametrize("kind", [Kind.RATE, Kind.RATIO])
def test_denominator_of_0_is_refused(kind: Kind) -> None:
    with pytest.raises(InputRefusedError) as refused:
        interval_for(kind, numerator=3, denominator=0)

    assert refused.value.code == "denominator_zero"
