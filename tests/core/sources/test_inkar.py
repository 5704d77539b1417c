# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""INKAR as Parquet and as the web page exports it."""

import pytest

from klammer.base.errors import InputRefusedError
from klammer.sources.contract import Request
from klammer.sources.inkar import Inkar
from klammer.sources.register import recognise
from klammer.warehouse.parquet import read_columns, write_rows
from tests.core.sources.corpus import Made

TYPES = {
    "raumbezug": "VARCHAR",
    "kennziffer": "VARCHAR",
    "name": "VARCHAR",
    "zeitbezug": "VARCHAR",
    "q_pbg_bev": "DOUBLE",
    "a_bgkind": "DOUBLE",
}
ROWS = [
    ["Arbeitsmarktregionen", "Kreise", "Bund", "Gemeinden", "Regierungsbezirke"],
    ["001", "16063000", "111", "16063037", "160"],
    ["Flensburg", "Wartburgkreis", "Deutschland", "Gerstengrund", "Thüringen"],
    ["2022", "2022", "2021", "2022", "2022"],
    [1.0, 48.5, 66.0, 0.0, 70.0],
    [2.0, None, 30.5, 0.0, 70.0],
]


def read(tmp_path, name, **more):
    path = tmp_path / name
    tidy = Inkar().read(Request(path, name, tmp_path / "tidy.parquet", **more))
    return tidy, read_columns(tidy.path)


def test_compilation_becomes_tidy_rows(tmp_path):
    write_rows(TYPES, [ROWS], path=tmp_path / "sozialleistungen.parquet")

    tidy, rows = read(tmp_path, "sozialleistungen.parquet")

    assert rows["area"] == ["16063", "DG", "DG", "16063037", "16063037"]
    assert rows["variable"] == [
        *("inkar_q_pbg_bev", "inkar_q_pbg_bev", "inkar_a_bgkind"),
        *("inkar_q_pbg_bev", "inkar_a_bgkind"),
    ]
    assert rows["value"] == [48.5, 66.0, 30.5, 0.0, 0.0]
    assert rows["status"] == ["reported"] * 3 + ["zero_or_hidden"] * 2
    assert rows["boundary"] == ["2022-12-31"] * 5
    assert list(zip(rows["row"], rows["column"], strict=True)) == [
        *((2, 5), (3, 5), (3, 6), (4, 5), (4, 6)),
    ]
    assert tidy.origins["sozialleistungen.parquet"].assembled
    assert [flag.code for flag in tidy.flags] == ["boundary_derived", "level_left_out"]


def test_stated_boundary_needs_no_flag(tmp_path):
    write_rows(TYPES, [[c[1:4] for c in ROWS]], path=tmp_path / "sozialleistungen.parquet")

    tidy, rows = read(tmp_path, "sozialleistungen.parquet", boundary="2021-12-31")

    assert set(rows["boundary"]) == {"2021-12-31"}
    assert tidy.flags == ()


def test_export_of_the_web_page_is_read(tmp_path):
    text = (
        '\ufeffKennziffer;Raumeinheit;Aggregat;"SGB II-Quote";"SGB II-Quote"\n'
        ';;;"2021";"2022"\n1001;Flensburg;kreisfreie Stadt;15,3;0\n16063;Wartburgkreis;Landkreis;;4,1\n'
    )
    (tmp_path / "inkar.csv").write_text(text, encoding="utf-8")

    tidy, rows = read(tmp_path, "inkar.csv")

    assert rows["area"] == ["01001", "01001", "16063"]
    assert rows["value"] == [15.3, 0.0, 4.1]
    assert rows["status"] == ["reported", "zero_or_hidden", "reported"]
    assert rows["period"] == ["2021", "2022", "2022"]
    assert not tidy.origins["inkar.csv"].assembled


def test_parquet_without_key_columns_is_refused(tmp_path):
    write_rows({"a": "VARCHAR"}, [[["x"]]], path=tmp_path / "bildung.parquet")

    with pytest.raises(InputRefusedError) as refused:
        read(tmp_path, "bildung.parquet")

    assert refused.value.code == "column_missing"


