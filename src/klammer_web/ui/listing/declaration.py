# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list, declared once: page, filter, files, saved views and the way back from the office."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from klammer_web.ui.listing.columns import Column


def _everybody(_request) -> None:
    """Whoever sees the page may have the list."""


def _nothing(_request) -> tuple[Any, ...]:
    """No row: the list asks the database (`asked`)."""
    return ()


@dataclass(frozen=True, slots=True)
class Change:
    """What one row shall become; `key` is None for a new row, `values` for one to remove."""

    key: str | None
    values: Mapping[str, Any] | None
    changed: frozenset[str] = frozenset()  # names of what differs
    place: str = ""  # where it stands in a file, for sentences


@dataclass(frozen=True)
class Editing:
    """How rows of a list are changed: always through the actions of its own context.

    check      raises when the person may not
    key        row → what tells it from all others, for good; empty: this row cannot be changed
    name       row → what a person calls it
    write      writes all changes in the caller's transaction, with one audit entry each; raises
               `RowRefusedError` for the one that cannot be. Returns the keys of new rows.
    may_add, may_remove   what a spreadsheet may do besides changing
    kind       of the object in the audit trail: who changed it meanwhile
    """

    check: Callable[[Any], None]
    key: Callable[[Any], str]
    name: Callable[[Any], str]
    write: Callable[..., Sequence[str]]
    kind: str = ""
    may_add: bool = False
    may_remove: bool = False


@dataclass(frozen=True)
class Listing:
    """One list of a context.

    key      `context.things`; names the list in saved views and files
    noun     one and several
    columns  request → columns; the first one names the row
    rows     request → every row that this person may see
    asked    (request, wish, order) → the rows that fit, in order, as `Asked`: for lists too long
             to be held, whose context lets the database filter; `rows` stays unused then
    order    how it is sorted unless the reader says otherwise: `name`, `-name`
    group    column whose values head groups while the order is the usual one
    sources  request → lines about origin and licence for files
    """

    key: str
    title: str
    noun: tuple[str, str]
    columns: Callable[[Any], Sequence[Column]]
    address: Callable[[], str]
    rows: Callable[[Any], Iterable[Any]] = _nothing
    asked: Callable[[Any, Any, str], Sequence[Any]] | None = None
    check: Callable[[Any], None] = _everybody
    order: str = ""
    group: str = ""
    sources: Callable[[Any], Sequence[str]] = field(default=lambda _request: ())
    editing: Editing | None = None
    word_hint: str = ""

    def counted(self, number: int) -> str:
        """Return the number with the fitting noun."""
        return f"{number} {self.noun[0] if number == 1 else self.noun[1]}"


class RowRefusedError(Exception):
    """One of many changes cannot be: nothing was written; `sentence` says which and why."""

    def __init__(self, change: Change, sentence: str) -> None:
        super().__init__(sentence)
        self.change, self.sentence = change, sentence


def write_each(
    changes: Iterable[Change],
    *,
    one: Callable[..., str | None],
    refusals: tuple[type[Exception], ...],
    at: datetime,
) -> list[str]:
    """Write changes one after the other; for lists whose rows do not refer to each other."""
    made = []
    for change in changes:
        try:
            key = one(change, at=at)
        except refusals as error:
            raise RowRefusedError(
                change, " ".join(getattr(error, "messages", [str(error)]))
            ) from error
        if key:
            made.append(key)
    return made
