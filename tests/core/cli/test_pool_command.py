# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several years, or an area and its neighbours, as one figure; sums by hand."""

from pathlib import Path

import pytest

from klammer.cli import main
from klammer.warehouse.files import read_table

HEAD = "area,period,numerator,denominator,status\n"


def made(folder: Path, text: str, *words: str) -> list[dict]:
    (folder / "in.csv").write_text(text, encoding="utf-8")
    (folder / "near.csv").write_text("area,neighbour,weight\nA,B,1\nA,C,3\n", encoding="utf-8")
    out = folder / "out.csv"
    assert main(["pool", str(folder / "in.csv"), *words, "-o", str(out)]) == 0
    return list(read_table(out).rows())


def test_years_are_added_and_named(tmp_path: Path) -> None:
    text = HEAD + "".join(f"A,{2018 + at},{x},40,\n" for at, x in enumerate((9, 0, 1, 0, 2, 1)))
    (row,) = made(tmp_path, text, "--kind", "rate", "--per", "100")

    # the last five: 4 of 200
    assert (row["periods"], row["numerator"], row["value"]) == ("2019 2020 2021 2022 2023", 4, 2)
    assert row["low"] < 2 < row["high"]
    assert row["reason"] is None


def test_proportions_of_several_years_have_no_limits(tmp_path: Path) -> None:
    text = HEAD + "".join(f"A,{year},5,40,\n" for year in (2021, 2022, 2023))
    (row,) = made(tmp_path, text, "--kind", "proportion", "--per", "100")

    assert (row["value"], row["low"]) == (12.5, None)


def test_a_hidden_year_refuses_the_sum_and_few_years_too(tmp_path: Path) -> None:
    text = HEAD + (
        "A,2021,5,40,\nA,2022,,40,suppressed\nA,2023,5,40,\nA,2024,5,40,\nB,2023,5,40,\nB,2024,5,40,\n"
    )
    first, second = made(tmp_path, text, "--kind", "rate")

    assert [(row["reason"], row["value"]) for row in (first, second)] == [
        ("hidden_year", None), ("few_years", None),
    ]  # fmt: skip


def test_years_before_a_break_are_left_out(tmp_path: Path) -> None:
    text = HEAD + "".join(f"A,{year},{year - 2019},40,\n" for year in range(2020, 2025))
    (row,) = made(tmp_path, text, "--kind", "rate", "--since", "2022")

    assert (row["periods"], row["numerator"]) == ("2022 2023 2024", 12)


def test_neighbours_are_added_by_weight_until_there_are_enough_cases(tmp_path: Path) -> None:
    text = HEAD + "A,2024,2,100,\nB,2024,9,100,\nC,2024,8,100,\n"
    words = ["--kind", "proportion", "--neighbours", str(tmp_path / "near.csv")]
    first, second, _ = made(tmp_path, text, *words, "--per", "100")

    assert (first["areas"], first["numerator"], first["value"]) == ("A C", 10, 5)
    assert first["low"] < 5 < first["high"]
    assert (second["areas"], second["reason"], second["value"]) == ("B", "few_cases", None)


def test_hidden_neighbours_are_skipped_and_points_decide_who_is_near(tmp_path: Path) -> None:
    text = (
        "area,period,numerator,denominator,status,x,y\n"
        "A,2024,2,100,,0,0\nB,2024,,100,suppressed,1,0\nC,2024,8,100,,2,0\nD,2024,50,100,,9,0\n"
    )
    first = made(tmp_path, text, "--kind", "rate", "--nearest", "3")[0]

    assert (first["areas"], first["skipped"], first["numerator"]) == ("A C", "B", 10)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "A,2024,-1,100,\n", "a count is negative"),
        (HEAD + "A,2024,1,100,secret\n", "'secret' is no status"),
        (HEAD + "A,,1,100,\n", "a row has no period"),
        (HEAD + "A,2024,1,100,\nA,2024,1,100,\n", "the key area=A, period=2024 repeats"),
    ],
    ids=["negative", "status", "period", "twice"],
)
def test_bad_tables_are_refused_with_a_reason(tmp_path, capsys, text, said) -> None:
    (tmp_path / "in.csv").write_text(text, encoding="utf-8")
    code = main(["pool", str(tmp_path / "in.csv"), "--kind", "rate", "-o", str(tmp_path / "o.csv")])

    assert code == 1
    assert said in capsys.readouterr().err
