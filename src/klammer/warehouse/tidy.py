# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tidy files: sorted so that one variable is read without the others, hashed, looked through."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from klammer.base.cells import TOTAL
from klammer.warehouse.engine import Connection, engine, fetch, literal
from klammer.warehouse.hashing import rows_hash
from klammer.warehouse.schema import check_name

ROWS_PER_GROUP = 122_880

# A school year counts for the year it begins in, several years for the last of them.
YEAR = (
    "CAST(CASE WHEN period LIKE '____/____' THEN right(period, 4) ELSE left(period, 4) END "
    "AS INTEGER)"
)


def parquet(path: Path) -> str:
    """SQL: the table in a Parquet file."""
    return f"read_parquet({literal(str(path))})"


def write_sorted(connection: Connection, query: str, out: Path, *, by: str = "") -> None:
    """Write a query's rows to Parquet, in the order of `by` or as the query gives them."""
    order = f" ORDER BY {by}" if by else ""
    connection.execute(
        f"COPY ({query}{order}) TO {literal(str(out))} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_PER_GROUP})"
    )


def settle(read: Path, out: Path) -> None:
    """Sort what a reader wrote by variable, so that a figure reads its own rows only."""
    with engine() as connection:
        write_sorted(
            connection,
            f"SELECT * FROM {parquet(read)}",
            out,
            by='variable, area_level, boundary, period, file, sheet, row, "column"',
        )


@dataclass(frozen=True, slots=True)
class Contents:
    """What a tidy file holds, for finding it without opening it.

    variables  sorted; places: level × boundary, sorted
    yearly     no area has two periods of a variable in one year
    """

    variables: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    yearly: bool


def contents(path: Path) -> Contents:
    """Look a tidy file through, once as long as it stays what it is."""
    about = path.stat()
    return _contents(path, about.st_ino, about.st_size, about.st_mtime_ns)


@lru_cache(maxsize=8)
def _contents(path: Path, *_identity: int) -> Contents:
    table = parquet(path)
    with engine() as connection:
        variables = fetch(connection, f"SELECT DISTINCT variable FROM {table} ORDER BY 1")
        places = fetch(
            connection, f"SELECT DISTINCT area_level, boundary FROM {table} ORDER BY 1, 2"
        )
        twice = fetch(
            connection,
            f"SELECT 1 FROM (SELECT DISTINCT variable, area, boundary, period FROM {table}) "
            f"GROUP BY variable, area, boundary, {YEAR} HAVING count(*) > 1 LIMIT 1",
        )
    return Contents(
        tuple(str(row[0]) for row in variables),
        tuple((str(level), str(boundary)) for level, boundary in places),
        not twice,
    )


def groups_by_variable(path: Path, breakdowns: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    """List what a tidy file counts: each variable with each group of people it counts.

    returns  variable and breakdown column → code, totals left out; by variable, totals first
    """
    names = [check_name(name) for name in breakdowns]
    columns = ", ".join(["variable", *names])
    with engine() as connection:
        rows = fetch(connection, f"SELECT DISTINCT {columns} FROM {parquet(path)} ORDER BY ALL")
    found = [
        (str(row[0]), {n: str(c) for n, c in zip(names, row[1:], strict=True) if c != TOTAL})
        for row in rows
    ]
    return sorted(found, key=lambda one: (one[0], len(one[1]), sorted(one[1].items())))


def files_by_variable(path: Path) -> dict[tuple[str, str, int], tuple[str, ...]]:
    """Look up which of a delivery's files a figure comes from.

    returns  variable × area level × year → names of the files with rows there, sorted
    """
    found: dict[tuple[str, str, int], list[str]] = {}
    with engine() as connection:
        rows = fetch(
            connection,
            f"SELECT DISTINCT variable, area_level, {YEAR}, file FROM {parquet(path)} ORDER BY ALL",
        )
    for variable, level, year, file in rows:
        found.setdefault((str(variable), str(level), int(year)), []).append(str(file))
    return {key: tuple(files) for key, files in found.items()}


def tidy_hash(path: Path, breakdowns: tuple[str, ...]) -> str:
    """Return the hash over all rows in canonical text, whatever their order."""
    texts = ["area_level", "boundary", "variable", "area", "period", *breakdowns]
    texts += ["status", "secrecy", "file", "sheet"]
    with engine() as connection:
        return rows_hash(
            connection,
            parquet(path),
            texts=texts,
            numbers=["value", "row", "column"],
            groups=["variable", "period"],
        )


def rows_of(path: Path, *, condition: str = "true", limit: int = 200) -> list[dict[str, object]]:
    """Return the first rows of a tidy file as name → value, for previews."""
    with engine() as connection:
        connection.execute(f"SELECT * FROM {parquet(path)} WHERE {condition} LIMIT {int(limit)}")
        names = [column[0] for column in connection.description or ()]
        return [dict(zip(names, row, strict=True)) for row in connection.fetchall()]
