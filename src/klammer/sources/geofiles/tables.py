# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of areas in a workbook or CSV, also one that holds figures beside the names."""

from collections.abc import Sequence
from pathlib import Path

from klammer.sources.geofiles.features import Feature, Features, refused
from klammer.sources.labels import is_total
from klammer.sources.tabular.blocks import find_block
from klammer.sources.tabular.grids import Grid, read_grids, text_of
from klammer.sources.tabular.headers import header_paths


def table_features(path: Path, *, name: str, sheet: str = "") -> Features:
    """Read the rows of a list: one row an area, its texts by their headers.

    Rows that say that they are sums are left out, and so are empty ones. Raises
    `InputRefusedError` when there is no sheet with rows under a header.
    """
    grids = read_grids(path, name=name).grids
    for grid in grids:
        if grid.hidden or (sheet and grid.sheet != sheet):
            continue
        found = _list_of(grid)
        if found is not None:
            return found
    raise refused(
        f"{name} holds no list of areas",
        "no sheet has a header with rows below",
        "write codes and names below each other, with a header above",
        "no_areas",
        name,
    )


def _list_of(grid: Grid) -> Features | None:
    filled = grid.filled()
    header, rows = _extent(filled)
    if header is None or not rows:
        return None
    paths = header_paths(filled, header)
    fields = [" ".join(path).strip() for path in paths]
    named = [(index, text) for index, text in enumerate(fields) if text]
    found = []
    for row in rows:
        texts = {text: text_of(filled.rows[row][index]) for index, text in named}
        if any(texts.values()) and not any(is_total(one) for one in texts.values()):
            found.append(Feature(texts, filled.place(row)))
    return Features(tuple(text for _, text in named), tuple(found)) if found else None


def _extent(grid: Grid) -> tuple[Sequence[int] | None, Sequence[int]]:
    """Return header and rows: of the table of figures, or of a plain list without any."""
    block = find_block(grid)
    if block is not None and block.header:
        return block.header, block.rows
    filled = [row for row, cells in enumerate(grid.rows) if any(text_of(one) for one in cells)]
    return ((filled[0],), filled[1:]) if len(filled) > 1 else (None, ())
