# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for layouts: folders, codes of ages and sexes, and the usual orders of columns."""

from classic import Cell

OLD = "statistics/regionalstatistik_2017"
NEW = "statistics/regionalstatistik_2020_klinikdb"

AGE_CODES = {
    "unter 1 Jahr": "Y0",
    "1 bis unter 5 Jahre": "Y1T4",
    "5 bis unter 10 Jahre": "Y5T9",
    "unter 3 Jahre": "Y0T2",
    "3 bis unter 6 Jahre": "Y3T5",
    "6 bis unter 10 Jahre": "Y6T9",
    "10 bis unter 15 Jahre": "Y10T14",
    "15 bis unter 18 Jahre": "Y15T17",
    "15 bis unter 20 Jahre": "Y15T19",
    "18 bis unter 20 Jahre": "Y18T19",
    "18 bis unter 25 Jahre": "Y18T24",
    "unter 18 Jahre": "Y0T17",
    "unter 20 Jahre": "Y0T19",
    **{f"{low} bis unter {low + 5} Jahre": f"Y{low}T{low + 4}" for low in range(20, 90, 5)},
    "30 bis unter 50 Jahre": "Y30T49",
    "50 bis unter 60 Jahre": "Y50T59",
    "50 bis unter 65 Jahre": "Y50T64",
    "65 bis unter 75 Jahre": "Y65T74",
    "40 Jahre und mehr": "Y_GE40",
    "65 Jahre und mehr": "Y_GE65",
    "75 Jahre und mehr": "Y_GE75",
    "85 Jahre und mehr": "Y_GE85",
    "90 Jahre und mehr": "Y_GE90",
}
AGES = {label: {"age": code} for label, code in AGE_CODES.items()}
ALL_AGES = {**AGES, "Insgesamt": {}}
OVER_65 = {
    label: change
    for label, change in AGES.items()
    if change["age"] in {"Y65T69", "Y70T74", "Y75T79", "Y80T84", "Y85T89", "Y_GE90"}
}
SEX_STUB = {"männlich": {"sex": "M"}, "weiblich": {"sex": "F"}, "Insgesamt": {}}


def by_sex(variable: str, first: int, **more: str) -> dict[int, Cell]:
    """Three columns: total, men, women."""
    return {
        first: Cell(variable, **more),
        first + 1: Cell(variable, sex="M", **more),
        first + 2: Cell(variable, sex="F", **more),
    }


def plain(**columns: int) -> dict[int, Cell]:
    """One variable per column."""
    return {column: Cell(variable) for variable, column in columns.items()}


def years(first: int, *, last: int, start: int) -> dict[int, str]:
    """Blocks of three columns per 31.12., the latest first."""
    return {
        start + 3 * (last - year) + offset: f"{year}-12-31"
        for year in range(last, first - 1, -1)
        for offset in range(3)
    }


def in_blocks(variable: str, dates: dict[int, str], *, start: int) -> dict[int, Cell]:
    """Total, men, women in each block of columns."""
    return {column: by_sex(variable, 0)[(column - start) % 3] for column in dates}
