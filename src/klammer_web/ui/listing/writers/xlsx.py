# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write a book as XLSX: texts stay texts, lists of choices are offered, the head stands still."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from klammer_web.ui.listing.columns import Kind
from klammer_web.ui.listing.writers.book import (
    CHOICES,
    Book,
    Head,
    Sheet,
    cells_of,
    lists_of,
    widths,
)

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(book: Book) -> bytes:
    """Return the bytes of the workbook."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _SAFE) as target:
        target.set_properties({"title": book.title})
        styles = _Styles(target)
        lists = lists_of(book)
        for sheet in book.sheets:
            _write(target.add_worksheet(sheet.name), sheet, styles=styles, lists=lists)
        if lists:
            _choices(target, lists)
    return buffer.getvalue()


class _Styles:
    """Formats of cells, each made once."""

    def __init__(self, target: xlsxwriter.Workbook) -> None:
        self.target = target
        self.bold = target.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self.text = target.add_format({"num_format": "@", "valign": "top"})
        self.date = target.add_format({"num_format": "dd.mm.yyyy", "valign": "top"})
        self.moment = target.add_format({"num_format": "dd.mm.yyyy hh:mm", "valign": "top"})
        self._numbers: dict[str, Any] = {}

    def number(self, head: Head) -> Any:
        code = "0" if head.is_plain else "#,##0"
        code += f".{'0' * head.decimals}" if head.decimals else ""
        if code not in self._numbers:
            self._numbers[code] = self.target.add_format({"num_format": code, "valign": "top"})
        return self._numbers[code]

    def column(self, head: Head) -> Any:
        """The format of cells that are still empty."""
        known = {Kind.NUMBER: self.number(head), Kind.DATE: self.date}
        return known.get(head.kind, self.text)


def _write(target, sheet: Sheet, *, styles: _Styles, lists: Sequence[tuple[str, ...]]) -> None:
    heads = sheet.all_heads
    rows = [list(cells_of(row, sheet.heads)) for row in sheet.rows]
    for number, (head, width) in enumerate(zip(heads, widths(sheet, rows), strict=True)):
        manner = {"hidden": True} if head.is_hidden else {}
        target.set_column(number, number, width, styles.column(head), manner)
        target.write_string(0, number, head.label, styles.bold)
        if head.allowed:
            source = _source(CHOICES, lists.index(tuple(head.allowed)), 1, len(head.allowed))
            _offer(target, number, last=len(rows) + sheet.spare, source=source)
        elif head.offered is not None:
            source = _source(sheet.name, head.offered, 2, len(rows) + sheet.spare + 1)
            _offer(target, number, last=len(rows) + sheet.spare, source=source)
    for line, row in enumerate(rows, start=1):
        for number, (cell, head) in enumerate(zip(row, heads, strict=True)):
            _cell(target, line, number, cell, head=head, styles=styles)
    target.freeze_panes(1, 0)
    if rows and not sheet.is_hidden and len(heads) > 2:
        target.autofilter(0, 0, len(rows), len(heads) - 1)
    if sheet.is_hidden:
        target.hide()


def _cell(target, line: int, number: int, cell: Any, *, head: Head, styles: _Styles) -> None:
    if isinstance(cell, datetime):
        target.write_datetime(line, number, cell, styles.moment)
    elif isinstance(cell, date):
        target.write_datetime(
            line, number, datetime.combine(cell, datetime.min.time()), styles.date
        )
    elif isinstance(cell, int | float):
        target.write_number(line, number, cell, styles.number(head))
    elif cell:
        target.write_string(line, number, cell, styles.text)


def _source(sheet: str, column: int, first: int, last: int) -> str:
    letters = xlsxwriter.utility.xl_col_to_name(column)
    return f"={sheet}!${letters}${first}:${letters}${last}"


def _offer(target, number: int, *, last: int, source: str) -> None:
    target.data_validation(
        1, number, max(1, last), number,
        {
            "validate": "list",
            "source": source,
            "error_title": "Diese Angabe gibt es nicht",
            "error_message": "Bitte wählen Sie ein Wort aus der Liste.",
        },
    )  # fmt: skip


def _choices(target, lists: Sequence[tuple[str, ...]]) -> None:
    sheet = target.add_worksheet(CHOICES)
    for number, words in enumerate(lists):
        for line, word in enumerate(words):
            sheet.write_string(line, number, word)
    sheet.hide()
