# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Flat files in both layouts become the same tidy rows; bad ones are refused with their place."""

import gzip
import zipfile

import pytest

from klammer.base.errors import GrainError, InputRefusedError
from klammer.sources.contract import Request
from klammer.sources.genesis import GenesisFlatFile
from klammer.warehouse.parquet import read_columns

NEW = (
    "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;"
    "1_variable_attribute_code;1_variable_attribute_label;2_variable_code;2_variable_label;"
    "2_variable_attribute_code;2_variable_attribute_label;value;value_unit;value_variable_code;"
    "value_variable_label;value_q"
)
OLD = (
    "Statistik_Code;Statistik_Label;Zeit_Code;Zeit_Label;Zeit;1_Merkmal_Code;1_Merkmal_Label;"
    "1_Auspraegung_Code;1_Auspraegung_Label;FILM11__Kinos__Anzahl;FILM11__Kinos__q;"
    "FILM04__Leinwaende__Mill.;FILM04__Leinwaende__q"
)


def line(area="16063", sex="GESW", value="10", *, time="2024-12-31", unit="Anzahl", q="e", **more):
    label = {"GESW": "weiblich", "GESM": "männlich", "": "Insgesamt"}[sex]
    statistic = more.get("statistic", "12411;Fortschreibung")
    code = more.get("code", "BEVSTD;Bevölkerungsstand")
    slot = more.get("slot", "KREISE;Kreise und kreisfreie Städte")
    return (
        f"{statistic};STAG;Stichtag;{time};{slot};{area};Name;GES;Geschlecht;{sex};{label};"
        f"{value};{unit};{code};{q}"
    )


def read(tmp_path, text, *, name="12411-01-01-4_1773175772751_de_flat.csv", **more):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    request = Request(path, name, tmp_path / "tidy.parquet", **more)
    tidy = GenesisFlatFile().read(request)
    return tidy, read_columns(tidy.path)


def test_new_layout_becomes_tidy_rows_with_positions(tmp_path):
    text = "\ufeff" + "\n".join(
        [NEW, line(), line(sex="", value="21"), line(sex="GESM", value=".")]
    )

    tidy, rows = read(tmp_path, text)

    assert list(rows) == [
        *("area", "area_level", "boundary", "period", "variable", "sex", "value", "status"),
        *("secrecy", "file", "sheet", "row", "column"),
    ]
    assert rows["sex"] == ["F", "_T", "M"]
    assert rows["value"] == [10.0, 21.0, None]
    assert rows["status"] == ["reported", "reported", "suppressed"]
    assert rows["secrecy"] == ["exact", "exact", "suppressed_at_source"]
    assert rows["variable"] == ["population"] * 3
    assert rows["boundary"] == rows["period"] == ["2024-12-31"] * 3
    assert rows["row"] == [2, 3, 4]
    assert rows["column"] == [14] * 3
    origin = tidy.origins["12411-01-01-4_1773175772751_de_flat.csv"]
    assert (origin.table, origin.retrieved) == ("12411-01-01-4", "2026-03-10")
    assert tidy.codes["sex"] == {"F": "weiblich", "M": "männlich", "_T": "Insgesamt"}


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("-", 0.0, "zero"),
        (".", None, "suppressed"),
        ("...", None, "not_yet_available"),
        ("/", None, "unreliable"),
        ("x", None, "not_applicable"),
        ("", None, "missing"),
        ("(12)", 12.0, "unreliable"),
        ("1,5", 1.5, "reported"),
        ("-3", -3.0, "reported"),
        ("0", 0.0, "reported"),
    ],
)
def test_sign_becomes_status(tmp_path, text, value, status):
    _, rows = read(tmp_path, "\n".join([NEW, line(), line(sex="GESM", value=text, q="")]))

    assert (rows["value"][1], rows["status"][1]) == (value, status)


def test_quality_sign_makes_a_value_unreliable(tmp_path):
    _, rows = read(tmp_path, "\n".join([NEW, line(q="()"), line(sex="GESM", q="p")]))

    assert rows["status"] == ["unreliable", "reported"]


def test_old_layout_gives_one_row_per_measure(tmp_path):
    row = "21611;Kultur;JAHR;Jahr;2000;DINSG;Deutschland insgesamt;DG;Deutschland;1865;e;152,5;e"

    tidy, rows = read(tmp_path, f"{OLD}\n{row}\n", name="21611-0002_de_flat.csv")

    assert rows["variable"] == ["FILM11", "FILM04"]
    assert rows["value"] == [1865.0, 152.5]
    assert rows["column"] == [10, 12]
    assert rows["area_level"] == ["country", "country"]
    assert rows["boundary"] == ["2000-12-31", "2000-12-31"]
    assert [flag.code for flag in tidy.flags] == ["boundary_derived"]
    assert tidy.labels["FILM04"] == "Leinwaende (Mill.)"


def test_requested_boundary_holds_for_years_only(tmp_path):
    text = "\n".join([NEW, line(time="2023"), line(time="2024-12-31")])

    tidy, rows = read(tmp_path, text, boundary="2022-01-01")

    assert rows["boundary"] == ["2022-01-01", "2024-12-31"]
    assert tidy.flags == ()


def test_census_keys_become_ags_and_only_inhabitants_are_exact(tmp_path):
    census = {
        "statistic": "1000A;Bevölkerung kompakt (Gebietsstand 15.05.2022)",
        "time": "2022-05-15",
        "code": "PRS018;Personen",
        "slot": "GEOGM4;Gemeinden (Gebietsstand 15.05.2022)",
    }
    text = "\n".join(
        [NEW, line("092760130130", "", "2294", **census), line("092760130130", **census)]
    )

    _, rows = read(tmp_path, text, name="1000A-0000_de_flat.csv")

    assert rows["area"] == ["09276130", "09276130"]
    assert rows["secrecy"] == ["exact", "cell_key"]
    assert rows["boundary"] == ["2022-05-15", "2022-05-15"]


