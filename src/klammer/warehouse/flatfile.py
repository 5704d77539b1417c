# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Large delimited files to tidy rows without a loop: staged once, asked often, melted at the end.

The text is staged as Parquet in the order of its lines. What is small (codes, labels, periods) is
asked for as distinct values and decided in Python; the decisions go back as lookups, which are
written as CASE: a join would change the order of the rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from klammer.base.errors import InputRefusedError, Place
from klammer.warehouse.markers import MARKERS
from klammer.warehouse.parquet import connect, copy_query, literal, quoted
from klammer.warehouse.schema import TIDY_HEAD, breakdowns_of, tidy_columns

# Quality signs beside a value that make it uncertain: "(" for few cases, "/" for too few.
_UNSURE = "(/"
_MEMORY = "400MB"
_ERROR_LENGTH = 400


@dataclass(frozen=True)
class Lookup:
    """A text made from a staged column: value → text, or → a lookup in another column.

    otherwise  for values that are not listed; None is missing
    """

    column: int
    codes: "Mapping[str, str | Lookup]"
    otherwise: "str | Lookup | None" = None

    def sql(self) -> str:
        """Return the expression."""
        rest = _text(self.otherwise)
        cases = {value: _text(code) for value, code in self.codes.items()}
        if not cases or set(cases.values()) == {rest}:
            return rest
        listed = " ".join(f"WHEN {literal(value)} THEN {code}" for value, code in cases.items())
        return f"CASE c{self.column} {listed} ELSE {rest} END"


@dataclass(frozen=True)
class Measure:
    """One column of values.

    column    where the values stand, counted from 1
    quality   where their quality signs stand; 0 for none
    variable  constant, or lookup in a code column
    secrecy   of an exact cell of this measure, constant or lookup
    """

    column: int
    variable: "str | Lookup"
    quality: int = 0
    secrecy: "str | Lookup" = "exact"


@dataclass(frozen=True)
class Melting:
    """How staged columns become tidy ones.

    area        column of the key, 0 for Germany as a whole; twelve digits become eight
    texts       boundary, period and breakdowns: name → constant or lookup
    measures    columns of values
    comma       whether the decimal sign is a comma
    silent      (area, period) where "-" says "no such area", both as delivered
    skip        lines that repeat an earlier one
    skip_areas  (area, period) that only repeat another key of the area, both as delivered
    """

    area: int
    texts: Mapping[str, "str | Lookup"]
    measures: Sequence[Measure]
    comma: bool
    file: str
    sheet: str = ""
    silent: Sequence[tuple[str, str]] = field(default=())
    period_column: int = 0
    skip: Sequence[int] = field(default=())
    skip_areas: Sequence[tuple[str, str]] = field(default=())


