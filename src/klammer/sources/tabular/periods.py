# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Periods as they stand in cells and headers: "2022", "31.12.2022", "Jahr 2022", a date."""

import re
from datetime import date
from functools import lru_cache

from klammer.base.errors import InputRefusedError, Place
from klammer.base.periods import parse_period
from klammer.sources.tabular.grids import Value, text_of

_PERIOD = re.compile(
    r"(?<!\d)(\d{2}\.\d{2}\.\d{4}|\d{4}-\d{2}-\d{2}|\d{4}-Q[1-4]|\d{4}-\d{2}"
    r"|\d{4}/\d{4}|\d{4}/\d{2}|(?:19|20)\d{2})(?!\d)"
)
_ALONE = re.compile(r"^(?:Jahr|Stand|am|zum|Schuljahr|Stichtag|[\s:])*$", re.IGNORECASE)


def find_period(value: Value) -> str:
    """Return the one period a text names, in canonical form; "" when there is none or several."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    return _found(text_of(value))


@lru_cache(maxsize=4096)
def _found(text: str) -> str:
    found = _PERIOD.findall(text)
    if len(found) != 1:
        return ""
    try:
        return parse_period(found[0]).text
    except InputRefusedError:
        return ""


def is_period(value: Value) -> bool:
    """Whether a cell says a period and nothing else."""
    return bool(find_period(value)) and (
        isinstance(value, date) or bool(_ALONE.match(_PERIOD.sub("", text_of(value))))
    )


def read_period(value: Value, *, place: Place) -> str:
    """Return the canonical period of a cell; raise `InputRefusedError` naming the cell."""
    found = find_period(value)
    if not found:
        raise InputRefusedError(
            f"'{text_of(value)[:60]}' is not a period",
            where=place,
            why="expected a year (2022), a day (31.12.2022), a quarter (2022-Q1) or a school year "
            "(2021/22)",
            remedy="correct the cell, or choose another column for the period",
            code="period",
        )
    return found
