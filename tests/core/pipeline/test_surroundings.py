# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A cell among its neighbours, as the original shows them."""

import gzip
import hashlib
from pathlib import Path

import pytest
import xlsxwriter

from klammer.base.tables import Table
from klammer.pipeline import surroundings as reading
from klammer.pipeline.instance import Instance
from klammer.warehouse.ods import write_ods
from tests.core.pipeline.conftest import flat_file, load, population

ROWS = [
    ["Schlüssel", "Kreis", "Fälle", "Personen"],
    ["16061", "Eichsfeld", 4, 98_000],
    ["16063", "Wartburgkreis", 7, 160_000],
    ["16064", "Unstrut-Hainich-Kreis", 2, 100_000],
]


def kept(instance: Instance, path: Path) -> str:
    """Put a file into the raw layer; return its hash."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    (instance / "raw" / sha256).write_bytes(path.read_bytes())
    return sha256


def book(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("Hilfen")
        sheet.write(0, 0, "Hilfen zur Erziehung")
        for number, row in enumerate(ROWS, start=2):
            sheet.write_row(number, 0, row)
    return path


def delimited(path: Path, *, encoding: str = "utf-8-sig") -> Path:
    lines = ["Hilfen zur Erziehung", "", *(";".join(map(str, row)) for row in ROWS)]
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def page(path: Path) -> Path:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    path.write_text(f"<html><table>{rows}</table></html>", encoding="utf-8")
    return path


def sheet_of(path: Path) -> Path:
    names, *rows = ROWS
    write_ods(
        Table({n: list(c) for n, c in zip(names, zip(*rows, strict=True), strict=True)}), path
    )
    return path


@pytest.mark.parametrize(
    ("make", "name", "sheet", "row"),
    [(book, "a.xlsx", "Hilfen", 5), (delimited, "a.csv", "", 5), (sheet_of, "a.ods", "table", 3)],
)
def test_cell_stands_among_its_neighbours(
    instance: Instance, tmp_path: Path, make, name: str, sheet: str, row: int
) -> None:
    sha256 = kept(instance, make(tmp_path / name))

    found = reading.surroundings(instance, sha256, sheet=sheet, row=row, column=3)

    assert (found.column, found.label) == ("Fälle", "Wartburgkreis")
    assert found.heads == ("Schlüssel", "Kreis", "Fälle", "Personen")
    marked = [one for one in found.rows if one.marked is not None]
    assert [(one.number, one.cells[one.marked]) for one in marked] == [(row, "7")]
    assert [one.cells[1] for one in found.rows] == [
        "Eichsfeld", "Wartburgkreis", "Unstrut-Hainich-Kreis",
    ]  # fmt: skip


def test_page_of_the_statistical_office(instance: Instance, tmp_path: Path) -> None:
    sha256 = kept(instance, page(tmp_path / "a.xls"))
    grid = reading.read_grids(tmp_path / "a.xls").grids[0]

    found = reading.surroundings(instance, sha256, sheet=grid.sheet, row=grid.numbers[2], column=3)

    assert (found.column, found.label) == ("Fälle", "Wartburgkreis")


def test_position_of_a_real_delivery_leads_to_its_value(instance: Instance, tmp_path: Path) -> None:
    delivery = load(instance, flat_file(tmp_path / "a.csv", population()))

    found = reading.surroundings(instance, delivery.sha256, sheet="", row=2, column=14)

    marked = next(one for one in found.rows if one.marked is not None)
    assert (found.column, marked.cells[marked.marked]) == ("value", "80000")


def test_encoding_of_windows_is_read(instance: Instance, tmp_path: Path) -> None:
    sha256 = kept(instance, delimited(tmp_path / "a.csv", encoding="cp1252"))

    assert reading.surroundings(instance, sha256, sheet="", row=5, column=3).column == "Fälle"


def test_large_text_is_read_no_further_than_needed(
    instance: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "big.csv"
    line = "16063;Wartburgkreis;7;160000\n"
    path.write_text("Schlüssel;Kreis;Fälle;Personen\n" + line * 30_000, encoding="utf-8")
    sha256 = kept(instance, path)
    monkeypatch.setattr(reading, "_FARTHEST_LINE", 20_000)
    read = []
    records = reading._records

    def counted(file, mark):
        for one in records(file, mark):
            read.append(one[0])
            yield one

    monkeypatch.setattr(reading, "_records", counted)

    near = reading.surroundings(instance, sha256, sheet="", row=100, column=3)
    far = reading.surroundings(instance, sha256, sheet="", row=25_000, column=3)

    assert near.rows[2].cells[near.rows[2].marked] == "7"
    assert far is None
    assert max(read) <= 103


@pytest.mark.parametrize("place", [(None, 3), (5, None), (900, 3), (5, 90)])
def test_place_that_is_not_there_shows_nothing(
    instance: Instance, tmp_path: Path, place: tuple[int | None, int | None]
) -> None:
    sha256 = kept(instance, delimited(tmp_path / "a.csv"))

    assert reading.surroundings(instance, sha256, sheet="", row=place[0], column=place[1]) is None


def test_destroyed_file_shows_nothing_although_it_was_shown(
    instance: Instance, tmp_path: Path
) -> None:
    sha256 = kept(instance, delimited(tmp_path / "a.csv"))
    assert reading.surroundings(instance, sha256, sheet="", row=5, column=3) is not None

    (instance / "raw" / sha256).unlink()

    assert reading.surroundings(instance, sha256, sheet="", row=5, column=3) is None


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04broken", b"a\nb\nc\n"])
def test_what_cannot_be_read_shows_nothing(
    instance: Instance, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)

    assert reading.surroundings(instance, kept(instance, path), sheet="", row=1, column=1) is None


def test_of_a_large_book_the_one_sheet_is_opened(
    instance: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("2021", "2022"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Ort", "Fälle"])
            sheet.write_column(1, 0, [f"Ort {n}" for n in range(9)])
            sheet.write_column(1, 1, [10 * int(name) + n for n in range(9)])
    sha256 = kept(instance, path)
    monkeypatch.setattr(reading, "_SMALL_BOOK", 0)
    monkeypatch.setattr(reading, "_grids", None)  # the whole book is not opened

    found = reading.surroundings(instance, sha256, sheet="2022", row=4, column=2)

    assert (found.column, found.label) == ("Fälle", "Ort 2")
    assert [row.cells[-1] for row in found.rows] == ["20220", "20221", "20222", "20223", "20224"]
    reading._around.cache_clear()
    monkeypatch.setattr(reading, "_LARGEST_SHEET", 100)
    assert reading.surroundings(instance, sha256, sheet="2022", row=4, column=2) is None


@pytest.mark.parametrize("kind", ["plain", "packed"])
def test_line_of_the_register_is_shown_as_its_fields(
    instance: Instance, tmp_path: Path, kind: str
) -> None:
    lines = [
        "60" + "20231130" + f"16063500{n:04}" + f"Gemeinde {n}".ljust(50) + " " * 56
        + f"{100 + n:011}{2000 + n:011}{990 + n:011}"
        for n in range(1, 8)
    ]  # fmt: skip
    data = "\n".join(lines).encode()
    path = tmp_path / "gv"
    path.write_bytes(gzip.compress(data) if kind == "packed" else data)

    found = reading.surroundings(instance, kept(instance, path), sheet="", row=4, column=140)

    assert (found.column, found.label) == ("Einwohner", "Gemeinde 4")
    assert [row.number for row in found.rows] == [2, 3, 4, 5, 6]
    assert found.rows[2].cells[found.rows[2].marked] == "2004"
    assert found.rows[2].cells[:3] == ("60", "160635000004", "Gemeinde 4")
