# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The examples in the reference run as they stand there."""

from pathlib import Path

import pytest

from klammer.cli import main
from klammer.warehouse.files import read_table

EXAMPLES = Path(__file__).parents[4] / "docs/reference/disclosure"


@pytest.mark.parametrize(
    ("name", "table", "hidden"),
    [("one-table", "one-table.csv", 4), ("linked-tables", "", 4), ("amounts", "amounts.csv", 2)],
    ids=["one table", "linked tables", "amounts"],
)
def test_examples_of_the_reference(tmp_path: Path, name: str, table: str, hidden: int) -> None:
    out = tmp_path / ("safe.csv" if table else "safe")
    words = ["--spec", str(EXAMPLES / f"{name}.toml"), "-o", str(out)]
    tables = [str(EXAMPLES / table)] if table else []

    done = main(["protect", *tables, *words, "--certificate", str(tmp_path / "safe.json")])

    assert done == 0
    files = [out] if table else sorted(out.iterdir())
    rows = [row for path in files for row in read_table(path).rows()]
    assert sum(row["status"] == "suppressed" for row in rows) == hidden
    known = [str(EXAMPLES / "register.csv")] if name == "linked-tables" else []
    released = [*map(str, files), *known]
    assert main(["certificate", "verify", str(tmp_path / "safe.json"), *released]) == 0


def test_the_reference_names_every_example() -> None:
    text = EXAMPLES.with_suffix(".md").read_text(encoding="utf-8")

    assert all(path.name in text for path in EXAMPLES.glob("*.toml"))
