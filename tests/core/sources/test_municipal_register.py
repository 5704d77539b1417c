# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The yearly workbook of the municipality register."""

import pytest
import xlsxwriter

from klammer.base.errors import GrainError, InputRefusedError
from klammer.sources.contract import Request
from klammer.sources.municipal_register import MunicipalRegisterSource
from klammer.warehouse.parquet import read_columns

HEADER = ["Satz-art", "Text-kenn-zeichen", "Amtlicher Regionalschlüssel (ARS)", "", "", "", ""]
HEADER += ["Gemeindename", "Fläche km2 1)", "Bevölkerung2)", "", "", ""]
SECOND = ["", "", "Land", "RB", "Kreis", "VB", "Gem", "", "", "insgesamt", "männlich", "weiblich"]
THIRD = ["", "", "Gebietsstand am 31.12.2024", "", "", "", "", "", "31.12.2023"]
THIRD += ["am 31.12.2023 (Jahr)"]
ROWS = [
    ["10", "", "16", "", "", "", "", "Thüringen"],
    ["40", "43", "16", "0", "63", "", "", "Wartburgkreis"],
    ["50", "50", "16", "0", "63", "5051", "", "Bad Salzungen"],
    ["60", "64", "16", "0", "63", "5051", "003", "Bad Salzungen", 142.5, 23000, 11000, 12000],
]


def workbook(path, rows):
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Inhalt").write("A4", "Statistisches Bundesamt")
        sheet = book.add_worksheet("Onlineprodukt_Gemeinden")
        sheet.write("A1", "Gemeinden in Deutschland")
        for row, line in enumerate([HEADER, SECOND, THIRD, [], *rows], start=2):
            sheet.write_row(row, 0, [one or None for one in line])
        sheet.merge_range("C5:G5", "Gebietsstand am 31.12.2024")
        sheet.merge_range("J5:L5", "am 31.12.2023 (Jahr)")
        sheet.merge_range("J3:L3", "Bevölkerung2)")
    return path


def read(path):
    return MunicipalRegisterSource().read(Request(path, path.name, path.with_suffix(".parquet")))


def test_register_takes_boundary_and_population_dates_from_the_header(tmp_path):
    tidy = read(workbook(tmp_path / "AuszugGV4QAktuell.xlsx", ROWS))

    columns = read_columns(tidy.path)
    names = (
        "area",
        "area_level",
        "boundary",
        "period",
        "variable",
        "sex",
        "value",
        "row",
        "column",
    )
    assert list(zip(*(columns[name] for name in names), strict=True)) == [
        *[
            ("16063003", "municipality", "2024-12-31", period, variable, sex, value, 10, column)
            for period, variable, sex, value, column in (
                ("2024-12-31", "area_sqkm", "_T", 142.5, 9),
                ("2023-12-31", "population", "_T", 23000.0, 10),
                ("2023-12-31", "population", "M", 11000.0, 11),
                ("2023-12-31", "population", "F", 12000.0, 12),
            )
        ]
    ]
    assert tidy.area_names == {
        "16": "Thüringen",
        "16063": "Wartburgkreis",
        "160635051": "Bad Salzungen",
        "16063003": "Bad Salzungen",
    }
    assert tidy.labels["population"] == "Bevölkerung | insgesamt"
    assert tidy.flags == ()


def test_register_flags_a_municipality_that_stands_twice_alike(tmp_path):
    tidy = read(workbook(tmp_path / "r.xlsx", [*ROWS, ROWS[-1]]))

    assert tidy.rows == 4
    assert [(one.code, one.place.row, one.found, one.expected) for one in tidy.flags] == [
        ("row_repeats", 11, "16063003", "once, as in row 10")
    ]


def test_register_refuses_a_municipality_that_stands_twice_differently(tmp_path):
    other = [*ROWS[-1][:-1], 12001]

    with pytest.raises(GrainError) as refused:
        read(workbook(tmp_path / "r.xlsx", [*ROWS, other]))

    assert (refused.value.where.row, refused.value.code) == (11, "key_repeats")


def test_register_flags_men_and_women_that_are_not_all(tmp_path):
    other = [*ROWS[-1][:-1], 12001]
    tidy = read(workbook(tmp_path / "r.xlsx", [*ROWS[:-1], other]))

    (flag,) = tidy.flags
    assert (flag.code, flag.place.row, flag.found, flag.expected) == (
        *("total_differs", 10, "23000"),
        "23001 as the sum of row 10, column 12 and row 10, column 11",
    )


def test_register_refuses_another_workbook(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        book.add_worksheet().write_row(0, 0, ["Gemeinde", "Wert"])

    with pytest.raises(InputRefusedError) as refused:
        read(tmp_path / "x.xlsx")

    assert refused.value.code == "register_layout"


@pytest.mark.originals
@pytest.mark.parametrize(
    ("name", "boundary", "municipalities", "thuringia"),
    [
        ("31122017_Auszug_GV.xlsx", "2017-12-31", 11129, 2151205),
        ("AuszugGV4QAktuell_2024.xlsx", "2024-12-31", 10959, 2122335),
    ],
)
def test_register_reads_the_publishers_workbooks(
    originals, tmp_path, name, boundary, municipalities, thuringia
):
    path = originals / "gemeindeverzeichnis" / "gv_auszug" / name
    tidy = MunicipalRegisterSource().read(Request(path, name, tmp_path / "o.parquet"))

    columns = read_columns(tidy.path)
    persons = [
        (area, value)
        for area, variable, sex, value in zip(
            *(columns[one] for one in ("area", "variable", "sex", "value")), strict=True
        )
        if (variable, sex) == ("population", "_T")
    ]
    assert set(columns["boundary"]) == {boundary}
    assert len(persons) == municipalities
    assert sum(value for area, value in persons if area.startswith("16")) == thuringia
