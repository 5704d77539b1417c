# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns of numbers in plain tables, as the commands on methods read them."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from klammer.base.tables import Table

Column = list[float | None]


def numbers(table: "Table", name: str) -> Column:
    """Return a column as numbers; empty cells are None.

    Raises `InputRefusedError` naming row and column of a cell that is no number.
    """
    return [_number(value, row=row, name=name) for row, value in enumerate(table[name], start=2)]


def _number(value: Any, *, row: int, name: str) -> float | None:
    if value is None or value == "":
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.inf
    if math.isnan(number):
        return None
    if math.isinf(number):
        from klammer.base.errors import InputRefusedError

        raise InputRefusedError(
            f"'{value}' is not a number",
            where=f"row {row}, column {name}",
            why="the column holds numbers",
            remedy="write it with digits and a decimal point; leave it empty when it is unknown",
            code="not_a_number",
        )
    return number


def by_period(table: "Table") -> list[tuple[dict[str, str], list[int]]]:
    """Return ({period} or {}, its rows by area) for each period, ascending; area × period unique.

    Rows are in the order of their keys, so that what is drawn by chance does not depend on theirs.
    """
    is_dated = "period" in table.names
    keyed(table, "area", *(["period"] if is_dated else []))
    periods = [str(one) for one in table["period"]] if is_dated else [""] * len(table)
    found = []
    for period in sorted(set(periods)):
        inside = [row for row, one in enumerate(periods) if one == period]
        inside.sort(key=lambda row: str(table["area"][row]))
        found.append(({"period": period} if is_dated else {}, inside))
    return found


def keyed(table: "Table", *keys: str) -> None:
    """Refuse a key that is missing in a row, or that repeats."""
    for key in keys:
        if None in table[key]:
            from klammer.base.errors import InputRefusedError

            raise InputRefusedError(
                f"a row has no {key}",
                where=f"row {list(table[key]).index(None) + 2}, column {key}",
                why="each row belongs to one",
                remedy=f"write the {key}, or delete the row",
                code="key_missing",
            )
    table.require_unique(*keys)


def picked(column: Column, rows: Sequence[int]) -> Column:
    """Return the values of some rows."""
    return [column[row] for row in rows]


def words(text: str) -> list[str]:
    """Return the words of an option like "A,B"."""
    return [word.strip() for word in text.split(",") if word.strip()]


def input_columns(table: "Table", named: str, *, reserved: frozenset[str]) -> list[str]:
    """Return the columns an option names, else all that hold numbers alone."""
    if named:
        return words(named)
    return [
        name for name in table.names if name not in reserved and all(map(_is_number, table[name]))
    ]


def plain_number(value: Any) -> float | None:
    """Return a number for a table: NaN is an empty cell."""
    number = None if value is None else float(value)
    return None if number is None or math.isnan(number) else number


def _is_number(value: Any) -> bool:
    try:
        return value is None or value == "" or float(value) is not None
    except (TypeError, ValueError):
        return False
