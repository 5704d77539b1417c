# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The edges of boundary conversion as a table of the engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from klammer.warehouse.codes import make_types
from klammer.warehouse.engine import Connection, engine, fetch, literal
from klammer.warehouse.parquet import write_rows
from klammer.warehouse.tidy import parquet

COLUMNS = {
    "from_level": "VARCHAR",
    "from_boundary": "VARCHAR",
    "old": "VARCHAR",
    "to_level": "VARCHAR",
    "to_boundary": "VARCHAR",
    "new": "VARCHAR",
    "weight": "DOUBLE",
    "error_class": "VARCHAR",
    "parts": "INTEGER",
    "whole": "DOUBLE",
    "note": "VARCHAR",
}
# Where an edge leads to is a code of the engine: codes sort and join like numbers, texts do not.
_CODED = {"to_level": "level_key", "to_boundary": "boundary_key", "new": "area_key"}


def write_edges(edges: Sequence[object], path: Path) -> None:
    """Write edges (objects with the names of COLUMNS) to a Parquet file."""
    rows = map(attrgetter(*COLUMNS), edges)
    write_rows(COLUMNS, [list(zip(*rows, strict=True))] if edges else [], path=path)


@dataclass(frozen=True, slots=True)
class Ways:
    """The edges loaded into an engine as tables `edges`, `whole_edges` and `split_edges`.

    In the latter two the target and the error class are codes, in the order of their texts.

    whole   level × boundary → level × boundary between which units are carried as they are
    split   … between which counts are divided or added up
    """

    whole: frozenset[tuple[str, str, str, str]]
    split: frozenset[tuple[str, str, str, str]]


def load_edges(connection: Connection, path: Path) -> Ways:
    """Make the edges tables of this engine: those of whole units need no sums."""
    connection.execute(
        f"CREATE TABLE edges AS SELECT * REPLACE (CAST(whole AS BOOLEAN) AS whole) "
        f"FROM {parquet(path)}"
    )
    make_types(connection)
    for name, kind in _CODED.items():
        connection.execute(
            f"CREATE TYPE {kind} AS ENUM (SELECT DISTINCT {name} FROM edges ORDER BY {name})"
        )
    coded = ", ".join(f"{name}::{kind} AS {name}" for name, kind in _CODED.items())
    ways = {}
    for name, condition in (("whole", "whole"), ("split", "NOT whole")):
        connection.execute(
            f"CREATE TABLE {name}_edges AS SELECT * REPLACE ({coded}, "
            f"error_class::grade_key AS error_class) FROM edges WHERE {condition}"
        )
        rows = fetch(
            connection,
            f"SELECT DISTINCT from_level, from_boundary, to_level, to_boundary FROM {name}_edges",
        )
        ways[name] = frozenset((str(a), str(b), str(c), str(d)) for a, b, c, d in rows)
    return Ways(**ways)


def load_edges_into(connection: Connection, path: Path, *, target: tuple[str, str, str]) -> None:
    """Make the table `edges` of those alone that lead to one area.

    target  level, boundary version and key of the area
    """
    make_types(connection)
    level, boundary, key = map(literal, target)
    connection.execute(
        f"CREATE TABLE edges AS SELECT * REPLACE (CAST(whole AS BOOLEAN) AS whole) "
        f"FROM {parquet(path)} "
        f"WHERE to_level = {level} AND to_boundary = {boundary} AND new = {key}"
    )


def places_present(paths: Sequence[Path]) -> list[tuple[str, str, str]]:
    """Return level × boundary × area of everything in these tidy files."""
    if not paths:
        return []
    parts = " UNION ALL ".join(
        f"SELECT DISTINCT area_level, boundary, area FROM {parquet(path)}" for path in paths
    )
    with engine() as connection:
        rows = fetch(connection, f"SELECT DISTINCT * FROM ({parts}) ORDER BY ALL")
    return [(str(level), str(boundary), str(area)) for level, boundary, area in rows]
