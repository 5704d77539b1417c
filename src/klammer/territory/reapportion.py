# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Carries counts between boundary versions; refuses rates, means, medians and shares.

Each count is divided in whole steps of a decimal place, so that the parts add up to it to the last
digit; places: six, or fewer where the number is so large that fifteen digits would not hold it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from klammer.base.cells import Secrecy, Status
from klammer.base.errors import InputRefusedError, NotConvertibleError
from klammer.base.quantities import Kind
from klammer.base.tables import Table
from klammer.territory.crosswalks import Crosswalk
from klammer.territory.steps import divide

PLACES = 6
DIGITS = 15  # as many as a binary floating-point number carries without loss
INCOMPLETE = "incomplete"
RESULT = ("value", "status", "note", "error_class")
_STATUSES = frozenset(Status)
_NOT_KEYS = {"area", *RESULT, "secrecy"}
Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class _Cell:
    value: Decimal | None
    status: Status
    secrecy: str = ""


def require_convertible(kind: Kind, *, what: str = "the figures") -> None:
    """Raise `NotConvertibleError` for everything but counts and amounts."""
    if kind.adds_up:
        return
    raise NotConvertibleError(
        f"{what} cannot be converted to another boundary",
        why=f"a {kind.value} does not add up over areas: its parts are not shares of the whole",
        remedy="convert numerator and denominator instead and compute the figure again",
        code="kind_not_convertible",
        kind=kind.value,
    )


def convert_counts(
    table: Table, *, crosswalk: Crosswalk, kind: Kind = Kind.COUNT, partial: bool = False
) -> Table:
    """Carry counts from one boundary version to another; totals stay the same to the last digit.

    table    area × period × variable × … → value [count], optional status, secrecy
    returns  area × period × variable × … → value [count, up to six decimals], status, note,
             error_class [A whole units, B nearly whole, C estimated]; secrecy when it was there

    Every column besides these belongs to the key. Missing: when an old unit that belongs to a
    result has no value, the result has none either; status and note say which unit and why.
    An old unit without a row counts the same, unless `partial` asks for what is there: then the
    sum is marked unreliable, class C, and the note begins with `incomplete`.
    A sum that contains a zero behind which a small number may hide is marked unreliable.
    Raises `GrainError` when a key repeats, `NotConvertibleError` for a kind that does not add up
    or a unit that cannot move, `InputRefusedError` for an unknown unit or a value that is no
    number.
    """
    require_convertible(kind)
    table.require("area", "value")
    keys = [name for name in table.names if name not in _NOT_KEYS]
    table.require_unique("area", *keys)
    names = ("area", *keys, *_result_columns(table))
    rows = [
        (new, *key, *result)
        for key, cells in _by_key(table, keys).items()
        for new, result in _results(cells, crosswalk, partial=partial)
    ]
    columns = list(zip(*rows, strict=True)) or [()] * (len(names) + 1)
    # the last column is the secrecy, which not every table has
    return Table({name: list(column) for name, column in zip(names, columns, strict=False)})


