# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""INKAR 2024: the chosen columns of the wide Parquet files as tidy observations.

A trace ends at the row and column of the Parquet file, which is a compilation: INKAR itself hands
out a screen export. 0.0 stands both for nothing and for too few; a negative share (−0.01) is
INKAR's mark of a county without figures, none of the chosen columns can be negative.
"""

from pathlib import Path

import duckdb
from inkar_choice import COUNTIES, MUNICIPALITIES, Column
from origins import inkar, sha256_of
from writing import Family, write_table

BOUNDARY = "2022-12-31"
LEVELS = {
    "Bund": ("country", "'DG'"),
    "Bundesländer": ("state", "kennziffer"),
    "Kreise": ("county", "left(kennziffer, 5)"),
    "Gemeinden": ("municipality", "kennziffer"),
}
DOMAINS = {
    "bildung": "Bildung",
    "medizinische_und_soziale_versorgung": "Medizinische und soziale Versorgung",
    "siedlungsstruktur": "Siedlungsstruktur",
    "sozialleistungen": "Sozialleistungen",
    "wirtschaft": "Wirtschaft",
}


def write_counties(originals: Path, folder: Path) -> int:
    """Germany, states and counties: all chosen variables and years."""
    family = Family("inkar_kreise", "INKAR 2024: Kreise, Länder, Bund")
    return _write(
        family, COUNTIES, levels=("Bund", "Bundesländer", "Kreise"), originals=originals, to=folder
    )


def write_municipalities(originals: Path, folder: Path) -> int:
    """The municipalities of Thuringia: what INKAR publishes at that depth."""
    family = Family("inkar_gemeinden", "INKAR 2024: Gemeinden in Thüringen")
    return _write(family, MUNICIPALITIES, levels=("Gemeinden",), originals=originals, to=folder)


def _write(
    family: Family,
    columns: tuple[Column, ...],
    *,
    levels: tuple[str, ...],
    originals: Path,
    to: Path,
) -> int:
    source = originals / "statistics" / "inkar_2024"
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    selects = []
    for domain, title in DOMAINS.items():
        chosen = [column for column in columns if column.domain == domain]
        if not chosen:
            continue
        path = source / f"{domain}.parquet"
        names = [
            row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
        ]
        family.origins[path.name] = inkar(title)
        family.sha256[path.name] = sha256_of(path)
        selects += [
            _select(path, column, names.index(column.kuerzel) + 1, levels) for column in chosen
        ]
    connection.execute("CREATE TABLE tidy AS " + " UNION ALL ".join(selects))
    _drop_years_nobody_has(connection)
    _label(connection, family, columns, source)
    return write_table(connection, family, to)


def _select(path: Path, column: Column, position: int, levels: tuple[str, ...]) -> str:
    """One column of the wide table as tidy rows; a zero is not known to be a zero."""
    level = " ".join(f"WHEN '{name}' THEN '{LEVELS[name][0]}'" for name in levels)
    area = " ".join(f"WHEN '{name}' THEN {LEVELS[name][1]}" for name in levels)
    wanted = ", ".join(f"'{name}'" for name in levels)
    only = "AND kennziffer LIKE '16%'" if levels == ("Gemeinden",) else ""
    value = f'"{column.kuerzel}"'
    return f"""SELECT CASE raumbezug {area} END AS area, CASE raumbezug {level} END AS area_level,
        '{BOUNDARY}' AS boundary, zeitbezug AS period, '{column.variable}' AS variable,
        '{column.sex}' AS sex, '_T' AS age, '_T' AS nationality,
        CASE WHEN {value} >= 0 THEN {value} END AS value,
        CASE WHEN {value} IS NULL OR {value} < 0 THEN 'missing'
             WHEN {value} = 0 THEN 'zero_or_hidden' ELSE 'reported' END AS status,
        'exact' AS secrecy, '{path.name}' AS file, '' AS sheet,
        (file_row_number + 1)::INTEGER AS row, {position} AS "column"
        FROM read_parquet('{path}', file_row_number = true)
        WHERE raumbezug IN ({wanted}) {only}"""


def _drop_years_nobody_has(connection: duckdb.DuckDBPyConnection) -> None:
    """An empty cell is missing only where its year was published; else there is nothing."""
    connection.execute(
        """DELETE FROM tidy WHERE status = 'missing' AND (variable, sex, area_level, period) NOT IN
           (SELECT variable, sex, area_level, period FROM tidy WHERE status <> 'missing')"""
    )


def _label(
    connection: duckdb.DuckDBPyConnection, family: Family, columns: tuple[Column, ...], source: Path
) -> None:
    meta = dict(
        connection.execute(
            f"SELECT kuerzel, any_value(name) FROM '{source / '_indikatoren.parquet'}' "
            "WHERE rubrik = 'Raumbeobachtung DE' GROUP BY 1"
        ).fetchall()
    )
    for column in columns:
        if column.sex == "_T":
            family.labels[column.variable] = meta.get(column.kuerzel, column.variable)
    family.codes = {"sex": {"_T": "Insgesamt", "M": "Männer", "F": "Frauen"}}
