# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""`klammer index`: from a specification and a plain table to plain tables."""

import subprocess
import sys
from pathlib import Path

import pytest

from klammer.cli import main
from klammer.patterns.indices import read_specification, shipped
from klammer.warehouse.files import read_table

SPECIFICATION = """\
id = "x"
title = "X"
area = "key"
missing = "leave_out"
standardisation = "z"

[[inputs]]
column = "a"

[[inputs]]
column = "b"
direction = "high_is_good"

[index]
standardisation = "z"

[classes]
method = "quantiles"
count = 2
"""
TABLE = "key;a;b\n01;1,5;4\n02;2,5;9\n03;7;1\n04;;2\n05;8;0\n"


def files(folder: Path, *, specification=SPECIFICATION, table=TABLE, name="in.csv"):
    (folder / "x.toml").write_text(specification, encoding="utf-8")
    (folder / name).write_text(table, encoding="utf-8")
    return [str(folder / "x.toml"), str(folder / name)]


def test_index_of_a_table_with_steps_and_robustness(tmp_path, capsys):
    out, steps = tmp_path / "out.csv", tmp_path / "steps.csv"

    words = [*files(tmp_path), "-o", str(out), "--steps", str(steps), "--robustness", "40"]
    assert main(["index", *words]) == 0

    rows = {row["area"]: row for row in read_table(out).rows()}
    assert list(rows) == ["01", "02", "03", "04", "05"]
    assert [rows[key]["rank"] for key in rows] == [3, 4, 2, None, 1]
    assert [rows[key]["class"] for key in rows] == [1, 1, 2, None, 2]
    assert rows["04"]["reason"] == "a is missing"
    assert 0 < rows["05"]["robustness"] <= 1
    assert rows["05"]["rank_low"] >= 1
    made = {(row["area"], row["part"], row["step"]) for row in read_table(steps).rows()}
    assert ("03", "a", "standardised") in made
    assert "4 areas with index, 1 without" in capsys.readouterr().err


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".ods", ".parquet"])
def test_tables_of_every_kind_give_the_same(tmp_path, ending):
    from klammer.warehouse.files import write_table

    specification, plain = files(tmp_path)
    write_table(read_table(Path(plain)), tmp_path / f"again{ending}")

    for source, out in ((Path(plain), "one.csv"), (tmp_path / f"again{ending}", "two.csv")):
        assert main(["index", specification, str(source), "-o", str(tmp_path / out)]) == 0

    one, two = (list(read_table(tmp_path / name).rows()) for name in ("one.csv", "two.csv"))
    strip = [{**row, "area": str(row["area"]).zfill(2)} for row in two]
    assert strip == one


def test_quick_and_careful_reading_agree(tmp_path):
    # a text in a column nobody asked for and a decimal comma send the second way
    quick = "key,a,b\n01,1.5,4\n02,2.5,9\n03,7,1\n04,,2\n05,8,0\n"
    outs = []
    for name, table in (("quick.csv", quick), ("careful.csv", TABLE)):
        specification, source = files(tmp_path, table=table, name=name)
        outs.append(tmp_path / f"out-{name}")
        assert main(["index", specification, source, "-o", str(outs[-1])]) == 0

    assert outs[0].read_text() == outs[1].read_text()


def test_shipped_specifications_are_listed_and_shown(capsys):
    assert main(["index", "--list"]) == 0
    listed = capsys.readouterr().out
    assert main(["index", "--show", "townsend"]) == 0
    shown = capsys.readouterr().out

    assert [line.split()[0] for line in listed.splitlines()] == list(shipped())
    assert shown == shipped()["townsend"].read_text(encoding="utf-8")


def test_shipped_specification_is_used_by_name(tmp_path):
    columns = ["area", *(one.column for one in read_specification(shipped()["townsend"]).inputs)]
    lines = [",".join(columns)] + [f"A{n},{n},{n * n},{n + 1},{40 - n}" for n in range(9)]
    (tmp_path / "in.csv").write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "out.csv"

    assert main(["index", "townsend", str(tmp_path / "in.csv"), "-o", str(out)]) == 0

    assert read_table(out)["class"][0] == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"specification": SPECIFICATION + 'colour = "red"\n'}, "the word 'colour' is not known"),
        ({"table": "key;a\n01;1\n"}, "column 'b' is missing"),
        ({"table": "key;a;b\n01;1;2\n01;2;3\n"}, "the area 01 stands twice"),
        ({"table": "key;a;b\n01;1;x\n02;2;3\n"}, "'x' is not a number"),
        ({"table": "key,a,b\n01,1,x\n02,2,3\n"}, "'x' is not a number"),
        ({"table": "key;a;b\n01;1;2\n02;1;3\n03;1;4\n"}, "'a' is the same in all areas"),
        ({"table": "key;a;b\n01;1;2;7\n"}, "more cells than the header"),
    ],
    ids=["word", "column", "area", "text", "text quick", "constant", "cells"],
)
def test_bad_input_is_refused_whole(tmp_path, capsys, changes, said):
    out = tmp_path / "out.csv"

    assert main(["index", *files(tmp_path, **changes), "-o", str(out)]) == 1

    error = capsys.readouterr().err
    assert said in error
    assert "where:" in error
    assert "remedy:" in error
    assert not out.exists()


def test_unknown_specification_names_the_known_ones(tmp_path, capsys):
    assert main(["index", "berlin", str(tmp_path / "in.csv"), "-o", str(tmp_path / "o.csv")]) == 1

    assert "berlin_mss" in capsys.readouterr().err


def test_words_that_are_missing_are_a_usage_error(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["index", "berlin_mss"])

    assert caught.value.code == 2
    assert "SPEC, DATA and -o OUT are needed" in capsys.readouterr().err


def test_help_loads_neither_web_code_nor_numbers():
    source = (
        "import sys\nfrom klammer.cli import main\n"
        "try:\n    main(['index', '--help'])\nexcept SystemExit:\n    pass\n"
        "print([n for n in sys.modules if n.split('.')[0] in"
        " {'django', 'klammer_web', 'numpy', 'duckdb', 'scipy'}])"
    )

    answer = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True
    )

    assert answer.stdout.rstrip().endswith("[]")
    assert "columns out:" in answer.stdout
