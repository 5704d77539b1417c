# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain tables with a mapping."""

from pathlib import Path

import pytest
import xlsxwriter

from klammer.base.errors import InputRefusedError
from klammer.base.tables import Table
from klammer.sources.contract import Request, TidyFile
from klammer.sources.tabular import TableSource, mapping_from_toml, mapping_to_toml
from klammer.sources.tabular.mapping import mapping_to_dict
from klammer.warehouse.ods import write_ods
from klammer.warehouse.parquet import read_columns

LONG = """
[origin]
publisher = "Stadt Beispiel"
title = "Einwohner"
[area]
column = "AGS"
boundary = "2022-12-31"
[period]
column = "Jahr"
[variable]
value = "population"
[value]
column = "Anzahl"
[breakdowns.sex]
column = "Geschlecht"
"""


def read(tmp_path: Path, content: str | bytes, toml: str, *, name: str = "t.csv") -> TidyFile:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(path, toml)


def read_file(path: Path, toml: str, *, boundary: str = "") -> TidyFile:
    mapping = mapping_to_dict(mapping_from_toml(toml))
    out = path.with_suffix(".parquet")
    return TableSource().read(Request(path, path.name, out, mapping, boundary))


def rows(tidy: TidyFile, *names: str) -> list[tuple]:
    columns = read_columns(tidy.path)
    return list(zip(*(columns[name] for name in names), strict=True))


def flags(tidy: TidyFile, code: str) -> list[tuple]:
    return [(f.place.row, f.place.column, f.found) for f in tidy.flags if f.code == code]


def test_long_table_keeps_value_status_and_place(tmp_path):
    tidy = read(
        tmp_path,
        "AGS;Jahr;Geschlecht;Anzahl\n16063003;2022;m;9.876\n16063003;2022;w;10.012\n"
        "16063003;2022;zusammen;19.888\n16063105;2022;m;–\n16063105;2022;w;.\n",
        LONG + '[table]\ndecimal = ","\n',
    )
    assert rows(tidy, "area", "area_level", "boundary", "period", "sex", "value", "status") == [
        ("16063003", "municipality", "2022-12-31", "2022", "M", 9876.0, "reported"),
        ("16063003", "municipality", "2022-12-31", "2022", "F", 10012.0, "reported"),
        ("16063003", "municipality", "2022-12-31", "2022", "_T", 19888.0, "reported"),
        ("16063105", "municipality", "2022-12-31", "2022", "M", 0.0, "zero"),
        ("16063105", "municipality", "2022-12-31", "2022", "F", None, "suppressed"),
    ]
    assert rows(tidy, "secrecy", "file", "sheet", "row", "column")[3:] == [
        ("exact", "t.csv", "", 5, 4),
        ("suppressed_at_source", "t.csv", "", 6, 4),
    ]
    assert tidy.origins["t.csv"].publisher == "Stadt Beispiel"
    assert tidy.flags == ()


WIDE = """
[area]
column = "Gemeinde"
form = "code"
level = "district"
prefix = "x:"
totals = ["Insgesamt"]
[table]
header = [3, 4]
[period]
value = "31.12.2021"
[[values]]
column = "Bevölkerung | männlich"
variable = "population"
breakdowns = { sex = "M" }
[[values]]
column = "Bevölkerung | weiblich"
variable = "population"
breakdowns = { sex = "F" }
[[values]]
column = "Bevölkerung | insgesamt"
variable = "population"
breakdowns = { sex = "_T" }
[[totals]]
total = "Bevölkerung | insgesamt"
parts = ["Bevölkerung | männlich", "Bevölkerung | weiblich"]
"""


def wide_workbook(path: Path, *, women: int = 50) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Tabelle 1")
        sheet.write("B1", "Einwohner der Stadt")
        sheet.merge_range("B3:B4", "Gemeinde")
        sheet.merge_range("C3:E3", "Bevölkerung")
        for column, text in enumerate(("männlich", "weiblich", "insgesamt"), start=2):
            sheet.write(3, column, text)
        for row, values in enumerate((["Nord", 40, women, 90], ["Süd", 10, 10, 20]), start=4):
            sheet.write_row(row, 1, values)
        sheet.write_row(6, 1, ["Insgesamt", 50, 60, 110])
        sheet.write("B8", "Quelle: Stadt")
    return path


def test_wide_workbook_reads_merged_header_from_where_it_stands(tmp_path):
    tidy = read_file(wide_workbook(tmp_path / "w.xlsx"), WIDE)

    assert rows(tidy, "area", "period", "sex", "value", "sheet", "row", "column") == [
        ("x:Nord", "2021-12-31", "M", 40.0, "Tabelle 1", 5, 3),
        ("x:Nord", "2021-12-31", "F", 50.0, "Tabelle 1", 5, 4),
        ("x:Nord", "2021-12-31", "_T", 90.0, "Tabelle 1", 5, 5),
        ("x:Süd", "2021-12-31", "M", 10.0, "Tabelle 1", 6, 3),
        ("x:Süd", "2021-12-31", "F", 10.0, "Tabelle 1", 6, 4),
        ("x:Süd", "2021-12-31", "_T", 20.0, "Tabelle 1", 6, 5),
    ]
    assert [f.code for f in tidy.flags] == ["total_row", "row_without_figures"]
    assert flags(tidy, "row_without_figures") == [(8, None, "Quelle: Stadt")]


def test_totals_that_differ_are_flagged_in_row_column_and_breakdown(tmp_path):
    tidy = read_file(wide_workbook(tmp_path / "w.xlsx", women=51), WIDE)

    assert [
        (f.place.row, f.place.column, f.found, f.expected)
        for f in tidy.flags
        if f.code == "total_differs"
    ] == [
        (5, 5, "90", "91 as the sum of columns 3, 4"),
        (7, 4, "60", "61 as the sum of rows 5 to 6"),
        (5, 5, "90", "91 as the sum of row 5, column 4 and row 5, column 3"),
    ]


