# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables by grain; checked when read and written.

TIDY     one observation per row, as a source delivered it:
         area × boundary × period × variable × breakdowns → value, status, secrecy, position
VALUES   one figure per row, as a release holds it:
         indicator × area × boundary × period × breakdowns → numerator, denominator, value,
         low, high, status, secrecy, method, note
"""

import re

from klammer.base.errors import GrainError

TIDY_HEAD = ("area", "area_level", "boundary", "period", "variable")
TIDY_TAIL = ("value", "status", "secrecy", "file", "sheet", "row", "column")
TIDY_TYPES = {
    "value": "DOUBLE",  # NULL unless the status has a value
    "row": "INTEGER",  # counted from 1, in the publisher's file
    "column": "INTEGER",  # counted from 1; the presentation prints the letter for sheets
}  # everything else is VARCHAR

# Breakdowns of the values table; a source may have others, which definitions select on.
BREAKDOWNS = ("sex", "age", "nationality")

VALUES = (
    "indicator",  # id of the definition
    "definition",  # first 12 digits of the definition's hash: which wording was executed
    "area",
    "area_level",
    "boundary",  # ISO date of the boundary version
    "period",  # calendar year as text
    *BREAKDOWNS,  # SDMX codes; "_T" is the total
    "numerator",  # NULL for figures delivered as rates
    "denominator",
    "value",  # factor × numerator ÷ denominator, or as delivered
    "low",  # 95 % limits; NULL where an interval would be invented
    "high",
    "status",
    "secrecy",
    "method",  # wilson, byar, exact, or "" with the reason in note
    "error_class",  # of a boundary conversion: A whole units, B ≥ 0.97, C estimated; "" if none
    "note",  # code of a reason, e.g. delivered_rate, clustered, rate_not_convertible, pooled
)
VALUES_TYPES = dict.fromkeys(("numerator", "denominator", "value", "low", "high"), "DOUBLE")

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def tidy_columns(breakdowns: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the columns of a tidy table with these breakdowns, in order."""
    for name in breakdowns:
        check_name(name)
    return (*TIDY_HEAD, *breakdowns, *TIDY_TAIL)


def breakdowns_of(columns: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return the breakdown columns of a tidy table: what is neither head nor tail."""
    return tuple(name for name in columns if name not in TIDY_HEAD and name not in TIDY_TAIL)


def check_name(name: str) -> str:
    """Return a name that may stand in SQL as it is; raise `GrainError` otherwise."""
    if not _NAME.fullmatch(name):
        raise GrainError(
            f"'{name}' cannot be the name of a column",
            why="expected lower-case letters, digits and underscores, beginning with a letter",
            remedy="rename the column in the mapping",
        )
    return name
