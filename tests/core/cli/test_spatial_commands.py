# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Moran, hot spots and smoothing of plain tables; values as computed by hand in the methods."""

from pathlib import Path

import pytest
import shapely

from klammer.cli import main
from klammer.warehouse.files import read_table

LINE = "area,value\n1,1\n2,2\n3,3\n4,6\n"
BORDERS = "area,neighbour\n1,2\n2,1\n2,3\n3,2\n3,4\n4,3\n"


def written(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def made(folder: Path, command: str, text: str, *words: str, out: str = "out.csv") -> list[dict]:
    table = written(folder, "in.csv", text)
    assert main([command, table, *words, "-o", str(folder / out)]) == 0
    return list(read_table(folder / out).rows())


def borders(folder: Path) -> list[str]:
    return ["--neighbours", written(folder, "borders.csv", BORDERS)]


def test_moran_by_hand(tmp_path: Path, capsys) -> None:
    (row,) = made(tmp_path, "moran", LINE, *borders(tmp_path))

    assert round(row["moran"], 6) == 0.214286
    assert (row["areas"], row["direction"], row["parts"], row["few"]) == (4, 0, 1, 1)
    assert "4 areas are few" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "ods", "parquet"])
def test_local_moran_by_hand(tmp_path: Path, suffix: str) -> None:
    rows = made(tmp_path, "moran", LINE, "--local", *borders(tmp_path), out=f"out.{suffix}")

    assert [round(row["local_moran"], 6) for row in rows] == [0.571429, 0.285714, 0, 0]
    assert [row["quadrant"] for row in rows] == ["LL", "LL", "LH", "HL"]


def test_hot_spots_by_hand(tmp_path: Path) -> None:
    rows = made(tmp_path, "hotspots", LINE, *borders(tmp_path))

    assert (rows[0]["area"], round(rows[0]["z"], 6)) == ("1", -1.38873)


def test_counts_are_standardised_by_empirical_bayes(tmp_path: Path) -> None:
    text = "area,numerator,denominator\n1,2,100\n2,8,100\n3,2,100\n4,8,100\n"
    rows = made(tmp_path, "moran", text, "--local", *borders(tmp_path))

    assert [round(row["standard"], 6) for row in rows] == [-1, 1, -1, 1]
    assert [round(row["local_moran"], 6) for row in rows] == [-1, -1, -1, -1]


def test_each_period_is_measured_apart_and_missing_areas_are_named(tmp_path: Path) -> None:
    text = (
        "area,period,value\n1,2020,1\n2,2020,2\n3,2020,3\n4,2020,6\n"
        "1,2021,4\n2,2021,2\n3,2021,3\n4,2021,\n"
    )
    first, second = made(tmp_path, "moran", text, *borders(tmp_path))

    assert (str(first["period"]), first["areas"], first["missing"]) == ("2020", 4, 0)
    assert (str(second["period"]), second["areas"], second["missing"]) == ("2021", 3, 1)


def test_neighbours_of_points_and_outlines(tmp_path: Path) -> None:
    text = "area,value,x,y\n1,1,0,0\n2,2,1,0\n3,3,2,0\n4,6,3,0\n"
    (near,) = made(tmp_path, "moran", text, "--nearest", "1")
    shapes = [
        shapely.to_geojson(shapely.box(4e5 + at, 5.6e6, 4e5 + at + 1, 5.6e6 + 1)) for at in range(4)
    ]
    features = ",".join(
        f'{{"type":"Feature","properties":{{"key":"{at + 1}"}},"geometry":{shape}}}'
        for at, shape in enumerate(shapes)
    )
    crs = '"crs":{"type":"name","properties":{"name":"EPSG:25832"}}'
    outlines = written(
        tmp_path, "areas.geojson", f'{{"type":"FeatureCollection",{crs},"features":[{features}]}}'
    )
    (touching,) = made(tmp_path, "moran", text, "--outlines", outlines, "--key", "key")

    assert near["areas"] == 4
    assert round(touching["moran"], 6) == 0.214286


def test_packaged_borders_are_used_by_level_and_day(tmp_path: Path) -> None:
    lines = [f"16{number:03d},{number}" for number in (61, 62, 63, 64, 65, 66, 67, 68, 69, 70)]
    text = "\n".join(["area,value", *lines])
    (row,) = made(tmp_path, "moran", text, "--level", "county", "--boundary", "2022-12-31")

    assert row["areas"] >= 9


