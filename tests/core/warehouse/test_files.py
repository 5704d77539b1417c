# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an analyst hands in comes back the same from every format."""

import pytest

from klammer.base.errors import InputRefusedError
from klammer.base.tables import Table
from klammer.warehouse.files import read_table, write_table

TABLE = Table(
    {
        "area": ["16063", "01001"],
        "period": ["2022", "2023"],
        "numerator": [12, None],
        "share": [0.25, 1.5],
        "note": ["=1+1 <&>", None],
    }
)


@pytest.mark.parametrize("extension", ["csv", "xlsx", "ods", "parquet"])
def test_table_survives_writing_and_reading(tmp_path, extension):
    path = tmp_path / f"table.{extension}"

    write_table(TABLE, path)

    assert dict(read_table(path).columns) == dict(TABLE.columns)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("area;value\n16063;1,5\n01001;2\n", {"area": ["16063", "01001"], "value": [1.5, 2.0]}),
        ("\ufeffarea,value\r\n16063,1.5\r\n", {"area": ["16063"], "value": [1.5]}),
        ("id\tcount\n007\t3\n008\t\n", {"id": ["007", "008"], "count": [3, None]}),
        ("area,value\n16063,x\n16064,1\n", {"area": ["16063", "16064"], "value": ["x", "1"]}),
        ('area,name\n16063,"a, b"\n', {"area": ["16063"], "name": ["a, b"]}),
    ],
)
def test_csv_is_read_by_its_own_rules(tmp_path, text, expected):
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8", newline="")

    assert dict(read_table(path).columns) == expected


def test_csv_from_windows_is_decoded(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes("area;name\n16063;Mühlhausen\n".encode("cp1252"))

    assert read_table(path)["name"] == ["Mühlhausen"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty_file"),
        ("area,area\n1,2\n", "header"),
        ("area,\n1,2\n", "row_length"),
        ("area,value\n1,2,3\n", "row_length"),
    ],
)
def test_bad_table_is_refused_with_its_reason(tmp_path, text, code):
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputRefusedError) as refused:
        read_table(path)

    assert refused.value.code == code


def test_unknown_extension_is_refused(tmp_path):
    with pytest.raises(InputRefusedError) as refused:
        write_table(TABLE, tmp_path / "t.docx")

    assert refused.value.code == "extension"
