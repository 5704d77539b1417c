# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer tidy` on plain files: every format out, exit codes, no half results."""

import pytest

from klammer.cli import main
from klammer.warehouse.files import read_table

HEADER = (
    "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;1_variable_label;"
    "1_variable_attribute_code;1_variable_attribute_label;value;value_unit;value_variable_code;"
    "value_variable_label\n"
)
ROW = "12411;F;STAG;Stichtag;2024-12-31;KREISE;Kreise;16063;Wartburgkreis;{};Anzahl;BEVSTD;B\n"
COLUMNS = (
    *("area", "area_level", "boundary", "period", "variable", "value", "status", "secrecy"),
    *("file", "sheet", "row", "column"),
)


@pytest.mark.parametrize("extension", ["csv", "parquet", "xlsx", "ods"])
@pytest.mark.parametrize("source", [["--as", "genesis-ffcsv"], []])
def test_tidy_table_has_exactly_its_columns(tmp_path, extension, source):
    path, out = tmp_path / "table.csv", tmp_path / f"out.{extension}"
    path.write_text(HEADER + ROW.format("118000"), encoding="utf-8")

    code = main(["tidy", str(path), *source, "-o", str(out)])

    table = read_table(out)
    assert code == 0
    assert table.names == COLUMNS
    assert next(table.rows())["area"] == "16063"
    assert table["value"] == [118000]


def test_refused_file_exits_with_one_and_leaves_nothing(tmp_path, capsys):
    path, out = tmp_path / "table.csv", tmp_path / "out.csv"
    path.write_text(HEADER + ROW.format("viele"), encoding="utf-8")

    code = main(["tidy", str(path), "--as", "genesis-ffcsv", "-o", str(out)])

    assert code == 1
    assert not out.exists()
    assert capsys.readouterr().err == (
        "klammer: 'viele' is not a number\n"
        "  where:  table.csv, row 2, column 10\n"
        "  why:    expected a number or one of the signs - . ... / x\n"
        "  remedy: correct the cell at the source; edited files are better downloaded again\n"
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["missing.csv", "-o", "out.csv"], "there is no file missing.csv"),
        (["{table}", "-o", "out.docx"], "out.docx has an extension that cannot be written"),
        (["{table}", "--as", "guess", "-o", "out.csv"], "there is no reader 'guess'"),
        (["{table}", "--boundary", "2022", "-o", "out.csv"], "'2022' is not a day"),
    ],
)
def test_wrong_words_are_refused(tmp_path, capsys, monkeypatch, words, code):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.csv").write_text(HEADER + ROW.format("1"), encoding="utf-8")

    exit_code = main(["tidy", *(word.format(table="table.csv") for word in words)])

    assert exit_code == 1
    assert capsys.readouterr().err.startswith(f"klammer: {code}\n")


def test_usage_exits_with_two(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["tidy"])

    assert stopped.value.code == 2
