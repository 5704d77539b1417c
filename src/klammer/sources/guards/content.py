# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a delivery turned out to be."""

from dataclasses import dataclass, field
from enum import StrEnum

from klammer.base.errors import Place

_MIB = 1024 * 1024


class Kind(StrEnum):
    """The kind of a file, told by its bytes."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"  # CSV and its relatives, fixed-width files
    HTML = "html"
    PARQUET = "parquet"
    ZIP = "zip"
    GZIP = "gzip"
    PDF = "pdf"

    @property
    def is_spreadsheet(self) -> bool:
        """Whether it has sheets of cells."""
        return self in {Kind.XLSX, Kind.XLSB, Kind.XLS, Kind.ODS}

    @property
    def is_archive(self) -> bool:
        """Whether it is a zip container inside: bombs and formulas are looked for."""
        return self in {Kind.XLSX, Kind.XLSB, Kind.ODS, Kind.ZIP}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is accepted; everything above is refused before it is read.

    raw        bytes of the delivered file
    unpacked   bytes of all parts of an archive together
    ratio      unpacked ÷ packed of one part, looked at above `ratio_from` bytes
    entries    parts of an archive
    """

    raw: int = 1_000_000_000
    unpacked: int = 1024 * _MIB
    ratio: int = 200
    ratio_from: int = 16 * _MIB
    entries: int = 10_000


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know about the file; it is read nevertheless.

    code   macros, external_links, formula, error_value, hidden_sheet, mixed_line_ends,
           double_encoded, name_differs, byte_order_mark
    """

    code: str
    place: Place
    found: str = ""


@dataclass(frozen=True)
class Content:
    """What a file is, told by its bytes.

    encoding   of text and HTML: utf-8, utf-8-sig, utf-16, cp1252, iso-8859-1
    delimiter  of delimited text; "" when lines are not delimited
    formulas   sheet → cells (row, column; from 1) whose value a formula computed
    errors     sheet → cells that hold an error instead of a value → its text (#DIV/0!)
    """

    kind: Kind
    size: int
    encoding: str = ""
    delimiter: str = ""
    line_ends: str = ""
    notes: tuple[Note, ...] = ()
    formulas: dict[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    errors: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)
