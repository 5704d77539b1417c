# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list as a file: what the page shows, all pages of it, with a sheet that says what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone

from klammer.presentation import formats
from klammer_web.ui.listing import narrowing
from klammer_web.ui.listing.columns import Column, Figure, Kind, text_of
from klammer_web.ui.listing.page import ListPage
from klammer_web.ui.listing.writers import (
    Book,
    Head,
    Sheet,
    german_csv,
    ods,
    plain_csv,
    write_ods,
    write_xlsx,
    xlsx,
)

ENDINGS = ("xlsx", "ods", "csv", "csv-schlicht")
_BOOKS = {"xlsx": (write_xlsx, xlsx.MEDIA_TYPE), "ods": (write_ods, ods.MEDIA_TYPE)}
_LINES = {"csv": german_csv, "csv-schlicht": plain_csv}
ABOUT = "Angaben"
MOST_IN_A_BOOK = 100_000  # rows; more take long and much memory, and CSV holds any number


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes a file along, and when: stands on its sheet of particulars."""

    name: str
    workspace: str
    at: datetime


def list_response(page: ListPage, ending: str, *, taker: Taker):
    """Answer with the list as a file of this kind."""
    columns = [one for one in page.shown if not one.is_action]
    heads = [_head(column, page.found) for column in columns]
    rows = ([_value(column, row) for column in columns] for row in page.found)
    sheet = Sheet(_tab(page.listing.title), heads, rows)
    name = f"{_slug(page.listing.title)}-{taker.at:%Y-%m-%d}"
    return file_response(sheet, ending, name=name, particulars=particulars(page, taker))


def file_response(sheet: Sheet, ending: str, *, name: str, particulars=()):
    """Answer with one table as XLSX or ODS (with its sheet of particulars), or CSV."""
    if ending in _BOOKS:
        write, media = _BOOKS[ending]
        heads = [Head("Angabe", width=24), Head("Inhalt", width=80)]
        book = Book(sheet.name, (sheet, Sheet(ABOUT, heads, particulars)))
        return attached(HttpResponse(write(book), content_type=media), f"{name}.{ending}")
    kind = "text/csv; charset=utf-8"
    response = StreamingHttpResponse(_LINES[ending](sheet), content_type=kind)
    return attached(response, f"{name}.csv")


def attached(response, name: str):
    """Let the browser keep the answer as a file of this name; nobody else keeps it."""
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def particulars(page: ListPage, taker: Taker) -> list[tuple[str, str]]:
    """Return what the sheet of particulars says."""
    said = narrowing.in_words(page.wanted, columns=page.columns)
    column = next((one for one in page.columns if one.name == page.order.lstrip("-")), None)
    falling = ", absteigend" if page.order.startswith("-") else ""
    rows = [
        ("Liste", page.listing.title),
        ("Erstellt am", text_of(taker.at)),
        ("Erstellt von", taker.name or "ohne Anmeldung"),
        ("Mandant", taker.workspace),
        ("Zeilen", page.counted),
        ("Auswahl", "; ".join(said) or "alles, was sichtbar war"),
        ("Reihenfolge", f"{column.label}{falling}" if column else ""),
        *(("Quelle", line) for line in page.listing.sources(page.request)),
    ]
    if any(_has_status(one, page.found) for one in page.shown):
        rows += [("Zeichen", f"{sign}: {meaning}") for sign, meaning in formats.SIGNS.values()]
    return [(label, text) for label, text in rows if text]


def is_too_long(page: ListPage, ending: str) -> bool:
    """Whether a list has more rows than a workbook should hold."""
    return ending in _BOOKS and len(page.found) > MOST_IN_A_BOOK


def _head(column: Column, rows: Sequence[Any]) -> Head:
    label = f"{column.label} ({column.unit})" if column.unit else column.label
    kind = Kind.TEXT if column.kind is Kind.CHOICE else column.kind
    return Head(label, kind, decimals=column.decimals, has_status=_has_status(column, rows))


def _has_status(column: Column, rows: Sequence[Any]) -> bool:
    return column.is_number and any(isinstance(column.value(row), Figure) for row in rows)


def _value(column: Column, row: Any) -> Any:
    value = column.value(row)
    keeps = isinstance(value, Figure) or column.kind in {Kind.NUMBER, Kind.DATE}
    if keeps and not isinstance(value, tuple | list):
        return value
    badges = [word for word, _ in column.badges(row)] if column.badges else []
    return ", ".join(filter(None, (column.text(value), *badges)))


_CROSSED = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def _tab(title: str) -> str:
    """Return the title as the name of a tab: 31 letters, none of those that are forbidden."""
    return title.translate(_CROSSED)[:31].strip() or "Liste"


def _slug(title: str) -> str:
    plain = title.casefold().translate(_PLAIN)
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in plain).split())


def taker_now(*, name: str, workspace: str) -> Taker:
    """Return who takes a file along now."""
    return Taker(name, workspace, timezone.localtime())
