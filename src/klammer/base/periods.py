# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Periods: half-open, so that neighbours touch without overlapping.

Canonical text: `2022` (calendar year), `2022-12-31` (reference date), `2021/22` (school year),
`2022-Q1`, `2022-05` (month), `2019/2021` (several years together).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from klammer.base.errors import InputRefusedError

_SCHOOL_YEAR = re.compile(r"(\d{4})/(\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time [start, end) with its canonical text."""

    start: date
    end: date
    text: str

    @property
    def year(self) -> int:
        """The calendar year a figure of this period is listed under: the year it ends in.

        A school year is listed under the year it began in, as school statistics do.
        """
        if _SCHOOL_YEAR.fullmatch(self.text):
            return self.start.year
        return (self.end - timedelta(days=1)).year

    @property
    def is_reference_date(self) -> bool:
        """Whether this is a single day (a stock), not a stretch (a flow)."""
        return self.end - self.start == timedelta(days=1)


def parse_period(text: str) -> Period:
    """Read a period from its canonical or its German text.

    text     `2022`, `2022-12-31`, `31.12.2022`, `2022-05`, `2022-Q1`, `2021/22`, `2019/2021`
    returns  the period with canonical text

    Raises `InputRefusedError` when it is none of these, or no day of the calendar.
    """
    clean = text.strip()
    try:
        return _parse(clean)
    except ValueError as error:
        raise InputRefusedError(
            f"'{text}' is not a period",
            why="expected a year (2022), a day (2022-12-31 or 31.12.2022), a month (2022-05), "
            "a quarter (2022-Q1), a school year (2021/22) or several years (2019/2021)",
            remedy="correct the period in the file or choose another column for it",
            code="period",
            found=text,
        ) from error


def _parse(clean: str) -> Period:
    for form, read in _FORMS.items():
        if found := form.fullmatch(clean):
            return read(clean, *(int(part) for part in found.groups()))
    raise ValueError(clean)


def _years(text: str, first: int, last: int) -> Period:
    if last < first:
        raise ValueError(text)
    return Period(date(first, 1, 1), date(last + 1, 1, 1), text)


def _day(year: int, month: int, day: int) -> Period:
    start = date(year, month, day)
    return Period(start, start + timedelta(days=1), start.isoformat())


def _months(text: str, year: int, month: int, count: int) -> Period:
    last = month + count
    return Period(date(year, month, 1), date(year + (last - 1) // 12, (last - 1) % 12 + 1, 1), text)


def _school_year(text: str, first: int, last: int) -> Period:
    if last != (first + 1) % 100:
        raise ValueError(text)
    return Period(date(first, 8, 1), date(first + 1, 8, 1), text)


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


# Form of the text → what reads it: the text itself and the numbers in it.
_FORMS: dict[re.Pattern[str], Callable[..., Period]] = {
    _form(r"(\d{4})"): lambda text, year: _years(text, year, year),
    _form(r"(\d{4})-(\d\d)-(\d\d)"): lambda _, year, month, day: _day(year, month, day),
    _form(r"(\d\d)\.(\d\d)\.(\d{4})"): lambda _, day, month, year: _day(year, month, day),
    _form(r"(\d{4})-(\d\d)"): lambda text, year, month: _months(text, year, month, 1),
    _form(r"(\d{4})-Q([1-4])"): lambda text, year, quarter: _months(text, year, 3 * quarter - 2, 3),
    _SCHOOL_YEAR: _school_year,
    _form(r"(\d{4})/(\d{4})"): _years,
}
