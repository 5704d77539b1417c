# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every trace of the demo data set ends at a cell of the original that shows the figure."""

import csv
import gzip
import hashlib
import io
import json
import random
from collections import defaultdict
from pathlib import Path

import duckdb
import pytest
import python_calamine

import klammer.datasets
from tests.places import ORIGINALS

FOLDER = Path(klammer.datasets.__file__).parent / "thueringen"
PLACES = (
    "statistics/regionalstatistik_2017",
    "statistics/regionalstatistik_2020_klinikdb",
    "statistics/genesis_ffcsv_2026",
    "statistics/inkar_2024",
    "gemeindeverzeichnis",
    "gemeindeverzeichnis/gv_auszug",
    "elections_thueringen/landtagswahl",
    "thueringen",
    "workbooks",
)
EACH = 400  # cells per table, drawn with a fixed seed
pytestmark = pytest.mark.originals


def _path(name):
    """The original of this name; sums of ours stand under it with words in parentheses."""
    plain = name.split(" (")[0]
    found = [
        path
        for place in PLACES
        for path in (ORIGINALS / place / plain, ORIGINALS / place / f"{plain}.gz")
        if path.is_file()
    ]
    assert len(found) == 1, name
    return found[0]


def _bytes(name):
    raw = _path(name).read_bytes()
    return gzip.decompress(raw) if _path(name).suffix == ".gz" else raw


def _sample(path):
    """Cells that the publisher shows: sums of ours are recomputed in other tests."""
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"""SELECT file, sheet, row, "column", value, status FROM '{path}'
                WHERE file NOT LIKE '% (%' ORDER BY ALL"""
        ).fetchall()
    return random.Random(20261122).sample(rows, min(EACH, len(rows)))  # noqa: S311 # no secret


