# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The export of INKAR's web page, as CSV, XLS, XLSX or ODS.

Wide: a row of indicators (named once over their years, or over each), a row of years, sometimes a
row of units; then areas. Long: one row per figure. Decimal comma, points between thousands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from klammer.base.errors import InputRefusedError, Place
from klammer.sources.contract import Flag, Request, TidyFile
from klammer.sources.delivered import sha256_of
from klammer.sources.inkar.edition import PREFIX, ZERO, boundary_of, origin_of
from klammer.sources.labels import slug
from klammer.sources.observations import write_observations
from klammer.sources.tabular.grids import Grid, read_grids, text_of
from klammer.sources.tabular.numbers import Notation, read_figure
from klammer.sources.tabular.odd import status_of
from klammer.sources.tabular.periods import find_period, is_period

_KEYS = {"kennziffer": "key", "raumeinheit": "name", "name": "name", "aggregat": "level"}
_KEYS |= {"raumbezug": "level"}
_LONG = {"indikator": "indicator", "zeit": "period", "zeitbezug": "period", "jahr": "period"}
_LONG |= {"wert": "value"}
_LEVELS = {
    "country": "bund|deutschland",
    "state": "land|länder|bundesland|bundesländer",
    "county": "kreis|kreise|landkreis|landkreise|kreisfreie stadt|kreisfreie städte|krsfr. stadt"
    "|krfr. stadt|stadtkreis|stadtregion|regionalverband|kreise und kreisfreie städte",
    "association": "gemeindeverband|gemeindeverbände|gemeindeverbände"
    " (verwaltungsgemeinschaft)|verbandsgemeinde|verwaltungsgemeinschaft",
    "municipality": "gemeinde|gemeinden|stadt|einheitsgemeinde",
}
_AGGREGATES = {word: level for level, words in _LEVELS.items() for word in words.split("|")}
_WIDTHS = {"state": 2, "county": 5, "association": 9, "municipality": 8}
_HEADER_SEARCH = 15  # rows in which the header may stand below a title
_MOST_HEADER_ROWS = 4
_ABSENT = {"", "n.a.", "na", "n/a", "nan", "#nv"}
_POINT = re.compile(r"^-?\d+\.(?:\d{1,2}|\d{4,})$")


@dataclass(frozen=True)
class _Columns:
    """Where things stand; all numbers count from 0.

    header  the row with the keys
    first   the first row of areas
    values  column, indicator, period; of a long table empty
    """

    header: int
    first: int
    keys: dict[str, int]
    values: tuple[tuple[int, str, str], ...]


@dataclass
class _Found:
    names: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)


def is_export(grid: Grid) -> bool:
    """Whether a sheet has the columns of the web page's export."""
    return _header_row(grid) is not None


def read_export(request: Request) -> TidyFile:
    """Read the export; raise `InputRefusedError` with the cell that cannot be understood."""
    grids = read_grids(request.path, name=request.name).grids
    grid = next((one for one in grids if is_export(one)), None)
    if grid is None:
        raise InputRefusedError(
            f"{request.name} is no export of INKAR",
            where=Place(file=request.name, row=1),
            why="no sheet has the columns Kennziffer, Raumeinheit and Aggregat",
            remedy="export the table on inkar.de again, or read it as a plain table",
            code="column_missing",
        )
    columns = _columns(grid)
    years = sorted({period for _, _, period in columns.values} or _long_periods(grid, columns))
    if not years or columns.first >= len(grid.rows):
        raise InputRefusedError(
            f"{request.name} has no rows",
            where=Place(request.name, grid.sheet, len(grid.rows)),
            why="expected a row of indicators, a row of years and rows of areas",
            remedy="export the table again",
            code="empty_file",
        )
    boundary, flags = boundary_of(request, years)
    found = _Found()
    written = write_observations(
        _rows(grid, columns, boundary=boundary, found=found), breakdowns=(), path=request.out
    )
    return TidyFile(
        path=request.out,
        breakdowns=(),
        rows=written,
        origins={request.name: origin_of(request.name, assembled=False)},
        sha256={request.name: sha256_of(request.path)},
        labels=found.labels,
        area_names=found.names,
        flags=(*flags, *_left_out(found, request.name)),
    )


def _header_row(grid: Grid) -> int | None:
    for row in range(min(_HEADER_SEARCH, len(grid.rows))):
        words = {_KEYS.get(text_of(cell).casefold()) for cell in grid.rows[row]}
        if {"key", "name", "level"} <= words:
            return row
    return None


def _columns(grid: Grid) -> _Columns:
    header = _header_row(grid) or 0
    titles = [text_of(cell) for cell in grid.rows[header]]
    known = {**_KEYS, **_LONG}
    keys = {known[t.casefold()]: at for at, t in enumerate(titles) if t.casefold() in known}
    if {"indicator", "period", "value"} <= set(keys):
        return _Columns(header, header + 1, keys, ())
    first = next(
        (
            row
            for row in range(header + 1, min(header + 1 + _MOST_HEADER_ROWS, len(grid.rows)))
            if text_of(grid.rows[row][keys["key"]])
        ),
        len(grid.rows),
    )
    return _Columns(header, first, keys, tuple(_wide(grid, header, first, keys, titles)))


