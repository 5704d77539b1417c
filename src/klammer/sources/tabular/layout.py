# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where in a sheet the things stand that a mapping names. A header that moved is refused."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from klammer.base.errors import InputRefusedError, Place
from klammer.sources.tabular.blocks import is_number
from klammer.sources.tabular.grids import Grid, text_of
from klammer.sources.tabular.headers import find_column, folded, header_paths, letter
from klammer.sources.tabular.mapping import Column, Mapping, ValueColumn
from klammer.sources.tabular.periods import find_period, is_period

_HEADER_SEARCH = 60  # rows from the top within which an unstated header is looked for
_MOST_SHIFT = 10


@dataclass(frozen=True)
class Layout:
    """The columns and rows of a sheet; all numbers count from 0.

    grid    the sheet with merged cells filled
    values  column → what its figures are
    unused  columns with a header that the mapping does not speak of
    """

    grid: Grid
    header: tuple[int, ...]
    paths: Sequence[tuple[str, ...]]
    rows: Sequence[int]
    area: tuple[int, ...]
    period: int | None
    variable: int | None
    breakdowns: dict[str, int | None]
    values: tuple[tuple[int, ValueColumn], ...]
    totals: tuple[tuple[int, tuple[int, ...]], ...]
    unused: tuple[int, ...]


def find_layout(grid: Grid, mapping: Mapping) -> Layout:
    """Find every column the mapping names.

    Raises `InputRefusedError` when a column is not there, stands in another row than stated,
    or when a figure was merged over several cells.
    """
    header = _find_header(grid, mapping)
    finder = _Finder(grid, header)
    area = tuple(finder.need(one) for one in area_columns(mapping))
    period, variable = finder.maybe(mapping.period.column), finder.maybe(mapping.variable.column)
    breakdowns = {name: finder.maybe(one.column) for name, one in mapping.breakdowns.items()}
    keys = {one for one in (*area, period, variable, *breakdowns.values()) if one is not None}
    values = [(finder.need(one.column), one) for one in mapping.values]
    if mapping.by_period:
        values += finder.by_period(mapping, taken=keys | {index for index, _ in values})
    first = mapping.first - 1 if mapping.first else (header[-1] + 1 if header else 0)
    columns = frozenset(index for index, _ in values)
    _check_merged(grid, first, columns)
    filled = grid.filled(first=first, without=columns)
    used = keys | {index for index, _ in values} | {finder.need(one) for one in mapping.ignore}
    return Layout(
        filled,
        header,
        finder.paths,
        _filled_rows(filled, first, mapping.last),
        area,
        period,
        variable,
        breakdowns,
        tuple(values),
        tuple(
            (finder.need(one.total), tuple(finder.need(part) for part in one.parts))
            for one in mapping.totals
        ),
        tuple(i for i, path in enumerate(finder.paths) if path and i not in used),
    )


def area_columns(mapping: Mapping) -> tuple[Column, ...]:
    """Return the columns that make the area key."""
    return mapping.area.parts or ((mapping.area.column,) if mapping.area.column else ())


class _Finder:
    """Finds columns by words, letters and numbers under one header."""

    def __init__(self, grid: Grid, header: tuple[int, ...]) -> None:
        self.grid, self.header = grid, header
        self.paths = header_paths(grid, header)

    def need(self, wanted: Column) -> int:
        row = self.header[-1] if self.header else 0
        found = find_column(wanted, self.paths, grid=self.grid, row=row)
        if found is None:
            raise _missing(self.grid, [str(wanted)], self.header)
        return found

    def maybe(self, wanted: Column) -> int | None:
        return self.need(wanted) if wanted else None

    def by_period(self, mapping: Mapping, *, taken: set[int]) -> list[tuple[int, ValueColumn]]:
        variable, label = mapping.by_period, mapping.by_period_label
        return [
            (index, ValueColumn(letter(index), variable, label, period))
            for index, period in self._periods()
            if index not in taken
        ]

    def _periods(self) -> Iterator[tuple[int, str]]:
        for index, path in enumerate(self.paths):
            if path and is_period(path[-1]):
                yield index, find_period(path[-1])


