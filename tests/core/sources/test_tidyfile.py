# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Own tidy tables point into the publishers' originals, or are refused."""

import json

import pytest

from klammer.base.errors import InputRefusedError
from klammer.sources.contract import Request
from klammer.sources.tidyfile import TidyTables, metadata_of
from klammer.warehouse.parquet import read_columns
from klammer.warehouse.tidycheck import with_metadata

HEADER = "area,area_level,boundary,period,variable,sex,value,status,secrecy,file,sheet,row,column"
GOOD = "16063,county,2022-12-31,2022,births,_T,800,reported,exact,12612.csv,,12,5"
ORIGIN = {"publisher": "TLS", "title": "Geburten", "retrieved": "2026-01-02"}


def read(tmp_path, *rows, told=None, name="figures.csv"):
    path = tmp_path / name
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    if told is None:
        told = {"origins": {"12612.csv": ORIGIN}, "labels": {"births": "Lebendgeborene"}}
    (tmp_path / "figures.json").write_text(json.dumps(told), encoding="utf-8")
    return TidyTables().read(Request(path, name, tmp_path / "tidy.parquet"))


def test_table_keeps_the_position_in_the_original(tmp_path):
    tidy = read(tmp_path, GOOD, GOOD.replace("_T,800,reported", "F,,suppressed"))

    rows = read_columns(tidy.path)
    assert rows["value"] == [800.0, None]
    assert (rows["file"][0], rows["row"][0], rows["column"][0]) == ("12612.csv", 12, 5)
    assert tidy.origins["12612.csv"].publisher == "TLS"
    assert tidy.labels == {"births": "Lebendgeborene"}
    assert tidy.flags == ()


def test_parquet_carries_its_origins(tmp_path):
    first = read(tmp_path, GOOD)
    carrying = tmp_path / "carrying.parquet"
    with_metadata(first.path, metadata_of(first), path=carrying)

    again = TidyTables().read(Request(carrying, carrying.name, tmp_path / "again.parquet"))

    assert again.origins == first.origins
    assert read_columns(again.path) == read_columns(first.path)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (GOOD.replace(",800,reported", ",800,suppressed"), "value_and_status"),
        (GOOD.replace(",800,reported", ",,reported"), "value_and_status"),
        (GOOD.replace(",800,reported", ",800,zero"), "value_and_status"),
        (GOOD.replace(",800,", ",viele,"), "number"),
        (GOOD.replace("reported", "guessed"), "status"),
        (GOOD.replace("exact", "secret"), "secrecy"),
        (GOOD.replace(",2022,", ",22,"), "period"),
        (GOOD.replace("2022-12-31", "2022"), "boundary"),
        (GOOD.replace(",12,5", ",0,5"), "position"),
        (GOOD.replace("16063", ""), "empty_key"),
    ],
)
def test_row_that_contradicts_itself_is_refused(tmp_path, row, code):
    with pytest.raises(InputRefusedError) as refused:
        read(tmp_path, GOOD.replace("_T", "F"), row)

    assert (refused.value.code, refused.value.where.row) == (code, 3)
    assert not (tmp_path / "tidy.parquet").exists()


def test_repeated_key_is_refused(tmp_path):
    with pytest.raises(InputRefusedError) as refused:
        read(tmp_path, GOOD, GOOD.replace("800", "801"))

    assert (refused.value.code, refused.value.where.row) == ("key_repeats", 3)


def test_figures_without_origin_are_refused(tmp_path):
    with pytest.raises(InputRefusedError) as refused:
        read(tmp_path, GOOD, told={"origins": {}})

    assert refused.value.code == "origin_missing"
