# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of figures: what there is of an indicator, and its hash."""

from pathlib import Path

from klammer.base.cells import TOTAL
from klammer.base.tables import Table
from klammer.warehouse.engine import Connection, fetch
from klammer.warehouse.hashing import rows_hash
from klammer.warehouse.parquet import write_rows
from klammer.warehouse.schema import BREAKDOWNS, VALUES, VALUES_TYPES
from klammer.warehouse.tidy import parquet


def values_hash(connection: Connection, path: Path) -> str:
    """Return the hash of a figures file over its rows in canonical text."""
    return rows_hash(
        connection,
        parquet(path),
        texts=[name for name in VALUES if name not in VALUES_TYPES],
        numbers=list(VALUES_TYPES),
        groups=["area_level", "boundary", "period"],
    )


def summary(connection: Connection, path: Path) -> dict[str, object]:
    """Return what a figures file holds: rows, and per level × boundary periods, codes, areas.

    returns  {"rows": n, "coverage": [{"area_level", "boundary", "periods", "breakdowns", "areas"}]}
    A period counts when at least one area has a value in it.
    """
    rows = fetch(connection, f"SELECT count(*) FROM {parquet(path)}")[0][0]
    total = " AND ".join(f"{name} = '{TOTAL}'" for name in BREAKDOWNS)
    codes = ", ".join(
        f"list_sort(list(DISTINCT {name}) FILTER ({name} <> '{TOTAL}'))" for name in BREAKDOWNS
    )
    place = "area_level, boundary, period"
    # Counted first: what is looked at then is a few rows per period.
    found = fetch(
        connection,
        f"WITH counted AS (SELECT {place}, {', '.join(BREAKDOWNS)}, count(*) AS cells "
        f"FROM {parquet(path)} WHERE value IS NOT NULL GROUP BY ALL), "
        f"totals AS (SELECT *, CAST(COALESCE(sum(cells) FILTER ({total}) OVER "
        f"(PARTITION BY {place}), 0) AS BIGINT) AS n FROM counted) "
        f"SELECT area_level, boundary, list_sort(list(DISTINCT period)), {codes}, "
        f"max_by(n, period) FROM totals GROUP BY area_level, boundary ORDER BY 1, 2",
    )
    return {
        "rows": rows,
        "coverage": [
            {
                "area_level": level,
                "boundary": boundary,
                "periods": periods,
                "areas": areas,
                "breakdowns": {
                    n: c for n, c in zip(BREAKDOWNS, (sex, age, nation), strict=True) if c
                },
            }
            for level, boundary, periods, sex, age, nation, areas in found
        ],
    }


def read_values(connection: Connection, path: Path, *, only_own: bool = False) -> Table | None:
    """Read a whole figures file; with `only_own` None unless it has the column source_class.

    returns  indicator × area × boundary × period × sex × age × nationality → value, low, high
             [unit of the indicator] and the other columns of the file
    """
    found = connection.execute(f"SELECT * FROM {parquet(path)}")
    names = [str(column[0]) for column in found.description or ()]
    rows = found.fetchall() if not only_own or "source_class" in names else []
    if only_own and "source_class" not in names:
        found.fetchall()
        return None
    return Table({name: [row[place] for row in rows] for place, name in enumerate(names)})


def write_values(table: Table, path: Path, *, indicator: str) -> None:
    """Write the rows of one indicator, columns schema.VALUES, in their order."""
    kept = [place for place, name in enumerate(table["indicator"]) if name == indicator]
    types = {name: VALUES_TYPES.get(name, "VARCHAR") for name in VALUES}
    write_rows(types, [[[table[name][place] for place in kept] for name in VALUES]], path=path)
