# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parquet with one column per indicator → one observation per row, in the order of the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from klammer.base.errors import InputRefusedError, Place
from klammer.warehouse.engine import engine, fetch, identifier, literal
from klammer.warehouse.parquet import MEMORY, copy_query


@dataclass(frozen=True)
class WideTable:
    """How a wide table becomes tidy.

    levels    value of the level column → (our level, SQL of the key, condition on it)
    zero      status of a 0
    """

    level: str
    key: str
    period: str
    values: Sequence[str]
    levels: Mapping[str, tuple[str, str, str]]
    boundary: str
    prefix: str
    zero: str
    file: str


def describe_parquet(path: Path, *, name: str) -> list[str]:
    """Return the columns of a Parquet file in order; refuse a file that is none."""
    import duckdb

    try:
        with engine(memory=MEMORY) as connection:
            sql = f"DESCRIBE SELECT * FROM read_parquet({literal(str(path))})"
            return [str(row[0]) for row in fetch(connection, sql)]
    except duckdb.Error as error:
        raise InputRefusedError(
            f"{name} cannot be read as Parquet",
            where=Place(file=name),
            why=str(error).splitlines()[0][:200],
            remedy="download the file again",
            code="parquet",
        ) from error


def count_by(path: Path, *columns: str) -> list[tuple[Any, ...]]:
    """Return the distinct values of columns with their number of rows, sorted."""
    names = ", ".join(identifier(name) for name in columns)
    with engine(memory=MEMORY) as connection:
        return fetch(
            connection,
            f"SELECT {names}, count(*) FROM read_parquet({literal(str(path))}) "
            f"GROUP BY {names} ORDER BY ALL",
        )


def melt_wide(path: Path, wide: WideTable, *, out: Path) -> int:
    """Write the tidy table and return its rows; a cell without a value gives no row."""
    with engine(memory=MEMORY, scratch=out.parent) as connection:
        return copy_query(connection, _query(path, wide), path=out)


def _query(path: Path, wide: WideTable) -> str:
    level, key = identifier(wide.level), identifier(wide.key)
    area = " ".join(
        f"WHEN {literal(found)} THEN {sql.format(key=key)}"
        for found, (_, sql, _) in wide.levels.items()
    )
    levels = " ".join(
        f"WHEN {literal(found)} THEN {literal(ours)}" for found, (ours, _, _) in wide.levels.items()
    )
    wanted = " OR ".join(
        f"({level} = {literal(found)} AND {condition.format(key=key)})"
        for found, (_, _, condition) in wide.levels.items()
    )
    cells = ", ".join(
        f"{{'name': {literal(wide.prefix + name)}, 'value': CAST({identifier(name)} AS DOUBLE), "
        f"'place': {place}}}"
        for name, place in _placed(wide, path)
    )
    return (
        f"SELECT CASE {level} {area} END AS area, CASE {level} {levels} END AS area_level, "
        f"{literal(wide.boundary)} AS boundary, "
        f"CAST({identifier(wide.period)} AS VARCHAR) AS period, "
        "cell.name AS variable, cell.value AS value, "
        f"CASE WHEN cell.value = 0 THEN {literal(wide.zero)} ELSE 'reported' END AS status, "
        f"'exact' AS secrecy, {literal(wide.file)} AS file, '' AS sheet, "
        'CAST(number + 1 AS INTEGER) AS "row", CAST(cell.place AS INTEGER) AS "column" '
        f"FROM (SELECT *, unnest([{cells}]) AS cell FROM (SELECT *, file_row_number AS number "
        f"FROM read_parquet({literal(str(path))}, file_row_number = true) WHERE {wanted})) "
        "WHERE cell.value IS NOT NULL"
    )


def _placed(wide: WideTable, path: Path) -> list[tuple[str, int]]:
    places = {name: at for at, name in enumerate(describe_parquet(path, name=wide.file), start=1)}
    return [(name, places[name]) for name in wide.values]
