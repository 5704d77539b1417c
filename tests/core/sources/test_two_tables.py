# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two tables below each other on one sheet: the second is named, and read when it is wanted."""

from pathlib import Path

import pytest

from klammer.sources.contract import Request
from klammer.sources.proposals import propose
from klammer.sources.tabular import TableSource

HEAD = "Arbeitslose\nAGS;Gemeinde;Arbeitslose 2022\n"
FIRST = f"{HEAD}16063003;Bad Salzungen;120\n16063105;Eisenach;300\n"
SECOND = "Wohngeld\nAGS;Gemeinde;Haushalte 2022\n16063003;Bad Salzungen;55\n16063105;Eisenach;77\n"


def sheet(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path, mapping: dict, out: Path) -> int:
    return TableSource().read(Request(path, path.name, out, mapping=mapping)).rows


def test_second_table_is_named_and_not_read_as_the_first(tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", f"{FIRST}\n{SECOND}")

    found = propose(path)

    assert [(one.begin, one.first, one.last, one.title) for one in found.left_out] == [
        (6, 8, 9, "Wohngeld")
    ]
    assert found.mapping["table"]["last"] == 4
    assert read(path, found.mapping, tmp_path / "out.parquet") == 2


def test_second_table_is_read_when_it_is_wanted(tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", f"{FIRST}\n{SECOND}")

    found = propose(path, begin=6)

    assert found.left_out == ()
    assert found.title == "Wohngeld"
    assert found.mapping["table"]["header"] == [7]
    assert read(path, found.mapping, tmp_path / "out.parquet") == 2


@pytest.mark.parametrize(
    "text",
    [FIRST, FIRST + "\n" + "AGS;Gemeinde;Arbeitslose 2022\n16063066;Ruhla;40\n",
     FIRST + "\nQuelle: Amt; Stand 2022\n"],
    ids=["alone", "header-again", "notes"],
)  # fmt: skip
def test_one_table_stays_one(tmp_path: Path, text: str) -> None:
    found = propose(sheet(tmp_path / "a.csv", text))

    assert found.left_out == ()
    assert "last" not in found.mapping["table"]
