# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Large delimited files to tidy rows without a loop: staged once, asked often, melted at the end.

The text is staged as Parquet in the order of its lines. What is small (codes, labels, periods) is
asked for as distinct values and decided in Python; the decisions go back as lookups, which are
written as CASE: a join would change the order of the rows.
"""

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Self

from klammer.base.errors import InputRefusedError, Place
from klammer.warehouse.markers import MARKERS
from klammer.warehouse.melting import Melting, cleaned, melting_query
from klammer.warehouse.parquet import connect, copy_query, literal

_MEMORY = "400MB"
_ERROR_LENGTH = 400
_LINES_WITH_LABELS = 250_000


class FlatFile:
    """A delimited text file with one header line, staged; use it in a `with` block."""

    def __init__(
        self, path: Path, *, name: str, columns: int, scratch: Path, labels: Collection[int] = ()
    ) -> None:
        """Stage the file; raise `InputRefusedError` where a line does not fit the header.

        path     UTF-8 text whose records are lines
        columns  number of columns of the header
        scratch  folder for the staged rows, removed by the caller
        labels   columns that only label the one before: not staged, looked up when asked for
        """
        self.name = name
        self._engine = connect(memory=_MEMORY, scratch=scratch)
        self._staged = scratch / "staged.parquet"
        self._wide, self._labels = columns, frozenset(labels)
        self._scan = self._scanning(path)
        self.rows = self._stage()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.close()

    def _scanning(self, path: Path) -> str:
        types = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(1, self._wide + 1))
        return (
            f"read_csv({literal(str(path))}, delim = ';', quote = '\"', escape = '\"', "
            f"header = false, skip = 1, auto_detect = false, columns = {{{types}}}, "
            "nullstr = '\x01')"
        )

    def _stage(self) -> int:
        import duckdb

        kept = [f"c{at}" for at in range(1, self._wide + 1) if at not in self._labels]
        query = f"SELECT {', '.join(kept)} FROM {self._scan}"
        try:
            return copy_query(self._engine, query, path=self._staged, compression="snappy")
        except duckdb.Error as error:
            raise _unreadable(str(error), name=self.name, columns=self._wide) from error

    @property
    def _source(self) -> str:
        return f"read_parquet({literal(str(self._staged))}, file_row_number = true)"

    def distinct(self, *columns: int) -> list[tuple[Any, ...]]:
        """Return the distinct values of columns with the first line each stands in, in order.

        A column of labels does not make rows distinct: each row has one of its labels.
        """
        codes = [at for at in columns if at not in self._labels]
        names = ", ".join(f"c{at}" for at in codes)
        found = self._engine.execute(
            f"SELECT {names}, CAST(min(file_row_number) + 2 AS INTEGER) AS line "
            f"FROM {self._source} GROUP BY {names} ORDER BY line"
        ).fetchall()
        if len(codes) == len(columns):
            return found
        labels = self._labels_of(codes, [at for at in columns if at in self._labels], found)
        rows = []
        for *key, line in found:
            values = dict(zip(codes, key, strict=True)) | labels[tuple(key)]
            rows.append((*(values[at] for at in columns), line))
        return rows

    def _labels_of(
        self, codes: list[int], labels: list[int], wanted: list[tuple[Any, ...]]
    ) -> dict[tuple[Any, ...], dict[int, Any]]:
        """Labels of codes: mostly the first lines know them all, otherwise all lines are asked."""
        keys = {tuple(key) for *key, _ in wanted}
        names = ", ".join(f"c{at}" for at in codes)
        some = ", ".join(f"any_value(c{at})" for at in labels)
        for limit in (f"LIMIT {_LINES_WITH_LABELS}", ""):
            rows = self._engine.execute(
                f"SELECT {names}, {some} FROM (SELECT * FROM {self._scan} {limit}) GROUP BY {names}"
            ).fetchall()
            found = {
                row[: len(codes)]: dict(zip(labels, row[len(codes) :], strict=True)) for row in rows
            }
            if keys <= found.keys():
                break
        return found

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
            f"FROM (SELECT {cleaned(column)} AS v, count(*) AS n, "
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
        query = melting_query(self._source, melting)
        return copy_query(self._engine, query, path=path)


def _unreadable(message: str, *, name: str, columns: int) -> InputRefusedError:
    line = re.search(r"[Ll]ine:? (\d+)", message)
    return InputRefusedError(
        f"{name} cannot be read line by line",
        where=Place(file=name, row=int(line[1]) if line else None),
        why=f"expected {columns} columns in every line as in the header; "
        f"{message.splitlines()[0][:_ERROR_LENGTH]}",
        remedy="download the table again, or look at this line in a text editor",
        code="row_length",
    )
