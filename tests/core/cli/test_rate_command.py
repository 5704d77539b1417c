# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
import subprocess
import sys
from pathlib import Path

import pytest

from klammer.cli import main
from klammer.warehouse.files import read_table

CASES = "area,period,numerator,denominator,name\n16063,2022,12,150,WAK\n16056,2022,,50,EA\n"
AGES = (
    "area,period,age_group,numerator,denominator,name\n"
    "A,2022,a,3,1000,Ort\nA,2022,b,5,1200,Ort\nA,2022,c,12,800,Ort\n"
)
STANDARD = "age_group,weight\na,50\nb,30\nc,20\n"


def written(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "ods", "parquet"])
def test_rate_adds_value_and_limits(tmp_path: Path, suffix: str) -> None:
    table, out = written(tmp_path, "in.csv", CASES), tmp_path / f"out.{suffix}"

    assert main(["rate", table, "--method", "wilson", "--per", "100", "-o", str(out)]) == 0

    found = read_table(out)
    assert found.names == (
        "area", "period", "numerator", "denominator", "name", "value", "low", "high",
    )  # fmt: skip
    first, second = found.rows()
    assert (first["area"], first["name"], first["value"]) == ("16063", "WAK", 8)
    assert [round(first[name], 3) for name in ("low", "high")] == [4.635, 13.462]
    assert (second["area"], second["value"], second["low"], second["high"]) == (
        "16056", None, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("method", "low", "high"),
    [("byar", 0.0, 3.668), ("exact", 0.0, 3.689), ("phe", 0.0, 3.689)],
)
def test_zero_events_by_each_method(tmp_path: Path, method: str, low: float, high: float) -> None:
    table = written(tmp_path, "in.csv", "area,period,numerator,denominator\nA,2022,0,1\n")

    assert main(["rate", table, "--method", method, "-o", str(tmp_path / "out.csv")]) == 0

    (row,) = read_table(tmp_path / "out.csv").rows()
    assert (row["value"], row["low"], round(row["high"], 3)) == (0, low, high)


def test_level_widens_the_interval(tmp_path: Path) -> None:
    table, out = written(tmp_path, "in.csv", CASES), tmp_path / "out.csv"

    main(["rate", table, "--method", "wilson", "--level", "0.998", "-o", str(out)])

    row = next(read_table(out).rows())
    assert [round(100 * row[name], 3) for name in ("low", "high")] == [3.417, 17.611]


def test_dobson_gives_one_row_for_each_area_and_period(tmp_path: Path) -> None:
    table, standard = written(tmp_path, "in.csv", AGES), written(tmp_path, "s.csv", STANDARD)
    out = tmp_path / "out.csv"
    words = ["rate", table, "--method", "dobson", "--standard", standard, "--per", "100000"]

    assert main([*words, "-o", str(out)]) == 0

    (row,) = read_table(out).rows()
    assert {name: round(v, 2) if isinstance(v, float) else v for name, v in row.items()} == {
        "area": "A", "period": "2022", "numerator": 20, "denominator": 3000, "value": 575,
        "low": 340.53, "high": 902.83, "name": "Ort",
    }  # fmt: skip


def test_dobson_says_where_events_are_too_few(tmp_path: Path, capsys) -> None:
    table = written(tmp_path, "in.csv", AGES.replace(",12,", ",1,"))
    standard, out = written(tmp_path, "s.csv", STANDARD), tmp_path / "out.csv"

    assert main(["rate", table, "--method", "dobson", "--standard", standard, "-o", str(out)]) == 0

    assert next(read_table(out).rows())["value"] is None
    assert capsys.readouterr().err == "klammer: no rate below 10 events: 1 rows (A 2022)\n"


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("12,150", "-1,150", "row 2", "the numerator is negative"),
        (",,50", ",1,0", "row 3", "the denominator is 0"),
        ("12,150", "151,150", "row 2", "the numerator is larger than the denominator"),
        (
            "12,150",
            "zwölf,150",
            "row 2, column numerator",
            "the numerator is not a number: 'zwölf'",
        ),
        ("12,150", "nan,150", "row 2, column numerator", "the numerator is not a number: 'nan'"),
        ("16056", "16063", "row 3 (first in row 2)", "the key area=16063, period=2022 repeats"),
        ("denominator", "persons", "header", "column 'denominator' is missing"),
        ("name\n", "value\n", "header", "the column 'value' is already there"),
    ],
)
def test_bad_input_is_refused_with_its_row(
    tmp_path: Path, capsys, old: str, new: str, where: str, what: str
) -> None:
    table, out = written(tmp_path, "in.csv", CASES.replace(old, new, 1)), tmp_path / "out.csv"

    assert main(["rate", table, "--method", "wilson", "-o", str(out)]) == 1

    said = capsys.readouterr().err.splitlines()
    assert (said[0], said[1]) == (f"klammer: {what}", f"  where:  {where}")
    assert said[-1].startswith("  remedy: ")
    assert not out.exists()


def test_rate_above_its_denominator_is_no_error_for_events(tmp_path: Path) -> None:
    table = written(tmp_path, "in.csv", CASES.replace("12,150", "151,150"))

    assert main(["rate", table, "--method", "byar", "-o", str(tmp_path / "out.csv")]) == 0


def test_missing_weight_is_refused(tmp_path: Path, capsys) -> None:
    table = written(tmp_path, "in.csv", AGES)
    standard = written(tmp_path, "s.csv", "age_group,weight\na,50\nb,30\n")
    words = ["rate", table, "--method", "dobson", "--standard", standard, "-o", "out.csv"]

    assert main(words) == 1

    assert capsys.readouterr().err.startswith(
        "klammer: the age group 'c' has no weight\n  where:  row 4"
    )


@pytest.mark.parametrize(
    "words",
    [
        ["--method", "wald"],
        ["--method", "wilson", "--level", "95"],
        ["--method", "wilson", "--per", "0"],
        ["--method", "dobson"],
        ["--method", "wilson", "--standard", "s.csv"],
    ],
)
def test_wrong_usage_ends_with_2(tmp_path: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["rate", "in.csv", *words, "-o", str(tmp_path / "out.csv")])

    assert ended.value.code == 2


def test_help_loads_neither_scipy_nor_duckdb_nor_the_product() -> None:
    script = (
        "import sys\nfrom klammer.cli import main\n"
        "try:\n    main(['rate', '--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'scipy', 'duckdb', 'numpy', 'highspy', 'klammer_web', 'django'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "klammer rate cases.csv --method wilson --per 100 -o rates.csv" in done.stdout