def test_one_code_in_two_units_gives_two_variables(tmp_path):
    more = {"code": "GEB001;Gebäude", "statistic": "3000G;Gebäude"}
    text = "\n".join([NEW, line(value="53,9", unit="%", **more), line(value="107", **more)])

    _, rows = read(tmp_path, text, name="3000G-1008_de_flat.csv")

    assert rows["variable"] == ["GEB001_pct", "GEB001"]


def test_english_file_has_decimal_points(tmp_path):
    _, rows = read(tmp_path, "\n".join([NEW, line(value="77.9"), line(sex="", value="10755706")]))

    assert rows["value"] == [77.9, 10755706.0]


def test_dissolved_county_is_flagged_and_not_zero(tmp_path):
    text = "\n".join([NEW, line("16056", value="-"), line("16063")])

    tidy, rows = read(tmp_path, text)

    assert rows["status"] == ["not_applicable", "reported"]
    assert rows["value"] == [None, 10.0]
    assert [(f.code, f.place.row) for f in tidy.flags] == [("dissolved_area", 2)]


def test_zip_and_gzip_are_unpacked(tmp_path):
    text = f"{NEW}\n{line()}\n".encode()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("12411_flat.csv", text)

    zipped, rows = read(tmp_path, (tmp_path / "a.zip").read_bytes(), name="x_flat.zip")
    gzipped, _ = read(tmp_path, gzip.compress(text), name="x.csv.gz")

    assert (zipped.rows, gzipped.rows) == (1, 1)
    assert rows["sheet"] == ["12411_flat.csv"]


def test_windows_text_and_mixed_line_ends_are_read_and_flagged(tmp_path):
    text = f"{NEW}\r\n{line(sex='GESM')}\n{line()}\r\n".encode("cp1252")

    tidy, rows = read(tmp_path, text)

    assert rows["row"] == [2, 3]
    assert tidy.codes["sex"]["M"] == "männlich"
    assert [flag.code for flag in tidy.flags] == ["encoding", "mixed_line_ends"]


@pytest.mark.parametrize(
    ("rows", "code", "row", "column"),
    [
        ([line(value="viele")], "number", 2, 14),
        ([line(), line(sex="", value="1 234")], "number", 3, 14),
        ([line(area="99999")], "area_key", 2, 8),
        ([line(time="gestern")], "period", 2, 5),
        ([line(), line() + ";x"], "row_length", 3, None),
        ([line(value="1,5"), line(sex="", value="1.234")], "decimal_sign", None, 14),
        ([line(value="1.234"), line(sex="", value="-")], "decimal_sign", None, 14),
        ([], "empty_file", 2, None),
    ],
)
def test_bad_row_is_refused_with_its_place(tmp_path, rows, code, row, column):
    with pytest.raises(InputRefusedError) as refused:
        read(tmp_path, "\n".join([NEW, *rows]))

    place = refused.value.where
    assert (refused.value.code, place.row, place.column) == (code, row, column)
    assert not (tmp_path / "tidy.parquet").exists()


def test_key_with_two_values_is_refused_and_an_equal_one_counts_once(tmp_path):
    with pytest.raises(GrainError) as refused:
        read(tmp_path, "\n".join([NEW, line(), line(value="11")]))
    tidy, rows = read(tmp_path, "\n".join([NEW, line(), line(), line(sex="")]))

    assert refused.value.where.row == 3
    assert rows["row"] == [2, 4]
    assert [(flag.code, flag.place.row) for flag in tidy.flags] == [("repeated_row", 3)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "empty_file"),
        (f"note\n{NEW}\n{line()}\n".encode(), "header"),
        (f"{NEW.replace(';value;', ';wort;')}\n".encode(), "header"),
        (f"{NEW}\n\n{line()}\n".encode(), "lines"),
        (gzip.compress(f"{NEW}\n{line()}\n".encode() * 100)[:-20], "damaged_archive"),
    ],
)
def test_bad_file_is_refused(tmp_path, text, code):
    with pytest.raises(InputRefusedError) as refused:
        read(tmp_path, text)

    assert refused.value.code == code


def test_quoted_fields_are_read_with_true_positions(tmp_path):
    quoted = line(sex="").replace("Name", '"Na""me; groß"')

    tidy, rows = read(tmp_path, f"{NEW}\n{line()}\n{quoted}")

    assert rows["row"] == [2, 3]
    assert rows["value"] == [10.0, 10.0]
    assert tidy.flags == ()


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        (line().replace("Name", '"Na\nme"'), "lines", 3),
        (line().replace("Name", '"Na"me'), "row_length", 3),
        (line().replace("Name", '"Name'), "row_length", 3),
        (line().replace("Name", "x" * 7_000_000), "row_length", 3),
    ],
)
def test_record_that_is_no_line_is_refused_with_its_row(tmp_path, text, code, row):
    with pytest.raises(InputRefusedError) as refused:
        read(tmp_path, "\n".join([NEW, line(sex=""), text]))

    assert (refused.value.code, refused.value.where.row) == (code, row)


def test_long_dash_says_as_little_as_a_short_one(tmp_path):
    _, rows = read(tmp_path, "\n".join([NEW, line("16056", value="–"), line("16063")]))

    assert (rows["status"], rows["value"]) == (["not_applicable", "reported"], [None, 10.0])
