# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the reader wants to see: word, filters, order, columns, page; all of it in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from klammer_web.ui.listing.columns import Column, Kind
from klammer_web.ui.listing.declaration import Listing

WORD, ORDER, COLUMNS, PAGE, FILE, PLAIN = "suche", "folge", "spalten", "seite", "als", "ansicht"
ONE_COLUMN = "spalte"  # one tick of the choice of columns; becomes `spalten`
SINCE, UNTIL = ".ab", ".bis"
LONGEST = 200


@dataclass(frozen=True)
class Wanted:
    """The reader's wish; empty means the usual."""

    word: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    order: str = ""
    columns: tuple[str, ...] = ()
    page: int = 1

    def query(self, **other: object) -> str:
        """Return the address's query, with something else in it."""
        wish = replace(self, **other) if other else self
        told = {WORD: wish.word, **wish.filters, ORDER: wish.order}
        told[COLUMNS] = ",".join(wish.columns)
        told[PAGE] = str(wish.page) if wish.page > 1 else ""
        return urlencode({name: text for name, text in told.items() if text})

    @property
    def is_narrowed(self) -> bool:
        """Whether the list shows less than there is."""
        return bool(self.word or self.filters)


def read(data, *, listing: Listing, columns: Sequence[Column]) -> Wanted:
    """Read a wish from an address; what nobody could mean is left out."""
    filters = {}
    for column in columns:
        for name in _names(column):
            text = data.get(name, "").strip()[:LONGEST]
            if text and _fits(column, text):
                filters[name] = text
    order = data.get(ORDER, "")
    sortable = {one.name for one in columns if one.is_sortable and not one.is_filter_only}
    number = data.get(PAGE, "")
    return Wanted(
        word=" ".join(data.get(WORD, "").split())[:LONGEST],
        filters=filters,
        order=order if order.removeprefix("-") in sortable and order != listing.order else "",
        columns=_columns(data, columns),
        page=max(1, int(number)) if number.isdecimal() and len(number) < 7 else 1,
    )


def _columns(data, columns: Sequence[Column]) -> tuple[str, ...]:
    stand = [one for one in columns if not one.is_filter_only]
    ticked = set(data.getlist(ONE_COLUMN) or data.get(COLUMNS, "").split(","))
    if not ticked & {one.name for one in stand}:
        return ()
    always = {one.name for one in stand if one.is_action} | {columns[0].name}
    chosen = tuple(one.name for one in stand if one.name in ticked | always)
    return () if chosen == tuple(one.name for one in stand if one.is_shown) else chosen


def _names(column: Column) -> tuple[str, ...]:
    if not column.phrase:
        return ()
    is_range = column.kind in {Kind.DATE, Kind.NUMBER}
    return (column.name + SINCE, column.name + UNTIL) if is_range else (column.name,)


def _fits(column: Column, text: str) -> bool:
    if column.kind is Kind.CHOICE:
        return text in dict(column.choices)
    return column.kind is Kind.TEXT or bound(column, text) is not None


def bound(column: Column, text: str) -> date | float | None:
    """Return one end of a range; None for what is no date or number."""
    try:
        if column.kind is Kind.DATE:
            return date.fromisoformat(text)
        return float(text.replace(".", "").replace(",", ".") if "," in text else text)
    except ValueError:
        return None
