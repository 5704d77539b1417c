# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows that must not be shown for what they say themselves."""

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from klammer.base.cells import Status
from klammer.base.quantities import Kind
from klammer.base.tables import Table
from klammer.disclosure.rules import OWN_SOURCE, Rules


class Reason(StrEnum):
    """Why a row is hidden. For data stewards only: the reason itself narrows the number down."""

    SMALL_COUNT = "small_count"  # 0 < numerator < minimum
    SMALL_REMAINDER = "small_remainder"  # 0 < denominator − numerator < minimum
    FULL_GROUP = "full_group"  # everyone in the group is counted
    ZERO = "zero"  # where the rules protect it
    SMALL_GROUP = "small_group"  # the denominator is itself a protected count, and small
    WITHHELD = "withheld"  # the publisher hid this count
    NOT_CHECKABLE = "not_checkable"  # a figure without the cases behind it
    COMPLEMENTARY = "complementary"  # to protect another cell


# Money, places and composites do not count persons; a minimum count says nothing about them.
_NOT_PERSONS = frozenset({Kind.AMOUNT})
# The numerator is no part of the denominator: there is no remainder and no full group.
_NO_GROUP = frozenset({Kind.RATE, Kind.RATIO, Kind.COUNT, Kind.AMOUNT, Kind.MEAN, Kind.INDEX})


def floors_of(
    table: Table, *, own: Sequence[int], rules: Rules, kinds: Mapping[str, Kind]
) -> dict[int, float]:
    """The minimum count that holds for each own row: row → persons; 0 where none applies."""
    sources = table.columns.get("source")
    return {
        row: 0.0
        if kinds.get(table["indicator"][row]) in _NOT_PERSONS
        else rules.threshold(str(sources[row]) if sources else OWN_SOURCE)
        for row in own
    }


def sensitive_rows(
    table: Table, *, floors: Mapping[int, float], rules: Rules, kinds: Mapping[str, Kind]
) -> dict[int, Reason]:
    """The own rows that a rule hides, and which: row → reason.

    A row without a minimum count (0) is never hidden. The kind of an indicator that is not in
    `kinds` is unknown; then the numerator is taken as part of the denominator unless the interval
    was made by a method for rates.
    """
    found: dict[int, Reason] = {}
    for row, floor in floors.items():
        if floor <= 0:
            continue
        grouped = _is_grouped(table, row, kinds.get(table["indicator"][row]))
        reason = _reason(table, row, floor=floor, grouped=grouped, rules=rules)
        if reason is not None:
            found[row] = reason
    return found


def is_grouped(table: Table, row: int, *, kinds: Mapping[str, Kind]) -> bool:
    """Whether the numerator counts a part of the denominator, so that it cannot exceed it."""
    return _is_grouped(table, row, kinds.get(table["indicator"][row]))


def number_at(table: Table, row: int, column: str) -> float | None:
    """A number of the table; None for missing, also when it is written as NaN."""
    value: Any = table[column][row]
    return None if value is None or math.isnan(value) else float(value)


def _is_grouped(table: Table, row: int, kind: Kind | None) -> bool:
    if kind is not None:
        return kind not in _NO_GROUP
    return table["method"][row] not in {"byar", "exact", "phe"}


def _reason(table: Table, row: int, *, floor: float, grouped: bool, rules: Rules) -> Reason | None:
    if not Status(table["status"][row]).has_value:
        return None
    count, group = number_at(table, row, "numerator"), number_at(table, row, "denominator")
    if count is None:
        shown = number_at(table, row, "value") is not None
        return Reason.NOT_CHECKABLE if shown else None
    if count == 0 and rules.zero.value:
        return Reason.ZERO
    if 0 < count < floor:
        return Reason.SMALL_COUNT
    return _group_reason(count, group, floor=floor, rules=rules) if grouped else None


def _group_reason(
    count: float, group: float | None, *, floor: float, rules: Rules
) -> Reason | None:
    if group is None or group < count:
        return None
    if count == group > 0 and rules.full_group.value:
        return Reason.FULL_GROUP
    # With a count of 0 the remainder is the whole group: that is the question of `zero`.
    if count > 0 and 0 < group - count < floor and rules.remainder.value:
        return Reason.SMALL_REMAINDER
    return None
