# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Population and area from the register of municipalities and the list of counties."""

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine
from classic import CITY_STATES, STATES
from origins import DL_DE
from writing import Family, write_family

from klammer.sources.contract import Origin

DESTATIS = "Statistisches Bundesamt (Destatis)"
FOLDER = "gemeindeverzeichnis"
# Yearly workbooks: file → (reference date of the population, boundary version).
WORKBOOKS = {
    "31122017_Auszug_GV.xlsx": "2017-12-31",
    "31122021_Auszug_GV.xlsx": "2021-12-31",
    "31122023_Auszug_GV.xlsx": "2023-12-31",
}
# Fixed width: file → (reference date of the population, boundary version of the keys). On
# 2023-11-30 Thuringia had the units of 2023-12-31, on 2025-08-31 those of 2025-01-01.
FIXED = {
    "GV100AD_2023-11-30.txt": ("2022-12-31", "2023-12-31"),
    "GV100AD_2025-08-31.txt": ("2024-12-31", "2025-01-01"),
}
COUNTIES = "Destatis_04_KreiseVorjahr.xlsx"
LABELS = {"population": "Bevölkerung", "area_sqkm": "Fläche in km²"}


def write_register(originals: Path, folder: Path) -> int:
    """Municipalities of Thuringia 2017–2024, all counties 2021."""
    family = Family("gv", "Gemeindeverzeichnis und Kreisliste", labels=dict(LABELS))
    family.codes = {"sex": {"_T": "Insgesamt", "M": "Männer", "F": "Frauen"}}
    for name, day in WORKBOOKS.items():
        path = originals / FOLDER / "gv_auszug" / name
        family.rows += _workbook(path, day)
        _know(family, name, path.read_bytes(), f"Gemeindeverzeichnis, Auszug {day}")
    for name, (day, boundary) in FIXED.items():
        raw = gzip.decompress((originals / FOLDER / f"{name}.gz").read_bytes())
        family.rows += _fixed(raw, name, day, boundary)
        _know(family, name, raw, f"Gemeindeverzeichnis GV100AD, Gebietsstand {name[8:18]}")
    path = originals / "workbooks" / COUNTIES
    family.rows += _counties(path)
    _know(family, COUNTIES, path.read_bytes(), "Kreisfreie Städte und Landkreise am 31.12.2021")
    return write_family(family, folder)


def _know(family: Family, name: str, raw: bytes, title: str) -> None:
    family.origins[name] = Origin(
        publisher=DESTATIS,
        title=title,
        table="GV-ISys",
        licence=DL_DE,
        retrieved="2026",
        url="https://www.destatis.de/DE/Themen/Laender-Regionen/Regionales/Gemeindeverzeichnis/",
        attribution=f"© {DESTATIS}, {title}, {DL_DE}",
    )
    family.sha256[name] = hashlib.sha256(raw).hexdigest()


def _row(
    area: str, level: str, boundary: str, period: str, variable: str, sex: str, value: float
) -> tuple[Any, ...]:
    status = "zero" if value == 0 else "reported"
    return (area, level, boundary, period, variable, sex, "_T", "_T", value, status, "exact")


def _workbook(path: Path, day: str) -> Iterator[tuple[Any, ...]]:
    """Kind of record in column 1, key in columns 3, 4, 5 and 7, figures from column 9."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    sheet = book.sheet_names[1]
    lines = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    for number, line in enumerate(lines, start=1):
        if line[0] != "60" or line[2] != "16":
            continue
        area = f"{line[2]}{line[3]}{line[4]}{line[6]}"
        for column, variable, sex in (
            (9, "area_sqkm", "_T"),
            (10, "population", "_T"),
            (11, "population", "M"),
            (12, "population", "F"),
        ):
            head = _row(area, "municipality", day, day, variable, sex, float(line[column - 1]))
            yield (*head, path.name, sheet, number, column)


def _fixed(raw: bytes, name: str, day: str, boundary: str) -> Iterator[tuple[Any, ...]]:
    """Key in columns 11–18, area in hectares in 129–139, population in 140–150, men in 151–161.

    The column of a figure is where its field begins. Women are not printed.
    """
    for number, line in enumerate(raw.decode("utf-8-sig").splitlines(), start=1):
        if not line.startswith("60") or line[10:12] != "16":
            continue
        key = line[10:18]
        for column, width, variable, sex in (
            (129, 100.0, "area_sqkm", "_T"),
            (140, 1.0, "population", "_T"),
            (151, 1.0, "population", "M"),
        ):
            value = int(line[column - 1 : column + 10]) / width
            head = _row(key, "municipality", boundary, day, variable, sex, value)
            yield (*head, name, "", number, column)


def _counties(path: Path) -> Iterator[tuple[Any, ...]]:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    sheet = book.sheet_names[1]
    day = "2021-12-31"
    state = ""
    for number, line in enumerate(
        book.get_sheet_by_name(sheet).to_python(skip_empty_area=False), 1
    ):
        key = str(line[0]).strip()
        state = key if key in STATES else state
        for area, level in _keys(key, state, line):
            for column, variable, sex in (
                (5, "area_sqkm", "_T"),
                (6, "population", "_T"),
                (7, "population", "M"),
                (8, "population", "F"),
            ):
                figure = round(float(line[column - 1]), 2)
                head = _row(area, level, day, day, variable, sex, figure)
                yield (*head, path.name, sheet, number, column)


def _keys(key: str, state: str, line: list[Any]) -> list[tuple[str, str]]:
    """A county's line, or the line that sums up a state or Germany."""
    if len(key) == 5 and key.isdigit():
        city_state = [(state, "state")] if key in CITY_STATES.values() else []
        return [(key, "county"), *city_state]
    if line[2] == "Insgesamt":
        return [("DG", "country")] if line[1] == "Deutschland" else [(state, "state")]
    return []