class FlatFile:
    """A delimited text file with one header line, staged; use it in a `with` block."""

    def __init__(self, path: Path, *, name: str, columns: int, scratch: Path) -> None:
        """Stage the file; raise `InputRefusedError` where a line does not fit the header.

        path     UTF-8 text whose records are lines
        columns  number of columns of the header
        scratch  folder for the staged rows, removed by the caller
        """
        self.name = name
        self._engine = connect(memory=_MEMORY, scratch=scratch)
        self._staged = scratch / "staged.parquet"
        self._wide = columns
        self.rows = self._stage(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.close()

    def _stage(self, path: Path) -> int:
        import duckdb

        types = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(1, self._wide + 1))
        scan = (
            f"SELECT * FROM read_csv({literal(str(path))}, delim = ';', quote = '\"', "
            f"escape = '\"', header = false, skip = 1, auto_detect = false, "
            f"columns = {{{types}}}, nullstr = '\x01')"
        )
        try:
            return copy_query(self._engine, scan, path=self._staged, compression="snappy")
        except duckdb.Error as error:
            raise _unreadable(str(error), name=self.name, columns=self._wide) from error

    @property
    def _source(self) -> str:
        return f"read_parquet({literal(str(self._staged))}, file_row_number = true)"

    def distinct(self, *columns: int) -> list[tuple[Any, ...]]:
        """Return the distinct values of columns with the first line each stands in, in order."""
        names = ", ".join(f"c{at}" for at in columns)
        return self._engine.execute(
            f"SELECT {names}, CAST(min(file_row_number) + 2 AS INTEGER) AS line "
            f"FROM {self._source} GROUP BY {names} ORDER BY line"
        ).fetchall()

    def number_signs(self, column: int) -> dict[str, int]:
        """Return how numbers of a column are written: counts and the first line of nonsense.

        returns  comma, point: values with such a sign; thousands: values with a point before
                 each three digits and no other; bad: first line that is neither number nor
                 marker, 0 when all are
        """
        markers = ", ".join(literal(marker) for marker in MARKERS)
        is_number = (
            "(translate(v, '0123456789,.-+', '') = '' AND "
            "try_cast(replace(v, ',', '.') AS DOUBLE) IS NOT NULL)"
        )
        # Values repeat: each is judged once.
        found = self._engine.execute(
            f"SELECT coalesce(sum(n) FILTER (contains(v, ',')), 0), "
            f"coalesce(sum(n) FILTER (contains(v, '.') AND v NOT IN ('.', '...')), 0), "
            r"coalesce(sum(n) FILTER (regexp_full_match(v, '-?\d{1,3}(\.\d{3})+')), 0), "
            f"coalesce(min(line) FILTER (NOT (v IN ({markers}) OR {is_number})), 0) "
            f"FROM (SELECT {_cleaned(column)} AS v, count(*) AS n, "
            f"min(file_row_number) + 2 AS line FROM {self._source} GROUP BY v)"
        ).fetchall()[0]
        return dict(zip(("comma", "point", "thousands", "bad"), map(int, found), strict=True))

    def cell(self, line: int, column: int) -> str:
        """Return one cell by its line in the file."""
        found = self._engine.execute(
            f"SELECT c{column} FROM {self._source} WHERE file_row_number = {int(line) - 2}"
        ).fetchall()
        return str(found[0][0]) if found else ""

    def repeated(self, columns: Sequence[int], *, values: Sequence[int]) -> list[tuple[int, int]]:
        """Return lines whose key stood before, with the line it stood in first.

        A line with the same key and other values is given as (line, -first line).
        """
        keys = ", ".join(f"c{at}" for at in columns)
        same = " AND ".join(f"c{at} = first_value(c{at}) OVER same_key" for at in values)
        # Hashes first: a key of five texts for millions of rows would not fit into memory.
        return [
            (int(line), int(first))
            for line, first in self._engine.execute(
                f"WITH often AS (SELECT hash({keys}) AS h FROM {self._source} "
                f"GROUP BY h HAVING count(*) > 1), "
                f"lines AS (SELECT *, file_row_number + 2 AS line FROM {self._source} "
                f"WHERE hash({keys}) IN (SELECT h FROM often)), "
                f"marked AS (SELECT line, first_value(line) OVER same_key AS first, "
                f"{same} AS same FROM lines "
                f"WINDOW same_key AS (PARTITION BY {keys} ORDER BY line)) "
                "SELECT line, CASE WHEN same THEN first ELSE -first END "
                "FROM marked WHERE line > first ORDER BY line"
            ).fetchall()
        ]

    def areas_without_figures(
        self, area: int, *, period: int, values: Sequence[int]
    ) -> list[tuple[Any, ...]]:
        """Return area, period, number of cells, first line, and whether all cells are "-".

        Areas and periods with a number in any cell are not among them.
        """
        dashes = " AND ".join(f"trim(c{at}) IN ('-', '–')" for at in values)
        # A number begins with a digit, or with a sign before one.
        figures = " OR ".join(
            f"(c{at} >= '0' AND c{at} < ':') OR "
            f"(length(c{at}) > 1 AND c{at}[1:1] IN ('-', '(', '+'))"
            for at in values
        )
        return self._engine.execute(
            f"SELECT c{area}, c{period}, count(*) * {len(values)}, "
            f"CAST(min(file_row_number) + 2 AS INTEGER) AS line, bool_and({dashes}) "
            f"FROM {self._source} GROUP BY c{area}, c{period} HAVING NOT bool_or({figures}) "
            "ORDER BY line"
        ).fetchall()

    def melt(self, melting: Melting, *, path: Path) -> int:
        """Write the tidy table to Parquet and return the number of rows."""
        query = _melted(self._source, melting)
        return copy_query(self._engine, query, path=path)