def _text_cells(name, wanted):
    raw = _bytes(name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    lines = text.replace("\r\n", "\n").split("\n")
    if name.startswith("GV100AD"):
        return {(row, column): lines[row - 1][column - 1 : column + 10] for row, column in wanted}
    delimiter = "," if name.startswith("indicators") else ";"
    found = {}
    for row, column in wanted:
        cells = next(csv.reader(io.StringIO(lines[row - 1]), delimiter=delimiter))
        found[row, column] = cells[column - 1]
    return found


def _sheet_cells(name, sheet, wanted):
    book = python_calamine.CalamineWorkbook.from_path(str(_path(name)))
    lines = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return {(row, column): lines[row - 1][column - 1] for row, column in wanted}


def _parquet_cells(name, wanted):
    path = _path(name)
    with duckdb.connect() as connection:
        columns = [
            row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
        ]
        rows = ", ".join(str(row - 1) for row, _ in wanted)
        found = connection.execute(
            f"SELECT file_row_number + 1, * EXCLUDE (file_row_number) FROM "
            f"read_parquet('{path}', file_row_number = true) WHERE file_row_number IN ({rows})"
        ).fetchall()
    lines = {line[0]: line[1:] for line in found}
    assert len(columns) == len(next(iter(lines.values())))
    return {(row, column): lines[row][column - 1] for row, column in wanted}


def _original(name, sheet, wanted):
    if name.endswith(".parquet"):
        return _parquet_cells(name, wanted)
    return _sheet_cells(name, sheet, wanted) if sheet else _text_cells(name, wanted)


def _agrees(name, column, cell, value, status):
    """Whether the printed cell says what the data set says; read here anew, not with its reader."""
    if value is None:
        unknown = cell is None or (isinstance(cell, float) and cell < 0)
        return unknown or str(cell).strip() in {"", "-", ".", "x", "/", "..."} or _is_biased(name)
    if isinstance(cell, float | int):
        return round(float(cell), 2) == round(value, 2)
    text = str(cell).strip()
    if text == "-":
        return (value, status) == (0.0, "zero")
    figure = float(text) if name.startswith("indicators") else float(text.replace(",", "."))
    return figure / (100 if name.startswith("GV100AD") and column == 129 else 1) == value


def _is_biased(name):
    """Voters of municipalities without their postal votes are withheld, though a number stands."""
    return name.endswith("_Landtag.xlsx")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.parquet")), ids=lambda path: path.stem)
def test_sampled_cells_show_the_figure_at_the_stated_place(path):
    by_file = defaultdict(dict)
    for name, sheet, row, column, value, status in _sample(path):
        by_file[name, sheet][row, column] = (value, status)

    wrong = []
    for (name, sheet), wanted in by_file.items():
        cells = _original(name, sheet, list(wanted))
        wrong += [
            (name, place, cells[place], *wanted[place])
            for place in wanted
            if not _agrees(name, place[1], cells[place], *wanted[place])
        ]

    assert wrong == []


def test_sample_covers_two_thousand_cells():
    assert sum(len(_sample(path)) for path in FOLDER.glob("*.parquet")) >= 2_000


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_hashes_are_those_of_the_originals(path):
    hashes = json.loads(path.read_text(encoding="utf-8"))["sha256"]

    assert {name: hashlib.sha256(_bytes(name)).hexdigest() for name in hashes} == hashes


@pytest.mark.parametrize("path", sorted((FOLDER / "raw").glob("*.json")), ids=lambda p: p.stem)
def test_lines_of_an_extract_are_lines_of_the_original(path):
    about = json.loads(path.read_text(encoding="utf-8"))
    raw = _bytes(about["original"])
    lines = raw.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    extract = path.with_suffix("").read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    named = [number for first, last in about["lines"] for number in range(first, last + 1)]

    assert hashlib.sha256(raw).hexdigest() == about["original_sha256"]
    assert extract == [*(lines[number - 1] for number in named), b""]


def test_row_sums_are_sums_of_the_row():
    """Men stand in columns 4–20, women in 21–37 of 12411-0018."""
    columns = {"M": range(3, 20), "F": range(20, 37), "_T": range(3, 37)}
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"SELECT sex, row, value FROM '{FOLDER}/regional_kreise.parquet' "
            "WHERE file = '12411-0018.csv (Zeilensummen)' AND age = '_T' ORDER BY ALL"
        ).fetchall()
    lines = _bytes("12411-0018.csv").decode("latin-1").split("\n")

    assert len(rows) == 3 * 2_005  # five years of 401 counties
    for sex, row, value in random.Random(7).sample(rows, 300):  # noqa: S311 # no secret
        cells = lines[row - 1].strip().split(";")
        assert sum(int(cells[column]) for column in columns[sex]) == value


def test_age_sums_are_sums_of_the_lines_of_an_area():
    """Ages from 65 on stand in lines of five years; Germans in columns 8–10, foreigners 11–13."""
    columns = {("national", "_T"): 7, ("national", "F"): 9, ("foreign", "_T"): 10}
    parts = {"Y65T74": ("65 bis", "70 bis"), "Y_GE75": ("75 bis", "80 bis", "85 bis", "90 Jahre")}
    lines = [
        line.split(";") for line in _bytes("12411-03-03-4_00.csv").decode("utf-8-sig").split("\n")
    ]
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"SELECT area, nationality, sex, age, value FROM '{FOLDER}/regional_kreise.parquet' "
            "WHERE file = '12411-03-03-4_00.csv (Summe von Altersgruppen)' "
            "AND area LIKE '16%' ORDER BY ALL"
        ).fetchall()

    assert len(rows) == 24 * 2 * 3 * 2  # 23 counties and the state, by nationality, sex and age
    for area, nationality, sex, age, value in rows:
        if (nationality, sex) in columns:
            found = [
                int(line[columns[nationality, sex]].replace("-", "0"))
                for line in lines
                if len(line) > 12 and line[1] == area and line[3].startswith(parts[age])
            ]
            assert len(found) == len(parts[age])
            assert sum(found) == value
