# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Any delivered table as sheets of cells that know where they stand.

Spreadsheets, delimited text and HTML pages become the same thing; row and column numbers are
those a person sees in the publisher's file, wherever the used range begins.
"""

import csv
import gzip
import io
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from klammer.base.errors import InputRefusedError, Place
from klammer.sources import guards
from klammer.sources.guards import Content, Kind, Limits
from klammer.sources.html_tables import read_tables

Value = str | int | float | bool | date | datetime | time | timedelta

# Delimited text and pages are held in memory; what is larger belongs into Parquet.
_BLANKS = {0xAD: None, 0xA0: " "}  # soft hyphens vanish, hard blanks are blanks
_TEXT_LIMIT = 300_000_000


@dataclass(frozen=True)
class Grid:
    """One sheet: rows of equal width; an empty cell is the empty text.

    numbers   number of each row as a person sees it (lines of a text file)
    merged    (first row, first column, last row, last column), counted from 0
    formulas  cells (row, column; from 1) whose value a formula computed
    errors    cells (from 1) that hold an error → its text
    across    of a turned sheet: the file's row that each column was; then `numbers` are columns
    """

    file: str
    sheet: str
    rows: Sequence[Sequence[Value]]
    numbers: Sequence[int]
    merged: Sequence[tuple[int, int, int, int]] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    before: str = ""  # words standing before a table of a page
    hidden: bool = False
    across: Sequence[int] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def place(self, row: int, column: int | None = None) -> Place:
        """Return where a cell (counted from 0) stands in the file."""
        number = self.numbers[row] if 0 <= row < len(self.numbers) else row + 1
        if self.across:
            row_of_file = None if column is None else self.across[column]
            return Place(self.file, self.sheet, row_of_file, number)
        return Place(self.file, self.sheet, number, None if column is None else column + 1)

    def turned(self) -> "Grid":
        """Return the sheet with rows and columns exchanged; places stay those of the file."""
        return replace(
            self,
            rows=[list(column) for column in zip(*self.rows, strict=True)],
            numbers=range(1, self.width + 1),
            merged=tuple((left, top, right, bottom) for top, left, bottom, right in self.merged),
            across=tuple(self.numbers),
        )

    def filled(self, *, first: int = 0, without: frozenset[int] = frozenset()) -> "Grid":
        """Return the grid with every merged range holding its value in each of its cells.

        first, without  ranges that begin at this row or below and touch one of these columns are
                        left as they are (a footnote written across the figures)
        """
        if not self.merged:
            return self
        rows = [list(row) for row in self.rows]
        for top, left, bottom, right in self.merged:
            if top >= len(rows) or left >= self.width:
                continue
            if top >= first and not without.isdisjoint(range(left, right + 1)):
                continue
            value = rows[top][left]
            for row in rows[top : bottom + 1]:
                span = min(right + 1, self.width) - left
                row[left : left + span] = [value] * span
        return replace(self, rows=rows)


@dataclass(frozen=True)
class Delivery:
    """A delivered file, looked at and opened."""

    content: Content
    grids: tuple[Grid, ...]


def text_of(value: Value) -> str:
    """Return a cell as the text a person would type: whole numbers without a point."""
    if isinstance(value, str):
        return (value if value.isascii() else value.translate(_BLANKS)).strip()
    if isinstance(value, bool):
        return "WAHR" if value else "FALSCH"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    return str(value)


def read_grids(
    path: Path,
    *,
    name: str = "",
    encoding: str = "",
    delimiter: str = "",
    limits: Limits | None = None,
) -> Delivery:
    """Open a delivered table after the guards have looked at it.

    encoding, delimiter  of text, when the delivery says so; otherwise found in the file
    returns              the sheets that hold anything, hidden ones marked

    Raises `InputRefusedError` as the guards do, and for kinds that hold no table.
    """
    name = name or path.name
    content = guards.inspect(path, name=name, limits=limits)
    if content.kind.is_spreadsheet:
        return Delivery(content, _spreadsheet(path, content, name))
    if content.kind in {Kind.ZIP, Kind.GZIP}:
        return _packed(path, content, name=name, encoding=encoding, delimiter=delimiter)
    if content.kind not in {Kind.TEXT, Kind.HTML}:
        raise InputRefusedError(
            f"{name} is not a table that can be read here",
            where=Place(file=name),
            why=f"it is {content.kind}; expected CSV, XLSX, XLS, ODS or an HTML table",
            remedy="save the table as XLSX or CSV (UTF-8)",
            code="unknown_kind",
        )
    if content.size > _TEXT_LIMIT:
        raise InputRefusedError(
            f"{name} is too large for a plain table",
            where=Place(file=name),
            why=f"{content.size:,} bytes; {_TEXT_LIMIT:,} are accepted as text",
            remedy="deliver the table in parts (by year or by county), or as Parquet",
            code="too_large",
        )
    page = _decode(path, encoding or content.encoding, name)
    if content.kind is Kind.HTML:
        return Delivery(content, _html(page, name))
    mark = delimiter or content.delimiter or ";"
    return Delivery(replace(content, delimiter=mark), (_delimited(page, mark, name),))


def _decode(path: Path, encoding: str, name: str) -> str:
    guards.encodings.inspect(path, name=name, encoding=encoding)
    return path.read_bytes().decode(encoding)


def _delimited(page: str, mark: str, name: str) -> Grid:
    rows: list[list[Value]] = []
    numbers: list[int] = []
    reader = csv.reader(io.StringIO(page, newline=""), delimiter=mark)
    begin = 1
    try:
        for row in reader:
            rows.append(list(row))
            numbers.append(begin)
            begin = reader.line_num + 1
    except csv.Error as error:
        raise InputRefusedError(
            f"{name} cannot be divided into fields",
            where=Place(file=name, row=begin),
            why=f"{error}; a quotation mark may be missing",
            remedy="open the file in a spreadsheet program and save it as CSV again",
            code="csv",
        ) from error
    return Grid(name, "", _square(rows), numbers)


def _square(rows: list[list[Value]]) -> list[list[Value]]:
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _html(page: str, name: str) -> tuple[Grid, ...]:
    return tuple(
        Grid(
            name,
            f"Tabelle {number}",
            _square([list(row) for row in table.rows]),
            range(1, len(table.rows) + 1),
            merged=tuple(table.merged),
            before=table.before,
        )
        for number, table in enumerate(read_tables(page, name=name), start=1)
    )


def _spreadsheet(path: Path, content: Content, name: str) -> tuple[Grid, ...]:
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_path(path) as workbook:
            return tuple(_sheets(workbook, content, name))
    except calamine.PasswordError as error:
        raise guards.archives.encrypted(name) from error
    except (calamine.CalamineError, OSError) as error:
        raise InputRefusedError(
            f"{name} cannot be opened as a workbook",
            where=Place(file=name),
            why=str(error),
            remedy="open it in a spreadsheet program and save it as XLSX",
            code="damaged_archive",
        ) from error


def read_sheet(path: Path, sheet: str, *, rows: int) -> Grid | None:
    """Read the first rows of one sheet of a spreadsheet; None when there is no such sheet.

    For a look at one cell: what the guards found when the file came in is not asked again.
    Raises `OSError` for what is no spreadsheet, or damaged.
    """
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_path(path) as workbook:
            if sheet not in workbook.sheet_names:
                return None
            held = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False, nrows=rows)
    except calamine.CalamineError as error:
        raise OSError(str(error)) from error
    return Grid(path.name, sheet, held, range(1, len(held) + 1))


def _sheets(workbook: Any, content: Content, name: str) -> list[Grid]:
    import python_calamine as calamine

    grids = []
    for metadata in workbook.sheets_metadata:
        if metadata.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(metadata.name)
        if sheet.start is None:
            continue
        # skip_empty_area=False keeps the rows and columns before the used range: positions hold.
        rows = sheet.to_python(skip_empty_area=False)
        grids.append(
            Grid(
                name,
                metadata.name,
                rows,
                range(1, len(rows) + 1),
                merged=tuple(
                    (top, left, bottom, right)
                    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
                ),
                formulas=content.formulas.get(metadata.name, frozenset()),
                errors=content.errors.get(metadata.name, {}),
                hidden=metadata.visible is not calamine.SheetVisibleEnum.Visible,
            )
        )
    return grids


def _packed(path: Path, content: Content, *, name: str, encoding: str, delimiter: str) -> Delivery:
    """Open the only file in a zip or gzip; several are refused by name."""
    with tempfile.TemporaryDirectory(prefix="klammer-") as folder:
        inner, unpacked = _unpack(path, content, name=name, folder=Path(folder))
        found = read_grids(unpacked, name=f"{name}/{inner}", encoding=encoding, delimiter=delimiter)
    return Delivery(
        replace(found.content, notes=(*content.notes, *found.content.notes)), found.grids
    )


def _unpack(path: Path, content: Content, *, name: str, folder: Path) -> tuple[str, Path]:
    target = folder / "inner"
    if content.kind is Kind.GZIP:
        with gzip.open(path) as packed, target.open("wb") as file:
            while chunk := packed.read(1 << 20):
                file.write(chunk)
        return name.removesuffix(".gz").rsplit("/", 1)[-1], target
    with zipfile.ZipFile(path) as archive:
        parts = [part for part in archive.infolist() if not part.is_dir()]
        if len(parts) != 1:
            listed = ", ".join(part.filename for part in parts[:10])
            raise InputRefusedError(
                f"{name} holds {len(parts)} files",
                where=Place(file=name),
                why=f"one table at a time is read; found {listed}",
                remedy="unpack it and deliver each table by itself",
                code="several_files",
            )
        with archive.open(parts[0]) as packed, target.open("wb") as file:
            while chunk := packed.read(1 << 20):
                file.write(chunk)
        return parts[0].filename.rsplit("/", 1)[-1], target
