# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write a tidy Parquet file and its companion: sorted, compressed, every key once."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from klammer.sources.contract import Origin
from klammer.warehouse.schema import tidy_columns

BREAKDOWNS = ("sex", "age", "nationality")
COLUMNS = tidy_columns(BREAKDOWNS)
KEY = ("variable", "area_level", "area", "period", *BREAKDOWNS)


@dataclass
class Family:
    """One Parquet file of the data set: rows and what is known about them."""

    name: str
    title: str
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)


def write_family(family: Family, folder: Path) -> int:
    """Write `<name>.parquet` and `<name>.json`; return the number of observations."""
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    types = {"value": "DOUBLE", "row": "INTEGER", "column": "INTEGER"}
    listed = ", ".join(f'"{name}" {types.get(name, "VARCHAR")}' for name in COLUMNS)
    connection.execute(f"CREATE TABLE tidy ({listed})")
    _fill(connection, family.rows)
    _check_keys(connection, family.name)
    return write_table(connection, family, folder)


def write_table(connection: duckdb.DuckDBPyConnection, family: Family, folder: Path) -> int:
    """Write what stands in the table `tidy` of the connection, sorted so that it packs well."""
    path = folder / f"{family.name}.parquet"
    companion = _companion(family)
    known = json.dumps(companion, ensure_ascii=False).replace("'", "''")
    connection.execute(
        f"COPY (SELECT * FROM tidy ORDER BY {', '.join(KEY)}) TO '{path}' "
        "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, PARQUET_VERSION v2, "
        f"ROW_GROUP_SIZE 300000, KV_METADATA {{klammer: '{known}'}})"
    )
    write_json(folder / f"{family.name}.json", companion)
    return connection.execute("SELECT count(*) FROM tidy").fetchone()[0]


def _fill(connection: duckdb.DuckDBPyConnection, rows: list[tuple[Any, ...]]) -> None:
    """Columns as arrays: DuckDB takes numpy much faster than single rows."""
    import numpy as np

    if not rows:
        return
    columns = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True))
    arrays = {
        name: np.array(values, dtype=float if name == "value" else None)
        if name in {"value", "row", "column"}
        else np.array(values, dtype=object)
        for name, values in columns.items()
    }
    connection.register("incoming", arrays)
    picked = ", ".join(
        "CASE WHEN isnan(value) THEN NULL ELSE value END" if name == "value" else f'"{name}"'
        for name in COLUMNS
    )
    connection.execute(f"INSERT INTO tidy SELECT {picked} FROM incoming")
    connection.unregister("incoming")


def _check_keys(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    keys = ", ".join(KEY)
    twice = connection.execute(
        f"SELECT {keys}, count(*) FROM tidy GROUP BY {keys} HAVING count(*) > 1 LIMIT 5"
    ).fetchall()
    if twice:
        raise ValueError(f"{name}: keys repeat: {twice}")


def _companion(family: Family) -> dict[str, Any]:
    """What is known about the rows; it also lies inside the Parquet file, under `klammer`."""
    return {
        "title": family.title,
        "origins": {name: asdict(origin) for name, origin in sorted(family.origins.items())},
        "sha256": dict(sorted(family.sha256.items())),
        "labels": dict(sorted(family.labels.items())),
        "codes": {name: dict(sorted(found.items())) for name, found in family.codes.items()},
    }


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write JSON that a person can read and that does not differ without reason."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
