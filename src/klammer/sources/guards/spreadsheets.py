# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workbooks: formulas, error values, macros, foreign links, passwords.

A reader gets the values a spreadsheet program saved last. Where a formula made them this is
said; where a formula was never computed, or computed an error, there is no value to take.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import ParseError, iterparse

from klammer.base.errors import InputRefusedError, Place
from klammer.sources.guards.archives import encrypted
from klammer.sources.guards.content import Kind, Note

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)\b[^>]*>(.+?)</(?:\w+:)?(?:v|is)>", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_ANY_REFERENCE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
CELL_LIMIT = 20_000_000
_ERROR = re.compile(rb'\bt="e"')
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<Relationship\b([^>]*)>")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


@dataclass
class Sheets:
    """What is remarkable about the cells of a workbook."""

    notes: list[Note] = field(default_factory=list)
    formulas: dict[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    errors: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)


def ole_kind(path: Path, *, name: str) -> Kind:
    """Tell an old workbook from an encrypted new one and from texts."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise encrypted(name)
    if any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book\0")):
        return Kind.XLS
    raise InputRefusedError(
        f"{name} is not a table",
        where=Place(file=name),
        why="it is an old Office file without a workbook in it",
        remedy="copy the table into a spreadsheet and save it as XLSX or ODS",
        code="unknown_kind",
    )


def inspect(path: Path, *, kind: Kind, name: str) -> Sheets:
    """Find formulas, errors, macros and links of a workbook.

    Raises `InputRefusedError` with the cell when a formula has no computed value, and when the
    workbook is encrypted.
    """
    found = Sheets()
    if kind is Kind.XLSX:
        with zipfile.ZipFile(path) as archive:
            _inspect_xlsx(archive, found, name)
    elif kind is Kind.ODS:
        with zipfile.ZipFile(path) as archive:
            _inspect_ods(archive, found, name)
    elif kind is Kind.XLSB:
        raise InputRefusedError(
            f"{name} is a binary workbook (XLSB)",
            where=Place(file=name),
            why="its formulas and errors cannot be told from values",
            remedy="save it as XLSX",
            code="unknown_kind",
        )
    return found


def _inspect_xlsx(archive: zipfile.ZipFile, found: Sheets, name: str) -> None:
    names = archive.namelist()
    if any(part.endswith("vbaProject.bin") for part in names):
        found.notes.append(Note("macros", Place(file=name), "never executed"))
    links = [part for part in names if part.startswith("xl/externalLinks/externalLink")]
    if links:
        found.notes.append(
            Note("external_links", Place(file=name), f"{len(links)}, never followed")
        )
    for sheet, part in _xlsx_sheets(archive):
        if part not in names:
            continue
        content = archive.read(part)
        _check_extent(content, name=name, sheet=sheet)
        if b"<f" in content or b":f" in content or _ERROR.search(content):
            _cells_of(content, found, sheet=sheet, name=name)


def _check_extent(content: bytes, *, name: str, sheet: str) -> None:
    """Refuse a sheet whose last cell stands so far out that reading it would fill the memory."""
    last_row = last_column = 0
    for letters, digits in _ANY_REFERENCE.findall(content):
        last_row = max(last_row, int(digits))
        last_column = max(last_column, _column(letters.decode()))
    if last_row * last_column > CELL_LIMIT:
        raise too_sparse(name, sheet, (last_row, last_column))


def too_sparse(name: str, sheet: str, last: tuple[int, int]) -> InputRefusedError:
    """Return the refusal of a sheet that spans too many cells."""
    return InputRefusedError(
        f"the sheet '{sheet}' spans too many cells",
        where=Place(name, sheet, *last),
        why=f"its last cell stands so far out that more than {CELL_LIMIT:,} cells would be read",
        remedy="delete the empty rows and columns behind the table and save it again",
        code="too_large",
    )


def _xlsx_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each sheet's name with the part of the archive that holds it."""
    targets = {}
    for relation in _RELATION.finditer(archive.read("xl/_rels/workbook.xml.rels")):
        target = _attribute(relation[1], b"Target").lstrip("/")
        targets[_attribute(relation[1], b"Id")] = (
            target if target.startswith("xl/") else f"xl/{target}"
        )
    for sheet in _SHEET.finditer(archive.read("xl/workbook.xml")):
        identifier = re.search(rb'\b\w+:id="([^"]*)"', sheet[1])
        if identifier:
            yield _attribute(sheet[1], b"name"), targets.get(identifier[1].decode(), "")