def _melted(source: str, melting: Melting) -> str:
    skipped = f"WHERE {' AND '.join(_conditions(melting)) or 'true'}"
    if len(melting.measures) == 1:
        one = melting.measures[0]
        rows = (
            f"SELECT *, {_cleaned(one.column)} AS v, {_quality(one.quality)} AS q, "
            f"{one.column} AS place FROM {source} {skipped}"
        )
    else:
        cells = ", ".join(
            f"{{'v': {_cleaned(m.column)}, 'q': {_quality(m.quality)}, 'place': {m.column}}}"
            for m in melting.measures
        )
        rows = (
            f"SELECT * EXCLUDE (cell), cell.v AS v, cell.q AS q, cell.place AS place FROM "
            f"(SELECT *, unnest([{cells}]) AS cell FROM {source} {skipped})"
        )
    columns = tidy_columns(breakdowns_of([*TIDY_HEAD, *melting.texts]))
    expressions = _expressions(melting)
    chosen = ", ".join(f"{expressions[name]} AS {quoted(name)}" for name in columns)
    # The engine turns long lists into joins, which lose the order.
    unordered = melting.silent or melting.skip or melting.skip_areas
    ordered = "ORDER BY file_row_number, place" if unordered else ""
    return f"SELECT {chosen} FROM ({rows}) {ordered}"


def _conditions(melting: Melting) -> list[str]:
    conditions = []
    if melting.skip:
        lines = ", ".join(str(int(line) - 2) for line in melting.skip)
        conditions.append(f"file_row_number NOT IN ({lines})")
    if melting.skip_areas:
        conditions.append(f"NOT ({_among(melting, melting.skip_areas)})")
    return conditions


def _among(melting: Melting, pairs: Sequence[tuple[str, str]]) -> str:
    listed = ", ".join(f"({literal(area)}, {literal(period)})" for area, period in pairs)
    return f"(c{melting.area}, c{melting.period_column}) IN ({listed})"


def _expressions(melting: Melting) -> dict[str, str]:
    area = _area(melting.area)
    status, value, secrecy = _status(melting), _value(melting), _secrecy(melting)
    made = {
        "area": area,
        "area_level": _level(area),
        "variable": _by_measure(melting, "variable"),
        "value": f"CAST({value} AS DOUBLE)",
        "status": status,
        "secrecy": secrecy,
        "file": literal(melting.file),
        "sheet": literal(melting.sheet),
        "row": "CAST(file_row_number + 2 AS INTEGER)",
        "column": "CAST(place AS INTEGER)",
    }
    return made | {name: _text(text) for name, text in melting.texts.items()}


def _text(text: "str | Lookup | None") -> str:
    return text.sql() if isinstance(text, Lookup) else _constant(text)


def _by_measure(melting: Melting, what: str) -> str:
    texts = {m.column: _text(getattr(m, what)) for m in melting.measures}
    if len(set(texts.values())) == 1:
        return next(iter(texts.values()))
    cases = " ".join(f"WHEN {column} THEN {text}" for column, text in texts.items())
    return f"CASE place {cases} END"


