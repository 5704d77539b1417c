# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Population 2016–2020 by county, sex and age, and the sums the table does not print.

12411-0018 prints men and women by age for each county, but no totals, no states, no Germany. The
sums are ours: they stand under a file name of their own that says what was added up, so that no
trace ends at a cell which does not show the figure.
"""

import hashlib
from pathlib import Path
from typing import Any

from classic import period_of, read_lines
from layouts import AGE_CODES, NEW
from origins import regional
from writing import Family

NAME = "12411-0018.csv"
ROW_SUM = "12411-0018.csv (Zeilensummen)"
AREA_SUM = "12411-0018.csv (Summen über Kreise)"
FIRST_LINE = 7
MEN, WOMEN = 4, 21  # first columns; 17 age groups each
FIRST_YEAR = "2016"  # 2015 comes from 12411-02-03-4, which has states and Germany


def add_row_sums(family: Family, originals: Path) -> None:
    """Put the printed cells and the three kinds of sums into the family."""
    path = originals / NEW / NAME
    lines = read_lines(path)
    ages = [AGE_CODES[label.strip()] for label in lines[5][MEN - 1 : WOMEN - 1]]
    cells = _printed(lines, ages)
    rows = [*cells, *_over_sex_and_age(cells), *_over_counties(cells)]
    family.rows += [
        (
            *(area, level, f"{period[:4]}-12-31", period, "population", sex, age, "_T"),
            *(float(value), "zero" if value == 0 else "reported", "exact"),
            *(file, "", line, column),
        )
        for area, level, period, sex, age, value, file, line, column in rows
    ]
    _origins(family, path)


def _printed(lines: list[list[str]], ages: list[str]) -> list[tuple[Any, ...]]:
    found = []
    for number, line in enumerate(lines[FIRST_LINE - 1 :], start=FIRST_LINE):
        if len(line) < WOMEN:
            break
        period = period_of(line[0])
        if period[:4] < FIRST_YEAR:
            continue
        for sex, first in (("M", MEN), ("F", WOMEN)):
            for offset, age in enumerate(ages):
                column = first + offset
                value = int(line[column - 1])
                found.append((line[1], "county", period, sex, age, value, NAME, number, column))
    return found


def _over_sex_and_age(cells: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """For each line: each sex over all ages, each age over both sexes, and everything."""
    sums: dict[tuple[str, ...], list[int]] = {}
    for area, level, period, sex, age, value, _, line, column in cells:
        for key in ((sex, "_T"), ("_T", age), ("_T", "_T")):
            entry = sums.setdefault((area, level, period, *key), [0, line, column])
            entry[0] += value
    return [(*key, value, ROW_SUM, line, column) for key, (value, line, column) in sums.items()]


def _over_counties(cells: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """For each column: the states and Germany, over the lines of their counties."""
    sums: dict[tuple[str, ...], list[int]] = {}
    for area, _, period, sex, age, value, _, line, column in cells:
        for whole in ((area[:2], "state"), ("DG", "country")):
            for key in ((sex, age), (sex, "_T"), ("_T", age), ("_T", "_T")):
                entry = sums.setdefault((*whole, period, *key), [0, line, column])
                entry[0] += value
    return [(*key, value, AREA_SUM, line, column) for key, (value, line, column) in sums.items()]


def _origins(family: Family, path: Path) -> None:
    from dataclasses import replace

    title = "Bevölkerung: Kreise, Stichtag, Geschlecht, Altersgruppen"
    origin = regional(
        title,
        table="12411-0018",
        retrieved="2021-08-17",
        publisher="Statistisches Bundesamt (Destatis)",
    )
    family.origins[NAME] = origin
    family.origins[ROW_SUM] = replace(
        origin,
        title=f"{title} – eigene Summe innerhalb der Zeile (Spalten 4–20 Männer, 21–37 Frauen)",
        assembled=True,
    )
    family.origins[AREA_SUM] = replace(
        origin, title=f"{title} – eigene Summe über die Zeilen aller Kreise", assembled=True
    )
    for name in (NAME, ROW_SUM, AREA_SUM):
        family.sha256[name] = hashlib.sha256(path.read_bytes()).hexdigest()
