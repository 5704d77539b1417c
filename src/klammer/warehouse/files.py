# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain files an analyst hands in and takes away: CSV, XLSX, ODS, Parquet, by extension.

Keys stay text: a column is read as numbers only when every value is one and no value begins with
a zero that would be lost; columns that name areas, periods or codes are text whatever they hold.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from klammer.base.errors import InputRefusedError, Place
from klammer.base.tables import Table

# Columns whose values are keys or words even when they look like numbers.
KEY_COLUMNS = frozenset(
    {
        *("area", "area_name", "area_level", "boundary", "period", "variable", "indicator"),
        *("sex", "age", "age_group", "nationality", "status", "secrecy", "file", "sheet"),
        *("name", "ags", "ars", "kreis", "gemeinde", "key", "code", "definition"),
    }
)
_SHEET_ROWS = 1_048_576
_WHOLE = re.compile(r"^-?(0|[1-9]\d{0,14})$")
_POINT = re.compile(r"^-?(\d|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$")
_COMMA = re.compile(r"^-?(\d|[1-9]\d*)(,\d+)?$")


def read_table(path: Path) -> Table:
    """Read a table with one header row; an empty cell is None, numbers are int or float.

    Raises `InputRefusedError` for an unknown extension, an empty file, an encoding that is
    neither UTF-8 nor Windows-1252, a header that repeats, or a row of another length.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise _unknown_extension(path)
    if not path.is_file():
        raise InputRefusedError(
            f"there is no file {path.name}",
            where=path.name,
            remedy="check the path",
            code="no_file",
        )
    return reader(path)


def write_table(table: Table, path: Path) -> None:
    """Write a table with one header row; numbers as numbers, text as text, None as empty."""
    from klammer.warehouse.parquet import replaced_at_once

    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise _unknown_extension(path)
    if len(table) >= _SHEET_ROWS and path.suffix.lower() in {".xlsx", ".ods"}:
        raise InputRefusedError(
            f"{len(table):,} rows do not fit into a sheet",
            where=path.name,
            why=f"spreadsheets hold {_SHEET_ROWS:,} rows with the header",
            remedy="write CSV or Parquet",
            code="sheet_rows",
        )
    with replaced_at_once(path) as unfinished:
        writer(table, unfinished)


def decode(raw: bytes, *, name: str) -> str:
    """Return text from UTF-8 (with or without BOM), UTF-16 with BOM, or else Windows-1252."""
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError as error:
        raise InputRefusedError(
            f"{name} is not text in a known encoding",
            where=Place(file=name, row=raw[: error.start].count(b"\n") + 1),
            why="expected UTF-8 or Windows-1252",
            remedy="save the file again as CSV UTF-8",
            code="encoding",
        ) from error


def _unknown_extension(path: Path) -> InputRefusedError:
    return InputRefusedError(
        f"{path.name} has an extension that is not known",
        where=path.name,
        why=f"expected one of {', '.join(sorted(_READERS))}",
        remedy="name the file by its format",
        code="extension",
    )


def _read_csv(path: Path) -> Table:
    text = decode(path.read_bytes(), name=path.name)
    delimiter = sniff_delimiter(text)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return _table(rows, name=path.name, sheet="", comma=delimiter != ",")


def sniff_delimiter(text: str) -> str:
    """Return the delimiter that the first line uses most: semicolon, tab or comma."""
    first = text.split("\n", 1)[0]
    return max(";\t,", key=first.count)


def _read_workbook(path: Path) -> Table:
    from python_calamine import CalamineError, load_workbook

    try:
        book = load_workbook(str(path))
        sheet = book.sheet_names[0]
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, IndexError, OSError) as error:
        raise InputRefusedError(
            f"{path.name} cannot be opened as a workbook",
            where=path.name,
            why=str(error),
            remedy="open it in a spreadsheet program and save it again as XLSX",
            code="workbook",
        ) from error
    return _table(rows, name=path.name, sheet=sheet, comma=False)


def _read_parquet(path: Path) -> Table:
    from klammer.warehouse.parquet import read_columns

    return Table(read_columns(path))


def _table(rows: Sequence[Sequence[Any]], *, name: str, sheet: str, comma: bool) -> Table:
    kept = [(at, row) for at, row in enumerate(rows, start=1) if any(str(c).strip() for c in row)]
    if not kept:
        raise InputRefusedError(
            f"{name} is empty",
            where=Place(file=name, sheet=sheet),
            why="expected a header row and rows below it",
            remedy="check that the right file was chosen",
            code="empty_file",
        )
    header = [str(cell).strip() for cell in kept[0][1]]
    while header and not header[-1]:
        header.pop()
    _check_header(header, place=Place(file=name, sheet=sheet, row=kept[0][0]))
    columns: list[list[Any]] = [[] for _ in header]
    for at, row in kept[1:]:
        _append(columns, row, place=Place(file=name, sheet=sheet, row=at))
    return Table(
        {
            title: typed_column(values, is_key=title.lower() in KEY_COLUMNS, comma=comma)
            for title, values in zip(header, columns, strict=True)
        }
    )


def _check_header(header: Sequence[str], *, place: Place) -> None:
    for at, title in enumerate(header, start=1):
        if not title or title in header[: at - 1]:
            raise InputRefusedError(
                f"the header '{title}' repeats" if title else "a column has no header",
                where=Place(place.file, place.sheet, place.row, at),
                why="each column needs a name of its own in the first row",
                remedy="name the column",
                code="header",
            )


def _append(columns: list[list[Any]], row: Sequence[Any], *, place: Place) -> None:
    if any(str(cell).strip() for cell in row[len(columns) :]):
        raise InputRefusedError(
            "a row has more cells than the header",
            where=Place(place.file, place.sheet, place.row, len(columns) + 1),
            why=f"the header names {len(columns)} columns, the row has {len(row)} cells",
            remedy="quote cells that hold the delimiter, or complete the header",
            code="row_length",
        )
    for at, column in enumerate(columns):
        column.append(row[at] if at < len(row) else "")


def typed_column(values: Sequence[Any], *, is_key: bool, comma: bool) -> list[Any]:
    """Return a column as numbers when all of it is numbers, otherwise as text; empty is None."""
    plain = [_plain(value) for value in values]
    if is_key:
        return [None if value is None else _text(value) for value in plain]
    filled = [value for value in plain if value is not None]
    if not any(isinstance(value, str) for value in filled):
        return plain
    texts = [_text(value) for value in filled]
    parse = _parser(texts, comma=comma)
    if parse is None:
        return [None if value is None else _text(value) for value in plain]
    return [None if value is None else parse(_text(value)) for value in plain]


def _plain(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return None if value is None else str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, int | float):
        return value
    return str(value).strip() or None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value)


def _parser(texts: Sequence[str], *, comma: bool) -> Callable[[str], Any] | None:
    if all(_WHOLE.match(text) for text in texts):
        return int
    if all(_POINT.match(text) for text in texts):
        return float
    if comma and all(_COMMA.match(text) for text in texts):
        return lambda text: float(text.replace(",", "."))
    return None


def _write_csv(table: Table, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(table.names)
        writer.writerows(zip(*table.columns.values(), strict=True))


def _write_xlsx(table: Table, path: Path) -> None:
    import xlsxwriter

    # constant_memory writes row by row; text that begins with "=" must stay text.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("table")
        sheet.write_row(0, 0, table.names)
        for at, row in enumerate(zip(*table.columns.values(), strict=True), start=1):
            for column, value in enumerate(row):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    sheet.write_number(at, column, value)
                elif value is not None:
                    sheet.write_string(at, column, str(value))


def _write_ods(table: Table, path: Path) -> None:
    from klammer.warehouse.ods import write_ods

    write_ods(table, path)


def _write_parquet(table: Table, path: Path) -> None:
    from klammer.warehouse.parquet import write_rows

    types = {name: _sql_type(values) for name, values in table.columns.items()}
    columns = [
        [None if v is None else str(v) for v in values] if kind == "VARCHAR" else values
        for kind, values in zip(types.values(), table.columns.values(), strict=True)
    ]
    # The unfinished name has no extension of its own: write beside it, then move.
    written = path.with_suffix(".parquet")
    write_rows(types, [columns], path=written)
    written.replace(path)


def _sql_type(values: Sequence[Any]) -> str:
    filled = [value for value in values if value is not None]
    if not filled or any(not isinstance(v, int | float) or isinstance(v, bool) for v in filled):
        return "VARCHAR"
    return "BIGINT" if all(isinstance(value, int) for value in filled) else "DOUBLE"


_READERS: dict[str, Callable[[Path], Table]] = {
    ".csv": _read_csv,
    ".tsv": _read_csv,
    ".txt": _read_csv,
    ".xlsx": _read_workbook,
    ".xls": _read_workbook,
    ".ods": _read_workbook,
    ".parquet": _read_parquet,
}
_WRITERS: dict[str, Callable[[Table, Path], None]] = {
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".ods": _write_ods,
    ".parquet": _write_parquet,
}
