# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parquet in and out: rows a reader collected, and queries over files.

Every file is written beside its place and renamed, so that a killed process leaves no half file.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klammer.warehouse.schema import check_name

if TYPE_CHECKING:
    import duckdb

# Two threads are what a small server has; the rows come out in the same order with any number.
_MEMORY_LIMIT = "1GB"
_PARQUET = "FORMAT parquet, COMPRESSION {compression}"
_FORMATS = {".csv": "FORMAT csv, HEADER, DELIMITER ','"}


def connect(
    *, memory: str = _MEMORY_LIMIT, scratch: Path | None = None
) -> "duckdb.DuckDBPyConnection":
    """Open an in-memory engine that keeps the order of rows and may spill into `scratch`."""
    import duckdb

    engine = duckdb.connect()
    engine.execute(f"SET memory_limit = '{memory}'")
    engine.execute("SET enable_progress_bar = false")
    if scratch is not None:
        engine.execute(f"SET temp_directory = {literal(str(scratch))}")
    return engine


def literal(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """Return a column's name as an SQL identifier, whatever stands in it."""
    return '"' + name.replace('"', '""') + '"'


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


def copy_query(
    engine: "duckdb.DuckDBPyConnection", query: str, *, path: Path, compression: str = "zstd"
) -> int:
    """Write the rows of a query to CSV (by extension) or else Parquet; return their number."""
    how = _FORMATS.get(path.suffix.lower(), _PARQUET).format(compression=compression)
    with replaced_at_once(path) as unfinished:
        done = engine.execute(f"COPY ({query}) TO {literal(str(unfinished))} ({how})").fetchone()
    return int(done[0]) if done else 0


def write_rows(
    types: Mapping[str, str], batches: Iterable[Sequence[Sequence[Any]]], *, path: Path
) -> int:
    """Write batches of columns to Parquet in the order given and return the number of rows.

    types    column → SQL type (VARCHAR, DOUBLE, INTEGER)
    batches  each one sequence per column, all of the same length; None is missing
    """
    names = ", ".join(f"{quoted(check_name(name))} {kind}" for name, kind in types.items())
    engine = connect()
    try:
        engine.execute(f"CREATE TABLE collected ({names})")
        for batch in batches:
            _insert(engine, types, batch)
        return copy_query(engine, "SELECT * FROM collected", path=path)
    finally:
        engine.close()


def _insert(
    engine: "duckdb.DuckDBPyConnection", types: Mapping[str, str], batch: Sequence[Sequence[Any]]
) -> None:
    columns = {
        name: _array(values, kind)
        for (name, kind), values in zip(types.items(), batch, strict=True)
    }
    engine.register("batch", columns)
    wanted = ", ".join(_cast(name, kind) for name, kind in types.items())
    engine.execute(f"INSERT INTO collected SELECT {wanted} FROM batch")
    engine.unregister("batch")


def _cast(name: str, kind: str) -> str:
    column = quoted(name)
    if kind == "VARCHAR":
        return column
    # NaN is how a missing number travels through an array; the table holds NULL.
    return f"CASE WHEN isnan({column}) THEN NULL ELSE CAST({column} AS {kind}) END"


def _array(values: Sequence[Any], kind: str) -> Any:
    import numpy as np

    if kind == "VARCHAR":
        return np.array(values, dtype=object)
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def read_columns(path: Path, *, columns: Sequence[str] = ()) -> dict[str, list[Any]]:
    """Read a Parquet file into lists, in its order: all columns, or those named."""
    wanted = ", ".join(quoted(name) for name in columns) or "*"
    engine = connect()
    try:
        found = engine.execute(f"SELECT {wanted} FROM read_parquet({literal(str(path))})")
        names = [column[0] for column in found.description or []]
        rows = found.fetchall()
    finally:
        engine.close()
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def convert_file(source: Path, *, path: Path) -> int:
    """Copy a Parquet file into another format that the engine writes; return the rows."""
    engine = connect()
    try:
        return copy_query(engine, f"SELECT * FROM read_parquet({literal(str(source))})", path=path)
    finally:
        engine.close()
