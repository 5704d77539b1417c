# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The hash of a table over its sorted rows in canonical text.

The same definition as `klammer.warehouse.hashing.rows_hash`, here for a table in memory: texts
first, then numbers; whole numbers as integers, others with 12 significant digits; missing as
nothing; fields parted by U+001F, rows by a line feed; hashed piece by piece by `GROUPS`. It does
not depend on the order of rows, so that a table gives the same hash before and after storing.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from klammer.base.errors import DisclosureError
from klammer.base.tables import Table

NUMBERS = ("numerator", "denominator", "value", "low", "high")
GROUPS = ("area_level", "boundary", "period")
_FIELD, _ROW = "\x1f", "\n"


def table_hash(table: Table) -> str:
    """Return the hash of a table's rows, whatever their order, 64 hexadecimal digits.

    Raises `DisclosureError` when a text holds a sign that parts fields or rows.
    """
    texts = [name for name in table.names if name not in NUMBERS]
    numbers = [name for name in NUMBERS if name in table.columns]
    columns = [_texts(table[name], name) for name in texts]
    columns += [[number_text(value) for value in table[name]] for name in numbers]
    groups = [columns[texts.index(name)] for name in GROUPS if name in texts]
    pieces: dict[tuple[str, ...], list[str]] = defaultdict(list)
    keys = zip(*groups, strict=True) if groups else [()] * len(table)
    for key, fields in zip(keys, zip(*columns, strict=True), strict=True):
        pieces[key].append(_FIELD.join(fields))
    total = hashlib.sha256()
    for key in sorted(pieces):
        piece = hashlib.sha256(_ROW.join(sorted(pieces[key])).encode()).hexdigest()
        total.update(_FIELD.join([*key, piece]).encode() + b"\n")
    return total.hexdigest()


def number_text(value: Any) -> str:
    """The canonical text of a number; nothing for None and NaN."""
    if value is None:
        return ""
    number = float(value)
    if math.isnan(number):
        return ""
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.12g}"


def _texts(values: Sequence[Any], name: str) -> list[str]:
    memory: dict[Any, str] = {None: ""}
    texts = []
    for value in values:
        text = memory.get(value)
        if text is None:
            text = memory[value] = _checked(str(value), name)
        texts.append(text)
    return texts


def _checked(text: str, name: str) -> str:
    if _FIELD in text or _ROW in text:
        raise DisclosureError(
            "a text holds a line feed or a separator",
            where=f"column {name}",
            why="then two different tables could have one hash",
            remedy="remove the sign",
            code="separator_in_text",
        )
    return text
