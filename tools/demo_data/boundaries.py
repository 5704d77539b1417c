# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""To which boundary version the keys of a delivery belong: found by comparing sets of keys."""

from functools import cache
from pathlib import Path

import duckdb


@cache
def keys_in_force(originals: Path, level: str) -> dict[int, frozenset[str]]:
    """Year → keys in force on 31 December, from the BBSR crosswalks and, for 2022, INKAR."""
    crosswalks = originals / "crosswalks"
    kind = {"county": "kreise", "municipality": "gemeinden"}[level]
    path = crosswalks / f"bbsr_{kind}_1990-2020_to_2020.parquet"
    connection = duckdb.connect()
    found = connection.execute(
        f"SELECT year_xw::INT, list(DISTINCT ags_xw) FROM '{path}' GROUP BY 1"
    ).fetchall()
    sets = {year: frozenset(keys) for year, keys in found}
    regions = originals / "statistics" / "inkar_2024" / "_regionen.parquet"
    name, key = {
        "county": ("Kreise", "left(kennziffer, 5)"),
        "municipality": ("Gemeinden", "kennziffer"),
    }[level]
    sets[2022] = frozenset(
        row[0]
        for row in connection.execute(
            f"SELECT {key} FROM '{regions}' WHERE raumbezug = '{name}'"
        ).fetchall()
    )
    return sets


def boundary_of(
    period: str, delivered: frozenset[str], *, state: str, level: str, originals: Path
) -> tuple[str, frozenset[str]]:
    """The 31 December whose keys in this state have figures, and these keys.

    The version with the fewest differences, the nearest first: 1995 and 1996 stand on boundaries
    with Eisenach apart, which are those of 1997. Some tables print a year twice, on the boundaries
    of the time and on later ones (Saxony before 2008): one of the two is taken, never both.
    """
    year = int(period[:4])
    known = keys_in_force(originals, level)
    candidates = [year, *(y for step in range(1, 30) for y in (year - step, year + step))]
    best: tuple[int, str, frozenset[str]] | None = None
    for candidate in candidates:
        version = {2021: 2022}.get(candidate, candidate) if level == "county" else candidate
        if version not in known:
            continue
        keys = frozenset(key for key in known[version] if key.startswith(state))
        cost = len(keys ^ delivered)
        if best is None or cost < best[0]:
            best = (cost, f"{candidate}-12-31", keys)
    if best is None:
        raise ValueError(f"{period}: no boundary version is known")
    return best[1], best[2]
