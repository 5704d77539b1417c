# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Council elections 1994–2019: one HTML table, named `.xls`, a row for each municipality."""

from collections.abc import Sequence

from klammer.base.cells import TOTAL
from klammer.base.errors import InputRefusedError
from klammer.sources.elections.results import (
    Election,
    area_key,
    digits,
    emit,
    find_title,
    read_cell,
)
from klammer.sources.tabular.grids import Grid, text_of
from klammer.sources.tabular.headers import folded, header_paths
from klammer.sources.tabular.observations import Collector

_COLUMNS = {
    "wahlberechtigte": "eligible_voters",
    "wähler": "voters",
    "ungültigestimmabgaben": "invalid_ballots",
    "gültigestimmabgaben": "valid_ballots",
    "gültigestimmen": "valid_votes",
    "zuvergebenesitze": "seats",
    "zuvergebendesitze": "seats",
}
_NEEDED = {"eligible_voters", "voters"}


def find(grids: Sequence[Grid]) -> Election | None:
    """Return the election when the file is a page with a table of municipalities."""
    election = find_title(grids)
    if election is None or election.kind != "council" or _header(grids) is None:
        return None
    return election


def read(grids: Sequence[Grid], election: Election, collector: Collector) -> None:
    """Read each municipality; raise `InputRefusedError` when its key or a column is missing."""
    found = _header(grids)
    if found is None:
        return
    grid, header = found
    names = [folded(" ".join(path)) for path in header_paths(grid, (header,))]
    figures = {i: (_COLUMNS[text], TOTAL) for i, text in enumerate(names) if text in _COLUMNS}
    if missing := _NEEDED - {name for name, _ in figures.values()}:
        raise InputRefusedError(
            f"columns of {', '.join(sorted(missing))} are missing",
            where=grid.place(header),
            why="expected Wahlberechtigte and Wähler",
            remedy="deliver the page as the statistical office publishes it",
            code="election_layout",
        )
    last = max(figures)
    paths = header_paths(grid, (header,))
    figures |= {i: ("votes", " ".join(paths[i])) for i in range(last + 1, grid.width) if paths[i]}
    for row in range(header + 1, len(grid.rows)):
        county, municipality = (text_of(one) for one in grid.rows[row][:2])
        if not county.isdecimal() or not municipality.isdecimal():
            continue
        area = area_key(digits(county, 2), municipality[-3:])
        collector.area_names.setdefault(area, text_of(grid.rows[row][2]))
        cells = {what: read_cell(grid, row, index) for index, what in figures.items()}
        emit(collector, election=election, area=area, figures=cells)


def _header(grids: Sequence[Grid]) -> tuple[Grid, int] | None:
    for grid in grids:
        for row, line in enumerate(grid.rows[:10]):
            texts = [folded(text_of(one)) for one in line[:3]]
            if texts == ["kreisnr", "gemeindenr", "gemeindename"]:
                return grid, row
    return None
