# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where in a sheet the table begins: titles, header rows, first row of figures.

Nothing is decided here that a person could not see: a row of figures has numbers that are no
years and no column numbers; what stands above it, down from the last title, is the header.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from klammer.base.errors import InputRefusedError, Place
from klammer.sources.tabular.grids import Grid, Value, text_of
from klammer.sources.tabular.headers import header_paths
from klammer.sources.tabular.numbers import MARKERS, Notation, is_hidden, read_figure
from klammer.sources.tabular.periods import is_period

_NOWHERE = Place()
_EXPLANATION = 30  # letters on average
_DEFINITION = 60  # letters on average: a row of explanations, not of headings


@dataclass(frozen=True)
class Block:
    """The table of a sheet; rows and columns count from 0.

    titles  texts above the header
    header  rows of the header, explanations left out
    rows    rows with figures
    notes   texts below the figures
    """

    titles: tuple[str, ...]
    header: tuple[int, ...]
    rows: tuple[int, ...]
    notes: tuple[str, ...]


def find_block(grid: Grid) -> Block | None:
    """Return the table of a sheet, or None when no row has figures."""
    classes = [_row_class(row) for row in grid.rows]
    if "figures" not in classes:
        return None
    first = classes.index("figures")
    header, top = _header(grid, first)
    rows = tuple(row for row in range(first, len(classes)) if classes[row] == "figures")
    notes = (row for row in range(rows[-1] + 1, len(classes)))
    return Block(
        tuple(text for row in range(top) if (text := _joined(grid.rows[row]))),
        header,
        rows,
        tuple(text for row in notes if (text := _joined(grid.rows[row]))),
    )


def is_number(value: Value) -> bool:
    """Whether a cell is a number in any notation."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False
    if not isinstance(value, str):
        return True
    text = value.strip()
    if not text or is_sign(text) or not any(letter.isdigit() for letter in text):
        return False
    return any(_reads(text, decimal) for decimal in (",", "."))


def _reads(text: str, decimal: str) -> bool:
    try:
        read_figure(text, place=_NOWHERE, notation=Notation(decimal))
    except InputRefusedError:
        return False
    return True


def is_sign(value: Value) -> bool:
    """Whether a cell holds a sign instead of a number."""
    if not isinstance(value, str) or not value.strip():
        return False
    return value.strip() in MARKERS or is_hidden(value)


def _row_class(row: Sequence[Value]) -> str:
    cells = [one for one in row if text_of(one)]
    if not cells:
        return "empty"
    numbers = [one for one in cells if is_number(one)]
    if _is_numbering(cells) or all(is_period(one) for one in numbers):
        signs = any(is_sign(one) for one in cells)
        return "figures" if signs and not numbers and len(cells) > 1 else "text"
    return "figures"


def _is_numbering(cells: Sequence[Value]) -> bool:
    """Whether cells count the columns: 1, 2, 3 …"""
    texts = [text_of(one) for one in cells]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _header(grid: Grid, first: int) -> tuple[tuple[int, ...], int]:
    """Return the header rows above the first figures, and the row the header begins with."""
    rows: list[int] = []
    for row in range(first - 1, -1, -1):
        cells = [text_of(one) for one in grid.rows[row]]
        filled = [text for text in cells if text]
        if not filled:
            if rows:
                break
            continue
        is_title = len(filled) == 1 and cells[0] and grid.width > 1
        if is_title and (rows or len(cells[0]) > 25 or not _is_beside(grid, row)):
            break
        if _is_numbering([one for one in grid.rows[row] if text_of(one)]):
            continue
        if sum(map(len, filled)) / len(filled) <= _DEFINITION:
            rows.append(row)
    rows.reverse()
    top = rows[0] if rows else first
    while len(rows) > 1 and _explains(grid, rows):
        rows.pop()
    return tuple(rows), top


def _explains(grid: Grid, rows: Sequence[int]) -> bool:
    """Whether the lowest row only explains columns that the rows above already tell apart."""
    lowest = [text_of(one) for one in grid.rows[rows[-1]]]
    filled = [text for text in lowest if text]
    paths = [path for path in header_paths(grid, rows[:-1]) if path]
    is_long = sum(map(len, filled)) / max(len(filled), 1) > _EXPLANATION
    return is_long and len(set(paths)) == len(paths) >= len(filled)


def _is_beside(grid: Grid, row: int) -> bool:
    """Whether the row above has headings too, so that a lone first cell belongs to a header."""
    return row > 0 and sum(bool(text_of(one)) for one in grid.rows[row - 1]) > 1


def _joined(row: Sequence[Value]) -> str:
    texts = dict.fromkeys(text_of(one) for one in row if text_of(one))
    return " ".join(" ".join(texts).split())