def test_smoothed_rates_by_hand(tmp_path: Path) -> None:
    text = "area,numerator,denominator\nB,8,100\nA,2,100\nC,,50\n"
    rows = made(tmp_path, "smooth", text, "--per", "100")

    assert [(row["area"], row["raw"], row["smoothed"] and round(row["smoothed"], 6)) for row in rows] == [
        ("B", 8, 6.333333), ("A", 2, 3.666667), ("C", None, None),
    ]  # fmt: skip


def test_smoothed_among_neighbours(tmp_path: Path) -> None:
    text = "area,numerator,denominator\n4,58,100\n3,52,100\n2,8,100\n1,2,100\n"
    pairs = written(tmp_path, "pairs.csv", "area,neighbour\n1,2\n2,1\n3,4\n4,3\n")
    rows = made(tmp_path, "smooth", text, "--per", "100", "--neighbours", pairs)

    assert [round(row["mean"], 6) for row in rows] == [55, 55, 5, 5]
    assert round(rows[3]["smoothed"], 6) == 3.666667


@pytest.mark.parametrize(
    ("command", "text", "words", "said"),
    [
        ("moran", "area,value\n1,5\n2,5\n3,5\n4,5\n", [], "the same everywhere"),
        ("moran", "area,value\n1,\n2,\n3,\n4,\n", [], "no area has a value"),
        ("moran", "area,value\n1,1\n1,2\n", [], "the key area=1 repeats"),
        ("moran", "area,cases\n1,1\n", [], "column 'numerator' is missing"),
        ("moran", "area,value\n1,1\n2,x\n", [], "'x' is not a number"),
        ("moran", "area,value\n1,1\n4,2\n", [], "0 areas have a value and a neighbour"),
        ("hotspots", "area,value\n1,1\n,2\n", [], "a row has no area"),
        ("smooth", "area,numerator,denominator\n1,-1,5\n2,1,5\n", [], "a count is negative"),
        (
            "smooth",
            "area,numerator,denominator\n1,9,5\n2,1,5\n",
            ["--kind", "proportion"],
            "a numerator is larger than its denominator",
        ),
    ],
    ids=[
        "constant",
        "missing",
        "twice",
        "column",
        "text",
        "apart",
        "no-key",
        "negative",
        "above",
    ],
)
def test_bad_tables_are_refused_with_a_reason(tmp_path, capsys, command, text, words, said) -> None:
    table, out = written(tmp_path, "in.csv", text), tmp_path / "out.csv"
    code = main([command, table, *borders(tmp_path), *words, "-o", str(out)])

    assert code == 1
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_bad_neighbourhoods_are_refused_with_a_reason(tmp_path, capsys) -> None:
    table, out = written(tmp_path, "in.csv", LINE), str(tmp_path / "out.csv")
    twice = written(tmp_path, "twice.csv", "area,neighbour\n1,2\n1,2\n")

    for words, said in (
        (["--neighbours", twice], "'2' is named twice"),
        (["--nearest", "2"], "column 'x' is missing"),
        (["--level", "county"], "the area '1' has no packaged border"),
        (["--outlines", str(tmp_path / "none.gpkg")], "there is no file none.gpkg"),
        (["--outlines", twice], "twice.csv cannot be read as outlines"),
    ):
        assert main(["moran", table, *words, "-o", out]) == 1
        assert said in capsys.readouterr().err
    with pytest.raises(SystemExit) as usage:
        main(["moran", table, "-o", out])
    assert usage.value.code == 2


@pytest.mark.parametrize(
    ("command", "words", "said"),
    [
        ("moran", ["--permutations", "5"], "a whole number from 99 up"),
        ("moran", ["--seed", "-1"], "a whole number from 0 up"),
        ("moran", ["--nearest", "0"], "a whole number from 1 up"),
        ("smooth", ["--per", "0"], "a number above 0"),
        ("smooth", ["--per", "nan"], "'nan' is not a number"),
        ("segregation", ["--level", "95"], "a share between 0 and 1"),
        ("typology", ["--types", "1"], "a whole number from 2 up"),
    ],
    ids=["permutations", "seed", "nearest", "per", "nan", "level", "types"],
)
def test_options_that_cannot_be_are_refused(tmp_path, capsys, command, words, said) -> None:
    with pytest.raises(SystemExit) as usage:
        main([command, "in.csv", *words, "-o", "out.csv"])

    assert usage.value.code == 2
    assert said in capsys.readouterr().err
