# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Council elections 2024: one sheet for each county, a block of rows for each municipality."""

from collections.abc import Sequence

from klammer.base.cells import TOTAL
from klammer.base.errors import InputRefusedError, Place
from klammer.sources.elections.results import (
    Election,
    area_key,
    digits,
    emit,
    find_title,
    read_cell,
)
from klammer.sources.tabular.grids import Grid, text_of
from klammer.sources.tabular.headers import folded
from klammer.sources.tabular.numbers import Figure
from klammer.sources.tabular.observations import Collector

_COUNT, _SEATS = 4, 6  # columns from 0: Anzahl, Sitze
_ROWS = {
    "wahlberechtigte": ("eligible_voters", _COUNT),
    "wählerwahlbeteiligung": ("voters", _COUNT),
    "ungültigestimmzettel": ("invalid_ballots", _COUNT),
    "gültigestimmen": ("valid_votes", _COUNT),
    "zuvergebendesitze": ("seats", _SEATS),
}
_DIVIDER = "davonentfielenauf"

Figures = dict[tuple[str, str], tuple[Figure, Place]]


def find(grids: Sequence[Grid]) -> Election | None:
    """Return the election when the sheets are made of blocks."""
    election = find_title(grids)
    if election is None or election.kind != "council" or not grids:
        return None
    return election if _header(grids[0]) is not None else None


def read(grids: Sequence[Grid], election: Election, collector: Collector) -> None:
    """Read each block; raise `InputRefusedError` for a sheet that has none."""
    for grid in grids:
        header = _header(grid)
        if header is None:
            raise InputRefusedError(
                f"sheet '{grid.sheet}' is laid out differently",
                where=Place(grid.file, grid.sheet),
                why="expected the header Kreis-nr., Gemeinde-nr., Gemeinde, …, Anzahl, %, Sitze",
                remedy="deliver the workbook as the statistical office publishes it",
                code="election_layout",
            )
        _read_sheet(grid, header + 2, election, collector)


def _header(grid: Grid) -> int | None:
    for row, line in enumerate(grid.rows[:12]):
        texts = [folded(text_of(one)) for one in line[:7]]
        if (
            len(texts) == 7
            and texts[:3] == ["kreis", "gemeinde", "gemeinde"]
            and texts[4] == "anzahl"
        ):
            return row
    return None


def _read_sheet(grid: Grid, first: int, election: Election, collector: Collector) -> None:
    area, figures = "", Figures()
    for row in range(first, len(grid.rows)):
        county, municipality, name = (text_of(one) for one in grid.rows[row][:3])
        if county.isdecimal() and municipality.isdecimal():
            if area:
                emit(collector, election=election, area=area, figures=figures)
            area, figures = area_key(digits(county, 2), municipality.zfill(3)), Figures()
            collector.area_names.setdefault(area, name)
        if area:
            _read_line(grid, row, figures)
    if area:
        emit(collector, election=election, area=area, figures=figures)


def _read_line(grid: Grid, row: int, figures: Figures) -> None:
    text = text_of(grid.rows[row][3])
    known = _ROWS.get(folded(text))
    if known:
        figures[known[0], TOTAL] = read_cell(grid, row, known[1])
    elif text and folded(text) != _DIVIDER and text_of(grid.rows[row][_COUNT]):
        figures["votes", " ".join(text.split())] = read_cell(grid, row, _COUNT)
