# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Germans and foreigners: population by age in 2010 and 2015, employees, basic security.

Table 12411-03-03 prints ages from 65 on in steps of five years; 12411-03-02 and the tables without
nationality print 65 to 74 and 75 and over. So that both years can be compared, the steps are added
up: the sums are ours and stand under a file name of their own.
"""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from classic import Cell, original_bytes
from county_layouts import county_table as _table
from layouts import AGES, ALL_AGES, OLD, SEX_STUB, by_sex
from origins import regional
from writing import Family

_TITLE = "Bevölkerung nach Geschlecht, Nationalität und Altersgruppen (21)"
_FILE = "12411-03-03-4_00.csv"
AGE_SUM = f"{_FILE} (Summe von Altersgruppen)"
_SUMS = {
    "Y65T74": ("Y65T69", "Y70T74"),
    "Y_GE75": ("Y75T79", "Y80T84", "Y85T89", "Y_GE90"),
}
_WHOLE = {part: whole for whole, parts in _SUMS.items() for part in parts}
NATIONAL = by_sex("population", 8, nationality="national")
FOREIGN = by_sex("population", 11, nationality="foreign")
SECURITY = {
    5: Cell("basic_security"),
    14: Cell("basic_security", nationality="national"),
    15: Cell("basic_security", nationality="foreign"),
}

NATIONALITY_TABLES = (
    _table(
        OLD,
        "12411-03-02-4_00.csv.gz",
        "Bevölkerung nach Geschlecht, Nationalität und Altersgruppen (17)",
        9,
        stub=(4, ALL_AGES),
        cells={**NATIONAL, **FOREIGN},
    ),
    _table(
        OLD,
        "12411-03-02-4_00.csv.gz",
        "Bevölkerung nach Geschlecht, Nationalität und Altersgruppen (17)",
        9,
        stub=(4, AGES),
        cells=by_sex("population", 5),
    ),
    _table(OLD, f"{_FILE}.gz", _TITLE, 9, stub=(4, ALL_AGES), cells=NATIONAL),
    _table(
        OLD,
        "13111-06-02-4_00.csv.gz",
        "Sozialversicherungspflichtig Beschäftigte am Wohnort nach Altersgruppen",
        11,
        stub=(4, AGES),
        cells=by_sex("employees_residence", 8, nationality="foreign"),
    ),
    _table(
        OLD,
        "13111-04-02-4_00.csv.gz",
        "Sozialversicherungspflichtig Beschäftigte am Wohnort nach Beschäftigungsumfang",
        11,
        stub=(4, {"Teilzeitbeschäftigte": {}}),
        cells=by_sex("employees_part_time", 8, nationality="foreign"),
    ),
    _table(
        OLD,
        "13111-12-03-4_00.csv.gz",
        "Sozialversicherungspflichtig Beschäftigte am Wohnort nach Berufsabschluss",
        11,
        stub=(
            4,
            {
                "ohne Berufsabschluss": {"variable": "employees_untrained"},
                "mit akademischem Abschluss": {"variable": "employees_academic"},
            },
        ),
        cells=by_sex("employees_untrained", 8, nationality="foreign"),
    ),
    _table(
        OLD,
        "22151-01-01-4_00.csv.gz",
        "Grundsicherung im Alter und bei Erwerbsminderung (bis 2014)",
        10,
        stub=(4, SEX_STUB),
        cells=SECURITY,
    ),
    _table(
        OLD,
        "22151-01-02-4_00.csv.gz",
        "Grundsicherung im Alter und bei Erwerbsminderung",
        10,
        stub=(4, SEX_STUB),
        cells=SECURITY,
    ),
)


def add_age_sums(family: Family, originals: Path) -> None:
    """Put 65 to 74 and 75 and over by nationality into the family, added up within an area."""
    sums: dict[tuple[Any, ...], list[Any]] = {}
    for row in family.rows:
        area, level, boundary, period, variable, sex, age, nationality, value = row[:9]
        if row[11] != _FILE or nationality == "_T" or age not in _WHOLE:
            continue
        if value is None:
            raise ValueError(f"{_FILE}: {area} {age} has no figure, the sum would be wrong")
        key = (area, level, boundary, period, variable, sex, _WHOLE[age], nationality)
        entry = sums.setdefault(key, [0.0, *row[12:]])
        entry[0] += value
    family.rows += [
        (*key, value, "reported" if value else "zero", "exact", AGE_SUM, *place)
        for key, (value, *place) in sums.items()
    ]
    origin = regional(_TITLE, table="12411-03-03-4", retrieved="2017-10-10")
    family.origins[AGE_SUM] = replace(
        origin, title=f"{_TITLE} – eigene Summe von Altersgruppen ab 65", assembled=True
    )
    raw = original_bytes(originals / OLD / f"{_FILE}.gz")
    family.sha256[AGE_SUM] = hashlib.sha256(raw).hexdigest()