def _area(column: int) -> str:
    if not column:
        return literal("DG")
    key = f"c{column}"
    # The same rule as klammer.sources.keys.area_of; a test holds them together.
    return (
        f"CASE length({key}) WHEN 12 THEN {key}[1:5] || {key}[10:12] "
        f"WHEN 8 THEN CASE WHEN {key}[1:2] = '03' AND {key}[6:6] = '4' "
        f"THEN {key}[1:5] || '5' || {key}[6:8] ELSE {key} END "
        f"WHEN 11 THEN {key}[1:5] || {key}[9:11] WHEN 10 THEN {key}[1:5] || {key}[8:10] "
        f"WHEN 7 THEN {key}[1:5] || '50' || {key}[6:7] ELSE {key} END"
    )


def _level(area: str) -> str:
    return (
        f"CASE WHEN {area} = 'DG' THEN 'country' ELSE CASE length({area}) WHEN 2 THEN 'state' "
        "WHEN 3 THEN 'region' WHEN 5 THEN 'county' WHEN 8 THEN 'municipality' "
        "ELSE 'association' END END"
    )


def _cleaned(column: int) -> str:
    # A value in parentheses keeps them as a quality sign, see _quality.
    return f"trim(c{column}, ' ()\u00a0')"


def _quality(column: int) -> str:
    return f"trim(coalesce(c{column}, ''))" if column else "''"


def _status(melting: Melting) -> str:
    marked = {marker: status for marker, (status, _, _) in MARKERS.items() if marker != "-"}
    cases = " ".join(f"WHEN {literal(m)} THEN {literal(s)}" for m, s in marked.items())
    unsure = " OR ".join(f"contains(q, {literal(sign)})" for sign in _UNSURE)
    in_parentheses = " OR ".join(
        f"(place = {m.column} AND c{m.column}[1] = '(')" for m in melting.measures
    )
    return (
        f"CASE v WHEN '-' THEN {_nothing(melting, 'not_applicable', 'zero')} {cases} "
        f"ELSE CASE WHEN {unsure} OR {in_parentheses} THEN 'unreliable' ELSE 'reported' END END"
    )


def _value(melting: Melting) -> str:
    numbers = {marker: value for marker, (_, value, _) in MARKERS.items() if value is not None}
    nulls = ", ".join(literal(m) for m, (_, value, _) in MARKERS.items() if value is None)
    zeros = ", ".join(literal(m) for m in numbers)
    number = "replace(v, ',', '.')" if melting.comma else "v"
    absent = _nothing(melting, None, "0")
    return (
        f"CASE WHEN v IN ({zeros}) THEN {absent} WHEN v IN ({nulls}) THEN NULL "
        f"ELSE CAST({number} AS DOUBLE) END"
    )


def _nothing(melting: Melting, silent: str | None, otherwise: str) -> str:
    """What "-" means: nothing at all, or, for an area that no longer is, no statement."""
    usual = otherwise if silent is None else literal(otherwise)
    if not melting.silent:
        return usual
    where = _among(melting, melting.silent)
    return f"CASE WHEN {where} THEN {_constant(silent)} ELSE {usual} END"


def _constant(text: str | None) -> str:
    return "NULL" if text is None else literal(text)


def _secrecy(melting: Melting) -> str:
    own = _by_measure(melting, "secrecy")
    hidden = ", ".join(literal(m) for m, (_, _, secrecy) in MARKERS.items() if secrecy)
    return f"CASE WHEN v IN ({hidden}) THEN 'suppressed_at_source' ELSE {own} END"


def _unreadable(message: str, *, name: str, columns: int) -> InputRefusedError:
    import re

    line = re.search(r"[Ll]ine:? (\d+)", message)
    return InputRefusedError(
        f"{name} cannot be read line by line",
        where=Place(file=name, row=int(line[1]) if line else None),
        why=f"expected {columns} columns in every line as in the header; "
        f"{message.splitlines()[0][:_ERROR_LENGTH]}",
        remedy="download the table again, or look at this line in a text editor",
        code="row_length",
    )
