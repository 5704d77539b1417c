# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a generated file the way a delivery is read, and what its refusal says."""

from pathlib import Path

import pytest

from klammer.base.errors import InputRefusedError
from klammer.sources.contract import Request, TidyFile
from klammer.sources.tabular import TableSource, mapping_from_toml, mapping_to_dict
from klammer.warehouse.parquet import read_columns

MAPPING = """
[area]
column = "AGS"
boundary = "2022-12-31"
[period]
column = "Jahr"
[value]
column = "Wert"
variable = "population"
"""


def deliver(folder: Path, content: bytes, *, name: str = "lieferung.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def read(path: Path, toml: str = MAPPING) -> TidyFile:
    mapping = mapping_to_dict(mapping_from_toml(toml))
    out = path.parent / "tidy.parquet"
    return TableSource().read(Request(path, path.name, out, mapping))


def refusal(path: Path, toml: str = MAPPING) -> InputRefusedError:
    """Read a file that must be refused; nothing may have been written."""
    with pytest.raises(InputRefusedError) as refused:
        read(path, toml)
    assert not (path.parent / "tidy.parquet").exists()
    return refused.value


def place(error: InputRefusedError) -> tuple:
    where = error.where
    return (where.file, where.sheet, where.row, where.column)


def figures(tidy: TidyFile) -> list[tuple]:
    columns = read_columns(tidy.path)
    return list(zip(columns["area"], columns["value"], columns["status"], strict=True))


def flagged(tidy: TidyFile, code: str) -> list[tuple]:
    return [
        (one.severity, one.place.file, one.place.row, one.place.column, one.found)
        for one in tidy.flags
        if one.code == code
    ]
