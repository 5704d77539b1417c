# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns of numbers in plain tables, as the commands on methods read them."""

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from klammer.base.tables import Table


def numbers(table: "Table", name: str) -> list[float | None]:
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
