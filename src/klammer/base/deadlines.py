# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Public holidays, and the last day on which something can be done before another day.

Holidays are those of Thuringia (ThürFtG § 2), computed: no table has to be kept. Corpus Christi is
one in parts of the state only; who works there names it in `besides`.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

from klammer.base.errors import InputRefusedError

_DAY = timedelta(days=1)
_FIRST_YEAR, _LAST_YEAR = 1991, 4099  # the library knows Easter no longer
_CHILDRENS_DAY_SINCE = 2019
# Days from Easter Sunday.
_GOOD_FRIDAY, _EASTER_MONDAY, _ASCENSION, _WHIT_MONDAY, _CORPUS_CHRISTI = -2, 1, 39, 50, 60


def corpus_christi(year: int) -> date:
    """Return Corpus Christi, a holiday in some municipalities of Thuringia only."""
    return easter(year) + _CORPUS_CHRISTI * _DAY


@lru_cache(maxsize=64)
def holidays(year: int) -> dict[date, str]:
    """Return the public holidays of all of Thuringia in a year: day → German name.

    Raises `InputRefusedError` for a year before the state existed, or beyond the calendar.
    """
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise InputRefusedError(
            f"no holidays are known for {year}",
            why=f"they are computed from {_FIRST_YEAR} on",
            remedy="choose a later day",
            code="deadline_year",
        )
    sunday = easter(year)
    found = {
        date(year, 1, 1): "Neujahr",
        sunday + _GOOD_FRIDAY * _DAY: "Karfreitag",
        sunday + _EASTER_MONDAY * _DAY: "Ostermontag",
        date(year, 5, 1): "Tag der Arbeit",
        sunday + _ASCENSION * _DAY: "Christi Himmelfahrt",
        sunday + _WHIT_MONDAY * _DAY: "Pfingstmontag",
        date(year, 10, 3): "Tag der Deutschen Einheit",
        date(year, 10, 31): "Reformationstag",
        date(year, 12, 25): "1. Weihnachtstag",
        date(year, 12, 26): "2. Weihnachtstag",
    }
    if year >= _CHILDRENS_DAY_SINCE:
        found[date(year, 9, 20)] = "Weltkindertag"
    return dict(sorted(found.items()))


def is_working_day(day: date, *, besides: Collection[date] = ()) -> bool:
    """Whether offices work on this day: no weekend, no holiday, none of the days in `besides`."""
    return day.weekday() < 5 and day not in holidays(day.year) and day not in besides


def latest_day_before(
    day: date, *, days: int, working: bool = False, besides: Collection[date] = ()
) -> date:
    """Return the last day on which something can be done so that `days` lie before `day`.

    day      the event: a meeting, a closing date; it does not count itself
    days     how many full days must lie between, of the calendar or (`working`) of work
    besides  further days on which nobody works, as local holidays

    The result is always a working day: where it would fall on a weekend or a holiday it moves
    away from the event, so that the stretch is never too short.
    Raises `InputRefusedError` for a negative number of days.
    """
    if days < 0:
        raise InputRefusedError(
            f"{days} days cannot lie before a day",
            why="a stretch of time has no negative length",
            remedy="give the number of days that must lie between",
            code="deadline_days",
        )
    found = day - _DAY
    if working:
        left = days
        while left:
            left -= is_working_day(found, besides=besides)
            found -= _DAY
    else:
        found -= days * _DAY
    while not is_working_day(found, besides=besides):
        found -= _DAY
    return found
