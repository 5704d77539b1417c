# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
import csv
import gzip
import subprocess
import sys
from decimal import Decimal

import pytest

from klammer.base.tables import Table
from klammer.cli import main
from klammer.territory.plain_tables import one_level
from klammer.warehouse.files import read_table, write_table

HEAD = "area,period,variable,value\n"


@pytest.fixture
def convert(tmp_path, capsys):
    def run(text, *words, name="in.csv"):
        source, target = tmp_path / name, tmp_path / "out.csv"
        source.write_text(text, encoding="utf-8")
        code = main(["convert", str(source), *words, "-o", str(target)])
        rows = list(csv.DictReader(target.open(encoding="utf-8"))) if target.exists() else []
        return code, rows, capsys.readouterr().err

    return run


def to(start, end):
    return ("--from", start, "--to", end)


def test_counties_are_converted_with_error_class(convert):
    text = HEAD + "16063,2018,people,100000\n16066,2018,people,0\n1001,2018,people,7\n"

    code, rows, said = convert(text, *to("2018-12-31", "2020-12-31"))

    assert (code, said) == (0, "")
    assert [(row["area"], row["value"], row["error_class"]) for row in rows] == [
        ("01001", "7", "A"),
        ("16063", "97318.431213", "B"),
        ("16066", "2681.568787", "B"),
    ]
    assert list(rows[0]) == [
        *("area", "period", "variable", "value", "error_class", "status", "note")
    ]


@pytest.mark.parametrize(
    ("end", "area"),
    [
        ("2020-12-31", "16056000"),
        ("2021-12-31", "16063105"),
        ("2022-12-31", "16063105"),
        ("2023-12-31", "16063105"),
        ("2024-12-31", "16063105"),
        ("2025-01-01", "16063105"),
    ],
)
def test_eisenach_is_followed_to_every_target(convert, end, area):
    text = HEAD + "16056,2015,people,42417\n16063078,2015,people,3500\n"

    code, rows, said = convert(text, *to("2015-12-31", end))

    assert (code, said) == (0, "")
    assert [(row["area"], row["value"]) for row in rows if row["area"] == area] == [(area, "42417")]


@pytest.mark.parametrize("ending", ["xlsx", "ods", "parquet", "csv"])
def test_every_format_goes_in_and_out(tmp_path, ending):
    source, target = tmp_path / f"in.{ending}", tmp_path / f"out.{ending}"
    area = ["16063", "16066", "1001"]  # as a spreadsheet leaves it
    write_table(
        Table({"area": area, "period": ["2018"] * 3, "variable": ["x"] * 3, "value": [0, 0, 7]}),
        source,
    )

    code = main(["convert", str(source), *to("2018-12-31", "2023-12-31"), "-o", str(target)])

    found = read_table(target)
    assert code == 0
    assert dict(zip(found["area"], found["value"], strict=True)) == {
        "01001": 7,
        "16063": 0,
        "16066": 0,
    }


def test_incomplete_result_is_marked_and_said(convert):
    code, rows, said = convert(HEAD + "16063028,2023,people,317\n", *to("2023-12-31", "2025-01-01"))

    assert code == 0
    assert rows == [
        {
            "area": "16063104",
            "period": "2023",
            "variable": "people",
            "value": "317",
            "error_class": "C",
            "status": "unreliable",
            "note": "incomplete no_row:16063104",
        }
    ]
    assert said.startswith("klammer: 1 areas are incomplete, old units have no row: 16063104")


def test_incomplete_result_is_empty_when_asked(convert):
    _, rows, said = convert(
        HEAD + "16063028,2023,people,317\n", *to("2023-12-31", "2025-01-01"), "--complete"
    )

    assert [(row["value"], row["status"], row["note"]) for row in rows] == [
        ("", "missing", "no_row:16063104")
    ]
    assert said == ""


OFFICIAL = "".join(
    f"{area},2018,people,{value}\n"
    for area, value in [("DG", 99), ("16", 50), ("16051", 30), ("16063", 20), ("16063078", 20)]
)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("county", [("16051", "30"), ("16063", "20")]),
        ("municipality", [("16051000", "30"), ("16063078", "20")]),
    ],
)
def test_rows_of_one_level_are_chosen_from_an_official_table(convert, level, expected):
    code, rows, _ = convert(HEAD + OFFICIAL, *to("2021-12-31", "2022-12-31"), "--level", level)

    assert (code, [(row["area"], row["value"]) for row in rows]) == (0, expected)


REFUSED = [
    ("16063,2018,people,1\n16066001,2018,people,2\n", (), "the area column mixes levels"),
    ("DG,2018,people,1\n16063,2018,people,2\n", (), "the area column mixes levels"),
    ("16,2018,people,1\n", (), "there is no crosswalk for the level 'state'"),
    ("16999,2018,people,1\n", (), "the county 16999 does not exist on 2018-12-31"),
    ("Gotha,2018,people,1\n", (), "'Gotha' is not an area key"),
    (",2018,people,1\n", (), "'' is not an area key"),
    ("16063,2018,people,1\n16063,2018,people,2\n", (), "the key area=16063, period=2018, variable=people repeats"),
    ("16063,2018,arbeitslosenquote,5.1\n", (), "'arbeitslosenquote' looks like a rate, share, mean or median"),
    ("16063,2018,Anteil der Frauen,51\n", (), "'Anteil der Frauen' looks like a rate, share, mean or median"),
    ("16063,2018,Geborene je 1.000,8\n", (), "'Geborene je 1.000' looks like a rate, share, mean or median"),
    ("16063,2018,x,5\n", ("--kind", "mean"), "the figures cannot be converted to another boundary"),
    ("16063,1996,x,5\n", ("--weights", "employment", "--from", "1996-12-31"), "figures of 1996-12-31 cannot be converted with employment weights"),
    ("", (), "the table has no rows"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "words", "what"), REFUSED)