def _wide(
    grid: Grid, header: int, first: int, keys: dict[str, int], titles: Sequence[str]
) -> Iterator[tuple[int, str, str]]:
    title = ""
    for at in range(max(keys.values()) + 1, grid.width):
        title = titles[at] or title
        below = [text_of(grid.rows[row][at]) for row in range(header + 1, first)]
        dated = next((one for one in below if is_period(one)), "") or title
        if not title or not any((titles[at], *below)):
            continue
        period = find_period(dated)
        if not period:
            raise InputRefusedError(
                f"column '{title}' names no year",
                where=grid.place(min(header + 1, len(grid.rows) - 1), at),
                why="expected a year below the name of the indicator",
                remedy="export the table again with its years",
                code="period",
            )
        yield at, title, period


def _long_periods(grid: Grid, columns: _Columns) -> set[str]:
    if "period" not in columns.keys:
        return set()
    cells = (row[columns.keys["period"]] for row in grid.rows[columns.first :])
    return {period for cell in cells if (period := find_period(cell))}


def _rows(
    grid: Grid, columns: _Columns, *, boundary: str, found: _Found
) -> Iterator[tuple[Any, ...]]:
    decimal = _decimal(grid, columns)
    for row in range(columns.first, len(grid.rows)):
        cells = grid.rows[row]
        if not text_of(cells[columns.keys["key"]]):
            continue
        area, level = _area(grid, row, columns.keys)
        if not area:
            word = text_of(cells[columns.keys["level"]])
            found.left_out[word] = found.left_out.get(word, 0) + 1
            continue
        found.names[area] = text_of(cells[columns.keys["name"]])
        for at, label, period in columns.values or _of_row(grid, row, columns.keys):
            value = _figure(grid, row, at, decimal=decimal)
            if value is None:
                continue
            variable = PREFIX + slug(label)
            found.labels.setdefault(variable, label)
            place = grid.place(row, at)
            yield (
                *(area, level, boundary, period, variable),
                *(value, ZERO if value == 0 else "reported", "exact"),
                *(place.file, place.sheet, place.row, place.column),
            )


def _of_row(grid: Grid, row: int, keys: dict[str, int]) -> list[tuple[int, str, str]]:
    label, dated = (text_of(grid.rows[row][keys[one]]) for one in ("indicator", "period"))
    period = find_period(dated)
    if not period or not label:
        raise InputRefusedError(
            f"'{dated}' is not a period" if label else "a row names no indicator",
            where=grid.place(row, keys["period" if label else "indicator"]),
            why="expected a year such as 2022",
            remedy="export the table again",
            code="period",
        )
    return [(keys["value"], label, period)]


def _area(grid: Grid, row: int, keys: dict[str, int]) -> tuple[str, str]:
    """Return key and level; an empty key for levels that have no official one."""
    key = text_of(grid.rows[row][keys["key"]])
    word = text_of(grid.rows[row][keys["level"]])
    level = _AGGREGATES.get(word.casefold(), "")
    if not level:
        return "", ""
    if level == "country":
        return "DG", level
    if not key.isdecimal():
        raise InputRefusedError(
            f"'{key}' at the level '{word}' is no official key",
            where=grid.place(row, keys["key"]),
            why="expected the digits of a state, county or municipality",
            remedy="export the table again",
            code="area_key",
        )
    # Spreadsheets drop the leading zero; counties come with five digits or with eight.
    width = _WIDTHS[level]
    is_long_county = level == "county" and len(key) > width
    return key.zfill(8 if is_long_county else width)[:width], level


def _figure(grid: Grid, row: int, at: int, *, decimal: str) -> float | None:
    cell = grid.rows[row][at]
    if isinstance(cell, str):
        cell = cell.replace("\xa0", "").replace(" ", "")
        if cell.casefold() in _ABSENT or status_of(cell):
            return None
    try:
        return read_figure(cell, place=grid.place(row, at), notation=Notation(decimal)).value
    except InputRefusedError as error:
        error.code = "number"
        raise


def _decimal(grid: Grid, columns: _Columns) -> str:
    """Return the decimal mark: a comma as the page writes it, unless points prove otherwise."""
    held = [at for at, _, _ in columns.values] or [columns.keys["value"]]
    cells = [row[at] for row in grid.rows[columns.first :] for at in held]
    texts = [one for one in cells if isinstance(one, str)]
    has_points = any(_POINT.match(one.strip()) for one in texts)
    return "." if has_points and not any("," in one for one in texts) else ","


def _left_out(found: _Found, name: str) -> list[Flag]:
    if not found.left_out:
        return []
    return [
        Flag(
            "level_left_out",
            "note",
            Place(file=name),
            found=f"{sum(found.left_out.values())} rows of other levels: "
            f"{', '.join(list(found.left_out)[:4])}",
            expected="Bund, Bundesländer, Kreise, Gemeindeverbände, Gemeinden",
            remedy="these areas have no official keys and were not read",
        )
    ]
