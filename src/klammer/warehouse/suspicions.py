# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Queries for what looks wrong in a tidy file; each answers with the place of the cell."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from klammer.base.cells import TOTAL
from klammer.indicators.formulas import Term
from klammer.warehouse.engine import Connection, column, fetch, literal
from klammer.warehouse.hashing import number_text
from klammer.warehouse.tidy import YEAR, parquet

MOST = 500  # of one kind
JUMP = 3.0
FEW = 10  # one odd cell among at least this many
JUMP_FROM = 100


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One cell that looks wrong: what was found, what was expected, where it stands."""

    code: str
    file: str
    sheet: str
    row: int | None
    column: int | None
    found: str
    expected: str


_PLACE = 'file, sheet, row, "column"'


def _ask(connection: Connection, code: str, sql: str) -> list[Suspicion]:
    return [Suspicion(code, *row) for row in fetch(connection, f"{sql} LIMIT {MOST}")]


def part_above_whole(
    connection: Connection, path: Path, part: Term, whole: Term, *, breakdowns: tuple[str, ...]
) -> list[Suspicion]:
    """A part larger than its whole in the same area and year, e.g. unemployed above persons."""
    small, large = _term(path, part, breakdowns), _term(path, whole, breakdowns)
    words = f"p.area || ' ' || p.year || ': ' || {number_text('p.total')}"
    expected = f"'at most ' || {number_text('w.total')}"
    return _ask(
        connection,
        "impossible_value",
        f"SELECT p.file, p.sheet, p.row, p.col, {words} || ' ' || "
        f"{literal(part.label or part.variable)}, {expected} || ' ' || "
        f"{literal(whole.label or whole.variable)} FROM ({small}) p JOIN ({large}) w "
        f"USING (area, boundary, year) WHERE p.total > w.total ORDER BY p.total / w.total DESC",
    )


def _term(path: Path, term: Term, breakdowns: tuple[str, ...]) -> str:
    conditions = [f"variable = {literal(term.variable)}", "value IS NOT NULL"]
    conditions += ["false" for name in term.where if name not in breakdowns]
    for name in breakdowns:
        codes = ", ".join(literal(code) for code in term.where.get(name, (TOTAL,)))
        conditions.append(f"COALESCE({column(name)}, '{TOTAL}') IN ({codes})")
    return (
        f"SELECT area, boundary, {YEAR} AS year, sum(value) AS total, any_value(file) AS file, "
        f'any_value(sheet) AS sheet, min(row) AS row, min("column") AS col FROM {parquet(path)} '
        f"WHERE {' AND '.join(conditions)} GROUP BY ALL"
    )


def negative(connection: Connection, path: Path, *, variables: Collection[str]) -> list[Suspicion]:
    """Counts below zero."""
    return _ask(
        connection,
        "negative_count",
        f"SELECT {_PLACE}, area || ' ' || period || ': ' || {number_text('value')}, "
        f"'zero or more' "
        f"FROM {parquet(path)} WHERE value < 0 AND {_among(variables)} ORDER BY value",
    )


def sexes_differ_from_total(
    connection: Connection, path: Path, *, variables: Collection[str], breakdowns: tuple[str, ...]
) -> list[Suspicion]:
    """Female plus male against the total, where all three are exact counts."""
    others = [column(name) for name in breakdowns if name != "sex"]
    keys = ", ".join(["variable", "area", "area_level", "boundary", "period", *others])
    mine = "FILTER (COALESCE(sex, '_T') = '_T')"
    total, parts = f"any_value(value) {mine}", "sum(value) FILTER (sex IN ('F', 'M'))"
    return _ask(
        connection,
        "total_differs",
        f"SELECT any_value(file) {mine}, any_value(sheet) {mine}, any_value(row) {mine}, "
        f"any_value(\"column\") {mine}, area || ' ' || period || ': ' || variable || ' ' || "
        f"{number_text(total)}, 'female + male = ' || {number_text(parts)} "
        f"FROM {parquet(path)} WHERE secrecy = 'exact' AND value = round(value) "
        f"AND {_among(variables)} "
        f"GROUP BY {keys} HAVING count(value) FILTER (sex IN ('F', 'M')) = 2 "
        f"AND count(value) {mine} = 1 "
        f"AND abs({parts} - {total}) > 0.5 "
        f"ORDER BY area, period",
    )


def jumps(
    connection: Connection, path: Path, *, variables: Collection[str], breakdowns: tuple[str, ...]
) -> list[Suspicion]:
    """Counts of at least 100 that trebled, or fell below a third, within a year."""
    others = "".join(f", {column(name)}" for name in breakdowns)
    last = f"lag({{}}) OVER (PARTITION BY variable, area, boundary{others} ORDER BY period)"
    return _ask(
        connection,
        "jump",
        f"SELECT {_PLACE}, area || ' ' || period || ': ' || variable || ' ' || "
        f"{number_text('value')}, 'near ' || {number_text('before')} || ' of the year before' "
        f"FROM (SELECT *, {last.format('value')} AS before, "
        f"{YEAR} - {last.format(YEAR)} AS years FROM {parquet(path)} "
        f"WHERE value IS NOT NULL AND {_among(variables)}) WHERE years = 1 "
        f"AND greatest(value, before) >= {JUMP_FROM} "
        f"AND (value > {JUMP} * before OR before > {JUMP} * value) "
        f"ORDER BY greatest(value, before) DESC",
    )


def odd_decimals(connection: Connection, path: Path) -> list[Suspicion]:
    """Single cells with decimals among whole numbers: 1.72 where 172 may have been meant."""
    whole = "value = round(value)"
    return _ask(
        connection,
        "odd_decimals",
        f"SELECT {_PLACE}, area || ' ' || period || ': ' || variable || ' ' || "
        f"{number_text('value')}, 'a whole number, like the others' FROM (SELECT *, "
        f"count(*) FILTER (NOT ({whole})) OVER every AS odd, count(*) OVER every AS n "
        f"FROM {parquet(path)} WHERE value IS NOT NULL WINDOW every AS (PARTITION BY variable)) "
        f"WHERE NOT ({whole}) AND n >= {FEW} AND odd * {FEW} <= n ORDER BY file, sheet, row",
    )


def gaps(connection: Connection, path: Path, *, breakdowns: tuple[str, ...]) -> list[Suspicion]:
    """Years in which areas have no row though they have one before and after; one each variable."""
    totals = "".join(f" AND COALESCE({column(n)}, '{TOTAL}') = '{TOTAL}'" for n in breakdowns)
    return _ask(
        connection,
        "gap",
        f"WITH seen AS (SELECT DISTINCT variable, area, area_level, boundary, {YEAR} AS year "
        f"FROM {parquet(path)} WHERE true{totals}), "
        f"years AS (SELECT DISTINCT variable, area_level, boundary, year FROM seen), "
        f"span AS (SELECT variable, area, area_level, boundary, min(year) AS first, "
        f"max(year) AS last FROM seen GROUP BY ALL), "
        f"absent AS (SELECT s.variable, y.year, s.area FROM span s "
        f"JOIN years y USING (variable, area_level, boundary) ANTI JOIN seen x "
        f"ON x.variable = s.variable AND x.area = s.area AND x.boundary = s.boundary "
        f"AND x.year = y.year WHERE y.year > s.first AND y.year < s.last) "
        f"SELECT '', '', NULL::INTEGER, NULL::INTEGER, variable || ' ' || year || ': ' || "
        f"count(*) || ' areas are not there, e.g. ' || min(area), "
        f"'a figure, as in the years before and after' "
        f"FROM absent GROUP BY variable, year ORDER BY variable, year",
    )


def _among(variables: Collection[str]) -> str:
    return (
        f"variable IN ({', '.join(literal(one) for one in sorted(variables))})"
        if variables
        else "false"
    )
