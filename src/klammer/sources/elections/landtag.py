# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Landtag elections: one sheet, keys split over columns, polling districts among the rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from klammer.base.cells import TOTAL, Secrecy, Status
from klammer.base.errors import InputRefusedError, Place
from klammer.sources.elections.results import (
    Election,
    added,
    area_key,
    digits,
    emit,
    find_title,
    read_cell,
)
from klammer.sources.tabular import checks
from klammer.sources.tabular.grids import Grid, Value, text_of
from klammer.sources.tabular.headers import folded, header_paths
from klammer.sources.tabular.numbers import Figure
from klammer.sources.tabular.observations import Collector

_SEARCH = 12
_POSTAL = "9"  # numbers of postal districts begin with it
# joined header, folded → name of the figure
_COLUMNS = {
    "wahlberechtigteinsgesamt": "eligible_voters",
    "wahlberechtigte": "eligible_voters",
    "wähler": "voters",
    "wahlkreisstimmenungültige": "invalid_constituency_votes",
    "wahlkreisstimmengültige": "valid_constituency_votes",
    "erststimmenungültig": "invalid_constituency_votes",
    "erststimmengültig": "valid_constituency_votes",
    "landesstimmenungültige": "invalid_votes",
    "landesstimmengültige": "valid_votes",
    "zweitstimmenungültig": "invalid_votes",
    "zweitstimmengültig": "valid_votes",
}
_KEYS = {
    "satzart": "kind",
    "kreisnr": "county",
    "kreis-nr": "county",
    "gemeindenummer": "municipality",
    "gemeindenr": "municipality",
    "wahlbezirksnr": "district",
    "name": "name",
    "abgebendnachgemeindewahlbezirk": "gives",
    "aufnehmendvongemeindewahlbezirk": "takes",
}
# Keys that must be there; 1990 used the districts of its time and cannot be read by key.
_NEEDED = ("kind", "county", "municipality", "district", "name")


@dataclass
class _Sheet:
    grid: Grid
    keys: Mapping[str, int]
    figures: Mapping[int, tuple[str, str]]
    first: int
    own_postal: set[str] = field(default_factory=set)
    joint: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def find(grids: Sequence[Grid]) -> Election | None:
    """Return the election when the file is a Landtag workbook."""
    election = find_title(grids)
    return election if election and election.kind == "landtag" else None


def read(grids: Sequence[Grid], election: Election, collector: Collector) -> None:
    """Read the rows of municipalities; those of several constituencies are added up and noted.

    Raises `InputRefusedError` when the columns of the layout are not found.
    """
    sheet = _find_sheet(grids, election)
    _look_at_postal_districts(sheet, collector)
    found: dict[str, dict[tuple[str, str], tuple[Figure, Place]]] = {}
    for row in range(sheet.first, len(sheet.grid.rows)):
        if _key(sheet, row, "kind") != "G":
            continue
        area = area_key(
            digits(_key(sheet, row, "county"), 2), digits(_key(sheet, row, "municipality"), 3)
        )
        figures = _figures(sheet, row, area)
        if area in found:
            place = sheet.grid.place(row)
            collector.flag("constituencies_added", "note", place, found=_key(sheet, row, "name"))
            figures = _merged(found[area], figures)
        found[area] = figures
        collector.area_names.setdefault(area, _key(sheet, row, "name"))
    _check_sum(sheet, found, collector)
    for area, figures in found.items():
        emit(collector, election=election, area=area, figures=figures)


def _check_sum(
    sheet: _Sheet,
    found: Mapping[str, Mapping[tuple[str, str], tuple[Figure, Place]]],
    collector: Collector,
) -> None:
    """Compare the state's eligible voters with the sum of the municipalities."""
    column = next(i for i, name in sheet.figures.items() if name[0] == "eligible_voters")
    total, place = read_cell(sheet.grid, sheet.first, column)
    checks.check_parts(
        total,
        [
            figure
            for figures in found.values()
            for (name, _), (figure, _) in figures.items()
            if name == "eligible_voters" and figure.value is not None
        ],
        place=place,
        others=f"{len(found)} municipalities",
        secrecy=Secrecy.EXACT,
        collector=collector,
    )


def _find_sheet(grids: Sequence[Grid], election: Election) -> _Sheet:
    for grid in grids:
        for row in range(min(_SEARCH, len(grid.rows))):
            texts = [folded(text_of(one)) for one in grid.rows[row][:3]]
            if "satzart" in texts:
                return _sheet(grid, row, election)
    raise _refused(Place(file=grids[0].file if grids else ""), "no header with 'Satzart'")


