# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Released tables as an attacker reads them: figures, signs, ratios, group sizes.

Nothing is taken from the engine: everything is read off the released rows and the description in
the certificate's public part.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from klammer.base.errors import InputRefusedError
from klammer.base.tables import Table
from klammer.disclosure.audit.knowledge import Key, Limits, Shown
from klammer.disclosure.dimensions import Dimension

SHOWN, HIDDEN = frozenset({"reported", "zero"}), "suppressed"
_DEVIATION = {"exact": 0.0, "rounded_5": 2.0, "rounded_10": 5.0}


@dataclass(frozen=True)
class RatioSaid:
    """column = factor · figure / denominator + offset."""

    column: str
    denominator: str
    factor: float
    offset: float


@dataclass(frozen=True)
class Described:
    """What the public part of a certificate says of one table.

    deviation  by how much a shown figure may differ from the true one; None: not known
    """

    name: str
    file: str
    quantity: str
    dimensions: tuple[str, ...]
    column: str
    is_count: bool
    group: str = ""
    ratios: tuple[RatioSaid, ...] = ()
    secrecy: str = "exact"
    deviation: float | None = None
    published: bool = False


def shown_by(table: Table, described: Described) -> Shown:
    """What a released table says.

    table  dimension columns → figure, `status`, and the group and ratio columns described

    A shown figure says itself (or the interval its rounding leaves), a ratio of a known number of
    people says the interval its digits leave, a group says what the figure cannot exceed. Raises
    `InputRefusedError` when a row can neither be read as shown nor as hidden.
    """
    table.require(*described.dimensions, described.column, "status")
    digits = {ratio.column: _digits(table[ratio.column]) for ratio in described.ratios}
    says: dict[tuple[str, ...], Limits] = {}
    hidden: set[tuple[str, ...]] = set()
    for number, row in enumerate(table.rows(), start=2):
        codes = tuple(str(row[name]) for name in described.dimensions)
        if codes in says:
            raise _unreadable(described, number, "the cell stands twice")
        limits = _figure(row, described, number)
        if row["status"] == HIDDEN:
            hidden.add(codes)
        for ratio in described.ratios:
            limits = _both(limits, _ratio(row, ratio, digits[ratio.column]))
        if described.group and row.get(described.group) is not None:
            limits = _both(limits, (-math.inf, float(row[described.group])))
        says[codes] = limits
    return Shown(
        described.name, described.quantity, described.dimensions, described.is_count, says, hidden
    )


def known_by(
    table: Table, quantity: str, dimensions: Mapping[str, Dimension]
) -> list[tuple[Key, Limits]]:
    """What a table of known figures says: dimension columns → `value`, or `low` and `high`."""
    found = []
    for row in table.rows():
        codes = tuple(
            str(row[name]) if row.get(name) is not None else one.total
            for name, one in dimensions.items()
        )
        if row.get("value") is not None:
            low = high = float(row["value"])
        else:
            low = -math.inf if row.get("low") is None else float(row["low"])
            high = math.inf if row.get("high") is None else float(row["high"])
        found.append(((quantity, codes), (low, high)))
    return found


def _figure(row: Mapping[str, Any], described: Described, number: int) -> Limits:
    value, status = row[described.column], str(row["status"])
    if status in SHOWN:
        if value is None:
            raise _unreadable(described, number, "it is shown but has no figure")
        if described.deviation is not None:
            width = described.deviation
        else:
            width = _DEVIATION.get(described.secrecy, math.inf)
        return float(value) - width, float(value) + width
    if value is not None:
        raise _unreadable(described, number, "it is hidden but has a figure")
    return -math.inf, math.inf


def _ratio(row: Mapping[str, Any], ratio: RatioSaid, digits: int) -> Limits:
    value = row.get(ratio.column)
    if value is None:
        return -math.inf, math.inf
    under = 1.0
    if ratio.denominator:
        if row.get(ratio.denominator) is None:
            return -math.inf, math.inf
        under = float(row[ratio.denominator])
    half = 0.5 * 10.0**-digits
    ends = [(float(value) + sign * half - ratio.offset) / ratio.factor * under for sign in (-1, 1)]
    return min(ends) - 1e-9, max(ends) + 1e-9


def _digits(values: Sequence[Any]) -> int:
    """Decimal places of a column: those of its longest figure."""
    longest = 0
    for value in values:
        if isinstance(value, float) and not value.is_integer():
            text = f"{value:.12f}".rstrip("0")
            longest = max(longest, len(text.partition(".")[2]))
    return longest


def _both(one: Limits, other: Limits) -> Limits:
    return max(one[0], other[0]), min(one[1], other[1])


def _unreadable(described: Described, number: int, what: str) -> InputRefusedError:
    return InputRefusedError(
        f"a released row cannot be read: {what}",
        where=f"{described.file or described.name}, row {number}",
        why="a shown row has a figure and the status reported or zero; a hidden one has neither",
        remedy="take the file as it was released",
        code="released_row",
    )
