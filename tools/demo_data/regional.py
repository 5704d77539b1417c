# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of the regional statistics database: counties with states and Germany, municipalities."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from boundaries import boundary_of
from classic import Layout, observations, original_bytes, read_lines
from county_layouts import COUNTY_TABLES
from municipal_layouts import MUNICIPAL_TABLES
from nationality import NATIONALITY_TABLES, add_age_sums
from origins import regional
from row_sums import add_row_sums
from writing import Family, write_family

CODES = {
    "sex": {"_T": "Insgesamt", "M": "Männer", "F": "Frauen"},
    "nationality": {
        "_T": "Insgesamt",
        "national": "Deutsche",
        "foreign": "Ausländerinnen und Ausländer",
    },
}


def write_counties(originals: Path, folder: Path) -> int:
    """Counties, states and Germany, 1992–2020."""
    family = Family("regional_kreise", "Regionaldatenbank Deutschland: Kreise, Länder, Bund")
    add_tables(family, (*COUNTY_TABLES, *NATIONALITY_TABLES), originals=originals)
    add_row_sums(family, originals)
    add_age_sums(family, originals)
    return write_family(family, folder)


def write_municipalities(originals: Path, folder: Path) -> int:
    """Municipalities of Thuringia, 2007–2016."""
    family = Family("regional_gemeinden", "Regionaldatenbank Deutschland: Gemeinden in Thüringen")
    add_tables(family, MUNICIPAL_TABLES, originals=originals)
    return write_family(family, folder)


def add_tables(family: Family, tables: Iterable[Layout], *, originals: Path) -> None:
    """Read every table and put its observations, origin and hash into the family."""
    family.codes = {**CODES, "age": family.codes.get("age", {"_T": "Insgesamt"})}
    for layout in tables:
        path = originals / layout.file
        rows = list(observations(layout, read_lines(path)))
        if not rows:
            raise ValueError(f"{layout.file}: the layout found nothing")
        family.rows += _with_boundary(layout, rows, originals)
        family.origins[layout.name] = regional(
            layout.title, table=layout.table, retrieved=layout.retrieved
        )
        family.sha256[layout.name] = hashlib.sha256(original_bytes(path)).hexdigest()
        for cell in layout.cells.values():
            family.labels.setdefault(cell.variable, layout.title)
        if layout.stub:
            family.codes["age"] |= {
                change["age"]: label for label, change in layout.stub[1].items() if "age" in change
            }
            for change in layout.stub[1].values():
                if "variable" in change:
                    family.labels.setdefault(change["variable"], layout.title)


def _with_boundary(
    layout: Layout, rows: list[tuple[Any, ...]], originals: Path
) -> list[tuple[Any, ...]]:
    """Name the boundary version of every row; leave out what stands for no figure.

    A dissolved area stands in the tables for ever, with "-" or "."; a column that was not asked in
    a year is "-" everywhere. Neither is a zero.
    """
    versions = _versions(layout, rows, originals)
    asked = {(cell, period) for _, _, period, cell, value, *_ in rows if value}
    alive = {(area, period) for area, _, period, _, value, *_ in rows if value}
    found = []
    for area, level, period, cell, value, status, secrecy, line, column in rows:
        boundary = f"{period[:4]}-12-31"
        if (cell, period) not in asked:
            continue
        if level == layout.level:
            boundary, keys = versions[period, area[:2]]
            if area not in keys:
                continue
        shown = (value, status)
        if status == "zero" and (area, period) not in alive and not layout.empty_is_zero:
            shown = (None, "missing")
        found.append(
            (
                *(area, level, boundary, period),
                *(cell.variable, cell.sex, cell.age, cell.nationality),
                *(*shown, secrecy, layout.name, "", line, column),
            )
        )
    return found


def _versions(
    layout: Layout, rows: list[tuple[Any, ...]], originals: Path
) -> dict[tuple[str, str], tuple[str, frozenset[str]]]:
    with_figures: dict[tuple[str, str], set[str]] = defaultdict(set)
    for area, level, period, _, value, status, *_ in rows:
        if level == layout.level:
            delivered = with_figures[period, area[:2]]
            if value is not None and status != "zero":
                delivered.add(area)
    return {
        (period, state): boundary_of(
            period, frozenset(areas), state=state, level=layout.level, originals=originals
        )
        for (period, state), areas in with_figures.items()
    }