def test_ods_gives_the_same_as_csv(tmp_path):
    table = Table({"AGS": ["16063003"], "Jahr": [2022], "Geschlecht": ["m"], "Anzahl": [7]})
    write_ods(table, tmp_path / "t.ods")

    tidy = read_file(tmp_path / "t.ods", LONG)

    assert rows(tidy, "area", "period", "sex", "value", "row", "column") == [
        ("16063003", "2022", "M", 7.0, 2, 4)
    ]


def test_by_period_takes_every_column_whose_header_is_a_year(tmp_path):
    tidy = read(
        tmp_path,
        "Kreis;Name;2020;2021\n16063;Wartburgkreis;1;2\n",
        '[area]\ncolumn = "Kreis"\n[by_period]\nvariable = "births"\n',
    )
    assert rows(tidy, "area", "area_level", "period", "variable", "value", "column") == [
        ("16063", "county", "2020", "births", 1.0, 3),
        ("16063", "county", "2021", "births", 2.0, 4),
    ]
    assert flags(tidy, "column_unused") == [(1, 2, "Name")]


@pytest.mark.parametrize(
    ("key", "area", "level"),
    [
        ("1001000", "01001000", "municipality"),
        ("160635051003", "16063003", "municipality"),
        ("16063", "16063", "county"),
        ("16063 Wartburgkreis", "16063", "county"),
        ("16 0 63 003", "16063003", "municipality"),
    ],
)
def test_keys_are_read_in_every_form(tmp_path, key, area, level):
    tidy = read(
        tmp_path,
        f"AGS;Jahr;Geschlecht;Anzahl\n{key};2022;m;1\n",
        LONG,
    )
    assert rows(tidy, "area", "area_level") == [(area, level)]
    lost = [(f.place.row, f.found, f.expected) for f in tidy.flags if f.code == "leading_zero_lost"]
    assert lost == ([(2, "1001000", "01001000")] if key == "1001000" else [])


def test_names_are_matched_only_when_unique(tmp_path):
    toml = """
    [area]
    column = "Kreis"
    form = "name"
    level = "county"
    boundary = "2022-12-31"
    [period]
    value = "2022"
    [value]
    column = "Wert"
    variable = "v"
    """
    tidy = read(tmp_path, "Kreis;Wert\nWartburgkreis;1\nRosenheim;2\nNirgendwo;3\n", toml)

    assert rows(tidy, "area", "value") == [("16063", 1.0), ("Rosenheim", 2.0), ("Nirgendwo", 3.0)]
    assert [
        (f.severity, f.place.row, f.found, f.expected)
        for f in tidy.flags
        if f.code == "unknown_area"
    ] == [
        ("error", 3, "Rosenheim", "one of 09163, 09187"),
        ("error", 4, "Nirgendwo", "the official name of an area"),
    ]


def test_area_parts_fill_and_codes(tmp_path):
    tidy = read(
        tmp_path,
        "Land;Kreis;Gem;Merkmal;Wert\n16;063;003;Kinder;1\n;;;Alte;2\n",
        """
        [area]
        parts = ["Land", "Kreis", "Gem"]
        fill = true
        [period]
        value = "2022"
        [variable]
        column = "Merkmal"
        codes = { Kinder = "children" }
        [value]
        column = "Wert"
        """,
    )
    assert rows(tidy, "area", "variable", "value") == [
        ("16063003", "children", 1.0),
        ("16063003", "alte", 2.0),
    ]
    assert flags(tidy, "area_filled") == [(3, 1, "16 063 003")]


def test_status_zero_or_hidden_and_own_markers(tmp_path):
    tidy = read(
        tmp_path,
        "AGS;Jahr;Geschlecht;Anzahl\n16063003;2022;m;0\n16063003;2022;w;geheim\n",
        LONG + '[table]\nzero = "zero_or_hidden"\nsecrecy = "rounded_5"\n'
        '[markers]\ngeheim = "suppressed"\n',
    )
    assert rows(tidy, "value", "status", "secrecy") == [
        (0.0, "zero_or_hidden", "rounded_5"),
        (None, "suppressed", "suppressed_at_source"),
    ]


def test_mapping_survives_toml():
    mapping = mapping_from_toml(WIDE + '[markers]\n"k. A. \\"neu\\"" = "missing"\n')

    assert mapping_from_toml(mapping_to_toml(mapping)) == mapping


@pytest.mark.parametrize(
    ("toml", "what"),
    [
        ("[area]\ncolumn='A'\n", "the mapping names no column of figures"),
        ("[value]\ncolumn='A'\nvariable='v'\nperiod='2022'\n", "the mapping names no area"),
        (LONG + "[sheet]\n", "the mapping does not know 'sheet'"),
        (LONG + "[table]\nsecrecy='dunno'\n", "'dunno' is unknown in table.secrecy"),
        ("[area\n", "the mapping is not valid TOML"),
    ],
)
def test_mapping_that_is_wrong_is_refused(toml, what):
    with pytest.raises(InputRefusedError) as refused:
        mapping_from_toml(toml)

    assert (refused.value.what, refused.value.code) == (what, "mapping")


def test_sheets_are_listed_when_none_is_named(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "two.xlsx") as book:
        for name in ("Eins", "Zwei"):
            book.add_worksheet(name).write("A1", "AGS")

    with pytest.raises(InputRefusedError) as refused:
        read_file(tmp_path / "two.xlsx", LONG)

    assert refused.value.why == "sheets in the file: 'Eins', 'Zwei'"
