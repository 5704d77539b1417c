# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Delivered files made in code: rows of sheets written as XLSX, ODS or CSV, as offices send them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

Rows = Sequence[Sequence[Any]]
Expected = Mapping[str, float | str]


@dataclass(frozen=True)
class Made:
    """A delivery and what must be understood from it.

    sheets   name → rows; a CSV has one
    merged   sheet → ranges (first row, first column, last row, last column), from 0
    want     "area period variable [breakdown=code …]" → figure, or the status of a cell without one
    choose   the one thing a person says, done to the proposed mapping
    asks     what the proposal must ask first
    refusal  code of the refusal, for files that cannot be right
    """

    name: str
    sheets: Mapping[str, Rows]
    want: Expected = field(default_factory=dict)
    merged: Mapping[str, Sequence[tuple[int, int, int, int]]] = field(default_factory=dict)
    choose: Callable[[dict[str, Any]], None] | None = None
    asks: str = ""
    refusal: str = ""
    encoding: str = "utf-8"

    @property
    def verdict(self) -> str:
        """What is expected: "proposal" right as it is, "choice" after one answer, "refused"."""
        return "refused" if self.refusal else "choice" if self.choose else "proposal"

    def write(self, folder: Path) -> Path:
        """Write the file and return its path."""
        path = folder / self.name
        {".xlsx": _xlsx, ".ods": _ods, ".csv": _csv}[path.suffix](path, self)
        return path


def figures(
    areas: Sequence[str], columns: Sequence[str], rows: Sequence[Sequence[float | str]]
) -> dict[str, float | str]:
    """Return what a table of areas × columns must give; a column is "period variable …"."""
    return {
        f"{area} {column}": value
        for area, row in zip(areas, rows, strict=True)
        for column, value in zip(columns, row, strict=True)
    }


def _xlsx(path: Path, made: Made) -> None:
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "mmm yy"})
        for name, rows in made.sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, value, day)
                    elif value != "":
                        sheet.write(number, column, value)
            for top, left, bottom, right in made.merged.get(name, ()):
                sheet.merge_range(top, left, bottom, right, rows[top][left])


def _ods(path: Path, made: Made) -> None:
    from odfdo import Document, Table

    document = Document("spreadsheet")
    document.body.clear()
    for name, rows in made.sheets.items():
        table = Table(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    table.set_value((column, number), value)
        document.body.append(table)
    document.save(str(path))


def _csv(path: Path, made: Made) -> None:
    (rows,) = made.sheets.values()
    lines = (";".join(str(cell) for cell in row) for row in rows)
    path.write_bytes("\r\n".join([*lines, ""]).encode(made.encoding))
