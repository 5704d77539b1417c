# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of the municipality register as their fields, for whoever looks at one of them."""

import gzip
import re
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

# first and last column (from 1) and German head of each field, as the record of GV100AD says
_FIELDS = (
    (1, 2, "Satzart"),
    (11, 22, "Schlüssel"),
    (23, 72, "Name"),
    (129, 139, "Fläche in ha"),
    (140, 150, "Einwohner"),
    (151, 161, "davon männlich"),
)
HEADS = tuple(head for _, _, head in _FIELDS)
NAME = 2  # place of the name among the fields
_RECORD = re.compile(rb"^(?:\xef\xbb\xbf)?(10|20|30|40|50|60)(19|20)\d{6}\d\d[ \d]{10}")


def is_register(path: Path) -> bool:
    """Whether a file, packed or not, begins with a record of the register."""
    try:
        with _opened(path) as file:
            return bool(_RECORD.match(file.read(64)))
    except (OSError, EOFError):
        return False


def around(path: Path, row: int, reach: int) -> list[tuple[int, tuple[str, ...]]] | None:
    """Return number and fields of the lines about a row; None for a file of another kind."""
    if not is_register(path):
        return None
    first = max(1, row - reach)
    with _opened(path) as file:
        found = list(islice(file, first - 1, row + reach))
    return [(first + place, _fields(line)) for place, line in enumerate(found)]


def field_at(column: int) -> int | None:
    """Return which field begins at or holds a column."""
    return next((n for n, (a, b, _) in enumerate(_FIELDS) if a <= column <= b), None)


def _fields(line: bytes) -> tuple[str, ...]:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
    return tuple(_plain(text[first - 1 : last]) for first, last, _ in _FIELDS)


def _plain(field: str) -> str:
    """Figures stand there with leading zeros: eleven digits for one inhabitant."""
    text = field.strip()
    return text.lstrip("0") or "0" if len(text) == 11 and text.isdigit() else text


def _opened(path: Path) -> BinaryIO:
    with path.open("rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
    return cast("BinaryIO", gzip.open(path, "rb")) if is_packed else path.open("rb")
