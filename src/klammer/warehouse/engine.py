# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The engine: one in-memory DuckDB per task, over immutable files.

A second process cannot open a DuckDB database file, even for reading; Parquet and in-memory
connections (14 ms) can be shared by as many as like.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from klammer.warehouse.schema import check_name

Connection = duckdb.DuckDBPyConnection
Item = TypeVar("Item")
Result = TypeVar("Result")


def connect(
    *, threads: int | None = None, memory: str = "", scratch: Path | None = None
) -> Connection:
    """Return a fresh engine without access to the network, which keeps the order of rows.

    threads  None means all cores
    memory   the most it may take, e.g. "1GB"; empty means most of the machine's
    scratch  the folder it may spill into
    """
    connection = duckdb.connect()
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET enable_progress_bar = false")
    if threads:
        connection.execute(f"SET threads = {int(threads)}")
    if memory:
        connection.execute(f"SET memory_limit = {literal(memory)}")
    if scratch is not None:
        connection.execute(f"SET temp_directory = {literal(str(scratch))}")
    return connection


@contextmanager
def engine(
    *, threads: int | None = None, memory: str = "", scratch: Path | None = None
) -> Iterator[Connection]:
    """Open an engine for the length of a block; arguments as in `connect`."""
    connection = connect(threads=threads, memory=memory, scratch=scratch)
    try:
        yield connection
    finally:
        connection.close()


def side_by_side(
    connection: Connection,
    work: Callable[[Item, Connection], Result],
    items: Sequence[Item],
    *,
    threads: int | None = None,
) -> Iterator[tuple[Item, Result]]:
    """Do the same small work for many items, as many at a time as there are cores.

    One small query does not keep two cores busy; two of them do. Each has a cursor of its own on
    the same tables. Yields item and result as they are finished; the first error stops all.
    """
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:

        def done(item: Item) -> Result:
            cursor = connection.cursor()
            try:
                return work(item, cursor)
            finally:
                cursor.close()

        waiting = {pool.submit(done, item): item for item in items}
        try:
            for future in as_completed(waiting):
                yield waiting[future], future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def fetch(connection: Connection, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run one query and return all rows: an unfinished result would block the connection."""
    return connection.execute(sql, list(values)).fetchall()


def literal(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """Return a name as an SQL identifier, whatever stands in it: a column of a foreign file."""
    return '"' + name.replace('"', '""') + '"'


def column(name: str) -> str:
    """Return a checked name as an SQL identifier: breakdowns may be called `group` or `order`."""
    return identifier(check_name(name))


def version() -> str:
    """Version of the engine, for manifests."""
    return str(duckdb.__version__)
