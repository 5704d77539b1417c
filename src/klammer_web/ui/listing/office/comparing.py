# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Three states against each other: as it went out, as stored now, as it came back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from klammer_web.ui.listing.columns import Column
from klammer_web.ui.listing.declaration import Change, Editing
from klammer_web.ui.listing.office.marks import mark, settled
from klammer_web.ui.listing.office.reading import Returned, ReturnedRow

EMPTY = "leer"


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell that says something else."""

    name: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Clash:
    """One cell that two people changed differently since the workbook went out."""

    key: str
    title: str
    name: str
    label: str
    mine: str
    theirs: str

    @property
    def field_name(self) -> str:
        """Name of the form's field in which a person chooses."""
        return f"wahl.{self.key}.{self.name}"


@dataclass(frozen=True)
class RowDifference:
    """One row that is to become something else."""

    key: str
    title: str
    place: str
    cells: tuple[CellDifference, ...]


@dataclass(frozen=True)
class Comparison:
    """What came of three states.

    changed     rows in which only this person changed something
    new         rows that did not exist
    missing     (key, title) of rows that went out and did not come back
    clashes     cells that two people changed: a person chooses
    taken_over  how many cells others changed meanwhile and this person did not: they stay
    gone        titles of rows that this person changed and somebody else removed
    """

    changed: tuple[RowDifference, ...] = ()
    new: tuple[RowDifference, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    clashes: tuple[Clash, ...] = ()
    taken_over: int = 0
    gone: tuple[str, ...] = ()
    values: Mapping[str, dict[str, Any]] = field(default_factory=dict)  # key → what is to hold
    made: tuple[tuple[str, dict[str, Any]], ...] = ()  # (place, values) of new rows

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to decide and nothing to write."""
        return not (self.changed or self.new or self.missing or self.clashes)

    @property
    def count(self) -> int:
        """How many rows would be written without any further choice."""
        return len(self.changed) + len(self.new)

    def changes(self, *, mine: Iterable[tuple[str, str]] = (), removed: Iterable[str] = ()):
        """Return what is to be written; `mine` are the clashes that this person wins."""
        won: dict[str, dict[str, Any]] = {key: dict(held) for key, held in self.values.items()}
        names: dict[str, set[str]] = {
            one.key: {cell.name for cell in one.cells} for one in self.changed
        }
        for key, name in mine:
            names.setdefault(key, set()).add(name)
        for clash in self.clashes:
            if clash.name not in names.get(clash.key, ()):
                won[clash.key].pop(clash.name, None)
        places = {one.key: one.place for one in self.changed}
        found = [
            Change(key, {n: won[key][n] for n in touched if n in won[key]}, frozenset(touched),
                   place=places.get(key, ""))
            for key, touched in names.items()
        ]  # fmt: skip
        found += [Change(None, held, frozenset(held), place=place) for place, held in self.made]
        known = {key for key, _ in self.missing}
        return found + [Change(key, None) for key in removed if key in known]


def compare(
    returned: Returned, current: Sequence[Any], *, columns: Sequence[Column], editing: Editing
) -> Comparison:
    """Compare what came back with what is stored now."""
    held = {key: row for row in current if (key := editing.key(row))}
    editable = [one for one in columns if one.is_editable]
    known = [row for row in returned.rows if row.key in held]
    changed, clashes, values, taken_over = [], [], {}, 0
    for row in known:
        now = held[row.key]
        mine, both, theirs = _cells(row, now, editable)
        taken_over += theirs
        title = editing.name(now)
        if mine:
            changed.append(RowDifference(row.key, title, _place(row), tuple(mine)))
        clashes += [_clash(row, now, column, title) for column in both]
        if mine or both:
            names = {one.name for one in mine} | {one.name for one in both}
            values[row.key] = {name: row.values[name] for name in names}
    fresh = [row for row in returned.rows if not row.key]
    back = {row.key for row in returned.rows}
    return Comparison(
        changed=tuple(changed),
        new=tuple(_new(row, editable) for row in fresh),
        missing=tuple(
            (key, editing.name(held[key]))
            for key in held
            if key in returned.sent and key not in back
        ) if editing.may_remove else (),
        clashes=tuple(clashes),
        taken_over=taken_over,
        gone=tuple(_gone(returned.rows, held, editable)),
        values=values,
        made=tuple((_place(row), dict(row.values)) for row in fresh),
    )  # fmt: skip


def _cells(row: ReturnedRow, now: Any, columns: Sequence[Column]):
    """Return what only this person changed, what both changed, how much only others changed."""
    mine, both, theirs = [], [], 0
    for column in columns:
        if column.name not in row.values:
            continue  # it is not about this cell
        stored = settled(column.value(now))
        wish, began = row.values[column.name], row.marks.get(column.name)
        if wish == stored:
            continue
        if began == mark(wish):
            theirs += 1
        elif began == mark(stored):
            old, new = column.text(stored) or EMPTY, column.text(wish) or EMPTY
            mine.append(CellDifference(column.name, column.label, old, new))
        else:
            both.append(column)
    return mine, both, theirs


def _clash(row: ReturnedRow, now: Any, column: Column, title: str) -> Clash:
    return Clash(
        row.key,
        title,
        column.name,
        column.label,
        mine=column.text(row.values[column.name]) or EMPTY,
        theirs=column.text(column.value(now)) or EMPTY,
    )


def _new(row: ReturnedRow, columns: Sequence[Column]) -> RowDifference:
    told = [
        CellDifference(one.name, one.label, EMPTY, one.text(row.values[one.name]))
        for one in columns
        if row.values[one.name] is not None
    ]
    return RowDifference("", told[0].new if told else "", _place(row), tuple(told))


def _place(row: ReturnedRow) -> str:
    return f"Zeile {row.number}" if row.number else ""


def _gone(rows: Sequence[ReturnedRow], held: Mapping[str, Any], columns: Sequence[Column]):
    for row in rows:
        told = [one for one in columns if one.name in row.values]
        is_touched = any(row.marks.get(one.name) != mark(row.values[one.name]) for one in told)
        if row.key and row.key not in held and is_touched:
            texts = (one.text(row.values[one.name]) for one in told)
            yield ": ".join(filter(None, (_place(row), next(texts, "") or row.key)))
