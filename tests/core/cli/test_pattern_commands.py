# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ranks, neighbours and inequality of plain tables; values as computed by hand in the methods."""

import subprocess
import sys
from pathlib import Path

import pytest

from klammer.cli import main
from klammer.warehouse.files import read_table

CASES = (
    "area,period,numerator,denominator\nA,2020,900,1000\nB,2020,500,1000\nC,2020,100,1000\n"
    "A,2022,,1000\nB,2022,500,1000\nC,2022,100,1000\n"
)


def made(folder: Path, text: str, *words: str) -> list[dict]:
    (folder / "in.csv").write_text(text, encoding="utf-8")
    command, *rest = words
    assert main([command, str(folder / "in.csv"), *rest, "-o", str(folder / "out.csv")]) == 0
    return list(read_table(folder / "out.csv").rows())


def test_rank_adds_intervals_each_period_apart(tmp_path: Path) -> None:
    rows = made(tmp_path, CASES, "rank", "--kind", "proportion")

    assert [(row["area"], row["rank_low"], row["rank_high"]) for row in rows] == [
        ("A", 1, 1), ("B", 2, 2), ("C", 3, 3), ("A", None, None), ("B", 1, 1), ("C", 2, 2),
    ]  # fmt: skip
    assert rows[0]["upper_third"] == 1


def test_rank_does_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    head, *lines = "area,numerator,denominator\nA,50,1000\nB,52,1000\nC,49,1000".splitlines()
    one = made(tmp_path, "\n".join([head, *lines]), "rank", "--kind", "rate")
    other = made(tmp_path, "\n".join([head, *reversed(lines)]), "rank", "--kind", "rate")

    assert sorted(one, key=lambda row: row["area"]) == sorted(other, key=lambda row: row["area"])


def test_neighbours_by_hand(tmp_path: Path) -> None:
    text = "area,name,size,age\nA,a,1,10\nB,b,2,10\nC,c,3,30\nD,d,4,30\n"
    rows = made(tmp_path, text, "neighbours", "--to", "A", "--count", "2")

    assert [(row["area"], round(row["distance"], 6)) for row in rows] == [
        ("B", 0.632456),
        ("C", 1.897367),
    ]
    assert round(rows[1]["size_share"], 4) == 0.4444


def test_inequality_by_hand(tmp_path: Path) -> None:
    text = "area,period,value\nA,2020,10\nB,2020,20\nC,2020,30\nD,2020,90\nA,2021,5\nB,2021,\n"
    first, second = made(tmp_path, text, "inequality")

    assert (first["period"], first["areas"], first["width"]) in {("2020", 4, 80), (2020, 4, 80)}
    assert [round(first[name], 6) for name in ("gini", "hoover", "ratio")] == [0.416667, 0.35, 9]
    assert (second["areas"], second["gini"]) == (1, None)


def test_inequality_of_counts_takes_chance_off(tmp_path: Path) -> None:
    text = "area,numerator,denominator\nA,10,100\nB,30,100\n"
    (row,) = made(tmp_path, text, "inequality", "--kind", "proportion", "--per", "100")

    assert round(row["deviation"], 6) == 10
    assert round(row["beyond_chance"], 3) == 9.614
    assert round(row["probability"], 6) == 0.000407


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("area,numerator\nA,1\n", ["rank", "--kind", "rate"], "column 'denominator' is missing"),
        (
            "area,numerator,denominator\nA,1,2\nA,1,2\n",
            ["rank", "--kind", "rate"],
            "the key area=A repeats",
        ),
        (
            "area,numerator,denominator\nA,3,2\nB,1,2\n",
            ["rank", "--kind", "proportion"],
            "a numerator is larger than its denominator",
        ),
        ("area,size\nA,1\nB,2\n", ["neighbours", "--to", "X"], "there is no area 'X'"),
        ("area,size\nA,1\nB,1\n", ["neighbours", "--to", "A"], "'size' tells no areas apart"),
        ("area,value\nA,many\nB,2\n", ["inequality"], "'many' is not a number"),
    ],
    ids=["column", "key", "share", "unknown", "constant", "text"],
)
def test_bad_tables_are_refused_with_a_reason(tmp_path, capsys, text, words, said) -> None:
    (tmp_path / "in.csv").write_text(text, encoding="utf-8")
    command, *rest = words

    code = main([command, str(tmp_path / "in.csv"), *rest, "-o", str(tmp_path / "out.csv")])

    assert code == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_commands_on_methods_import_no_web_code() -> None:
    source = (
        "import sys; from klammer.cli import rank, neighbours, inequality\n"
        "from klammer.patterns import ranks, neighbours, inequality, dispersion, correlation\n"
        "print([n for n in sys.modules if n.startswith(('django', 'klammer_web'))])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "[]"
