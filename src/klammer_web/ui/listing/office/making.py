# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Make the workbook that goes out."""

from typing import Any

from klammer_web.ui.listing.columns import Column, Kind
from klammer_web.ui.listing.declaration import Listing
from klammer_web.ui.listing.files import ABOUT, Taker, particulars
from klammer_web.ui.listing.office import marks
from klammer_web.ui.listing.page import ListPage
from klammer_web.ui.listing.writers import Book, Head, Sheet
from klammer_web.ui.listing.writers.book import SPARE

KEY, STATE = "Schlüssel (nicht ändern)", "Stand (nicht ändern)"
TABLE, OWN = "Liste", "Klammer"
_HOW = (
    ("So geht es", "Ändern Sie Zellen, sortieren und filtern Sie, wie Sie mögen."),
    ("Neue Zeile", "Schreiben Sie unter die letzte Zeile."),
    ("Zeile löschen", "Fehlt eine Zeile, fragt Klammer nach; von selbst wird nichts entfernt."),
    ("Ausgeblendete Spalten", "Sie sagen Klammer, welche Zeile welche ist. Bitte nicht ändern."),
    ("Zurückbringen", "Laden Sie die Datei auf der Seite der Liste wieder hoch."),
    ("Vor dem Speichern", "Sie sehen jeden Unterschied; erst dann wird etwas geändert."),
)  # fmt: skip


def round_columns(columns: list[Column]) -> list[Column]:
    """Return the columns that travel: the first, everything editable, and what is usually seen."""
    return [
        one
        for number, one in enumerate(columns)
        if not one.is_filter_only and (number == 0 or one.is_editable or one.is_shown)
    ]


def make_book(page: ListPage, *, taker: Taker, scope: str) -> Book:
    """Return the workbook of what the page shows; `scope` says whose list it is."""
    columns = round_columns(page.columns)
    editing = page.listing.editing
    rows = [
        [editing.key(row), marks.written(marks.marks_of(row, columns)),
         *(_value(column, row) for column in columns)]
        for row in page.found if editing.key(row)
    ]  # fmt: skip
    heads = [
        Head(KEY, is_hidden=True, width=14),
        Head(STATE, is_hidden=True, width=14),
        *(_head(column, columns) for column in columns),
    ]
    keys = [[row[0]] for row in rows]
    own = Sheet(OWN, [Head(signature(page.listing, scope=scope))], keys, is_hidden=True)
    about = Sheet(
        ABOUT,
        [Head("Angabe", width=24), Head("Inhalt", width=90)],
        [*_how(page.listing), *particulars(page, taker)],
    )
    return Book(page.listing.title, (Sheet(TABLE, heads, rows, spare=SPARE), about, own))


def signature(listing: Listing, *, scope: str) -> str:
    """Return what tells the workbooks of this list and workspace from all others."""
    return f"klammer 1 {listing.key} {scope}"


def _how(listing: Listing):
    left_out = {"Neue Zeile"} if not listing.editing.may_add else set()
    left_out |= set() if listing.editing.may_remove else {"Zeile löschen"}
    return [line for line in _HOW if line[0] not in left_out]


def label_of(column: Column) -> str:
    """Return the head of a column: whether it can be changed is said in it."""
    return column.label if column.is_editable else f"{column.label} (nur zur Ansicht)"


def _head(column: Column, columns: list[Column]) -> Head:
    allowed, offered = (), None
    if column.is_editable and column.own_words:
        names = [one.name for one in columns]
        offered = 2 + names.index(column.own_words)
    elif column.is_editable:
        allowed = tuple(word for _, word in column.choices)
    kind = Kind.TEXT if column.kind is Kind.CHOICE else column.kind
    return Head(label_of(column), kind, decimals=column.decimals, allowed=allowed, offered=offered)


def _value(column: Column, row: Any) -> Any:
    value = column.value(row)
    return value if column.kind in {Kind.NUMBER, Kind.DATE} else column.text(value)
