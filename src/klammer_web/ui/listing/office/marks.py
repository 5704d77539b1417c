# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Marks of cells: how a cell was when it went out, without saying what it was."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from klammer_web.ui.listing.columns import Column

_SIZE = 10


def settled(value: Any) -> Any:
    """Return a value as all three states are compared: no empty texts, no stray blanks."""
    if isinstance(value, str):
        lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
        return "\n".join(line.rstrip() for line in lines.split("\n")).strip() or None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def mark(value: Any) -> str:
    """Return the mark of one value."""
    plain = settled(value)
    text = plain.isoformat() if isinstance(plain, date) else repr(plain)
    return hashlib.sha256(text.encode()).hexdigest()[:_SIZE]


def marks_of(row: Any, columns: Sequence[Column]) -> dict[str, str]:
    """Return the marks of all editable cells of a row."""
    return {one.name: mark(one.value(row)) for one in columns if one.is_editable}


def written(marks: Mapping[str, str]) -> str:
    """Write marks into one cell."""
    return " ".join(f"{name}={text}" for name, text in sorted(marks.items()))


def read(text: str) -> dict[str, str] | None:
    """Read marks again; None for what was not written here."""
    pairs = [part.partition("=") for part in text.split()]
    if not all(name and len(found) == _SIZE for name, _, found in pairs):
        return None
    return {name: found for name, _, found in pairs}
