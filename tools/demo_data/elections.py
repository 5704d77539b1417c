# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""State elections 2019 and 2024: those entitled to vote and voters, from the TLS workbooks.

Several municipalities share a postal district: their own line lacks the postal votes and would
show a turnout 20 points too low. Only a municipality with a postal district of its own (marked
"x") gets voters; for the others the cell says that it does not apply. Counties are sums of ours
over all lines of the county, joint postal districts included; they add up to the state's line.
"""

import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import python_calamine
from writing import Family, write_family

from klammer.sources.contract import Origin

FOLDER = "elections_thueringen/landtagswahl"
TLS = "Thüringer Landesamt für Statistik"
DAYS = {"2019": "2019-10-27", "2024": "2024-09-01"}
ELIGIBLE, VOTERS = "landtag_eligible", "landtag_voters"
SLIPS_GIVEN, SLIPS_USED = "slips_given", "slips_used"
COMPLETE = 0.90  # share of voting slips that came back, below which postal votes lie elsewhere
Line = tuple[int, list[Any]]


def write_elections(originals: Path, folder: Path) -> int:
    """Thuringia, its counties and municipalities."""
    family = Family("landtagswahl", "Landtagswahlen in Thüringen 2019 und 2024")
    family.labels = {ELIGIBLE: "Wahlberechtigte, Landtagswahl", VOTERS: "Wählende, Landtagswahl"}
    for year, day in DAYS.items():
        path = originals / FOLDER / f"Thueringen_{year}_Landtag.xlsx"
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        sheet = book.sheet_names[0]
        lines = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        columns = _columns(lines)
        rows = _rows(list(enumerate(lines, start=1)), columns)
        family.rows += [
            (
                *(area, level, f"{year}-12-31", day, variable, "_T", "_T", "_T"),
                *(value, status, "exact", f"{path.name}{suffix}", sheet, row, column),
            )
            for area, level, variable, value, status, suffix, row, column in rows
        ]
        _know(family, path, year)
    return write_family(family, folder)


def _columns(lines: list[list[Any]]) -> dict[str, int]:
    """0-based columns: they move between elections, the two-line heads do not."""
    heads = ["".join(str(line[i]).strip() for line in lines[3:6]) for i in range(20)]
    if heads[1] != "Satzart" or not heads[3].startswith("Kreis"):
        raise ValueError(f"unknown head: {heads}")
    return {
        ELIGIBLE: heads.index("Wahl-berechtigteinsgesamt"),
        SLIPS_GIVEN: heads.index("mitWahlschein"),
        VOTERS: heads.index("Wähler"),
        SLIPS_USED: heads.index("WählermitWahlschein"),
    }


def _rows(lines: list[Line], columns: dict[str, int]) -> list[tuple[Any, ...]]:
    parts: dict[str, list[Line]] = defaultdict(list)
    counties: dict[str, list[Line]] = defaultdict(list)
    found: list[tuple[Any, ...]] = []
    for number, line in lines:
        kind, county, municipality = str(line[1]), str(line[3]), str(line[4])
        if kind == "L":
            found += [
                ("16", "state", v, *_count(line, columns[v]), "", number, columns[v] + 1)
                for v in (ELIGIBLE, VOTERS)
            ]
        elif kind == "G":
            parts[f"160{county}{municipality}"].append((number, line))
            counties[f"160{county}"].append((number, line))
        elif kind == "" and municipality == "000" and county >= "6" and str(line[5])[0] == "9":
            # a joint postal district; those of an independent city stand in its own line
            counties[f"160{county}"].append((number, line))
    for area, its in parts.items():
        found += _municipality(area, its, columns)
    for area, its in counties.items():
        found += _sum(area, "county", its, columns, " (Summe der Kreiszeilen)")
    return found


def _municipality(area: str, its: list[Line], columns: dict[str, int]) -> list[tuple[Any, ...]]:
    if len(its) > 1:
        rows = _sum(area, "municipality", its, columns, " (Summe der Gemeindeteile)")
    else:
        number, line = its[0]
        rows = [
            (area, "municipality", v, *_count(line, columns[v]), "", number, columns[v] + 1)
            for v in (ELIGIBLE, VOTERS)
        ]
    given, used = (
        sum(_count(line, columns[name])[0] or 0.0 for _, line in its)
        for name in (SLIPS_GIVEN, SLIPS_USED)
    )
    if given and used / given >= COMPLETE:
        return rows
    return [
        (*row[:3], None, "not_applicable", *row[5:]) if row[2] == VOTERS else row for row in rows
    ]


def _sum(
    area: str, level: str, its: list[Line], columns: dict[str, int], suffix: str
) -> list[tuple[Any, ...]]:
    rows = []
    for variable in (ELIGIBLE, VOTERS):
        column = columns[variable]
        total = sum(_count(line, column)[0] or 0.0 for _, line in its)
        rows.append((area, level, variable, total, "reported", suffix, its[0][0], column + 1))
    return rows


def _count(line: list[Any], column: int) -> tuple[float | None, str]:
    """A municipality that votes elsewhere has an empty line; "-" is nobody."""
    cell = line[column]
    if isinstance(cell, float | int):
        return float(cell), "reported"
    return (0.0, "zero") if str(cell).strip() == "-" else (None, "not_applicable")


def _know(family: Family, path: Path, year: str) -> None:
    title = f"Landtagswahl {year} in Thüringen, endgültiges Ergebnis"
    for suffix, words, summed in (
        ("", "", False),
        (" (Summe der Gemeindeteile)", " – eigene Summe über die Teile der Gemeinde", True),
        (" (Summe der Kreiszeilen)", " – eigene Summe über alle Zeilen des Kreises", True),
    ):
        family.origins[f"{path.name}{suffix}"] = Origin(
            publisher=TLS,
            title=f"{title}{words}",
            licence="Vervielfältigung mit Quellenangabe gestattet",
            retrieved="2026-07-23",
            url="https://wahlen.thueringen.de/",
            attribution=f"© {TLS}",
            assembled=summed,
        )
        family.sha256[f"{path.name}{suffix}"] = hashlib.sha256(path.read_bytes()).hexdigest()
