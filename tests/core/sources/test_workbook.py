# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workbooks of statistical offices: what is understood is read whole, the rest is named."""

from collections import Counter

import pytest
import xlsxwriter

from klammer.base.errors import InputRefusedError
from klammer.sources.contract import Request
from klammer.sources.workbook import WorkbookSource
from klammer.warehouse.parquet import read_columns


def care_workbook(path, *, figures=True):
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Impressum").write("A1", "Herausgeber")
        ages = book.add_worksheet("Tab.2.2")
        ages.write_row(0, 0, ["2.2 Pflegebedürftige am 15.12.2015 nach Alter"])
        ages.write_row(2, 0, ["Alter", "insgesamt"])
        for row, line in enumerate((["unter 15", 51], ["15 - 60", 1411]), start=4):
            ages.write_row(row, 0, line)
        if figures:
            _counties(book.add_worksheet("Tab1.2"))
    return path


def _counties(sheet):
    sheet.write("A1", "1.2  Pflegebedürftige am 15.12.2015 nach Leistungsarten und Kreisen")
    sheet.merge_range("A4:A5", "Kreisfreie Stadt\nLandkreis\nLand")
    sheet.merge_range("B4:C4", "Pflegebedürftige 1)")
    sheet.write_row("B5", ["ins-\ngesamt", "je 1000\nEinwohner 2)"])
    sheet.merge_range("D4:D5", "Pflege-\ngeld 3)")
    rows = [
        ["Stadt Erfurt", 7521, 35.8, 3579],
        ["Stadt Gera", 4283, 44.6, "-"],
        [],
        ["Wartburgkreis", 5605, 44.6, "."],
        ["Thüringen", 94280, 43.4, 46000],
        [],
        ["1) ohne Doppelzählungen"],
    ]
    for row, line in enumerate(rows, start=7):
        sheet.write_row(row, 0, line)


def read(path, mapping=None):
    request = Request(path, path.name, path.with_suffix(".parquet"), mapping)
    return WorkbookSource().read(request)


def test_sheet_of_counties_is_read_with_header_paths_and_titles(tmp_path):
    tidy = read(care_workbook(tmp_path / "pflege.xlsx"))

    columns = read_columns(tidy.path)
    names = (
        "area",
        "area_level",
        "boundary",
        "period",
        "variable",
        "value",
        "status",
        "row",
        "column",
    )
    rows = list(zip(*(columns[name] for name in names), strict=True))
    assert rows[:3] == [
        (*("16051", "county", "2015-12-31", "2015-12-15"), variable, value, "reported", 8, column)
        for variable, value, column in (
            ("tab1_2_pflegebeduerftige", 7521.0, 2),
            ("tab1_2_pflegebeduerftige_je_1000_einwohner", 35.8, 3),
            ("tab1_2_pflegegeld", 3579.0, 4),
        )
    ]
    assert [row[5:7] for row in rows if row[4] == "tab1_2_pflegegeld"] == [
        (3579.0, "reported"),
        (0.0, "zero"),
        (None, "suppressed"),
        (46000.0, "reported"),
    ]
    assert rows[-1][:2] == ("16", "state")
    assert tidy.labels["tab1_2_pflegegeld"] == (
        "1.2 Pflegebedürftige am 15.12.2015 nach Leistungsarten und Kreisen: Pflegegeld"
    )


def test_sheets_that_are_not_understood_are_named(tmp_path):
    tidy = read(care_workbook(tmp_path / "pflege.xlsx"))

    assert [
        (f.severity, f.place.sheet, f.found) for f in tidy.flags if f.code == "sheet_not_read"
    ] == [
        ("warning", "Impressum", "no figures"),
        ("warning", "Tab.2.2", "no column of areas was found"),
    ]
    assert [(f.place.sheet, f.found) for f in tidy.flags if f.code == "footnote"] == [
        ("Tab1.2", "1) ohne Doppelzählungen")
    ]


def test_workbook_without_a_readable_sheet_is_refused_with_all_reasons(tmp_path):
    with pytest.raises(InputRefusedError) as refused:
        read(care_workbook(tmp_path / "pflege.xlsx", figures=False))

    assert (refused.value.code, refused.value.why) == (
        "workbook_not_read",
        "Impressum: no figures; Tab.2.2: no column of areas was found",
    )


def test_sheet_that_fails_midway_leaves_nothing_behind(tmp_path):
    path = tmp_path / "zwei.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, last in (("Gut", 3), ("Schlecht", "viele")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Einwohner am 31.12.2020"])
            sheet.write_row(1, 0, ["AGS", "Einwohner"])
            keys = ["16061", "16062", "16063", "16064", "16065", "16066"]
            for row, key in enumerate(keys, start=2):
                sheet.write_row(row, 0, [key, last if key == "16066" else row])
    tidy = read(path)

    assert Counter(read_columns(tidy.path)["sheet"]) == {"Gut": 6}
    (flag,) = [one for one in tidy.flags if one.code == "sheet_not_read"]
    assert flag.place.sheet == "Schlecht"
    assert flag.found.startswith(
        "'viele' stands where a number was expected (zwei.xlsx, sheet Schlecht, row 8, column 2)"
    )


@pytest.mark.originals
def test_care_statistics_reads_all_sheets_of_counties(originals, tmp_path):
    path = originals / "workbooks" / "TLS_10402_2015_01_Pflegestatistik_Thueringen.xls"
    tidy = WorkbookSource().read(Request(path, path.name, tmp_path / "o.parquet"))

    columns = read_columns(tidy.path)
    counts = Counter(columns["sheet"])
    assert counts == {
        **dict.fromkeys(("Tab1.2", "Tab1.3", "Tab.3.5"), 168),
        **dict.fromkeys(("Tab.2.4", "Tab.2.5", "Tab.2.6", "Tab.3.4"), 144),
    }
    assert set(columns["period"]) == {"2015-12-15"}
    assert [f.place.sheet for f in tidy.flags if f.code == "unknown_area"] == []


@pytest.mark.originals
def test_destatis_counties_add_up_to_their_states(originals, tmp_path):
    path = originals / "workbooks" / "Destatis_04_KreiseVorjahr.xlsx"
    tidy = WorkbookSource().read(Request(path, path.name, tmp_path / "o.parquet"))

    assert tidy.rows == 2000
    assert {f.code for f in tidy.flags} == {
        *("row_without_figures", "total_row", "footnote", "sheet_not_read"),
    }
    columns = read_columns(tidy.path)
    assert sum(
        value
        for variable, sex, value in zip(
            columns["variable"], columns["sex"], columns["value"], strict=True
        )
        if (variable, sex) == ("kreisfreie_staedte_u_landkreise_bevoelkerung", "_T")
    ) == pytest.approx(83_237_124)
