# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the mapping assistant proposes, and that the proposal reads the file."""

import csv
import re

import pytest
import xlsxwriter

from klammer.base.errors import InputRefusedError
from klammer.sources.contract import Request
from klammer.sources.proposals import fingerprint, propose
from klammer.sources.tabular import TableSource
from klammer.warehouse.parquet import read_columns


def roles(proposal):
    return {one.header: one.role for one in proposal.columns}


def read(path, proposal):
    request = Request(path, path.name, path.with_suffix(".parquet"), proposal.mapping)
    return TableSource().read(request)


def export(path, *, year=2021, header=("Einwohner", "darunter unter 18")):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(f"Stand {year}")
        sheet.write("A1", "Landkreis Beispiel – Fachbereich Soziales")
        sheet.write("A2", f"Auswertung zum 31.12.{year}")
        sheet.write_row(3, 0, ["Gemeindeschlüssel", "Gemeinde", *header])
        for row, (key, name) in enumerate(
            (("16063003", "Bad Salzungen"), ("16063004", "Barchfeld"), ("16063011", "Buttlar")), 4
        ):
            sheet.write_row(row, 0, [key, name, row * 1000, row * 10])
        sheet.write_row(7, 1, ["Insgesamt", 15000, 150])
        sheet.write("A9", "Quelle: Einwohnermelderegister")
    return path


def test_export_with_title_rows_is_understood(tmp_path):
    path = export(tmp_path / "export.xlsx")
    proposal = propose(path)

    assert (proposal.header_rows, proposal.questions) == ((4,), ())
    assert roles(proposal) == {
        "Gemeindeschlüssel": "area",
        "Gemeinde": "ignore",
        "Einwohner": "value",
        "darunter unter 18": "value",
    }
    assert proposal.mapping["period"] == {"value": "2021-12-31"}
    assert proposal.preview[3][:2] == ("Gemeindeschlüssel", "Gemeinde")
    tidy = read(path, proposal)
    assert tidy.rows == 6
    assert [one.code for one in tidy.flags if one.severity != "note"] == []


def test_wide_table_with_years_as_columns_is_understood(tmp_path):
    path = tmp_path / "geburten.csv"
    path.write_text(
        "Geburten;;;\nKreis;2019;2020;2021\nWartburgkreis;900;880;850\nGotha;990;970;960\n"
        "Sonneberg;400;–;380\n",
        encoding="cp1252",
    )
    proposal = propose(path)

    assert roles(proposal) == {"Kreis": "area", "2019": "value", "2020": "value", "2021": "value"}
    assert proposal.mapping["by_period"] == {"variable": "geburten", "label": "Geburten"}
    assert (proposal.mapping["area"]["form"], proposal.mapping["area"]["within"]) == ("name", "16")
    columns = read_columns(read(path, proposal).path)
    assert list(zip(columns["area"], columns["period"], columns["value"], strict=True))[:3] == [
        ("16063", "2019", 900.0),
        ("16063", "2020", 880.0),
        ("16063", "2021", 850.0),
    ]


def test_long_table_is_understood(tmp_path):
    path = tmp_path / "lang.csv"
    path.write_text(
        "lfd. Nr.;AGS;Jahr;Geschlecht;Altersgruppe;Merkmal;Anzahl\n"
        + "".join(
            f"{n};{ags};{year};{sex};{age};{what};{n * 3}\n"
            for n, (ags, year, sex, age, what) in enumerate(
                [
                    (ags, year, sex, age, what)
                    for ags in ("16063003", "16063105")
                    for year in (2020, 2021)
                    for sex in ("m", "w")
                    for age in ("unter 3 Jahre", "3 bis unter 6 Jahre")
                    for what in ("Kinder", "Kita")
                ],
                start=1,
            )
        ),
        encoding="utf-8",
    )
    proposal = propose(path)

    assert roles(proposal) == {
        "lfd. Nr.": "ignore",
        "AGS": "area",
        "Jahr": "period",
        "Geschlecht": "sex",
        "Altersgruppe": "age",
        "Merkmal": "variable",
        "Anzahl": "value",
    }
    tidy = read(path, proposal)
    columns = read_columns(tidy.path)
    assert (tidy.rows, tidy.breakdowns) == (32, ("age", "sex"))
    assert (columns["age"][0], columns["sex"][0], columns["variable"][0]) == ("Y0T2", "M", "kinder")


