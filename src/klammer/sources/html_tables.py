# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of an HTML page, also where the page is named `.xls`.

Cells keep their line breaks, spans become merged ranges, and forgotten end tags are closed as a
browser closes them. Scripts and styles are dropped, nothing is fetched.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from klammer.base.errors import InputRefusedError, Place

_SILENT = {"script", "style"}
_WIDEST = 2_000  # columns or rows one cell may span; more is an attack or a mistake


@dataclass
class HtmlTable:
    """One table of a page: rows of texts, merged ranges, the words standing before it.

    merged  (first row, first column, last row, last column), counted from 0
    """

    before: str = ""
    rows: list[list[str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def read_tables(page: str, *, name: str) -> list[HtmlTable]:
    """Return the tables of a page in order; empty ones are left out.

    Raises `InputRefusedError` when the page has no table, or a cell spans more than it can.
    """
    parser = _Parser(name)
    parser.feed(page)
    parser.close()
    parser.finish()
    tables = [table for table in parser.tables if any(any(row) for row in table.rows)]
    if not tables:
        raise InputRefusedError(
            f"{name} is a page without a table",
            where=Place(file=name),
            why="expected at least one <table> with cells",
            remedy="check whether the download gave an error page instead of the file",
            code="no_table",
        )
    return tables


class _Open:
    """A table being read: where the next cell goes, which cells are taken from above."""

    def __init__(self, before: str) -> None:
        self.table = HtmlTable(before=before)
        self.taken: dict[tuple[int, int], bool] = {}
        self.cell: list[str] | None = None
        self.span = (1, 1)
        self.in_row = False


class _Parser(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = name
        self.tables: list[HtmlTable] = []
        self._stack: list[_Open] = []
        self._outside: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._stack.append(_Open(_words("".join(self._outside))))
            self._outside = []
        elif tag == "br":
            self.handle_data("\n")
        elif tag in {"div", "p", "h1", "h2", "h3", "h4"} and not self._stack:
            self._outside.append("\n")
        elif self._stack and tag == "tr":
            self._end_row()
            self._stack[-1].table.rows.append([])
            self._stack[-1].in_row = True
        elif self._stack and tag in {"td", "th"}:
            self._begin_cell(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif not self._stack:
            return
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "table":
            self._end_row()
            self.tables.append(self._stack.pop().table)

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._stack and self._stack[-1].cell is not None:
            self._stack[-1].cell.append(data)
        elif not self._stack:
            self._outside.append(data)

    def finish(self) -> None:
        """Close what the page forgot to close."""
        while self._stack:
            self._end_row()
            self.tables.append(self._stack.pop().table)

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        current = self._stack[-1]
        if not current.in_row:
            current.table.rows.append([])
            current.in_row = True
        current.cell = []
        current.span = (self._span(attributes, "rowspan"), self._span(attributes, "colspan"))

    def _span(self, attributes: dict[str, str | None], name: str) -> int:
        text = (attributes.get(name) or "1").strip()
        number = int(text) if text.isdigit() and len(text) < 8 else 1
        if number > _WIDEST:
            raise InputRefusedError(
                f"a cell of {self.name} spans {number} cells",
                where=Place(self.name, row=len(self._stack[-1].table.rows)),
                why=f"a cell may span {_WIDEST} rows or columns",
                remedy="export the table again",
                code="html_span",
            )
        return max(number, 1)

    def _end_cell(self) -> None:
        current = self._stack[-1]
        if current.cell is None:
            return
        rows = current.table.rows
        row, column, text = len(rows) - 1, len(rows[-1]), _words("".join(current.cell))
        current.cell = None
        while current.taken.pop((row, column), False):
            rows[-1].append("")
            column += 1
        height, width = current.span
        rows[-1].extend([text] + [""] * (width - 1))
        for below in range(1, height):
            for beside in range(width):
                current.taken[(row + below, column + beside)] = True
        if height > 1 or width > 1:
            current.table.merged.append((row, column, row + height - 1, column + width - 1))

    def _end_row(self) -> None:
        self._end_cell()
        current = self._stack[-1]
        if current.in_row:
            rows = current.table.rows
            while current.taken.pop((len(rows) - 1, len(rows[-1])), False):
                rows[-1].append("")
        current.in_row = False


def _words(text: str) -> str:
    """Fold white space, keeping line breaks that the page made."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
