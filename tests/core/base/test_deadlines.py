# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Holidays of Thuringia and deadlines counted backward."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klammer.base.deadlines import (
    corpus_christi,
    easter,
    holidays,
    is_working_day,
    latest_day_before,
)
from klammer.base.errors import InputRefusedError


@pytest.mark.parametrize(
    ("year", "day"),
    [(1991, (3, 31)), (2000, (4, 23)), (2008, (3, 23)), (2011, (4, 24)), (2025, (4, 20)),
     (2026, (4, 5)), (2038, (4, 25))],
)  # fmt: skip
def test_easter_is_the_sunday_of_the_calendar(year, day):
    assert easter(year) == date(year, *day)


def test_holidays_are_those_of_thuringia_2026():
    assert [f"{day:%d.%m.} {name}" for day, name in holidays(2026).items()] == [
        "01.01. Neujahr",
        "03.04. Karfreitag",
        "06.04. Ostermontag",
        "01.05. Tag der Arbeit",
        "14.05. Christi Himmelfahrt",
        "25.05. Pfingstmontag",
        "20.09. Weltkindertag",
        "03.10. Tag der Deutschen Einheit",
        "31.10. Reformationstag",
        "25.12. 1. Weihnachtstag",
        "26.12. 2. Weihnachtstag",
    ]


def test_childrens_day_is_a_holiday_since_2019():
    assert date(2018, 9, 20) not in holidays(2018)
    assert holidays(2019)[date(2019, 9, 20)] == "Weltkindertag"


@pytest.mark.parametrize(
    ("event", "days", "working", "expected"),
    [
        # Thursday 26.11.2026; 14 full days lie between: 12. to 25.11.
        (date(2026, 11, 26), 14, False, date(2026, 11, 11)),
        # 7 full days before Monday 23.11. would be Sunday 15.11.: Friday before
        (date(2026, 11, 23), 7, False, date(2026, 11, 13)),
        # nothing must lie between: the working day before; Tuesday after Easter
        (date(2026, 4, 7), 0, False, date(2026, 4, 2)),
        # five working days before Tuesday 7.4.: 2., 1., 31., 30., 27. lie between
        (date(2026, 4, 7), 5, True, date(2026, 3, 26)),
        # over the turn of the year: 4.1.2027 is a Monday; 31., 30. lie between
        (date(2027, 1, 4), 2, True, date(2026, 12, 29)),
    ],
)
def test_latest_day_leaves_the_full_stretch(event, days, working, expected):
    assert latest_day_before(event, days=days, working=working) == expected


def test_local_holidays_count_where_they_are_named():
    feast = corpus_christi(2026)

    assert feast == date(2026, 6, 4)
    assert latest_day_before(date(2026, 6, 5), days=0) == feast
    assert latest_day_before(date(2026, 6, 5), days=0, besides=[feast]) == date(2026, 6, 3)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: latest_day_before(date(2026, 1, 1), days=-1), "deadline_days"),
        (lambda: holidays(1990), "deadline_year"),
    ],
)
def test_what_cannot_be_counted_is_refused(act, code):
    with pytest.raises(InputRefusedError) as refused:
        act()

    assert refused.value.code == code


@given(
    event=st.dates(date(1995, 1, 1), date(2090, 1, 1)),
    days=st.integers(0, 60),
    working=st.booleans(),
)
def test_stretch_is_never_too_short_and_ends_on_a_working_day(event, days, working):
    found = latest_day_before(event, days=days, working=working)
    between = [found + timedelta(days=n) for n in range(1, (event - found).days)]
    counted = [one for one in between if is_working_day(one)] if working else between

    assert is_working_day(found)
    assert len(counted) >= days


@given(event=st.dates(date(1995, 1, 1), date(2090, 1, 1)), days=st.integers(0, 60))
def test_longer_stretches_end_no_later(event, days):
    shorter, longer = (latest_day_before(event, days=n, working=True) for n in (days, days + 1))

    assert longer < shorter
