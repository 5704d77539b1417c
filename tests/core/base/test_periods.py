# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Periods: every form there is, neighbours that touch, and what is refused."""

from datetime import date, timedelta

import pytest

from klammer.base.errors import InputRefusedError
from klammer.base.periods import parse_period


@pytest.mark.parametrize(
    ("text", "canonical", "start", "end"),
    [
        ("2022", "2022", date(2022, 1, 1), date(2023, 1, 1)),
        ("2022-12-31", "2022-12-31", date(2022, 12, 31), date(2023, 1, 1)),
        ("31.12.2022", "2022-12-31", date(2022, 12, 31), date(2023, 1, 1)),
        ("2024-02", "2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2022-12", "2022-12", date(2022, 12, 1), date(2023, 1, 1)),
        ("2022-Q1", "2022-Q1", date(2022, 1, 1), date(2022, 4, 1)),
        ("2022-Q4", "2022-Q4", date(2022, 10, 1), date(2023, 1, 1)),
        ("2021/22", "2021/22", date(2021, 8, 1), date(2022, 8, 1)),
        ("1999/00", "1999/00", date(1999, 8, 1), date(2000, 8, 1)),
        ("2019/2021", "2019/2021", date(2019, 1, 1), date(2022, 1, 1)),
        ("  2022 ", "2022", date(2022, 1, 1), date(2023, 1, 1)),
    ],
)
def test_parse_period_reads_every_form(text: str, canonical: str, start: date, end: date) -> None:
    period = parse_period(text)

    assert (period.text, period.start, period.end) == (canonical, start, end)
    assert parse_period(period.text) == period


@pytest.mark.parametrize(
    ("first", "next_one"),
    [
        ("2022", "2023"),
        ("2022-12", "2023-01"),
        ("2022-Q4", "2023-Q1"),
        ("2021/22", "2022/23"),
        ("2019/2021", "2022/2024"),
        ("2024-02-28", "2024-02-29"),
    ],
)
def test_neighbouring_periods_touch_without_a_common_day(first: str, next_one: str) -> None:
    assert parse_period(first).end == parse_period(next_one).start


@pytest.mark.parametrize("parts", [[f"{n:02}" for n in range(1, 13)], ["Q1", "Q2", "Q3", "Q4"]])
def test_parts_of_a_year_fill_it_without_a_gap(parts: list[str]) -> None:
    whole = parse_period("2023")

    days = sum(((p := parse_period(f"2023-{part}")).end - p.start for part in parts), timedelta())

    assert days == whole.end - whole.start == timedelta(days=365)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2022", 2022),
        ("2022-12-31", 2022),
        ("2022-Q4", 2022),
        ("2022-12", 2022),
        ("2019/2021", 2021),  # several years are listed under the last
        ("2021/22", 2021),  # a school year under the one it began in
    ],
)
def test_year_is_the_one_a_figure_is_listed_under(text: str, year: int) -> None:
    assert parse_period(text).year == year


@pytest.mark.parametrize(
    ("text", "is_day"), [("31.12.2022", True), ("2022", False), ("2022-12", False)]
)
def test_reference_date_is_a_single_day(text: str, is_day: bool) -> None:  # noqa: FBT001  # reason: a column of the table above
    assert parse_period(text).is_reference_date is is_day


def test_periods_sort_by_time() -> None:
    texts = ["2023", "2021/22", "2022-Q1", "2022", "2021"]

    assert [p.text for p in sorted(map(parse_period, texts))] == [
        "2021",
        "2021/22",
        "2022-Q1",
        "2022",
        "2023",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "22",
        "20222",
        "2022-13",
        "2022-00",
        "2022-Q5",
        "2022-Q0",
        "2022-02-30",
        "31.02.2022",
        "2021/23",  # no school year
        "2022/21",
        "2021/2019",  # ends before it begins
        "0000",
        "9999",  # its end is no day of the calendar
        "2022-1-1",
        "2022 bis 2023",
        "٢٠٢٢",  # digits of another script would not compare with ours
    ],
)
def test_parse_period_refuses_what_is_no_period(text: str) -> None:
    with pytest.raises(InputRefusedError) as refused:
        parse_period(text)

    assert (refused.value.code, refused.value.details) == ("period", {"found": text})
    assert refused.value.what == f"'{text}' is not a period"
    assert refused.value.remedy