def _sheet(grid: Grid, row: int, election: Election) -> _Sheet:
    first = _first_row(grid, row)
    paths = [_path(path) for path in header_paths(_spread(grid, row, first), range(row, first))]
    joined = ["".join(folded(part) for part in path) for path in paths]
    keys = {
        _KEYS[text]: index for index, text in reversed(list(enumerate(joined))) if text in _KEYS
    }
    missing = [name for name in _NEEDED if name not in keys]
    if missing:
        raise _refused(
            grid.place(row),
            f"columns of {', '.join(missing)} are missing; the results of {election.year} have "
            "keys of districts that are no AGS",
        )
    figures: dict[int, tuple[str, str]] = {}
    for index, text in enumerate(joined):
        name = _COLUMNS.get(text)
        if name and (name, TOTAL) not in figures.values():
            figures[index] = (name, TOTAL)
        elif party := _party(paths[index]):
            figures[index] = ("votes", party)
    if not {("eligible_voters", TOTAL), ("voters", TOTAL)} <= set(figures.values()):
        raise _refused(grid.place(row), "columns of Wahlberechtigte and Wähler are missing")
    return _Sheet(grid, keys, figures, first)


def _first_row(grid: Grid, header: int) -> int:
    """Return the row of the state's sum, with which the figures begin."""
    for row in range(header + 1, min(header + 12, len(grid.rows))):
        if "L" in [text_of(one) for one in grid.rows[row][:2]]:
            return row
    raise _refused(grid.place(header), "no row with the state's sum (Satzart L) after the header")


def _spread(grid: Grid, top: int, first: int) -> Grid:
    """Fill group headers to the right where the file has no merged cells to say so."""
    rows = [list(row) for row in grid.filled().rows]
    for row in range(top, first):
        for column in range(1, grid.width):
            above = any(text_of(rows[one][column]) for one in range(top, row))
            starts = any(text_of(rows[one][column]) for one in range(top, row + 1))
            below = any(text_of(rows[one][column]) for one in range(row + 1, first))
            opens = not above and not starts
            inside = above and _same_group(rows, top, row, column)
            if not text_of(rows[row][column]) and below and (opens or inside):
                rows[row][column] = rows[row][column - 1]
    return replace(grid, rows=rows)


def _same_group(rows: list[list[Value]], top: int, row: int, column: int) -> bool:
    return all(rows[one][column] == rows[one][column - 1] for one in range(top, row))


def _path(path: tuple[str, ...]) -> tuple[str, ...]:
    """Join words that the layout broke over rows: "Wahl-" over "berechtigte"."""
    parts: list[str] = []
    for part in path:
        if parts and parts[-1].endswith("-"):
            parts[-1] = parts[-1][:-1] + part
        else:
            parts.append(part)
    return tuple(parts)


def _party(path: tuple[str, ...]) -> str:
    """Return the party whose votes for the state's list stand in a column; "" otherwise."""
    if len(path) < 4 or path[-1] != "absolut" or not path[0].startswith("Von den gültigen"):
        return ""
    return path[-2] if path[-3] == "Landesstimmen" else ""


def _key(sheet: _Sheet, row: int, name: str) -> str:
    index = sheet.keys.get(name)
    return "" if index is None else text_of(sheet.grid.rows[row][index])


def _look_at_postal_districts(sheet: _Sheet, collector: Collector) -> None:
    """Find out which municipalities count their own postal votes, and flag shared districts."""
    cities = set()
    postal = []
    for row in range(sheet.first, len(sheet.grid.rows)):
        if _key(sheet, row, "kind") == "G" and digits(_key(sheet, row, "municipality"), 3) == "000":
            cities.add(digits(_key(sheet, row, "county"), 2))
        if not _key(sheet, row, "kind") and _key(sheet, row, "district").startswith(_POSTAL):
            postal.append(row)
    for row in postal:
        county = digits(_key(sheet, row, "county"), 2)
        municipality = digits(_key(sheet, row, "municipality"), 3)
        if municipality != "000" or county in cities:
            sheet.own_postal.add(area_key(county, municipality))
            continue
        sheet.joint[county].append(row)
        collector.flag(
            "joint_postal_district",
            "warning",
            sheet.grid.place(row),
            found=_key(sheet, row, "name"),
            expected="postal votes counted with their municipality",
            remedy="do not compare turnout with municipalities that count their own postal votes",
        )


def _figures(sheet: _Sheet, row: int, area: str) -> dict[tuple[str, str], tuple[Figure, Place]]:
    shares_postal = bool(sheet.joint[area[3:5]]) and area not in sheet.own_postal
    moved = any(_key(sheet, row, name).strip("- ") for name in ("gives", "takes"))
    found = {}
    for index, name in sheet.figures.items():
        figure, place = read_cell(sheet.grid, row, index)
        if (shares_postal or moved) and name[0] != "eligible_voters" and figure.value is not None:
            figure = replace(figure, status=Status.UNRELIABLE)
        found[name] = (figure, place)
    return found


def _merged(
    first: Mapping[tuple[str, str], tuple[Figure, Place]],
    second: Mapping[tuple[str, str], tuple[Figure, Place]],
) -> dict[tuple[str, str], tuple[Figure, Place]]:
    return {
        name: (added(figure, second[name][0]), place) for name, (figure, place) in first.items()
    }


def _refused(place: Place, why: str) -> InputRefusedError:
    return InputRefusedError(
        "the workbook is not laid out like the state's Landtag results",
        where=place,
        why=why,
        remedy="deliver the workbook as the statistical office publishes it (1994 and later), or "
        "read it with a mapping (--as table)",
        code="election_layout",
    )
