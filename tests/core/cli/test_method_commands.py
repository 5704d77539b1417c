# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Typology, segregation, funnel, slope and standardising of plain tables, by hand."""

import subprocess
import sys
from pathlib import Path

import pytest

from klammer.cli import COMMANDS, main
from klammer.warehouse.files import read_table

NEW = ("typology", "segregation", "moran", "hotspots", "funnel", "smooth", "slope", "standardise")


def made(folder: Path, command: str, text: str, *words: str) -> list[dict]:
    (folder / "in.csv").write_text(text, encoding="utf-8")
    assert main([command, str(folder / "in.csv"), *words, "-o", str(folder / "out.csv")]) == 0
    return list(read_table(folder / "out.csv").rows())


def test_typology_writes_areas_and_types(tmp_path: Path, capsys) -> None:
    text = "area,name,old,growth\nA,a,1,9\nB,b,2,8\nC,c,11,1\nD,d,12,2\nE,e,,3\n"
    (tmp_path / "words.csv").write_text(
        "input,title,high,low\nold,Altenquotient,viele Ältere,wenig Ältere\ngrowth,Zuzug,,\n",
        encoding="utf-8",
    )
    words = ["--words", str(tmp_path / "words.csv"), "--profile", str(tmp_path / "types.csv")]
    rows = made(tmp_path, "typology", text, "--types", "2", *words)
    types = list(read_table(tmp_path / "types.csv").rows())

    assert [(row["area"], row["type"], row["next"]) for row in rows] == [
        ("A", 1, 2), ("B", 1, 2), ("C", 2, 1), ("D", 2, 1),
    ]  # fmt: skip
    assert {row["name"] for row in rows[:2]} <= {
        "Wenig Ältere, Zuzug hoch",
        "Zuzug hoch, wenig Ältere",
    }
    assert [(one["areas"], one["old_mean"]) for one in types] == [(2, 1.5), (2, 11.5)]
    said = capsys.readouterr().err
    assert "1 areas miss an input: E" in said
    assert "one direction" in said


def test_segregation_by_hand_with_its_change(tmp_path: Path) -> None:
    text = "area,period,group,other\n" + "".join(
        f"{area},{period},{a},{b}\n"
        for period, pairs in (
            ("2020", ((120, 800), (30, 600), (50, 900), (10, 1200))),
            ("2021", ((80, 800), (60, 600), (90, 900), (120, 1200))),
        )
        for area, (a, b) in zip("ABCD", pairs, strict=True)
    )
    rows = {(str(row["period"]), row["index"]): row for row in made(tmp_path, "segregation", text)}
    first, second = rows["2020", "dissimilarity"], rows["2021", "dissimilarity"]

    assert round(first["observed"], 6) == 0.342857
    assert first["low"] < first["value"] < first["high"]
    assert (first["change"], second["direction"]) == (None, -1)
    assert second["low"] == 0


def test_segregation_takes_the_total_as_well(tmp_path: Path) -> None:
    rows = made(tmp_path, "segregation", "area,group,total\nA,8,10\nB,2,10\n")
    found = {row["index"]: round(row["observed"], 6) for row in rows}

    assert found == {"dissimilarity": 0.6, "isolation": 0.68, "eta": 0.36}


def test_funnel_places_areas_by_hand(tmp_path: Path) -> None:
    text = "area,numerator,denominator\nA,10,100\nB,17,100\nC,30,100\nD,,100\n"
    rows = made(tmp_path, "funnel", text, "--kind", "proportion", "--target", "10", "--per", "100")

    assert [row["place"] for row in rows] == ["inside", "above", "far_above", None]
    assert round(rows[0]["low"], 4) == 4.1201


def test_slope_by_hand(tmp_path: Path) -> None:
    lines = [f"{group},{60 - 10 * group},1000" for group in (5, 4, 3, 2, 1)]
    text = "\n".join(["group,numerator,denominator", *lines])
    (row,) = made(tmp_path, "slope", text, "--kind", "rate", "--per", "1000", "--straight")

    assert [round(row[name], 6) for name in ("first", "last", "sii")] == [55, 5, -50]
    assert (row["groups"], row["direction"]) == (5, -1)


def test_standardised_by_a_named_standard(tmp_path: Path) -> None:
    text = "area,period,age_group,numerator,denominator\nA,2022,0-64,20,1000\nA,2022,65+,60,1000\n"
    (row,) = made(tmp_path, "standardise", text, "--standard", "esp2013", "--per", "1000")

    # 80.5 % below 65, 19.5 % from there: 0.805 · 20 + 0.195 · 60
    assert round(row["value"], 6) == 27.8


def test_standardised_by_sex_and_a_file(tmp_path: Path) -> None:
    text = (
        "area,period,sex,age_group,numerator,denominator\nA,2022,F,old,4,100\nA,2022,M,old,9,100\n"
    )
    (tmp_path / "standard.csv").write_text("sex,age_group,weight\nF,old,75\nM,old,25\n")
    words = ["--standard", str(tmp_path / "standard.csv"), "--per", "100"]
    (row,) = made(tmp_path, "standardise", text, *words)

    assert row["value"] == 5.25


