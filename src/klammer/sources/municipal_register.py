# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The yearly workbook of the municipality register (Destatis, Gemeindeverzeichnis, 1990 on).

One row per unit: record type 10 state, 20 region, 40 county, 50 association, 60 municipality.
The key stands in several columns; boundaries and population have their own dates in the header.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from klammer.base.cells import TOTAL, Secrecy
from klammer.base.errors import InputRefusedError, Place
from klammer.sources.contract import Origin, Request, TidyFile
from klammer.sources.tabular import checks
from klammer.sources.tabular.grids import Grid, read_grids, text_of
from klammer.sources.tabular.headers import folded, header_paths
from klammer.sources.tabular.numbers import MARKERS, read_figure
from klammer.sources.tabular.observations import Collector, Observation, secrecy_of

_HEADER_ROWS = 3
_SEARCH = 20
_DAY = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")
_PARTS = ("land", "rb", "kreis", "vb", "gem")
_LEVELS = {"10": "state", "20": "region", "40": "county", "50": "association", "60": "municipality"}
# part of the header → variable and sex
_FIGURES = {
    "insgesamt": ("population", TOTAL),
    "männlich": ("population", "M"),
    "weiblich": ("population", "F"),
    "fläche": ("area_sqkm", TOTAL),
}


@dataclass(frozen=True)
class _Layout:
    grid: Grid
    first: int
    kind: int
    name: int
    parts: dict[str, int]
    figures: dict[int, tuple[str, str]]
    labels: dict[str, str]
    boundary: str
    period: str


class MunicipalRegisterSource:
    """Reads the register's workbook: areas with names, population by sex, square kilometres."""

    name = "register"
    title = "Gemeindeverzeichnis (Destatis, Jahres- und Quartalsauszug)"

    def recognises(self, head: bytes, name: str) -> bool:
        """By the name the publisher gives its workbooks; the content is checked when read."""
        return head.startswith(b"PK") and bool(re.search(r"Auszug_?GV", name, re.IGNORECASE))

    def read(self, request: Request) -> TidyFile:
        """Read all units that have figures.

        returns  area × boundary × period × sex → population [persons], area_sqkm [km²]

        Boundary is the date of the boundaries in the header, period that of the population.
        Missing: an empty cell of a municipality becomes `missing`; units above have no figures.
        Raises `InputRefusedError` when the columns of the register are not found.
        """
        delivery = read_grids(request.path, name=request.name)
        collector = Collector(request)
        collector.note([one for one in delivery.content.notes if one.code == "macros"])
        layout = _find(delivery.grids, request)
        seen: dict[str, int] = {}
        for row in range(layout.first, len(layout.grid.rows)):
            if not _repeats(layout, row, seen, collector):
                _read_row(layout, row, collector)
        checks.check_breakdowns(collector)
        if not collector.observations:
            raise _refused(layout.grid.place(layout.first), "no row of record type 60 has figures")
        collector.labels.update(layout.labels)
        return collector.write(
            Origin(
                publisher="Statistisches Bundesamt (Destatis)",
                title=f"Gemeindeverzeichnis, Gebietsstand {layout.boundary}",
                table="GV-ISys",
                licence="dl-de/by-2-0",
            )
        )


def _find(grids: Sequence[Grid], request: Request) -> _Layout:
    for grid in grids:
        for row in range(min(_SEARCH, len(grid.rows))):
            if folded(text_of(grid.rows[row][0])) == "satzart" and _has_municipalities(grid, row):
                return _layout(grid, row, request)
    raise _refused(
        Place(file=request.name), "no sheet has a header that begins with 'Satzart' and 'Land'"
    )


def _has_municipalities(grid: Grid, row: int) -> bool:
    texts = {folded(text_of(one)) for line in grid.rows[row : row + 2] for one in line}
    return "gemeindename" in texts


