# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a delivered table probably means, as a mapping that a person checks and corrects.

For the mapping assistant: `propose` looks, `fingerprint` recognises the next delivery of the same
table, so that a mapping confirmed once is found again.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from klammer.base.errors import InputRefusedError, Place
from klammer.sources.tabular.blocks import Block, find_block
from klammer.sources.tabular.drafts import LabelWords, build_mapping
from klammer.sources.tabular.drafts.areas import OpenArea
from klammer.sources.tabular.grids import Grid, read_grids, text_of
from klammer.sources.tabular.headers import clean_header, folded, header_paths, letter
from klammer.sources.tabular.mapping import BY_PERIOD
from klammer.sources.tabular.odd import OddText
from klammer.sources.tabular.periods import find_period
from klammer.sources.tabular.reader import period_sheets
from klammer.sources.tabular.roles import Guess, guess_roles, is_area
from klammer.territory.geographies import Geography

_PREVIEW = 12
_FEW_BETWEEN = 2  # rows between figures that are still one table
_SAMPLE = 3  # different cells shown for a column
_FEWEST_ACROSS = 2  # areas in a header before a table is taken for a transposed one
_MOSTLY = 0.6
_AREA_ROLES = {"key": "area", "name": "area", "code": "area", "part": "area"}
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column is taken for.

    role        area, period, variable, value, sex, age, nationality, breakdown, ignore
    confidence  0 to 1; the assistant asks when it is below 0.7
    sample      its first cells
    """

    index: int  # from 1
    header: str
    role: str
    confidence: float
    reason_de: str
    sample: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A table that stands below the one that is read; rows as a person counts them.

    begin  row from which it is looked at when it is wanted: its title or header
    """

    begin: int
    first: int
    last: int
    title: str


