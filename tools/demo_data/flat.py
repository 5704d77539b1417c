# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Flat files of the regional statistics interface: counties, the newest year."""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from classic import value_of
from origins import regional
from writing import Family, write_family

FOLDER = "statistics/genesis_ffcsv_2026"
SEXES = {"": "_T", "GESM": "M", "GESW": "F"}
# File → (table, title, code of the figure → variable)
FILES = {
    "12411-01-01-4_1773175772751_de_flat.csv": (
        "12411-01-01-4",
        "Bevölkerung nach Geschlecht",
        {"BEVSTD": "population"},
    ),
    "73111-01-01-4_1773175092845_de_flat.csv": (
        "73111-01-01-4",
        "Lohn- und Einkommensteuer",
        {"LSNW01": "taxpayers", "EKF002": "taxable_income"},
    ),
}


def write_flat(originals: Path, folder: Path) -> int:
    """Counties: population 2024, taxpayers and their income 2021."""
    family = Family("regional_flach", "Regionaldatenbank Deutschland: Flachdateien der Kreise")
    family.codes = {"sex": {"_T": "Insgesamt", "M": "Männer", "F": "Frauen"}}
    for name, (table, title, variables) in FILES.items():
        path = originals / FOLDER / name
        family.rows += _rows(path, variables)
        family.origins[name] = regional(title, table=table, retrieved="2026-03-10")
        family.sha256[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        family.labels |= dict.fromkeys(variables.values(), title)
    return write_family(family, folder)


def _rows(path: Path, variables: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    """Dissolved counties stand in the file with "-" only; they are no zeros.

    Longer keys are cities within a county (Aachen, Saarbrücken) and districts of Berlin.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=";")
        column = (reader.fieldnames or []).index("value") + 1
        for line in reader:
            variable = variables.get(line["value_variable_code"])
            area = line["1_variable_attribute_code"]
            if variable is None or line["value"].strip() == "-" or len(area) != 5:
                continue
            value, status, secrecy = value_of(line["value"])
            period = line["time"]
            sex = SEXES[line.get("2_variable_attribute_code", "")]
            yield (
                *(area, "county", f"{period[:4]}-12-31", period, variable, sex, "_T", "_T"),
                *(value, status, secrecy, path.name, "", reader.line_num, column),
            )