def _layout(grid: Grid, row: int, request: Request) -> _Layout:
    paths = header_paths(grid, range(row, row + 2))
    last = {index: folded(path[-1]) for index, path in enumerate(paths) if path}
    parts = {
        name: index
        for index, text in last.items()
        for name in _PARTS
        if text == name or (name == "gem" and text == "gemeinde")
    }
    # "je km2" ends in no word of a figure; the association's key of 1990 has none either.
    figures = {
        index: _FIGURES[word]
        for index, text in last.items()
        for word in _FIGURES
        if text == word or (word == "fläche" and text.startswith("fläche"))
    }
    for wanted in ("land", "rb", "kreis", "gem"):
        if wanted not in parts:
            raise _refused(grid.place(row), f"the key's column '{wanted}' is missing")
    if ("population", TOTAL) not in figures.values():
        raise _refused(grid.place(row), "the column of the population is missing")
    name = next((index for index, text in last.items() if text == "gemeindename"), -1)
    labels = {
        variable: " | ".join(paths[index])
        for index, (variable, sex) in figures.items()
        if sex == TOTAL
    }
    boundary, period = _dates(grid, row, parts["land"], figures)
    return _Layout(
        grid,
        row + _HEADER_ROWS,
        0,
        name,
        parts,
        figures,
        labels,
        boundary or request.boundary,
        period or boundary,
    )


def _dates(grid: Grid, row: int, key: int, figures: dict[int, tuple[str, str]]) -> tuple[str, str]:
    """Return the dates of the boundaries and of the population from the header's lower rows."""
    filled = grid.filled().rows
    population = next(index for index, what in figures.items() if what == ("population", TOTAL))
    found = []
    for column in (key, population):
        texts = [text_of(filled[line][column]) for line in range(row, row + _HEADER_ROWS)]
        days = [_DAY.search(text) for text in texts]
        day = next((one for one in reversed(days) if one), None)
        found.append(f"{day[3]}-{day[2]}-{day[1]}" if day else "")
    if not found[0]:
        raise _refused(grid.place(row + 2, key), "the header does not say 'Gebietsstand am …'")
    datetime.fromisoformat(found[0])
    return found[0], found[1]


def _repeats(layout: _Layout, row: int, seen: dict[str, int], collector: Collector) -> bool:
    """Whether a municipality stands a second time with the same figures; flagged, read once.

    (31 December 2017 lists one unincorporated area of Bavaria twice.) Rows that differ are left
    to the collector, which refuses them.
    """
    line = layout.grid.rows[row]
    if text_of(line[layout.kind]) != "60":
        return False
    key = "".join(text_of(line[layout.parts[name]]) for name in ("land", "rb", "kreis", "gem"))
    first = seen.setdefault(key, row)
    above, columns = layout.grid.rows[first], (layout.name, *layout.figures)
    if first == row or any(above[index] != line[index] for index in columns):
        return False
    place = layout.grid.place(row)
    collector.flag(
        "row_repeats",
        "warning",
        place,
        found=key,
        expected=f"once, as in row {layout.grid.numbers[first]}",
    )
    return True


def _read_row(layout: _Layout, row: int, collector: Collector) -> None:
    line = layout.grid.rows[row]
    kind = text_of(line[layout.kind])
    if kind not in _LEVELS:
        return
    level = _LEVELS[kind]
    pieces = {name: text_of(line[index]) for name, index in layout.parts.items()}
    area = _key(level, pieces)
    collector.area_names.setdefault(area, text_of(line[layout.name]))
    cells = {index: line[index] for index in layout.figures}
    if level != "municipality" and not any(text_of(one) for one in cells.values()):
        return
    for index, value in cells.items():
        variable, sex = layout.figures[index]
        place = layout.grid.place(row, index)
        figure = read_figure(value, place=place, markers=MARKERS)
        collector.add(
            Observation(
                area,
                level,
                layout.boundary,
                layout.period if variable == "population" else layout.boundary,
                variable,
                {"sex": sex},
                figure,
                secrecy_of(figure, Secrecy.EXACT),
                place,
            )
        )


def _key(level: str, pieces: dict[str, str]) -> str:
    county = f"{pieces['land']:0>2}{pieces['rb']}{pieces['kreis']}"
    keys = {
        "state": pieces["land"],
        "region": f"{pieces['land']}{pieces['rb']}",
        "county": county,
        "association": f"{county}{pieces.get('vb', '')}",
        "municipality": f"{county}{pieces['gem']}",
    }
    return keys[level]


def _refused(place: Place, why: str) -> InputRefusedError:
    return InputRefusedError(
        "the workbook is not an extract of the municipality register",
        where=place,
        why=why,
        remedy="deliver the workbook as Destatis publishes it (Gemeindeverzeichnis, Auszug), or "
        "read it with a mapping (--as table)",
        code="register_layout",
    )