def test_split_key_is_understood(tmp_path):
    path = tmp_path / "teile.csv"
    path.write_text("Land;RB;Kreis;Gem;Einwohner 2020\n16;0;63;003;20001\n16;0;63;004;5000\n")
    proposal = propose(path)

    assert proposal.mapping["area"]["parts"] == ["Land", "RB", "Kreis", "Gem"]
    assert read_columns(read(path, proposal).path)["area"] == ["16063003", "16063004"]


def test_table_without_area_asks_for_it(tmp_path):
    path = tmp_path / "stadt.csv"
    path.write_text("Jahr;Fälle\n2020;12\n2021;15\n", encoding="utf-8")

    assert propose(path).questions == ("area",)


def test_table_without_figures_is_refused(tmp_path):
    path = tmp_path / "text.csv"
    path.write_text("Name;Ort\nA;B\n", encoding="utf-8")

    with pytest.raises(InputRefusedError) as refused:
        propose(path)

    assert refused.value.code == "no_table"


def test_fingerprint_ignores_year_and_figures_but_not_columns(tmp_path):
    first = fingerprint(export(tmp_path / "a.xlsx", year=2021))

    assert fingerprint(export(tmp_path / "b.xlsx", year=2022)) == first
    assert fingerprint(export(tmp_path / "c.xlsx", header=("Einwohner", "Kinder"))) != first


def sql_tables(folder):
    """Write each table of the dump that has a year as CSV, as a city would export it."""
    sql = (folder / "flensburg_sozialatlas.sql").read_text(encoding="utf-8")
    for name, header, rows in re.findall(
        r"INSERT INTO (\w+) \((year, .*?)\) VALUES\n(.*?);", sql, re.DOTALL
    ):
        lines = re.findall(r"^\((.*)\)[,;]?$", rows, re.MULTILINE)
        yield (
            name,
            header.split(", "),
            [next(csv.reader([line], skipinitialspace=True)) for line in lines],
        )


@pytest.mark.originals
def test_tables_of_a_real_social_atlas_are_understood(originals, tmp_path):
    folder = originals / "statistics" / "flensburg_sozialatlas_2022"
    asked, read_whole = {}, 0
    for name, header, rows in sql_tables(folder):
        path = tmp_path / f"{name}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            cells = [["" if cell == "NULL" else cell for cell in row] for row in rows]
            csv.writer(file, delimiter=";").writerows([header, *cells])
        proposal = propose(path)
        found = roles(proposal)
        assert found.pop("year") == "period"
        assert found.pop("district_id", "area") == "area"
        assert found.pop("household_type_id", "breakdown") == "breakdown"
        assert set(found.values()) == {"value"}
        if proposal.questions:
            asked[name] = proposal.questions
        else:
            assert read(path, proposal).rows == len(rows) * len(found)
            read_whole += 1
    assert read_whole == 15
    assert set(asked.values()) == {("area",), ("empty_area",)}


@pytest.mark.originals
def test_district_profiles_are_read_without_the_boroughs_below(originals, tmp_path):
    path = originals / "workbooks" / "StatistikNord_Stadtteilprofile_2014.xlsx"
    proposal = propose(path)
    request = Request(path, path.name, tmp_path / "o.parquet", proposal.mapping)
    tidy = TableSource().read(request)

    columns = read_columns(tidy.path)
    assert (proposal.header_rows, proposal.mapping["table"]["last"]) == ((2, 3), 103)
    assert len(set(columns["area"])) == 99
    assert (columns["area"][0], columns["period"][0], columns["value"][0]) == (
        "statistiknord_stadtteilp:Hamburg-Altstadt",
        "2013-12-31",
        1675.0,
    )