def _results(
    cells: Mapping[str, _Cell], crosswalk: Crosswalk, *, partial: bool
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield new key and value, status, note, error class, secrecy of one period and variable."""
    for new, cell, note in _converted(cells, crosswalk, partial=partial):
        grade = "C" if note.startswith(INCOMPLETE) else crosswalk.result_class(new)
        value = None if cell.value is None else as_number(cell.value)
        yield new, (value, cell.status.value, note, grade, cell.secrecy)


def divide_exactly(value: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """Divide a number by weights in parts of 10¹²; the parts add up to it to the last digit."""
    if len(weights) == 1:
        return [value]
    _, digits, exponent = value.as_tuple()
    decimals = max(-int(exponent), 0)
    before = max(len(digits) + int(exponent), 1)
    places = max(decimals, min(PLACES, DIGITS - before), 0)
    whole = int(value.scaleb(places))
    return [Decimal(part).scaleb(-places) for part in divide(whole, list(weights))]


def as_number(value: Decimal) -> Number:
    """Return an int or float that prints the same number; the decimal itself where none does."""
    if value == value.to_integral_value():
        return int(value)
    short = float(value)
    return short if Decimal(repr(short)) == value else value


def _result_columns(table: Table) -> tuple[str, ...]:
    return (*RESULT, "secrecy") if "secrecy" in table.columns else RESULT


def _by_key(table: Table, keys: Sequence[str]) -> dict[tuple[Any, ...], dict[str, _Cell]]:
    groups: dict[tuple[Any, ...], dict[str, _Cell]] = defaultdict(dict)
    count = len(table)
    empty = [None] * count
    stated = table.columns.get("status", empty)
    secrecies = table.columns.get("secrecy", empty)
    key_columns = [table[name] for name in keys]
    identities = zip(*key_columns, strict=True) if keys else [()] * count
    cells = zip(table["value"], stated, secrecies, strict=True)
    numbered = enumerate(zip(identities, table["area"], cells, strict=True), start=2)
    for number, (key, area, (value, status, secrecy)) in numbered:
        groups[key][area] = _cell(value, status, str(secrecy or ""), number)
    return groups


def _cell(value: Any, stated: Any, secrecy: str, number: int) -> _Cell:
    if stated and stated not in _STATUSES:
        known = ", ".join(Status)
        raise _bad_cell(number, f"'{stated}' is no status, known: {known}", "correct the status")
    if value is None or value == "":
        status = Status(stated) if stated else Status.MISSING
        if status.has_value:
            raise _bad_cell(number, f"the status {status.value} needs a value", "give the value")
        return _Cell(None, status, secrecy)
    try:
        exact = Decimal(repr(value) if isinstance(value, float) else str(value))
    except InvalidOperation:
        exact = Decimal("NaN")
    if not exact.is_finite():
        raise _bad_cell(number, f"'{value}' is no number", "leave the cell empty or correct it")
    status = Status(stated) if stated else (Status.REPORTED if exact else Status.ZERO)
    if not status.has_value:
        raise _bad_cell(
            number, f"a value stands beside the status {status.value}", "delete one of the two"
        )
    return _Cell(exact, status, secrecy)


def _converted(
    cells: Mapping[str, _Cell], crosswalk: Crosswalk, *, partial: bool
) -> Iterator[tuple[str, _Cell, str]]:
    """Yield each result of one period and variable: new key, cell, note; sorted by key."""
    received: dict[str, list[tuple[str, Decimal | None]]] = defaultdict(list)
    for old, cell in cells.items():
        parts = crosswalk.parts_of(old)
        if cell.value is None or len(parts) == 1:
            for new, _ in parts:
                received[new].append((old, cell.value))
            continue
        amounts = divide_exactly(cell.value, [weight for _, weight in parts])
        for (new, _), amount in zip(parts, amounts, strict=True):
            received[new].append((old, amount))
    for new in sorted(received):
        first, only = received[new][0]
        alone = crosswalk.sources_of(new) == (first,)
        if alone and only is not None and crosswalk.result_class(new) == "A":
            yield new, cells[first], ""  # the unit only stayed, or changed its key
            continue
        absent = [old for old in crosswalk.sources_of(new) if old not in cells]
        olds = [cells[old] for old, _ in received[new]]
        lacking = [old for old, amount in received[new] if amount is None]
        if lacking or (absent and not partial):
            yield new, _without_value(olds, absent=bool(absent)), _reason(absent, lacking, cells)
            continue
        total = sum((amount for _, amount in received[new] if amount is not None), Decimal(0))
        cell, note = _sum_cell(total, olds, crosswalk.result_class(new))
        if absent:
            cell = _Cell(total, Status.UNRELIABLE, Secrecy.ESTIMATED.value)
            note = f"{INCOMPLETE} {_reason(absent, (), cells)}"
        yield new, cell, note


def _without_value(olds: Sequence[_Cell], *, absent: bool) -> _Cell:
    """The status of a result one of whose parts has no value."""
    statuses = {cell.status for cell in olds if not cell.status.has_value}
    secrecy = Secrecy.SUPPRESSED_AT_SOURCE.value if Status.SUPPRESSED in statuses else ""
    if Status.SUPPRESSED in statuses:
        return _Cell(None, Status.SUPPRESSED, secrecy)
    if len(statuses) == 1 and not absent and all(cell.status in statuses for cell in olds):
        return _Cell(None, statuses.pop())
    return _Cell(None, Status.MISSING)


def _reason(absent: Sequence[str], lacking: Sequence[str], cells: Mapping[str, _Cell]) -> str:
    """Which units have no value, and why: `no_row:16063028 suppressed:16063104`."""
    reasons = [f"no_row:{old}" for old in absent]
    reasons += [f"{cells[old].status.value}:{old}" for old in sorted(lacking)]
    more = f" +{len(reasons) - 5}" if len(reasons) > 5 else ""
    return " ".join(reasons[:5]) + more


def _sum_cell(total: Decimal, olds: Sequence[_Cell], grade: str) -> tuple[_Cell, str]:
    statuses = {cell.status for cell in olds}
    secrecies = {cell.secrecy for cell in olds}
    secrecy = secrecies.pop() if len(secrecies) == 1 and grade == "A" else Secrecy.ESTIMATED.value
    if len(statuses) == 1:
        return _Cell(total, statuses.pop(), secrecy), ""
    if Status.UNRELIABLE in statuses:
        return _Cell(total, Status.UNRELIABLE, secrecy), "contains_unreliable"
    if Status.ZERO_OR_HIDDEN in statuses:
        status = Status.UNRELIABLE if total else Status.ZERO_OR_HIDDEN
        return _Cell(total, status, secrecy), "contains_zero_or_hidden"
    return _Cell(total, Status.REPORTED, secrecy), ""


def _bad_cell(row: int, why: str, remedy: str) -> InputRefusedError:
    return InputRefusedError(
        "a cell cannot be converted",
        where=f"row {row}",
        why=why,
        remedy=remedy,
        code="cell",
    )
