# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""On which boundaries a figure stands: what a file states, else what its periods say."""

import re
from collections.abc import Sequence
from datetime import timedelta

from klammer.base.errors import Place
from klammer.base.periods import Period
from klammer.sources.contract import Flag

_GERMAN = re.compile(r"(?:Gebietsstand|Stand)(?: vom)?:? (\d{1,2})\.(\d{1,2})\.(\d{4})")
_ENGLISH = re.compile(r"territory on (\d{1,2}) ([A-Z][a-z]+) (\d{4})")
_MOST_FLAGS = 20
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def stated_boundary(label: str) -> str:
    """Return the ISO date a label states ("Gebietsstand 15.05.2022"); "" when it states none."""
    if found := _GERMAN.search(label):
        return f"{int(found[3]):04d}-{int(found[2]):02d}-{int(found[1]):02d}"
    if (found := _ENGLISH.search(label)) and found[2] in _MONTHS:
        return f"{int(found[3]):04d}-{_MONTHS.index(found[2]) + 1:02d}-{int(found[1]):02d}"
    return ""


def boundary_of(period: Period, *, stated: str, requested: str) -> tuple[str, bool]:
    """Return the boundary date of a period's figures and whether it had to be derived.

    stated     what the file itself says; it decides
    requested  what the person loading it says, for figures without a reference date
    returns    otherwise the reference date, or 31 December of the period's year (derived)
    """
    if stated:
        return stated, False
    if period.is_reference_date:
        return period.start.isoformat(), False
    if requested:
        return requested, False
    last = period.end - timedelta(days=1)
    return f"{last.year}-12-31", True


def derived_flag(periods: Sequence[str], *, name: str, column: int | None = None) -> Flag:
    """Return the note that figures of these periods stand on a derived boundary."""
    return Flag(
        "boundary_derived",
        "note",
        Place(file=name, column=column),
        found=", ".join(sorted(set(periods))[:5]),
        expected="a reference date or a stated boundary",
        remedy="figures of a year are read as standing on the boundaries of 31 December; give "
        "another date with --boundary",
    )


def dissolved_flags(found: Sequence[tuple[str, int]], *, name: str, column: int) -> list[Flag]:
    """Return notes for areas that hold "-" in every cell; the last one sums up many.

    found  area and the first line it stands in
    """
    lines: dict[str, int] = {}
    for area, line in found:
        lines.setdefault(area, line)
    listed = list(lines.items())
    shown = [(f'{area}: "-" in every cell', line) for area, line in listed[:_MOST_FLAGS]]
    if len(listed) > _MOST_FLAGS:
        rest = listed[_MOST_FLAGS:]
        shown.append((f'{len(rest)} more areas with "-" in every cell', rest[0][1]))
    return [
        Flag(
            "dissolved_area",
            "note",
            Place(file=name, row=line, column=column),
            found=text,
            expected="figures, or no row",
            remedy="the area no longer exists (or not yet); its cells are not zero and stay "
            "without value",
        )
        for text, line in shown
    ]
