# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The examples of docs/reference/patterns.md run, and give the columns that are printed there."""

import re
import shlex
from pathlib import Path

import pytest

from klammer.cli import main
from klammer.warehouse.files import read_table
from tools.architecture import ROOT

PAGE = ROOT / "docs" / "reference" / "patterns.md"
BLOCK = re.compile(r"^```(csv (?:in|out) [\w.]+|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def sections():
    text = PAGE.read_text(encoding="utf-8")
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        blocks = BLOCK.findall(part)
        if blocks:
            yield pytest.param(blocks, id=part.split("\n")[0].lower().replace(" ", "-"))


@pytest.mark.parametrize("blocks", list(sections()))
def test_examples_of_the_page_give_what_is_printed(blocks, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    checked = 0
    for kind, text in blocks:
        words = kind.split()
        if words == ["sh"]:
            for line in text.splitlines():
                program, *arguments = shlex.split(line)
                assert (program, main(arguments)) == ("klammer", 0)
        elif words[1] == "in":
            Path(words[2]).write_text(text, encoding="utf-8")
        else:
            checked += compared(read_table(Path(words[2])), text)

    assert checked > 0


def compared(table, text) -> int:
    """Compare the first rows of a table with those printed, to the decimals printed."""
    header, *lines = (line.split(",") for line in text.splitlines())
    for row, cells in zip(table.rows(), lines, strict=False):
        for name, cell in zip(header, cells, strict=True):
            assert shown(row[name], cell) == cell, (name, row)
    assert len(lines) <= len(table)
    return len(lines)


def shown(value, like: str) -> str:
    if not re.fullmatch(r"-?\d+(\.\d+)?", like):
        return str(value)
    decimals = len(like.partition(".")[2])
    return f"{float(value):.{decimals}f}"


def test_every_section_with_a_command_has_an_example() -> None:
    text = PAGE.read_text(encoding="utf-8")
    commands = {"typology", "segregation", "inequality", "moran", "hotspots", "standardise"}

    run = {
        line.split()[1]
        for kind, body in BLOCK.findall(text)
        if kind == "sh"
        for line in body.splitlines()
    }
    assert run == commands | {"funnel", "pool", "slope", "smooth"}
