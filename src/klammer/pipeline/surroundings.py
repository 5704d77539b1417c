# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A cell of a delivered file among its neighbours: what a person sees who opens the original.

Text is read up to the cell and no further, of a large spreadsheet the one sheet, pages up to a
size. What cannot be shown at this cost is left out, never guessed.
"""

import csv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from klammer.base.errors import KlammerError
from klammer.pipeline import fixed_width
from klammer.pipeline.instance import Instance
from klammer.sources.tabular.blocks import find_block, is_number
from klammer.sources.tabular.grids import Grid, Value, read_grids, read_sheet, text_of
from klammer.sources.tabular.headers import header_paths

_LARGEST_SHEET = 40_000_000  # unpacked bytes of a sheet that is opened for one cell: some seconds
_LARGEST_PAGE = 8_000_000  # bytes of a page, or of anything that is opened whole
_SMALL_BOOK = 3_000_000  # bytes up to which a book is kept open for its next cell
_FARTHEST_LINE = 400_000
_HEAD_LINES = 40
_AROUND = 2  # rows and columns on each side
_LONGEST = 80  # letters of a cell that are shown
_MARKS = ";\t,|"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file: its number there, its cells, and which of them is the one asked for."""

    number: int
    cells: tuple[str, ...]
    marked: int | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Neighbouring cells of one cell.

    column  the header above the cell, from top to bottom; label: the words at the row's beginning
    heads   header of each column shown
    """

    column: str
    label: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def surroundings(
    instance: Instance, sha256: str, *, sheet: str, row: int | None, column: int | None
) -> Surroundings | None:
    """Return the neighbours of a cell of a delivered file; None where they cannot be shown.

    row, column  as in the position of an observation, from 1
    """
    path = instance / "raw" / sha256
    if not row or not column or not path.is_file():
        return None
    try:
        return _around(path, sheet, row, column)
    except (KlammerError, OSError, ValueError, csv.Error):
        return None


@lru_cache(maxsize=512)
def _around(path: Path, sheet: str, row: int, column: int) -> Surroundings | None:
    if not _is_text(path):
        grid = _sheet(path, sheet, row)
        return _within(grid, row, column) if grid else None
    if (lines := fixed_width.around(path, row, _AROUND)) is not None:
        return _register(lines, row, column)
    grid = _lines(path, row)
    return _within(grid, row, column) if grid else None


def _is_text(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(4096)
    is_page = b"<table" in head.lower() or b"<html" in head.lower()
    is_packed = head[:2] in {b"PK", b"\x1f\x8b", b"\xd0\xcf"} or head[:4] == b"PAR1"
    return not is_page and (not is_packed or fixed_width.is_register(path))


def _sheet(path: Path, sheet: str, row: int) -> Grid | None:
    """Open a sheet: of a large spreadsheet this one alone, down to the row and no further."""
    size = path.stat().st_size
    if size > _SMALL_BOOK and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as book:
            largest = max((part.file_size for part in book.infolist()), default=0)
        return read_sheet(path, sheet, rows=row + _AROUND) if largest <= _LARGEST_SHEET else None
    found = [one for one in _grids(path) if one.sheet == sheet] if size <= _LARGEST_PAGE else []
    return found[0] if found else None


def _register(lines: list[tuple[int, tuple[str, ...]]], row: int, column: int) -> Surroundings:
    """A line of fixed width has no cells; its fields stand side by side as the record says."""
    marked = fixed_width.field_at(column)
    name = next((cells[fixed_width.NAME] for number, cells in lines if number == row), "")
    return Surroundings(
        column=fixed_width.HEADS[marked] if marked is not None else "",
        label=name,
        heads=fixed_width.HEADS,
        rows=tuple(Row(n, cells, marked if n == row else None) for n, cells in lines),
    )


@lru_cache(maxsize=2)
def _grids(path: Path) -> tuple[Grid, ...]:
    return read_grids(path).grids


def _lines(path: Path, row: int) -> Grid | None:
    """Read the first lines and those around the row; nothing behind them."""
    if row > _FARTHEST_LINE:
        return None
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = "".join(islice(file, 5))
        file.seek(0)
        mark = max(_MARKS, key=sample.count)
        kept = [
            (number, cells)
            for number, cells in _until(_records(file, mark), row + _AROUND)
            if number <= _HEAD_LINES or abs(number - row) <= _AROUND
        ] if sample.count(mark) else None  # fmt: skip
    if not kept:
        return None  # a file of fixed width has no cells to stand side by side
    width = max(len(cells) for _number, cells in kept)
    rows = [[*cells, *[""] * (width - len(cells))] for _number, cells in kept]
    return Grid(path.name, "", rows, [number for number, _cells in kept])


def _records(file: Iterator[str], mark: str) -> Iterator[tuple[int, list[str]]]:
    reader, number = csv.reader(file, delimiter=mark), 1
    for cells in reader:
        yield number, cells
        number = reader.line_num + 1


def _until(records: Iterator[tuple[int, list[str]]], last: int) -> Iterator[tuple[int, list[str]]]:
    for number, cells in records:
        if number > last and number > _HEAD_LINES:
            return
        yield number, cells


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(65_536)
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    try:
        head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "utf-8-sig" if error.start > len(head) - 4 else "cp1252"
    return "utf-8-sig"


def _within(grid: Grid, row: int, column: int) -> Surroundings | None:
    numbers = list(grid.numbers)
    if row not in numbers or column > grid.width:
        return None
    at = numbers.index(row)
    block = find_block(grid)
    header = tuple(one for one in (block.header if block else ()) if one < at)
    paths = header_paths(grid, header)
    words = _telling(grid, at, without=header, before=column - 1)
    near = range(max(0, column - 1 - _AROUND), min(grid.width, column + _AROUND))
    shown = sorted({*words, *near})
    rows = [
        one
        for one in range(len(grid.rows))
        if one not in header and abs(numbers[one] - row) <= _AROUND
    ]
    return Surroundings(
        column=" · ".join(paths[column - 1]),
        label=" · ".join(_short(grid.rows[at][one]) for one in words),
        heads=tuple(" · ".join(paths[one])[:_LONGEST] for one in shown),
        rows=tuple(
            Row(
                numbers[one],
                tuple(_short(grid.rows[one][cell]) for cell in shown),
                shown.index(column - 1) if one == at else None,
            )
            for one in rows
        ),
    )


def _telling(grid: Grid, row: int, *, without: tuple[int, ...], before: int) -> list[int]:
    """Return up to two columns whose words name the row: first those that differ among rows."""
    words = [one for one in range(before) if _is_words(grid, row, one)]
    rows = [cells for number, cells in enumerate(grid.rows) if number not in without]
    differing = [one for one in words if len({text_of(cells[one]) for cells in rows} - {""}) > 1]
    return sorted((differing or words)[:2])


def _is_words(grid: Grid, row: int, column: int) -> bool:
    value = grid.rows[row][column]
    return bool(text_of(value)) and not _counts(value)


def _counts(value: Value) -> bool:
    return is_number(value) and not (isinstance(value, str) and value.startswith("0"))


def _short(value: Value) -> str:
    text = text_of(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
