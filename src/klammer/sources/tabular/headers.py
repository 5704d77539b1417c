# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Headers over several rows: the path of a column, and finding a column by what is written."""

import re
from collections.abc import Sequence

from klammer.base.errors import InputRefusedError
from klammer.sources.tabular.grids import Grid, text_of
from klammer.sources.tabular.mapping import Column

_HYPHENATED = re.compile(r"(?<=[a-zäöüß])-\s*\n\s*(?=[a-zäöüß])")
# "Fläche 1)", "Bevölkerung2)", and after a year one digit only: "Zensus 20112)".
_FOOTNOTE = re.compile(
    r"(?<=(?:19|20)\d\d)\d\)$|(?:(?<=[^\d\s])\d{1,2}\)|\s+\d{1,2}\))+$|[¹²³⁴⁵⁶⁷⁸⁹]+$"
)


def clean_header(text: str) -> str:
    """Return a header's words: hyphenation undone, footnote signs and line breaks removed."""
    joined = _HYPHENATED.sub("", text.replace("\xad", "").replace("\xa0", " "))
    return " ".join(_FOOTNOTE.sub("", joined.strip()).split())


def folded(text: str) -> str:
    """Return a header for comparison: case, white space and hyphenation do not matter."""
    return re.sub(r"[^\w%]+", "", clean_header(text)).casefold()


def header_paths(grid: Grid, rows: Sequence[int]) -> list[tuple[str, ...]]:
    """Return the header of each column from top to bottom; merged cells reach all they cover.

    rows     the header rows, counted from 0 in the grid
    returns  per column its parts; a part that repeats the one above is left out
    """
    filled = grid.filled().rows
    paths: list[tuple[str, ...]] = []
    for column in range(grid.width):
        parts: list[str] = []
        for row in rows:
            part = clean_header(text_of(filled[row][column]))
            if part and (not parts or parts[-1] != part):
                parts.append(part)
        paths.append(tuple(parts))
    return paths


def find_column(
    wanted: Column, paths: Sequence[tuple[str, ...]], *, grid: Grid, row: int
) -> int | None:
    """Return the number (from 0) of the column a mapping means, or None when it is not there.

    wanted  the whole path joined by " | ", its last part, a letter (B) or a number from 1

    Raises `InputRefusedError` when the words fit several columns.
    """
    if isinstance(wanted, int):
        return wanted - 1 if 0 < wanted <= grid.width else None
    whole = [i for i, path in enumerate(paths) if folded(" | ".join(path)) == folded(wanted)]
    last = [i for i, path in enumerate(paths) if path and folded(path[-1]) == folded(wanted)]
    for found in (whole, last):
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            raise InputRefusedError(
                f"'{wanted}' stands over several columns",
                where=grid.place(row, found[1]),
                why=f"columns {', '.join(letter(i) for i in found)} have this header",
                remedy="name the column by its letter, or by all its header rows joined by ' | '",
                code="column_ambiguous",
            )
    if re.fullmatch(r"[A-Z]{1,2}", wanted):
        number = 0
        for one in wanted:
            number = number * 26 + ord(one) - 64
        return number - 1 if number <= grid.width else None
    return None


def letter(column: int) -> str:
    """Return the letter of a column counted from 0."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
