# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a delivered table probably means, as a mapping that a person checks and corrects.

For the mapping assistant: `propose` looks, `fingerprint` recognises the next delivery of the same
table, so that a mapping confirmed once is found again.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from klammer.base.errors import InputRefusedError, Place
from klammer.sources.tabular.blocks import Block, find_block
from klammer.sources.tabular.drafts import build_mapping
from klammer.sources.tabular.grids import Grid, read_grids, text_of
from klammer.sources.tabular.headers import clean_header, folded, header_paths
from klammer.sources.tabular.roles import guess_roles

_PREVIEW = 12
_AREA_ROLES = {"key": "area", "name": "area", "code": "area", "part": "area"}
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column is taken for.

    role        area, period, variable, value, sex, age, nationality, breakdown, ignore
    confidence  0 to 1; the assistant asks when it is below 0.7
    """

    index: int  # from 1
    header: str
    role: str
    confidence: float
    reason_de: str


@dataclass(frozen=True)
class Proposal:
    """How a table could be read.

    sheets       all sheets with cells
    sheet        the one proposed
    header_rows  numbers as a person counts them
    preview      the first rows of the sheet, as texts
    mapping      for `Request.mapping`; complete unless there are questions
    questions    what a person must say before it can be read: area, period, empty_area
                 (which area rows without one mean: area.empty)
    """

    sheets: tuple[str, ...]
    sheet: str
    header_rows: tuple[int, ...]
    columns: tuple[ColumnGuess, ...]
    preview: tuple[tuple[str, ...], ...]
    mapping: dict[str, Any]
    questions: tuple[str, ...] = ()


def propose(path: Path, *, name: str = "", sheet: str = "") -> Proposal:
    """Propose how to read a table.

    sheet    the sheet to look at; "" takes the one with the most figures

    Raises `InputRefusedError` as the guards do, and when no sheet has a table with figures.
    """
    name = name or path.name
    grids = read_grids(path, name=name).grids
    grid, block = _choose(grids, sheet, name)
    paths = header_paths(grid, block.header)
    guesses = guess_roles(grid, block, paths=paths)
    mapping, questions = build_mapping(grid, block, guesses, paths=paths, name=name)
    return Proposal(
        tuple(one.sheet for one in grids),
        grid.sheet,
        tuple(grid.numbers[row] for row in block.header),
        tuple(
            ColumnGuess(
                one.index + 1,
                " | ".join(paths[one.index]),
                _AREA_ROLES.get(one.role, "ignore" if one.role == "text" else one.role),
                one.confidence,
                one.reason,
            )
            for one in guesses
        ),
        tuple(
            tuple(text_of(cell) for cell in row) for row in grid.rows[: block.rows[0] + _PREVIEW]
        ),
        mapping,
        questions,
    )


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
