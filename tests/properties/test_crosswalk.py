# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Totals survive a crosswalk, to the last digit, whatever the numbers."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from klammer.base.tables import Table
from klammer.territory import records
from klammer.territory.crosswalks import crosswalk
from klammer.territory.reapportion import convert_counts, divide_exactly
from klammer.territory.steps import UNIT, divide

DATES = st.sampled_from(records.DATES)
VALUES = st.one_of(
    st.integers(0, 10**9),
    st.decimals(0, 10**7, places=3, allow_nan=False),
    st.floats(0, 10**6, allow_nan=False).map(lambda value: round(value, 4)),
)


def exact(value):
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


@settings(max_examples=20, deadline=None)
@given(
    dates=st.tuples(DATES, DATES).map(sorted),
    weights=st.sampled_from(["population", "area"]),
    data=st.data(),
)
def test_total_of_all_counties_is_the_same_after_any_forward_conversion(dates, weights, data):
    start, end = dates
    found = crosswalk("county", start, max(end, "2020-12-31"), weights=weights)
    areas = sorted(found.parts)
    values = data.draw(st.lists(VALUES, min_size=len(areas), max_size=len(areas)))

    after = convert_counts(Table({"area": areas, "value": values}), crosswalk=found)

    assert sum(exact(value) for value in after["value"]) == sum(exact(value) for value in values)
    assert set(after["area"]) == records.units("county", max(end, "2020-12-31"))


@given(
    amount=st.integers(-(10**15), 10**15),
    cuts=st.lists(st.integers(0, UNIT), max_size=20),
)
def test_division_is_exact_and_off_by_less_than_one(amount, cuts):
    edges = [0, *sorted(cuts), UNIT]
    shares = [after - before for before, after in pairwise(edges)]

    parts = divide(amount, shares)

    assert sum(parts) == amount
    assert all(
        abs(part * UNIT - amount * share) < UNIT for part, share in zip(parts, shares, strict=True)
    )


@given(
    value=st.decimals(-(10**9), 10**9, places=5, allow_nan=False),
    weight=st.integers(0, UNIT),
)
def test_decimal_parts_add_up(value, weight):
    assert sum(divide_exactly(value, [weight, UNIT - weight])) == value


@settings(max_examples=12, deadline=None)
@given(dates=st.tuples(DATES, DATES), level=st.sampled_from(["county", "municipality"]))
def test_each_unit_is_carried_or_refused_with_a_reason(dates, level):
    found = crosswalk(level, *dates)

    assert set(found.parts) | set(found.refused) == records.units(level, dates[0])
    assert not set(found.parts) & set(found.refused)
    assert {new for parts in found.parts.values() for new, _ in parts} <= records.units(
        level, dates[1]
    )
    assert all(len(news) > 1 for news in found.refused.values())
