# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which rows belong together: where a table ends, what empty cells repeat, what sets rows apart."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from klammer.sources.labels import is_total
from klammer.sources.tabular.blocks import Block, is_number, is_sign
from klammer.sources.tabular.drafts.areas import is_sum
from klammer.sources.tabular.drafts.references import LABELS, area_column, column_of
from klammer.sources.tabular.grids import Grid, text_of
from klammer.sources.tabular.headers import folded
from klammer.sources.tabular.roles import Guess

_THING = re.compile(
    r"einrichtung|schule|kita|heim|dienst|angebot|standort|projekt|maßnahme|leistung|name|art\b",
    re.IGNORECASE,
)
_SHORT = 60  # letters; longer texts are remarks


def end_of(guesses: Sequence[Guess], grid: Grid, block: Block) -> int | None:
    """Return the row a table ends with where another one stands below; None when it goes on."""
    found = [last_row(guesses, grid, block), before_new_header(grid, block)]
    return min((one for one in found if one is not None), default=None)


def last_row(guesses: Sequence[Guess], grid: Grid, block: Block) -> int | None:
    """Return the row the table ends with where areas repeat below it; None when it goes on."""
    index = area_column(guesses)
    told_apart = {"period", "variable", *LABELS}
    if index is None or any(one.role in told_apart for one in guesses):
        return None
    texts = [text_of(grid.rows[row][index]) for row in block.rows]
    if len(set(texts)) == len(texts):
        return None
    gap = _gap(texts, block.rows)
    return gap if gap is not None else _larger_units(grid, block, guesses)


def before_new_header(grid: Grid, block: Block) -> int | None:
    """Return the last row before a table with other headings begins; None where none does.

    A repeated header, as on the next page of a print, is no new table.
    """
    if grid.across or not block.header:
        return None
    first = _words(grid, block.header[-1])
    for before, row in pairwise(block.rows):
        between = range(before + 1, row)
        is_apart = any(not any(text_of(one) for one in grid.rows[at]) for at in between)
        headings = [found for at in between if len(found := _words(grid, at)) > 1]
        if is_apart and headings and len(headings[-1] & first) * 2 < len(headings[-1]):
            return before
    return None


def _words(grid: Grid, row: int) -> set[str]:
    cells = grid.rows[row]
    return {folded(text_of(one)) for one in cells if text_of(one) and not is_number(one)}


def _gap(texts: Sequence[str], rows: Sequence[int]) -> int | None:
    """Return the last row before the empty one after which areas repeat."""
    seen: set[str] = set()
    gap = None
    for before, row, text in zip((rows[0], *rows), rows, texts, strict=False):
        gap = before if row - before > 1 else gap
        if text in seen and gap is not None:
            return gap
        seen.add(text)
    return None


def _larger_units(grid: Grid, block: Block, guesses: Sequence[Guess]) -> int | None:
    """Return the last row before those that exceed all others: boroughs, then the city."""
    column = column_of(guesses, "value")
    if column is None:
        return None
    cells = [grid.rows[row][column] for row in block.rows]
    figures = [float(one) if isinstance(one, int | float) else 0.0 for one in cells]
    for place in range(1, len(figures)):
        if min(figures[place:]) > max(figures[:place]):
            return block.rows[place - 1] if place > len(figures) / 2 else None
    return None


def tell_apart(
    guesses: list[Guess], grid: Grid, block: Block, *, paths: Sequence[tuple[str, ...]]
) -> list[Guess]:
    """Make a breakdown of the column of texts that tells rows of one area apart: a day-care centre.

    Nothing changes where rows differ already, or where no single column makes them differ.
    """
    keys = _row_keys(guesses, grid, block)
    if keys is None or len(set(keys)) == len(keys):
        return guesses
    filled, rows = grid.filled().rows, _rows_of_areas(guesses, grid, block)
    found = []
    for place, one in enumerate(guesses):
        if one.role not in {"ignore", "text"}:
            continue
        cells = [filled[row][one.index] for row in rows]
        texts = [text_of(cell) for cell in cells]
        if any(map(is_number, cells)) or max(map(len, texts)) > _SHORT:
            continue
        if len({(*key, text) for key, text in zip(keys, texts, strict=True)}) == len(keys):
            found.append((not _THING.search(" ".join(paths[one.index])), place))
    if not found:
        return guesses
    _, place = min(found)
    changed = list(guesses)
    changed[place] = replace(
        changed[place],
        role="breakdown",
        confidence=0.65,
        reason="unterscheidet mehrere Zeilen eines Gebiets",
    )
    return changed


def repeats_area(guesses: Sequence[Guess], grid: Grid, block: Block) -> bool:
    """Whether an empty area cell repeats the one above: then every row is told apart."""
    index = area_column(guesses)
    if index is None or not any(one.role in {"period", "variable", *LABELS} for one in guesses):
        return False
    if not text_of(grid.filled().rows[block.rows[0]][index]):
        return False
    keys = _row_keys(guesses, grid, block)
    return keys is not None and len(set(keys)) == len(keys)


def has_empty_area(guesses: Sequence[Guess], grid: Grid, block: Block) -> bool:
    """Whether rows with figures have no area and nothing that says they are sums."""
    index = area_column(guesses)
    if index is None:
        return False
    filled = grid.filled().rows
    rows = [filled[row] for row in block.rows if not text_of(filled[row][index])]
    return any(not any(isinstance(one, str) and is_total(one) for one in row) for row in rows)


def _row_keys(guesses: Sequence[Guess], grid: Grid, block: Block) -> list[tuple[str, ...]] | None:
    """Return per row what makes it one of a kind, empty areas and labels filled from above."""
    area = area_column(guesses)
    if area is None:
        return None
    labels = [one.index for one in guesses if one.role in {"period", "variable", *LABELS}]
    filled = grid.filled().rows
    last: dict[int, str] = {}
    keys = []
    for row in _rows_of_areas(guesses, grid, block):
        for index in (area, *labels):
            text = text_of(filled[row][index])
            last[index] = text or last.get(index, "")
        keys.append(tuple(last[index] for index in (area, *labels)))
    return keys


def _rows_of_areas(guesses: Sequence[Guess], grid: Grid, block: Block) -> list[int]:
    """Return the rows with figures that are no sums."""
    area = area_column(guesses)
    words = [one.index for one in guesses if one.role in {"ignore", "text"}]
    filled = grid.filled().rows
    return [
        row
        for row in block.rows
        if area is not None
        and (
            not is_sum(text_of(filled[row][area]))
            if text_of(filled[row][area])
            else not any(is_sum(text_of(filled[row][index])) for index in words)
        )
    ]


def data_rows(grid: Grid, block: Block, *, last: int | None, values: Sequence[int]) -> list[int]:
    """Return the rows from the first figures to the end that hold anything under the figures."""
    end = block.rows[-1] if last is None else last
    return [
        row
        for row in range(block.rows[0], end + 1)
        if any(is_number(grid.rows[row][one]) or is_sign(grid.rows[row][one]) for one in values)
        or row in block.rows
        or sum(bool(text_of(cell)) for cell in grid.rows[row]) > 1
    ]
