# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write a book as an OpenDocument spreadsheet: styles, hidden columns, lists of choices.

odfdo knows no lists of choices and needs a hundred times as long (docs/adr/0017).
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from klammer_web.ui.listing.columns import Kind
from klammer_web.ui.listing.writers import odsparts
from klammer_web.ui.listing.writers.book import (
    CHOICES,
    Book,
    Head,
    Sheet,
    cells_of,
    lists_of,
    widths,
)

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same book gives the same bytes


def write_ods(book: Book) -> bytes:
    """Return the bytes of the spreadsheet."""
    lists = lists_of(book)
    tables = [_Table(sheet, number, lists) for number, sheet in enumerate(book.sheets)]
    if lists:
        tables.append(_Table(_choices(lists), len(tables), ()))
    content = odsparts.content(
        styles="".join(table.styles() for table in tables),
        validations=_validations(lists, tables),
        tables="".join(table.text() for table in tables),
    )
    parts = {
        "META-INF/manifest.xml": odsparts.MANIFEST,
        "meta.xml": odsparts.meta(book.title),
        "settings.xml": odsparts.settings([s.name for s in book.sheets if not s.is_hidden]),
        "content.xml": content,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        # The type must come first and uncompressed: this is how programs recognise the format.
        archive.writestr(zipfile.ZipInfo("mimetype", _EPOCH), MEDIA_TYPE, zipfile.ZIP_STORED)
        for name, text in parts.items():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, text)
    return buffer.getvalue()


class _Table:
    """One sheet as text, with the styles that are its own."""

    def __init__(self, sheet: Sheet, number: int, lists: Sequence[tuple[str, ...]]) -> None:
        self.sheet, self.number, self.lists = sheet, number, lists
        self.heads = sheet.all_heads
        self.rows = [list(cells_of(row, sheet.heads)) for row in sheet.rows]

    def styles(self) -> str:
        """Return the styles of the sheet, its columns and its numbers."""
        display = "false" if self.sheet.is_hidden else "true"
        found = [odsparts.table_style(self._name("t"), display=display)]
        for number, width in enumerate(widths(self.sheet, self.rows)):
            found.append(odsparts.column_style(self._name(f"c{number}"), width=width))
            head = self.heads[number]
            if head.kind is Kind.NUMBER:
                found.append(
                    odsparts.number_style(
                        self._name(f"n{number}"), decimals=head.decimals, is_plain=head.is_plain
                    )
                )
        return "".join(found)

    def text(self) -> str:
        """Return the table."""
        name = quoteattr(self.sheet.name)
        columns = "".join(self._column(number, head) for number, head in enumerate(self.heads))
        head = "".join(_cell(one.label, "head") for one in self.heads)
        rows = "".join(
            f"<table:table-row>{''.join(self._cells(row))}</table:table-row>" for row in self.rows
        )
        return (
            f'<table:table table:name={name} table:style-name="{self._name("t")}">{columns}'
            f"<table:table-row>{head}</table:table-row>{rows}{self._spare()}</table:table>"
        )

    def _name(self, part: str) -> str:
        return f"s{self.number}{part}"

    def _column(self, number: int, head: Head) -> str:
        hidden = ' table:visibility="collapse"' if head.is_hidden else ""
        return (
            f'<table:table-column table:style-name="{self._name(f"c{number}")}"{hidden} '
            f'table:default-cell-style-name="{self._style(number, head)}"/>'
        )

    def _style(self, number: int, head: Head) -> str:
        known = {Kind.NUMBER: self._name(f"n{number}"), Kind.DATE: "day"}
        return known.get(head.kind, "text")

    def _cells(self, row: Sequence[Any]) -> Iterable[str]:
        for number, (cell, head) in enumerate(zip(row, self.heads, strict=True)):
            yield _cell(cell, self._style(number, head), offer=self._offer(head))

    def own_offers(self) -> Iterable[str]:
        """Return the choices that stand in columns of this sheet itself."""
        for head in self.heads:
            if head.offered is not None:
                area = (head.offered, 2, len(self.rows) + self.sheet.spare + 1)
                yield odsparts.validation(self._own(head), sheet=self.sheet.name, area=area)

    def _own(self, head: Head) -> str:
        return self._name(f"o{head.offered}")

    def _offer(self, head: Head) -> str:
        if head.offered is not None:
            return f' table:content-validation-name="{self._own(head)}"'
        if not head.allowed:
            return ""
        which = self.lists.index(tuple(head.allowed))
        return f' table:content-validation-name="v{which}"'

    def _spare(self) -> str:
        """Return empty rows that offer the same choices."""
        if not self.sheet.spare or not any(map(self._offer, self.heads)):
            return ""
        cells = "".join(f"<table:table-cell{self._offer(head)}/>" for head in self.heads)
        return (
            f'<table:table-row table:number-rows-repeated="{self.sheet.spare}">'
            f"{cells}</table:table-row>"
        )


def _cell(value: Any, style: str, *, offer: str = "") -> str:
    if value is None or value == "":
        return f'<table:table-cell table:style-name="{style}"{offer}/>'
    kind, text, style = _typed(value, style)
    lines = "".join(
        f"<text:p>{odsparts.spaced(escape(line))}</text:p>" for line in text.split("\n")
    )
    return f'<table:table-cell table:style-name="{style}"{offer} {kind}>{lines}</table:table-cell>'


def _typed(value: Any, style: str) -> tuple[str, str, str]:
    """Return type and value, the text shown, and the style."""
    if isinstance(value, datetime):
        shown = f"{value:%d.%m.%Y %H:%M}"
        return f'office:value-type="date" office:date-value="{value.isoformat()}"', shown, "moment"
    if isinstance(value, date):
        shown = f"{value:%d.%m.%Y}"
        return f'office:value-type="date" office:date-value="{value.isoformat()}"', shown, "day"
    if isinstance(value, int | float):
        shown = format(value, ".12g").replace(".", ",")
        return f'office:value-type="float" office:value={quoteattr(repr(value))}', shown, style
    return 'office:value-type="string"', value, style


def _choices(lists: Sequence[tuple[str, ...]]) -> Sheet:
    """The hidden sheet with the words; its first row is the first word, as in XLSX."""
    longest = max(len(words) for words in lists)
    rows = [[words[i] if i < len(words) else None for words in lists] for i in range(1, longest)]
    return Sheet(CHOICES, [Head(words[0]) for words in lists], rows, is_hidden=True)


def _validations(lists: Sequence[tuple[str, ...]], tables: Sequence[_Table]) -> str:
    found = "".join(
        odsparts.validation(f"v{number}", sheet=CHOICES, area=(number, 1, len(words)))
        for number, words in enumerate(lists)
    ) + "".join(one for table in tables for one in table.own_offers())
    return f"<table:content-validations>{found}</table:content-validations>" if found else ""
