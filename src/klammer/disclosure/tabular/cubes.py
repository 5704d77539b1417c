# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One delivered table as a complete cube: signs read, gaps filled, sums compared."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from klammer.base.cells import Secrecy, Status
from klammer.base.errors import InputRefusedError
from klammer.base.tables import Table
from klammer.disclosure.dimensions import Axis, Dimension, axis_of
from klammer.disclosure.tabular.problem import Floats
from klammer.disclosure.tabular.specification import TableSpec

# What publishers print instead of a number; GENESIS and the offices agree on these.
ZERO_SIGNS = frozenset({"-", "–", "—"})
WITHHELD_SIGNS = frozenset({".", "•", "*", "c"})
UNKNOWN_SIGNS = frozenset({"x", "X", "...", "…", "/", "", ":"})
_TOLERANCE = 1e-6
_SLACK = {Secrecy.EXACT: 0.0, Secrecy.ROUNDED_5: 2.0, Secrecy.ROUNDED_10: 5.0}


@dataclass
class Delivered:
    """A table as a cube.

    value     NaN where nobody told us
    withheld  hidden by the publisher
    row       number of the row, −1 for cells that were computed or filled
    group     all persons of the cell, NaN where not said
    """

    spec: TableSpec
    axes: tuple[Axis, ...]
    value: Floats
    withheld: NDArray[np.bool_]
    row: NDArray[np.int64]
    group: Floats
    table: Table


def deliver(table: Table, spec: TableSpec, dimensions: Sequence[Dimension]) -> Delivered:
    """Read a long table into a cube.

    table  dimension columns → count or value, and what SPEC names beside it

    Raises `GrainError` for a missing column, `InputRefusedError` for duplicates, unknown codes,
    negative or broken numbers, and totals that contradict their parts.
    """
    table.require(*spec.dimensions, spec.column, *_extra(spec))
    if not len(table):
        raise _refused(spec, "the table has no rows", "", "deliver at least one cell", "empty")
    codes = [_codes(table, name, spec) for name in spec.dimensions]
    used = [_used(d, set(c), spec) for d, c in zip(dimensions, codes, strict=True)]
    axes = tuple(axis_of(d, c) for d, c in zip(dimensions, used, strict=True))
    own = tuple(_own_axis(axis, column) for axis, column in zip(axes, used, strict=True))
    shape = tuple(len(axis.nodes) for axis in own)
    at = [np.array([axis.at[c] for c in column]) for axis, column in zip(own, codes, strict=True)]
    flat = np.ravel_multi_index(at, shape)
    _unique(flat, codes, spec)
    made = Delivered(
        spec,
        own,
        np.full(shape, np.nan),
        np.zeros(shape, dtype=bool),
        np.full(shape, -1, dtype=np.int64),
        np.full(shape, np.nan),
        table,
    )
    made.row.ravel()[flat] = np.arange(len(table))
    numbers, withheld = _numbers(table, spec)
    made.value.ravel()[flat] = numbers
    made.withheld.ravel()[flat] = withheld
    if spec.group:
        made.group.ravel()[flat] = [
            _number(one, spec, at) for at, one in _column(table, spec.group)
        ]
    _fill(made)
    _check_sums(made)
    return made


def rounding_slack(spec: TableSpec) -> float:
    """By how much a printed figure of this table may differ from the true one; NaN: unknown."""
    return _SLACK.get(spec.secrecy, math.nan)


def _used(dimension: Dimension, codes: set[str], spec: TableSpec) -> set[str]:
    """The codes a table shows: those of its rows, and what lies above them where SPEC wants it."""
    if spec.totals == "all":
        return codes | {one for c in codes for way in dimension.ancestors(c) for one in way}
    return codes


def _own_axis(axis: Axis, codes: set[str]) -> Axis:
    """The axis over the codes that the table itself names, with the same classifications."""
    present = axis.dimension.occurring(codes)
    if present == set(axis.nodes):
        return axis
    plain = axis.dimension
    old = {at: code for code, at in axis.at.items()}
    nodes = plain.ordered(present)
    at = {code: number for number, code in enumerate(nodes)}
    parts = dict(axis.groups)
    groups = [
        (at[old[parent]], tuple(at[old[one]] for one in found))
        for parent, found in axis.groups
        if old[parent] in present and all(old[one] in present for one in found)
    ]
    return Axis(plain, nodes, tuple(groups) if parts else (), at)


def _extra(spec: TableSpec) -> list[str]:
    ratios = [one.column for one in spec.ratios]
    under = [one.denominator for one in spec.ratios if one.denominator]
    named = [spec.group, spec.contributors, *spec.largest, *ratios, *under]
    return [one for one in named if one]


def _codes(table: Table, name: str, spec: TableSpec) -> list[str]:
    column = [str(one) if one is not None else "" for one in table[name]]
    if "" in column:
        raise _refused(
            spec, "a cell has no code", f"row {column.index('') + 2}, column {name}",
            "write the code, for totals the code of the total", "code_missing",
        )  # fmt: skip
    return column


