# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parquet in and out: rows a reader collected, and queries over files.

Every file is written beside its place and renamed, so that a killed process leaves no half file.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from klammer.warehouse.engine import (
    Connection,
    column,
    connect,
    engine,
    identifier,
    literal,
)

# The names by which flat files still ask for them here.
__all__ = ["connect", "literal", "quoted"]
quoted = identifier

MEMORY = "1GB"  # readers work beside the web server of a small machine
_PARQUET = "FORMAT parquet, COMPRESSION {compression}"
_FORMATS = {".csv": "FORMAT csv, HEADER, DELIMITER ','"}


@contextmanager
def replaced_at_once(path: Path) -> Iterator[Path]:
    """Give a path to write to; it takes the place of `path` only when everything went well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def copy_query(connection: Connection, query: str, *, path: Path, compression: str = "zstd") -> int:
    """Write the rows of a query to CSV (by extension) or else Parquet; return their number."""
    how = _FORMATS.get(path.suffix.lower(), _PARQUET).format(compression=compression)
    with replaced_at_once(path) as unfinished:
        done = connection.execute(
            f"COPY ({query}) TO {literal(str(unfinished))} ({how})"
        ).fetchone()
    return int(done[0]) if done else 0


def write_rows(
    types: Mapping[str, str], batches: Iterable[Sequence[Sequence[Any]]], *, path: Path
) -> int:
    """Write batches of columns to Parquet in the order given and return the number of rows.

    types    column → SQL type (VARCHAR, DOUBLE, INTEGER)
    batches  each one sequence per column, all of the same length; None is missing
    """
    names = ", ".join(f"{column(name)} {kind}" for name, kind in types.items())
    with engine(memory=MEMORY) as connection:
        connection.execute(f"CREATE TABLE collected ({names})")
        for batch in batches:
            _insert(connection, types, batch)
        return copy_query(connection, "SELECT * FROM collected", path=path)


def _insert(
    connection: Connection, types: Mapping[str, str], batch: Sequence[Sequence[Any]]
) -> None:
    columns = {
        name: _array(values, kind)
        for (name, kind), values in zip(types.items(), batch, strict=True)
    }
    connection.register("batch", columns)
    wanted = ", ".join(_cast(name, kind) for name, kind in types.items())
    connection.execute(f"INSERT INTO collected SELECT {wanted} FROM batch")
    connection.unregister("batch")


def _cast(name: str, kind: str) -> str:
    field = column(name)
    if kind == "VARCHAR":
        return field
    # NaN is how a missing number travels through an array; the table holds NULL.
    return f"CASE WHEN isnan({field}) THEN NULL ELSE CAST({field} AS {kind}) END"


def _array(values: Sequence[Any], kind: str) -> Any:
    import numpy as np

    if kind == "VARCHAR":
        return np.array(values, dtype=object)
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def read_columns(path: Path, *, columns: Sequence[str] = ()) -> dict[str, list[Any]]:
    """Read a Parquet file into lists, in its order: all columns, or those named."""
    wanted = ", ".join(identifier(name) for name in columns) or "*"
    with engine(memory=MEMORY) as connection:
        found = connection.execute(f"SELECT {wanted} FROM read_parquet({literal(str(path))})")
        names = [described[0] for described in found.description or []]
        rows = found.fetchall()
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def convert_file(source: Path, *, path: Path) -> int:
    """Copy a Parquet file into another format that the engine writes; return the rows."""
    with engine(memory=MEMORY) as connection:
        query = f"SELECT * FROM read_parquet({literal(str(source))})"
        return copy_query(connection, query, path=path)