def test_bad_input_is_refused_whole_with_the_reason(convert, rows, words, what):
    code, written, said = convert(HEAD + rows, *to("2018-12-31", "2020-12-31"), *words)

    assert (code, written) == (1, [])
    assert said.splitlines()[0] == f"klammer: {what}"


def test_backward_split_is_refused_with_exit_code_1(convert):
    code, rows, said = convert(HEAD + "16063,2021,x,5\n", *to("2021-12-31", "2020-12-31"))

    assert (code, rows) == (1, [])
    assert "several units (16056, 16063)" in said


def test_backward_whole_unit_is_carried(convert):
    code, rows, _ = convert(HEAD + "16052,2021,x,5\n", *to("2021-12-31", "2015-12-31"))

    assert (code, [(row["area"], row["value"], row["error_class"]) for row in rows]) == (
        0,
        [("16052", "5", "A")],
    )


def test_rate_like_name_of_a_count_can_be_stated(convert):
    code, rows, _ = convert(
        HEAD + "16052,2018,eisenrate,5\n", *to("2018-12-31", "2020-12-31"), "--kind", "count"
    )

    assert (code, rows[0]["value"]) == (0, "5")


def test_other_boundary_in_the_table_is_refused(convert):
    text = "area,boundary,period,variable,value\n16052,2017-12-31,2018,x,5\n"

    code, _, said = convert(text, *to("2018-12-31", "2020-12-31"))

    assert code == 1
    assert "expected 2018-12-31 as in --from, found 2017-12-31" in said


def test_boundary_and_breakdown_are_carried_along(convert):
    text = (
        "area,area_level,boundary,period,sex,variable,value\n"
        "16052,county,2018-12-31,2018,F,x,5\n16052,county,2018-12-31,2018,M,x,4\n"
    )

    _, rows, _ = convert(text, *to("2018-12-31", "2020-12-31"))

    assert [(row["boundary"], row["sex"], row["value"]) for row in rows] == [
        ("2020-12-31", "F", "5"),
        ("2020-12-31", "M", "4"),
    ]


def test_column_that_describes_the_area_is_refused(convert):
    text = "area,city,period,variable,value\n16052,Gera,2018,x,5\n16053,Jena,2018,x,5\n"

    code, _, said = convert(text, *to("2018-12-31", "2020-12-31"))

    assert code == 1
    assert "the column 'city' describes the areas" in said


@pytest.mark.parametrize(
    ("found", "level", "keys"),
    [
        (["16051", "16063105"], "municipality", ["16051000", "16063105"]),
        (["16051", "16063"], "county", ["16051", "16063"]),
        (["16051000", "16063000"], "county", ["16051", "16063"]),
        (["160510000000", "160630105105"], "municipality", ["16051000", "16063105"]),
        ([1001, 16063], "county", ["01001", "16063"]),
    ],
)
def test_level_is_found_by_key_length(found, level, keys):
    assert one_level(found) == (level, keys)


def test_help_loads_neither_warehouse_nor_numpy():
    script = (
        "import sys; from klammer.cli import convert\n"
        "try:\n    convert.run(['--help'])\nexcept SystemExit as end:\n    print(end.code)\n"
        "print([m for m in ('duckdb', 'numpy', 'shapely', 'django') if m in sys.modules])"
    )

    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert said.stdout.splitlines()[-2:] == ["0", "[]"]
    assert "example: klammer convert people.csv" in said.stdout


@pytest.mark.parametrize(
    ("with_cities", "people", "units"), [(False, 1_611_732, 628), (True, 2_170_714, 633)]
)
def test_thuringia_2015_to_2020_keeps_everybody(convert, originals, with_cities, people, units):
    text = HEAD + "".join(
        f"{area},2015,people,{value}\n" for area, value in thuringia_2015(originals, with_cities)
    )

    code, rows, _ = convert(text, *to("2015-12-31", "2020-12-31"))

    assert code == 0
    assert sum(Decimal(row["value"]) for row in rows) == people
    assert len(rows) == units


def thuringia_2015(originals, with_cities):
    """Municipalities of table 12411-01-01-5; it lists independent cities with five digits."""
    path = originals / "statistics/regionalstatistik_2017/12411-01-01-5_00.csv.gz"
    cities = {f"1605{last}" for last in range(1, 7)} if with_cities else set()
    for line in gzip.decompress(path.read_bytes()).decode("latin-1").splitlines():
        area, *values = line.split(";")
        listed = area in cities or (len(area) == 8 and area.startswith("16"))
        if listed and values[1].isdecimal():
            yield area, int(values[1])