@dataclass(frozen=True)
class Proposal:
    """How a table could be read.

    sheets        all sheets with cells
    sheet         the one proposed
    header_rows   numbers as a person counts them; of a transposed table these are columns
    preview       the first rows of the sheet, as texts
    mapping       for `Request.mapping`; complete unless there are questions
    questions     what a person must say before it can be read: area, period, empty_area
                  (which area rows without one mean), area_names, odd_cells, decimal
    odd           words that stand among the figures, and what they probably mean
    open_areas    names that are no area, or several, with candidates
    labels        the words of breakdown columns and their codes
    example       a number that can be read in two ways
    dated_sheets  sheets that hold the same table of other periods and are read together
    title         what stands above the table
    own           own geographies the rows may speak of, and the area of the mapping for each
    left_out      tables further down the sheet that are not read
    """

    sheets: tuple[str, ...]
    sheet: str
    header_rows: tuple[int, ...]
    columns: tuple[ColumnGuess, ...]
    preview: tuple[tuple[str, ...], ...]
    mapping: dict[str, Any]
    questions: tuple[str, ...] = ()
    odd: tuple[OddText, ...] = ()
    open_areas: tuple[OpenArea, ...] = ()
    labels: tuple[LabelWords, ...] = ()
    example: str = ""
    dated_sheets: tuple[str, ...] = ()
    title: str = ""
    own: tuple[tuple[Geography, dict[str, Any]], ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def letters(self) -> tuple[str, ...]:
        """The names of the preview's columns, as a spreadsheet shows them."""
        width = max((len(row) for row in self.preview), default=0)
        return tuple(letter(column) for column in range(width))

    @property
    def transposed(self) -> bool:
        """Whether the areas stand side by side."""
        return bool(self.mapping.get("table", {}).get("transposed"))


@dataclass(frozen=True)
class _Looked:
    """A sheet that was looked at; of a transposed one the turned grid."""

    grid: Grid
    block: Block
    paths: list[tuple[str, ...]]
    guesses: list[Guess]
    title: str = ""


def propose(
    path: Path,
    *,
    name: str = "",
    sheet: str = "",
    begin: int = 0,
    geographies: Sequence[Geography] = (),
) -> Proposal:
    """Propose how to read a table.

    sheet        the sheet to look at; "" takes the one with the most figures
    begin        row from which to look for the table, as a person counts; 0 for the top
    geographies  the workspace's own, whose areas the rows may speak of

    Raises `InputRefusedError` as the guards do, and when no sheet has a table with figures.
    """
    name = name or path.name
    grids = tuple(_from(one, begin) for one in read_grids(path, name=name).grids)
    plain, block = _choose(grids, sheet, name)
    dated = () if sheet or begin else _same_tables(grids, plain)
    looked = _look(plain, block)
    draft = build_mapping(
        looked.grid, looked.block, looked.guesses, paths=looked.paths, name=name,
        title=looked.title,
        known_period=find_period(plain.sheet) if dated else "",
        geographies=geographies,
    )  # fmt: skip
    table = draft.mapping["table"]
    table |= {"transposed": True} if looked.grid.across else {}
    table |= {"sheets": BY_PERIOD} if dated else {}
    rows = plain.rows[: block.rows[0] + _PREVIEW]
    return Proposal(
        sheets=tuple(one.sheet for one in grids),
        sheet=plain.sheet,
        header_rows=tuple(looked.grid.numbers[row] for row in looked.block.header),
        columns=tuple(_column_guess(one, looked) for one in draft.guesses),
        preview=tuple(tuple(text_of(cell) for cell in row) for row in rows),
        mapping=draft.mapping,
        questions=draft.questions,
        odd=draft.odd,
        open_areas=draft.open_areas,
        labels=draft.labels,
        example=draft.example,
        dated_sheets=dated,
        title=block.titles[0] if block.titles else "",
        own=draft.own,
        left_out=() if looked.grid.across else _below(plain, block, table.get("last")),
    )


def _from(grid: Grid, begin: int) -> Grid:
    """The sheet without what stands above a row; rows keep their numbers."""
    if begin <= 1:
        return grid
    empty = [""] * grid.width
    rows = [
        list(cells) if number >= begin else empty
        for cells, number in zip(grid.rows, grid.numbers, strict=True)
    ]
    return replace(grid, rows=rows)


def _below(grid: Grid, block: Block, last: int | None) -> tuple[LeftOut, ...]:
    """Return the tables below the last row that is read, one for each stretch of figures."""
    if last is None:
        return ()
    rows = [row for row in block.rows if grid.numbers[row] > last]
    found: list[list[int]] = []
    for row in rows:
        is_next = found and row - found[-1][-1] <= _FEW_BETWEEN
        if is_next:
            found[-1].append(row)
        else:
            found.append([row])
    floor = list(grid.numbers).index(last)
    tables = []
    for stretch in found:
        texts = [
            (row, text)
            for row in range(floor + 1, stretch[0])
            if (text := " ".join(dict.fromkeys(text_of(c) for c in grid.rows[row] if text_of(c))))
        ]
        begin = texts[0][0] if texts else stretch[0]
        numbers = grid.numbers
        tables.append(
            LeftOut(
                numbers[begin], numbers[stretch[0]], numbers[stretch[-1]],
                texts[0][1][:120] if texts else "",
            )
        )  # fmt: skip
        floor = stretch[-1]
    return tuple(tables)


def _column_guess(one: Guess, looked: _Looked) -> ColumnGuess:
    role = _AREA_ROLES.get(one.role, "ignore" if one.role == "text" else one.role)
    header = " | ".join(looked.paths[one.index])
    cells = (text_of(looked.grid.rows[row][one.index]) for row in looked.block.rows)
    sample = tuple(islice(dict.fromkeys(cell for cell in cells if cell), _SAMPLE))
    return ColumnGuess(one.index + 1, header, role, one.confidence, one.reason, sample)


def _look(grid: Grid, block: Block) -> _Looked:
    """Guess the columns; where the areas stand side by side, those of the turned sheet."""
    paths = header_paths(grid, block.header)
    guesses = guess_roles(grid, block, paths=paths)
    has_area = any(one.role in {"key", "part", "name"} for one in guesses)
    across = [path[-1] for path in paths[1:] if path]
    named = sum(1 for text in across if is_area(text))
    if has_area or named < max(_FEWEST_ACROSS, _MOSTLY * len(across)):
        return _Looked(grid, block, paths, guesses)
    turned = grid.turned()
    if (turned_block := find_block(turned)) is None:
        return _Looked(grid, block, paths, guesses)
    paths = header_paths(turned, turned_block.header)
    guesses = guess_roles(turned, turned_block, paths=paths)
    return _Looked(turned, turned_block, paths, guesses, " ".join(block.titles[:2]))


def _same_tables(grids: Sequence[Grid], chosen: Grid) -> tuple[str, ...]:
    """Return the sheets of other periods that hold the chosen sheet's table; at least two."""
    dated = [grid for grid, _ in period_sheets(grids)]
    if len(dated) < 2 or chosen not in dated:
        return ()
    structure = _structure(chosen)
    same = [one for one in dated if _structure(one) == structure]
    # one that differs would be refused by the reader: then each sheet is a delivery of its own
    return tuple(one.sheet for one in dated) if len(same) == len(dated) else ()


def _structure(grid: Grid) -> list[str]:
    block = find_block(grid)
    paths = header_paths(grid, block.header) if block else []
    return [_timeless(" | ".join(one)) for one in paths]


def fingerprint(path: Path, *, name: str = "") -> str:
    """Return a hash of a file's structure: sheets and headers, without years and without figures.

    The same table of another year has the same fingerprint; another column gives another one.
    """
    parts = []
    for grid in read_grids(path, name=name).grids:
        block = find_block(grid)
        if block is None:
            continue
        headers = dict.fromkeys(
            _timeless(" | ".join(one)) for one in header_paths(grid, block.header) if one
        )
        parts.append(f"{_timeless(grid.sheet)}: {'; '.join(headers)}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def _choose(grids: Sequence[Grid], sheet: str, name: str) -> tuple[Grid, Block]:
    found = []
    for grid in grids:
        block = find_block(grid)
        if block and (not sheet or grid.sheet == sheet):
            found.append((len(block.rows) * (grid.width > 1) * (not grid.hidden), grid, block))
    if not found:
        raise InputRefusedError(
            f"{name} has no sheet with figures" if not sheet else f"'{sheet}' has no figures",
            where=Place(file=name, sheet=sheet),
            why=f"sheets in the file: {', '.join(one.sheet for one in grids) or 'none'}",
            remedy="check whether this is the file with the table",
            code="no_table",
        )
    _, grid, block = max(found, key=lambda one: one[0])
    return grid, block


def _timeless(text: str) -> str:
    return folded(_YEAR.sub("", re.sub(r"\d{2}\.\d{2}\.(?=\d{4})", "", clean_header(text))))
