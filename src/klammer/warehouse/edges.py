# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The edges of boundary conversion as a table of the engine."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from klammer.warehouse.engine import Connection, engine, fetch
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


def write_edges(edges: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Write edges (keys of COLUMNS) to a Parquet file."""
    columns = [[edge[name] for edge in edges] for name in COLUMNS]
    write_rows(COLUMNS, [columns] if edges else [], path=path)


def load_edges(connection: Connection, path: Path, *, name: str = "edges") -> None:
    """Make the edges a table of this engine."""
    connection.execute(
        f"CREATE OR REPLACE TABLE {name} AS SELECT * REPLACE (CAST(whole AS BOOLEAN) AS whole) "
        f"FROM {parquet(path)}"
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