def _attribute(text: bytes, name: bytes) -> str:
    match = re.search(rb"\b" + name + rb"=(?:\"([^\"]*)\"|'([^']*)')", text)
    raw = (match[1] or match[2] or b"").decode("utf-8") if match else ""
    for entity, letter in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ):
        raw = raw.replace(entity, letter)
    return raw


def _cells_of(content: bytes, found: Sheets, *, sheet: str, name: str) -> None:
    formulas, errors = set(), {}
    for cell in _CELL.finditer(content):
        body, reference = cell[2] or b"", _REFERENCE.search(cell[1])
        if reference is None:
            continue
        position = (int(reference[2]), _column(reference[1].decode()))
        value = _VALUE.search(body)
        if _ERROR.search(cell[1]):
            errors[position] = value[1].decode() if value else "#"
        elif _FORMULA.search(body):
            if value is None and b't="str"' not in cell[1]:
                raise _not_computed(name, sheet, position)
            formulas.add(position)
    _remember(found, formulas, errors, sheet=sheet, name=name)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _not_computed(name: str, sheet: str, position: tuple[int, int]) -> InputRefusedError:
    return InputRefusedError(
        "a cell holds a formula that was never computed",
        where=Place(name, sheet, *position),
        why="a number was expected; the file holds the formula without its value",
        remedy="open the file in a spreadsheet program, let it compute, and save it again "
        "(or paste the values)",
        code="formula_without_value",
    )


def _remember(
    found: Sheets,
    formulas: set[tuple[int, int]],
    errors: dict[tuple[int, int], str],
    *,
    sheet: str,
    name: str,
) -> None:
    if formulas:
        found.formulas[sheet] = frozenset(formulas)
        place = Place(name, sheet, *min(formulas))
        found.notes.append(Note("formula", place, f"{len(formulas)} cells, saved values are used"))
    if errors:
        found.errors[sheet] = errors
        first = min(errors)
        found.notes.append(Note("error_value", Place(name, sheet, *first), errors[first]))


def _inspect_ods(archive: zipfile.ZipFile, found: Sheets, name: str) -> None:
    names = archive.namelist()
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read(
        "META-INF/manifest.xml"
    ):
        raise encrypted(name)
    if any(part.startswith("Basic/") for part in names):
        found.notes.append(Note("macros", Place(file=name), "never executed"))
    try:
        _walk_ods(archive, found, name)
    except ParseError as error:
        raise InputRefusedError(
            f"{name} is damaged",
            where=Place(file=name, sheet="content.xml"),
            why=str(error),
            remedy="open it in a spreadsheet program and save it again",
            code="damaged_archive",
        ) from error


def _walk_ods(archive: zipfile.ZipFile, found: Sheets, name: str) -> None:
    sheet, row, cells = "", 0, 0
    formulas: set[tuple[int, int]] = set()
    with archive.open("content.xml") as file:
        # Entities cannot expand without bound: expat stops amplification, the size is known.
        for event, element in iterparse(file, ("start", "end")):  # noqa: S314  reason: see above
            if event == "start" and element.tag == f"{_TABLE}table":
                sheet, row, formulas = element.get(f"{_TABLE}name", ""), 0, set()
            elif event == "end" and element.tag == f"{_TABLE}table-row":
                formulas |= _ods_row(list(element), row + 1, name=name, sheet=sheet)
                times = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                cells += times * _ods_width(list(element))
                if cells > CELL_LIMIT:
                    raise too_sparse(name, sheet, (row + times, 1))
                row += times
                element.clear()
            elif event == "end" and element.tag == f"{_TABLE}table":
                _remember(found, formulas, {}, sheet=sheet, name=name)
                element.clear()


def _ods_width(cells: list) -> int:  # type: ignore[type-arg]  # reason: as below
    """Return the width of a row up to its last cell with content; 0 for an empty row."""
    width = filled = 0
    for cell in cells:
        width += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        if cell.get(f"{_OFFICE}value-type") is not None:
            filled = width
    return filled


def _ods_row(cells: list, row: int, *, name: str, sheet: str) -> set[tuple[int, int]]:  # type: ignore[type-arg]  # reason: ElementTree's Element is private in 3.11
    formulas, column = set(), 1
    for cell in cells:
        if cell.get(f"{_TABLE}formula"):
            if cell.get(f"{_OFFICE}value-type") is None:
                raise _not_computed(name, sheet, (row, column))
            formulas.add((row, column))
        column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
    return formulas