def _find_header(grid: Grid, mapping: Mapping) -> tuple[int, ...]:
    wanted = [one for one in _named(mapping) if not re.fullmatch(r"[A-Z]{1,2}", one)]
    if mapping.header is not None:
        rows = tuple(_row_of(grid, number) for number in mapping.header)
        if wanted and not _holds(grid, rows, wanted):
            raise _shifted(grid, rows, wanted) or _missing(grid, wanted, rows)
        return rows
    if not wanted:
        return (0,) if grid.rows else ()
    for row in range(min(_HEADER_SEARCH, len(grid.rows))):
        if _holds(grid, (row,), wanted):
            return (row,)
    raise _missing(grid, wanted, ())


def _named(mapping: Mapping) -> list[str]:
    found: list[Column] = [*area_columns(mapping), mapping.period.column, mapping.variable.column]
    found += [one.column for one in mapping.values]
    found += [one.column for one in mapping.breakdowns.values()]
    return [one for one in found if isinstance(one, str) and one]


def _texts(grid: Grid, rows: Sequence[int]) -> set[str]:
    if any(not 0 <= row < len(grid.rows) for row in rows):
        return set()
    paths = [path for path in header_paths(grid, rows) if path]
    return {folded(path[-1]) for path in paths} | {folded(" | ".join(path)) for path in paths}


def _holds(grid: Grid, rows: Sequence[int], wanted: Sequence[str]) -> bool:
    texts = _texts(grid, rows)
    return all(folded(one) in texts for one in wanted)


def _row_of(grid: Grid, number: int) -> int:
    """Return the grid's row (from 0) that a person calls `number`."""
    for index, one in enumerate(grid.numbers):
        if one == number:
            return index
    raise InputRefusedError(
        f"row {number} is not there",
        where=Place(grid.file, grid.sheet, number),
        why=f"the sheet ends with row {grid.numbers[-1] if grid.numbers else 0}",
        remedy="correct header in the mapping",
        code="header_shifted",
    )


def _shifted(grid: Grid, rows: Sequence[int], wanted: list[str]) -> InputRefusedError | None:
    for shift in sorted(range(-_MOST_SHIFT, _MOST_SHIFT + 1), key=abs):
        moved = [row + shift for row in rows]
        if not _holds(grid, moved, wanted):
            continue
        stated, found = ([str(grid.numbers[row]) for row in one] for one in (rows, moved))
        return InputRefusedError(
            "the header does not stand where the mapping says",
            where=grid.place(rows[0]),
            why=f"expected {', '.join(wanted[:4])} in row {', '.join(stated)}; "
            f"found them in row {', '.join(found)}",
            remedy="check that nothing else changed, then set header in the mapping to the new row",
            code="header_shifted",
            expected=stated[0],
            found=found[0],
        )
    return None


def _missing(grid: Grid, wanted: Sequence[str], rows: Sequence[int]) -> InputRefusedError:
    texts = _texts(grid, rows)
    absent = next((one for one in wanted if folded(one) not in texts), wanted[0])
    paths = header_paths(grid, rows) if rows else []
    found = ", ".join(" | ".join(path) for path in paths if path)[:300]
    return InputRefusedError(
        f"column '{absent}' is missing",
        where=grid.place(rows[0]) if rows else Place(grid.file, grid.sheet),
        why=f"expected {', '.join(wanted)}" + (f"; found {found}" if found else ""),
        remedy="rename the column in the mapping, or state the rows of the header",
        code="column_missing",
    )


def _check_merged(grid: Grid, first: int, values: frozenset[int]) -> None:
    for top, left, bottom, right in grid.merged:
        covered = values & set(range(left, right + 1))
        if bottom < first or top >= len(grid.rows) or not covered:
            continue
        cells = len(covered) * (bottom - top + 1)
        if cells > 1 and left in values and is_number(grid.rows[top][left]):
            raise InputRefusedError(
                "a figure is merged over several cells",
                where=grid.place(top, left),
                why=f"the merged range ends in row {bottom + 1}, column {right + 1}; whether the "
                "figure belongs to the first cell or to all of them cannot be told",
                remedy="undo the merging and write each figure into its own cell",
                code="merged_figures",
            )


def _filled_rows(grid: Grid, first: int, last: int | None) -> list[int]:
    end = len(grid.rows) if last is None else min(_row_of(grid, last) + 1, len(grid.rows))
    return [row for row in range(first, end) if any(text_of(one) for one in grid.rows[row])]
