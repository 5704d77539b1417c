# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a new delivery changes against the last one, key by key."""

from dataclasses import dataclass
from pathlib import Path

from klammer.base.cells import TOTAL
from klammer.warehouse.engine import column, engine, fetch
from klammer.warehouse.tidy import parquet

EXAMPLES = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One key that differs. A side that is not there has neither value nor status."""

    area: str
    boundary: str
    period: str
    variable: str
    breakdown: str  # e.g. "sex=F", "" for the total
    before: float | None
    after: float | None
    status_before: str | None
    status_after: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Counts of keys, and the first examples: changed before removed before added.

    An `unchanged` key has the same value and status on both sides.
    """

    added: int
    removed: int
    changed: int
    unchanged: int
    examples: tuple[Change, ...]


def difference(
    before: Path,
    after: Path,
    *,
    breakdowns: tuple[str, ...],
    before_has: tuple[str, ...],
    after_has: tuple[str, ...],
) -> Difference:
    """Compare two tidy files by area × boundary × period × variable × breakdowns."""
    joined = _joined(before, after, breakdowns, before_has, after_has)
    with engine() as connection:
        counts = dict(fetch(connection, f"SELECT kind, count(*) FROM ({joined}) GROUP BY kind"))
        rows = fetch(
            connection,
            f"SELECT area, boundary, period, variable, {_words(breakdowns)}, bv, av, bs, st "
            f"FROM ({joined}) WHERE kind <> 'same' ORDER BY CASE kind WHEN 'changed' THEN 0 "
            f"WHEN 'removed' THEN 1 ELSE 2 END, variable, area, period LIMIT {EXAMPLES}",
        )
    return Difference(
        counts.get("added", 0),
        counts.get("removed", 0),
        counts.get("changed", 0),
        counts.get("same", 0),
        tuple(Change(*row) for row in rows),
    )


def _joined(
    before: Path,
    after: Path,
    breakdowns: tuple[str, ...],
    before_has: tuple[str, ...],
    after_has: tuple[str, ...],
) -> str:
    """SQL: every key of both files with both sides, and what became of it."""
    keys = ["area", "boundary", "period", "variable", *map(column, breakdowns)]
    left = _side(before, breakdowns, before_has)
    right = _side(after, breakdowns, after_has)
    return (
        f"SELECT {', '.join(keys)}, b.value AS bv, a.value AS av, b.status AS bs, a.status AS st, "
        f"CASE WHEN b.status IS NULL THEN 'added' WHEN a.status IS NULL THEN 'removed' "
        f"WHEN b.value IS DISTINCT FROM a.value OR b.status <> a.status THEN 'changed' "
        f"ELSE 'same' END AS kind FROM ({left}) b FULL JOIN ({right}) a USING ({', '.join(keys)})"
    )


def _side(path: Path, breakdowns: tuple[str, ...], has: tuple[str, ...]) -> str:
    columns = "".join(
        f", COALESCE({column(name)}, '{TOTAL}') AS {column(name)}"
        if name in has
        else f", '{TOTAL}' AS {column(name)}"
        for name in breakdowns
    )
    return f"SELECT area, boundary, period, variable{columns}, value, status FROM {parquet(path)}"


def _words(breakdowns: tuple[str, ...]) -> str:
    if not breakdowns:
        return "''"
    parts = ", ".join(
        f"CASE WHEN {column(n)} <> '{TOTAL}' THEN '{n}=' || {column(n)} END" for n in breakdowns
    )
    return f"concat_ws(', ', {parts})"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where something changed, whatever the breakdown."""

    variable: str
    area: str
    period: str


def changed_cells(
    before: Path,
    after: Path,
    *,
    breakdowns: tuple[str, ...],
    before_has: tuple[str, ...],
    after_has: tuple[str, ...],
) -> list[Cell]:
    """Return each variable × area × period whose value or status changed, or that is gone."""
    joined = _joined(before, after, breakdowns, before_has, after_has)
    with engine() as connection:
        rows = fetch(
            connection,
            f"SELECT DISTINCT variable, area, period FROM ({joined}) "
            f"WHERE kind IN ('changed', 'removed') ORDER BY ALL",
        )
    return [Cell(str(variable), str(area), str(period)) for variable, area, period in rows]
