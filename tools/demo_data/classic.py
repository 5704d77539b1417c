# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Classic tables of the regional statistics database, read by a declared layout.

The layout says which column holds what; every value keeps the line and column it stands in.
"""

import csv
import gzip
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STATES = {f"{number:02d}" for number in range(1, 17)}
CITY_STATES = {"02": "02000", "11": "11000"}  # named once, as state; they are counties as well
AACHEN = {"05334002": "05313"}  # the city before 2009, under its key as part of the later county
MARKERS = {
    "-": (0.0, "zero", "exact"),
    ".": (None, "suppressed", "suppressed_at_source"),
    "...": (None, "not_yet_available", "exact"),
    "/": (None, "unreliable", "exact"),
    "x": (None, "not_applicable", "exact"),
}
NUMBER = re.compile(r"^-?\d+(?:,\d+)?$")


@dataclass(frozen=True)
class Cell:
    """What a column of figures holds."""

    variable: str
    sex: str = "_T"
    age: str = "_T"
    nationality: str = "_T"


@dataclass(frozen=True)
class Layout:
    """Where things stand in one table. Columns and lines count from 1.

    date    column of the date, or a fixed period
    cells   column → what it holds
    stub    (column, label → changes to the cell; a label that is not there is left out)
    dates   column → period, for tables with one block of columns per date
    level   counties (with Germany and the states) or municipalities (of Thuringia)
    """

    file: str
    table: str
    title: str
    first: int
    area: int
    cells: Mapping[int, Cell]
    date: int | str = 1
    stub: tuple[int, Mapping[str, Mapping[str, str]]] | None = None
    dates: Mapping[int, str] = field(default_factory=dict)
    level: str = "county"
    retrieved: str = "2017-10-10"
    until: int = 9999  # later years come from a newer table
    empty_is_zero: bool = False  # an area with nothing but "-" has none, rather than no figures

    @property
    def name(self) -> str:
        """The file's name as the publisher hands it out."""
        return Path(self.file).name.removesuffix(".gz")


def read_lines(path: Path) -> list[list[str]]:
    """Lines of the original, split; UTF-8 where it is, else Latin-1. Line numbers are kept."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    lines = text.replace("\r\n", "\n").split("\n")  # splitlines would also split at U+0085
    return [next(csv.reader(io.StringIO(line), delimiter=";"), []) for line in lines]


def original_bytes(path: Path) -> bytes:
    """The publisher's bytes: what was packed beside the project is unpacked."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def period_of(text: str) -> str:
    """`31.12.2015` → `2015-12-31`; a year stays."""
    clean = text.strip().removeprefix("Jahr: ")
    day = re.fullmatch(r"(\d\d)\.(\d\d)\.(\d{4})", clean)
    return f"{day[3]}-{day[2]}-{day[1]}" if day else clean


def value_of(text: str) -> tuple[float | None, str, str]:
    """Value, status and secrecy of a printed figure; raise `ValueError` when it is none."""
    clean = text.strip()
    if clean in MARKERS:
        return MARKERS[clean]
    if clean.startswith("(") and clean.endswith(")"):
        return (float(clean[1:-1].replace(",", ".")), "unreliable", "exact")
    if not NUMBER.match(clean):
        raise ValueError(f"'{text}' is no figure")
    return (float(clean.replace(",", ".")), "zero" if clean == "0" else "reported", "exact")


def observations(layout: Layout, lines: list[list[str]]) -> Iterator[tuple[Any, ...]]:
    """Rows without boundary: area, level, period, cell, value, status, secrecy, line, column."""
    blocks = _blocks(layout, lines)
    for (key, period), found in blocks.items():
        for area, level in _areas(key, layout.level):
            for cell, line, column, text in found:
                value, status, secrecy = value_of(text)
                yield area, level, period, cell, value, status, secrecy, line, column


def _blocks(
    layout: Layout, lines: list[list[str]]
) -> dict[tuple[str, str], list[tuple[Cell, int, int, str]]]:
    blocks: dict[tuple[str, str], list[tuple[Cell, int, int, str]]] = {}
    for number, line in enumerate(lines[layout.first - 1 :], start=layout.first):
        if len(line) <= max(layout.cells) - 1:
            break  # the footnotes begin
        key = line[layout.area - 1].strip()
        changes = _changes(layout, line)
        if changes is None:
            continue
        for column, cell in layout.cells.items():
            period = _period(layout, line, column)
            if int(period[:4]) > layout.until:
                continue
            changed = Cell(**{**cell.__dict__, **changes})
            blocks.setdefault((key, period), []).append((changed, number, column, line[column - 1]))
    return blocks


def _period(layout: Layout, line: list[str], column: int) -> str:
    if layout.dates:
        return layout.dates[column]
    return period_of(line[layout.date - 1]) if isinstance(layout.date, int) else layout.date


def _changes(layout: Layout, line: list[str]) -> Mapping[str, str] | None:
    if layout.stub is None:
        return {}
    column, labels = layout.stub
    return labels.get(line[column - 1].strip())


def _areas(key: str, level: str) -> list[tuple[str, str]]:
    """The areas a key stands for at the wanted level; none when the level is another."""
    if level == "municipality":
        if key.startswith("16") and len(key) in {5, 8} and (len(key) == 8 or key[2] == "0"):
            return [(key.ljust(8, "0"), "municipality")] if _is_municipality(key) else []
        return []
    if key == "DG":
        return [("DG", "country")]
    if key in STATES:
        county = [(CITY_STATES[key], "county")] if key in CITY_STATES else []
        return [(key, "state"), *county]
    key = AACHEN.get(key, key)
    return [(key, "county")] if len(key) == 5 and key.isdigit() else []


def _is_municipality(key: str) -> bool:
    """Eight digits, or an independent city of Thuringia, which stands with five (16051 … 16056)."""
    return len(key) == 8 or key[2:4] == "05"