def _unique(flat: NDArray[np.int64], codes: Sequence[Sequence[str]], spec: TableSpec) -> None:
    _, first = np.unique(flat, return_index=True)
    if len(first) < len(flat):
        again = int(np.setdiff1d(np.arange(len(flat)), first)[0])
        named = ", ".join(column[again] for column in codes)
        raise _refused(
            spec, f"the cell {named} stands twice", f"row {again + 2}",
            "delete one of the rows", "duplicate_cell",
        )  # fmt: skip


def _column(table: Table, name: str) -> list[tuple[int, Any]]:
    return list(enumerate(table[name], start=2))


def _numbers(table: Table, spec: TableSpec) -> tuple[Floats, NDArray[np.bool_]]:
    values = np.full(len(table), np.nan)
    withheld = np.zeros(len(table), dtype=bool)
    if spec.released and "status" in table.names:
        withheld |= np.array([one == Status.SUPPRESSED for one in table["status"]], dtype=bool)
    for row, one in _column(table, spec.column):
        text = "" if one is None else str(one).strip()
        if text in WITHHELD_SIGNS:
            withheld[row - 2] = True
        elif text in ZERO_SIGNS:
            values[row - 2] = 0.0
        elif text not in UNKNOWN_SIGNS:
            values[row - 2] = _number(one, spec, row)
    return values, withheld


def _number(value: Any, spec: TableSpec, row: int) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if math.isnan(number) or math.isinf(number):
        if value is None or str(value).strip() in UNKNOWN_SIGNS | WITHHELD_SIGNS:
            return math.nan
        raise _refused(
            spec, "a cell is no number", f"row {row}",
            "write digits with a decimal point, or a sign: - . x ... /", "not_a_number",
        )  # fmt: skip
    if spec.is_count and (number < 0 or number != math.floor(number)):
        raise _refused(
            spec, "a count is negative or broken", f"row {row}",
            "counts are whole and not negative; amounts are declared with value = …",
            "not_a_count",
        )  # fmt: skip
    return number


def _fill(made: Delivered) -> None:
    """Cells without a row: nothing where the table says so, sums of their parts else."""
    missing = (made.row < 0) & np.isnan(made.value)
    if made.spec.absent == "zero" and made.spec.secrecy is Secrecy.EXACT:
        leaf = np.ones(made.value.shape, dtype=bool)
        for number, axis in enumerate(made.axes):
            is_leaf = np.zeros(len(axis.nodes), dtype=bool)
            is_leaf[axis.leaves] = True
            shape = [-1 if at == number else 1 for at in range(len(made.axes))]
            leaf &= is_leaf.reshape(shape)
        made.value[missing & leaf] = 0.0
        missing &= ~leaf
    for values in (made.value, made.group):
        for number, axis in enumerate(made.axes):
            for parent, parts in axis.groups:
                _add_up(values, missing, number=number, parent=parent, parts=parts)


def _add_up(
    values: Floats, missing: NDArray[np.bool_], *, number: int, parent: int, parts: Sequence[int]
) -> None:
    total = np.take(values, parent, axis=number)
    gap = np.take(missing, parent, axis=number) & np.isnan(total)
    if gap.any():
        found = np.take(values, parts, axis=number).sum(axis=number)
        where: list[Any] = [slice(None)] * values.ndim
        where[number] = parent
        values[tuple(where)] = np.where(gap, found, total)


def _check_sums(made: Delivered) -> None:
    slack = rounding_slack(made.spec)
    if math.isnan(slack):
        return
    for number, axis in enumerate(made.axes):
        for parent, parts in axis.groups:
            total = np.take(made.value, parent, axis=number)
            found = np.take(made.value, parts, axis=number).sum(axis=number)
            room = slack * (len(parts) + 1) + _TOLERANCE * (1 + np.abs(np.nan_to_num(total)))
            wrong = np.argwhere(np.abs(total - found) > room)
            if len(wrong):
                delivered = np.take(made.row, parent, axis=number)[tuple(wrong.T)] >= 0
                first = wrong[int(delivered.argmax())]
                raise _contradiction(made, number=number, parent=parent, others=first)


def _contradiction(
    made: Delivered, *, number: int, parent: int, others: NDArray[np.int64]
) -> InputRefusedError:
    at = list(others)
    at.insert(number, np.int64(parent))
    named = ", ".join(
        f"{axis.name}={axis.nodes[one]}" for axis, one in zip(made.axes, at, strict=True)
    )
    row = int(made.row[tuple(at)])
    return _refused(
        made.spec,
        f"a total contradicts its parts along {made.axes[number].name}",
        f"{named}{f' (row {row + 2})' if row >= 0 else ''}",
        'correct total or parts; say absent = "unknown" when rows are missing; '
        'say secrecy = "rounded_5" when the figures are rounded',
        "total_contradicts",
    )


def _refused(spec: TableSpec, what: str, where: str, remedy: str, code: str) -> InputRefusedError:
    place = f"table {spec.name}{f', {where}' if where else ''}"
    return InputRefusedError(what, where=place, remedy=remedy, code=code)
