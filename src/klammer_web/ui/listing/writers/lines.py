# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""CSV in two manners: for a German spreadsheet, and plain for every program.

No cell can become a formula: texts that begin like one are written behind an apostrophe.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from klammer.presentation import formats
from klammer_web.ui.listing.writers.book import Sheet, cells_of

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def german_csv(sheet: Sheet) -> Iterator[str]:
    """Yield lines with semicolon, decimal comma, 31.12.2022 and a byte order mark."""
    yield from _lines(sheet, delimiter=";", written=_german, start=BOM)


def plain_csv(sheet: Sheet) -> Iterator[str]:
    """Yield lines as RFC 4180 has them: comma, decimal point, ISO dates, UTF-8 without mark."""
    yield from _lines(sheet, delimiter=",", written=_plain, start="")


def _lines(sheet: Sheet, *, delimiter: str, written, start: str) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    buffer.write(start)
    writer.writerow([harmless(head.label) for head in sheet.all_heads])
    for row in sheet.rows:
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([written(cell) for cell in cells_of(row, sheet.heads)])
    yield buffer.getvalue()


def harmless(text: str) -> str:
    """Return the text so that no spreadsheet computes it."""
    bare = text.lstrip(" \n\u00a0")
    return f"'{text}" if len(bare) > 1 and bare.startswith(_FORMULA) else text


def _german(cell: Any) -> str:
    if isinstance(cell, datetime):
        return f"{formats.german_date(cell.date().isoformat())} {cell:%H:%M:%S}"
    if isinstance(cell, date):
        return formats.german_date(cell.isoformat())
    if isinstance(cell, int | float):
        return format(cell, ".12g").replace(".", ",")
    return "" if cell is None else harmless(cell)


def _plain(cell: Any) -> str:
    if isinstance(cell, date):  # a moment is one, too
        return cell.isoformat()
    if isinstance(cell, int | float):
        return format(cell, ".12g")
    return "" if cell is None else harmless(cell)
