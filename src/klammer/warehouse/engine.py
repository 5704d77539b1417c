# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The engine: one in-memory DuckDB per task, over immutable files.

A second process cannot open a DuckDB database file, even for reading; Parquet and in-memory
connections (14 ms) can be shared by as many as like.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from klammer.warehouse.schema import check_name

Connection = duckdb.DuckDBPyConnection


def connect(*, threads: int | None = None) -> Connection:
    """Return a fresh engine without access to the network; `threads` None means all cores."""
    connection = duckdb.connect()
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET enable_progress_bar = false")
    if threads:
        connection.execute(f"SET threads = {int(threads)}")
    return connection


@contextmanager
def engine(*, threads: int | None = None) -> Iterator[Connection]:
    """Open an engine for the length of a block."""
    connection = connect(threads=threads)
    try:
        yield connection
    finally:
        connection.close()


def fetch(connection: Connection, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run one query and return all rows: an unfinished result would block the connection."""
    return connection.execute(sql, list(values)).fetchall()


def quoted(text: str) -> str:
    """Return text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def column(name: str) -> str:
    """Return a checked name as an SQL identifier: breakdowns may be called `group` or `order`."""
    return f'"{check_name(name)}"'


def files(paths: Sequence[Path]) -> str:
    """Return paths as an SQL list literal for read_parquet."""
    return "[" + ", ".join(quoted(str(path)) for path in paths) + "]"


def version() -> str:
    """Version of the engine, for manifests."""
    return str(duckdb.__version__)