WIDE = [
    ["Kennziffer", "Raumeinheit", "Aggregat", "Kaufkraft", "", "Bevölkerung"],
    ["", "", "", "2021", "2022", "2022"],
    ["1001", "Flensburg", "krsfr. Stadt", "21.345,5", "22.001,0", "92.550"],
    ["16063", "Wartburgkreis", "Landkreis", "N.A.", "23.100,2", "158.000"],
    ["16063076", "Treffurt", "Gemeinden", "", "20.000,0", "5.800"],
    ["12", "Mittelthüringen", "Raumordnungsregionen", "1,0", "2,0", "3"],
]
UNITS = [*WIDE[:2], ["", "", "", "€", "€", "Anzahl"], *WIDE[2:]]
TITLED = [["INKAR-Export"], [], *WIDE]
LONG = [
    ["Kennziffer", "Raumeinheit", "Aggregat", "M_ID", "Indikator", "Einheit", "Zeit", "Wert"],
    ["01001", "Flensburg", "Kreise", "7", "Kaufkraft", "€", "2021", "21345,5"],
    ["01001", "Flensburg", "Kreise", "7", "Kaufkraft", "€", "2022", "22001,0"],
    ["16063", "Wartburgkreis", "Kreise", "7", "Kaufkraft", "€", "2022", "23100,2"],
    ["16063076", "Treffurt", "Gemeinden", "7", "Kaufkraft", "€", "2022", "20000,0"],
    ["01001", "Flensburg", "Kreise", "1", "Bevölkerung", "", "2022", "92550"],
    ["16063", "Wartburgkreis", "Kreise", "1", "Bevölkerung", "", "2022", "158000"],
    ["16063076", "Treffurt", "Gemeinden", "1", "Bevölkerung", "", "2022", "5800"],
]
DUMP = [
    ["Bereich", "Raumbezug", "Kennziffer", "Name", "Indikator", "Zeitbezug", "Wert"],
    *[["x", row[2], row[0], row[1], row[4], row[6], row[7]] for row in LONG[1:]],
]
FIGURES = {
    ("01001", "2021", "inkar_kaufkraft"): 21345.5,
    ("01001", "2022", "inkar_kaufkraft"): 22001.0,
    ("16063", "2022", "inkar_kaufkraft"): 23100.2,
    ("16063076", "2022", "inkar_kaufkraft"): 20000.0,
    ("01001", "2022", "inkar_bevoelkerung"): 92550.0,
    ("16063", "2022", "inkar_bevoelkerung"): 158000.0,
    ("16063076", "2022", "inkar_bevoelkerung"): 5800.0,
}
MERGED = {"Daten": [(0, 3, 0, 4)]}
NUMBERS = [
    *WIDE[:2],
    [1001, "Flensburg", "krsfr. Stadt", 21345.5, 22001, 92550],
    [16063, "Wartburgkreis", "Landkreis", "", 23100.2, 158000],
    [16063076, "Treffurt", "Gemeinden", "", 20000, 5800],
]


@pytest.mark.parametrize(
    "made",
    [
        Made("inkar_export.csv", {"": WIDE}),
        Made("inkar_cp1252.csv", {"": WIDE}, encoding="cp1252"),
        Made("inkar_bom.csv", {"": UNITS}, encoding="utf-8-sig"),
        Made("inkar_lang.csv", {"": LONG}),
        Made("inkar_gesamt.csv", {"": DUMP}),
        Made("INKAR-Tabelle.xlsx", {"Daten": NUMBERS, "Info": [["Erläuterung"]]}, merged=MERGED),
        Made("inkar_titel.ods", {"Daten": TITLED}),
    ],
    ids=lambda made: made.name,
)
def test_export_in_each_layout_gives_the_same_figures(made, tmp_path):
    path = made.write(tmp_path)

    tidy, rows = read(tmp_path, made.name)

    head = path.read_bytes()[:65_536]
    assert getattr(recognise(head, made.name), "name", "") == "inkar"
    keys = zip(rows["area"], rows["period"], rows["variable"], strict=True)
    assert dict(zip(keys, rows["value"], strict=True)) == FIGURES
    assert tidy.labels == {"inkar_kaufkraft": "Kaufkraft", "inkar_bevoelkerung": "Bevölkerung"}
    assert set(rows["area_level"]) == {"county", "municipality"}


def test_places_of_an_export_are_those_of_the_file(tmp_path):
    made = Made("inkar_titel.xlsx", {"Daten": TITLED})
    made.write(tmp_path)

    tidy, rows = read(tmp_path, made.name)

    first = next(i for i, value in enumerate(rows["value"]) if value == 21345.5)
    assert (rows["sheet"][first], rows["row"][first], rows["column"][first]) == ("Daten", 5, 4)
    (flag,) = [one for one in tidy.flags if one.code == "level_left_out"]
    assert flag.found == "1 rows of other levels: Raumordnungsregionen"


@pytest.mark.parametrize(
    ("change", "code", "row", "column"),
    [
        ((2, 3, "viel"), "number", 3, 4),
        ((1, 3, "irgendwann"), "period", 2, 4),
        ((3, 0, "Wartburg"), "area_key", 4, 1),
    ],
)
def test_wrong_cell_of_an_export_is_refused_with_its_place(change, code, row, column, tmp_path):
    rows = [list(one) for one in WIDE]
    rows[change[0]][change[1]] = change[2]
    Made("inkar.csv", {"": rows}).write(tmp_path)

    with pytest.raises(InputRefusedError) as refused:
        read(tmp_path, "inkar.csv")

    assert refused.value.code == code
    assert (refused.value.where.row, refused.value.where.column) == (row, column)


def test_export_with_points_as_decimals_is_read_so(tmp_path):
    rows = [[*row[:3], *(c.replace(".", "").replace(",", ".") for c in row[3:])] for row in WIDE]
    rows[3][3] = ""
    Made("inkar.csv", {"": rows}).write(tmp_path)

    _, found = read(tmp_path, "inkar.csv")

    assert set(found["value"]) == set(FIGURES.values())