def test_observed_over_expected(tmp_path: Path) -> None:
    text = (
        "area,period,age_group,numerator,denominator\n"
        "A,2022,old,10,100\nA,2022,young,1,100\nB,2022,old,20,100\nB,2022,young,3,300\n"
    )
    rows = made(tmp_path, "standardise", text, "--method", "indirect")

    assert [(row["observed"], row["expected"], row["ratio"]) for row in rows] == [
        (11, 16, 11 / 16), (23, 18, 23 / 18),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("command", "text", "words", "said"),
    [
        ("typology", "area,x\nA,1\nB,1\nC,1\nD,1\n", [], "'x' tells no areas apart"),
        ("typology", "area,x\nA,1\nB,2\n", [], "2 areas are too few"),
        ("typology", "area,x\nA,1\nB,2\nC,3\nD,4\n", ["--inputs", "y"], "column 'y' is missing"),
        ("segregation", "area,group,total\nA,9,5\nB,1,5\n", [], "larger than its denominator"),
        ("funnel", "area,numerator,denominator\nA,-1,5\n", ["--kind", "rate"], "a count is negative"),
        ("funnel", "area,numerator,denominator\nA,1,5\n", ["--kind", "proportion", "--target", "7"], "cannot be the target"),
        ("slope", "group,numerator,denominator\n1,1,5\n2,1,5\n", ["--kind", "rate"], "2 groups are not between"),
        ("slope", "group,numerator,denominator\n1,1,5\n1,1,5\n", ["--kind", "rate"], "the key group=1 repeats"),
        (
            "standardise",
            "area,period,age_group,numerator,denominator\nA,2022,0-17,1,5\n",
            ["--standard", "esp2013"],
            "cuts a group of the standard",
        ),
    ],
    ids=["constant", "few", "column", "above", "negative", "target", "groups", "twice", "age"],
)  # fmt: skip
def test_bad_tables_are_refused_with_a_reason(tmp_path, capsys, command, text, words, said) -> None:
    (tmp_path / "in.csv").write_text(text, encoding="utf-8")
    code = main([command, str(tmp_path / "in.csv"), *words, "-o", str(tmp_path / "out.csv")])

    assert code == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_help_imports_no_heavy_library() -> None:
    source = (
        "import sys\nfrom klammer.cli import main\n"
        f"for name in {NEW!r}:\n"
        "    try: main([name, '--help'])\n"
        "    except SystemExit: pass\n"
        "heavy = ('numpy', 'scipy', 'sklearn', 'shapely', 'duckdb', 'django')\n"
        "print([n for n in sys.modules if n.split('.')[0] in heavy], file=sys.stderr)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True
    )

    assert answer.stderr.strip() == "[]"
    assert set(NEW) <= set(COMMANDS)
    assert answer.stdout.count("example:") == len(NEW)


def test_inequality_between_and_within_and_over_time(tmp_path: Path) -> None:
    text = "area,land,period,numerator,denominator\n" + "".join(
        f"{area},{'a' if area < 'G' else 'b'},{period},{cases},5000\n"
        for period, pair in (("2020", (100, 400)), ("2021", (240, 260)))
        for area, cases in zip("ABCDEFGHIJKL", pair * 6, strict=True)
    )
    words = ["--kind", "proportion", "--groups", "land", "--parts", str(tmp_path / "parts.csv")]
    first, second = made(tmp_path, "inequality", text, *words)
    parts = list(read_table(tmp_path / "parts.csv").rows())

    assert (first["index"], first["change"], second["direction"]) == ("gini", None, -1)
    assert first["measured_low"] < first["measured"] < first["gini"] < first["measured_high"] + 0.01
    assert first["theil_between"] + first["theil_within"] == pytest.approx(first["theil"])
    assert [(str(one["period"]), one["group"], one["areas"]) for one in parts] == [
        ("2020", "a", 6), ("2020", "b", 6), ("2021", "a", 6), ("2021", "b", 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("command", "text", "words", "shape"),
    [
        ("inequality", "area,value\nA,1\nB,3\n", [], "curve"),
        ("funnel", "area,numerator,denominator\nA,10,100\nB,30,200\n", ["--kind", "rate"], "limit"),
        ("typology", "area,x\nA,1\nB,2\nC,9\nD,8\n", ["--types", "2"], "bar--sure"),
        (
            "moran",
            "area,value,x,y\nA,1,0,0\nB,2,1,0\nC,9,5,0\nD,8,6,0\n",
            ["--nearest", "1"],
            "dot",
        ),
    ],
    ids=["inequality", "funnel", "typology", "moran"],
)
def test_pictures_carry_their_title_and_need_nothing_else(
    tmp_path, command, text, words, shape
) -> None:
    picture = tmp_path / "picture.svg"
    made(tmp_path, command, text, *words, "--picture", str(picture), "--title", "Fälle & Kinder")
    drawn = picture.read_text(encoding="utf-8")

    assert "Fälle &amp; Kinder</title>" in drawn
    assert f'{shape}"' in drawn or f"{shape} " in drawn
    assert "var(--" not in drawn


def test_pictures_are_svg_only(tmp_path, capsys) -> None:
    (tmp_path / "in.csv").write_text("area,value\nA,1\nB,3\n", encoding="utf-8")
    with pytest.raises(SystemExit) as usage:
        main(["inequality", str(tmp_path / "in.csv"), "--picture", "x.png", "-o", "o.csv"])

    assert usage.value.code == 2
    assert "pictures are written as .svg" in capsys.readouterr().err
