# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""INKAR as Parquet and as the web page exports it."""

import pytest

from klammer.base.errors import InputRefusedError
from klammer.sources.contract import Request
from klammer.sources.inkar import Inkar
from klammer.warehouse.parquet import read_columns, write_rows

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
