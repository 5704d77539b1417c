# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reader `table`: a plain table with a mapping becomes tidy observations."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import fields, replace
from typing import Any

from klammer.base.errors import InputRefusedError, Place
from klammer.sources.contract import Origin, Request, TidyFile
from klammer.sources.tabular import checks
from klammer.sources.tabular.blocks import find_block
from klammer.sources.tabular.grids import Grid, read_grids
from klammer.sources.tabular.layout import Layout, find_layout
from klammer.sources.tabular.mapping import BY_PERIOD, Mapping, mapping_from_dict
from klammer.sources.tabular.observations import Collector
from klammer.sources.tabular.periods import find_period, is_period
from klammer.sources.tabular.rows import RowReader


class TableSource:
    """Reads CSV, XLSX, ODS and HTML tables by a mapping."""

    name = "table"
    title = "Tabelle mit Zuordnung (CSV, XLSX, ODS)"

    def recognises(self, head: bytes, name: str) -> bool:
        """Never by itself: a plain table is read when somebody said what its columns are."""
        del head, name
        return False

    def read(self, request: Request) -> TidyFile:
        """Read a table as its mapping says.

        Missing: an empty cell becomes an observation with status `missing`, never zero.
        Raises `InputRefusedError` with place, reason and remedy; nothing is written then.
        """
        mapping = _mapping_of(request)
        delivery = read_grids(
            request.path,
            name=request.name,
            encoding=mapping.encoding,
            delimiter=mapping.delimiter,
        )
        collector = Collector(request)
        remarks = [
            one for one in delivery.content.notes if one.code not in {"formula", "error_value"}
        ]
        collector.note(remarks)
        for grid, meant in _sheets(delivery.grids, mapping, name=request.name):
            layout = find_layout(grid, meant)
            _flag_layout(layout, grid, collector)
            RowReader(layout, meant, collector).read()
        checks.check_breakdowns(collector)
        if not collector.observations:
            raise InputRefusedError(
                f"{request.name} holds no figures where the mapping looks for them",
                where=grid.place(len(grid.rows) - 1),
                why="no row under the header has an area and a figure",
                remedy="check header and first row in the mapping",
                code="no_rows",
            )
        return collector.write(origin_of(mapping.origin))


def origin_of(data: AnyMapping[str, Any]) -> Origin | None:
    """Build the origin a mapping states; None when it states none."""
    known = {one.name for one in fields(Origin)}
    given = {name: value for name, value in data.items() if name in known}
    return Origin(**{"publisher": "", "title": "", **given}) if given else None


def _sheets(
    grids: Sequence[Grid], mapping: Mapping, *, name: str
) -> Iterator[tuple[Grid, Mapping]]:
    """Yield the sheets to read, each with the mapping that says its period."""
    if mapping.sheets != BY_PERIOD:
        grid = choose_sheet(grids, mapping, name=name)
        yield (grid.turned() if mapping.transposed else grid), mapping
        return
    dated = period_sheets(grids)
    if not dated:
        raise InputRefusedError(
            f"{name} has no sheet that is named by a period",
            where=Place(file=name),
            why=f"sheets in the file: {', '.join(one.sheet for one in grids) or 'none'}",
            remedy='take sheets = "by_period" out of the mapping and name the sheet',
            code="sheet_missing",
        )
    for grid, period in dated:
        meant = replace(mapping, period=replace(mapping.period, value=period))
        yield (grid.turned() if mapping.transposed else grid), meant


def period_sheets(grids: Sequence[Grid]) -> list[tuple[Grid, str]]:
    """Return the sheets whose name says a period and nothing else, with it."""
    return [
        (one, find_period(one.sheet))
        for one in grids
        if is_period(one.sheet) and not one.hidden and find_block(one)
    ]


def choose_sheet(grids: Sequence[Grid], mapping: Mapping, *, name: str) -> Grid:
    """Return the sheet a mapping means; raise `InputRefusedError` listing those there are."""
    for one in grids:
        if one.sheet == mapping.sheet:
            return one
    if isinstance(mapping.sheet, int) and 0 < mapping.sheet <= len(grids):
        return grids[mapping.sheet - 1]
    if not mapping.sheet and len(grids) == 1:
        return grids[0]
    listed = ", ".join(f"'{one.sheet}'" for one in grids) or "none with cells"
    raise InputRefusedError(
        f"sheet '{mapping.sheet}' is not there" if mapping.sheet else "which sheet is meant?",
        where=Place(file=name),
        why=f"sheets in the file: {listed}",
        remedy="name the sheet under [table] in the mapping",
        code="sheet_missing",
    )


def _mapping_of(request: Request) -> Mapping:
    if request.mapping:
        return mapping_from_dict(request.mapping)
    raise InputRefusedError(
        f"{request.name} needs a mapping",
        where=Place(file=request.name),
        why="a plain table does not say which column is the area, the period, the figure",
        remedy="give a mapping with --mapping FILE.toml",
        code="mapping_needed",
    )


def _flag_layout(layout: Layout, grid: Grid, collector: Collector) -> None:
    row = layout.header[-1] if layout.header else 0
    for index in layout.unused:
        found = " | ".join(layout.paths[index])
        collector.flag("column_unused", "note", grid.place(row, index), found=found)
    first = layout.rows[0] if layout.rows else 0
    for top, left, bottom, _ in grid.merged:
        if top >= first and bottom > top and top < len(grid.rows):
            collector.flag(
                "merged_filled",
                "note",
                grid.place(top, left),
                found=f"value used for rows {top + 1} to {bottom + 1}",
            )
