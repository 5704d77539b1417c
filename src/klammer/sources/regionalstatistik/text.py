# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The three parts of a classic table: preamble, rows, footer; each line keeps its number."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from klammer.base.errors import InputRefusedError, Place
from klammer.base.periods import parse_period
from klammer.sources.keys import is_area_key

_CODE = re.compile(r"^\ufeff?\"?(?:GENESIS-)?Tabelle:\s*([0-9A-Z][0-9A-Z-]*)", re.IGNORECASE)
_STAND = re.compile(r"Stand:\s*(\d\d)\.(\d\d)\.(\d{4})")
_PREFIXED_PERIOD = re.compile(r"^(?:[A-Za-zÄÖÜäöü/ ]+:\s*)?(\d[\d./-]*)$")
_RULE = "____"


@dataclass(frozen=True)
class Line:
    """One record and the line of the file it stands in, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ClassicText:
    """A classic table, cut into its parts.

    table     code in the first line
    preamble  everything between the code and the first row of figures
    rows      rows of figures
    retrieved ISO date of "Stand:" in the footer; "" when there is none
    footer    notes and licence
    encoding  utf-8 or cp1252
    """

    table: str
    preamble: tuple[Line, ...]
    rows: tuple[Line, ...]
    footer: str
    retrieved: str
    encoding: str


def table_code(head: bytes) -> str:
    """Return the table code a file's first line names; "" when it is no classic table."""
    first = head.split(b"\n", 1)[0].decode("utf-8", errors="replace")
    found = _CODE.match(first)
    return found[1].strip("-") if found else ""


def read_text(path: Path, *, name: str) -> ClassicText:
    """Read and cut a file; raise `InputRefusedError` when a part is missing."""
    raw = path.read_bytes()
    table = table_code(raw[:4096])
    if not table:
        raise InputRefusedError(
            f"{name} is no table of the regional database",
            where=Place(file=name, row=1),
            why="expected 'GENESIS-Tabelle: …' in the first line",
            remedy="delete lines above it, or choose another reader with --as",
            code="header",
        )
    text, encoding = _decoded(raw, name=name)
    _check_line_ends(text, name=name)
    body, footer = _cut(text.split("\n"), name=name)
    lines = _records(body, name=name)
    first = next((at for at, line in enumerate(lines) if starts_figures(line.cells)), None)
    if first is None:
        raise InputRefusedError(
            f"{name} has no rows of figures",
            where=Place(file=name, row=len(lines)),
            why="expected rows that begin with an area key and a name, or a period before them",
            remedy="download the table again with regional depth",
            code="no_rows",
        )
    return ClassicText(
        table=table,
        preamble=tuple(lines[1:first]),
        rows=tuple(lines[first:]),
        footer=footer,
        retrieved=_retrieved(footer),
        encoding=encoding,
    )


def starts_figures(cells: tuple[str, ...]) -> bool:
    """Whether a record begins with (period,) area key and name."""
    if len(cells) < 3:
        return False
    for at in (0, 1):
        if is_area_key(cells[at].strip()) and cells[at + 1].strip():
            return at == 0 or is_period(cells[0])
    return False


def period_in(text: str) -> str:
    """Return the period of `31.12.2015`, `Jahr: 2016`, `Schuljahr: 2015/16`; "" when none."""
    found = _PREFIXED_PERIOD.match(text.strip())
    if not found:
        return ""
    try:
        return parse_period(found[1]).text
    except InputRefusedError:
        return ""


def is_period(text: str) -> bool:
    """Whether a text is a period."""
    return bool(period_in(text))


def _decoded(raw: bytes, *, name: str) -> tuple[str, str]:
    try:
        return raw.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        if _has_utf8_signs(raw):
            raise InputRefusedError(
                f"{name} is written in two encodings",
                where=Place(file=name, row=raw[: error.start].count(b"\n") + 1),
                why="parts are UTF-8, this line is not",
                remedy="download the table again and do not edit it",
                code="encoding",
            ) from error
    try:
        return raw.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as error:
        raise InputRefusedError(
            f"{name} is not text in a known encoding",
            where=Place(file=name, row=raw[: error.start].count(b"\n") + 1),
            why="expected UTF-8 or ISO-8859-1",
            remedy="download the table again",
            code="encoding",
        ) from error


def _has_utf8_signs(raw: bytes) -> bool:
    """Whether German letters stand in the file as UTF-8 writes them."""
    return any(sign.encode() in raw for sign in "äöüÄÖÜß")


def _check_line_ends(text: str, *, name: str) -> None:
    lone = re.search(r"\r(?!\n)", text)
    if lone:
        raise InputRefusedError(
            f"{name} has line ends within lines",
            where=Place(file=name, row=text[: lone.start()].count("\n") + 1),
            why="a carriage return stands alone: positions of rows would not be true",
            remedy="download the table again and do not edit it",
            code="line_ends",
        )


def _cut(lines: list[str], *, name: str) -> tuple[list[str], str]:
    for at, line in enumerate(lines):
        if line.startswith(_RULE):
            return lines[:at], "\n".join(lines[at + 1 :])
    while lines and not lines[-1].strip("; \r"):
        lines = lines[:-1]
    raise InputRefusedError(
        f"{name} has no end",
        where=Place(file=name, row=len(lines)),
        why="expected a line of underscores and the footer with the licence below it: the download "
        "was cut off, or someone deleted the footer",
        remedy="download the table again",
        code="truncated",
    )


def _records(lines: list[str], *, name: str) -> list[Line]:
    reader = csv.reader((line.rstrip("\r") for line in lines), delimiter=";", strict=True)
    records: list[Line] = []
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                records.append(Line(before + 1, tuple(cells)))
            before = reader.line_num
    except csv.Error as error:
        raise InputRefusedError(
            f"{name} has an open quote",
            where=Place(file=name, row=before + 1),
            why=str(error),
            remedy="download the table again and do not edit it",
            code="quotes",
        ) from error
    return records


def _retrieved(footer: str) -> str:
    found = _STAND.findall(footer)
    return "-".join(reversed(found[-1])) if found else ""
