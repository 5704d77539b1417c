# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tidy tables made elsewhere: columns, words, values and keys are checked before they come in."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from klammer.base.cells import Secrecy, Status
from klammer.base.errors import GrainError, InputRefusedError, Place
from klammer.warehouse.engine import connect, engine, identifier, literal
from klammer.warehouse.parquet import MEMORY, copy_query, replaced_at_once
from klammer.warehouse.schema import TIDY_HEAD, TIDY_TAIL, TIDY_TYPES, breakdowns_of, check_name

METADATA_KEY = "klammer"
_NEEDED = ("area", "area_level", "boundary", "period", "variable")
_CONTRADICTION = "value_and_status"
_FILLED = "'reported', 'zero', 'zero_or_hidden'"
_ZEROS = "'zero', 'zero_or_hidden'"
_PERIOD = r"\d{4}(-\d\d-\d\d|-\d\d|-Q[1-4]|/\d\d|/\d{4})?"


class TidyTable:
    """A Parquet or CSV file in tidy columns, opened for checking; use it in a `with` block."""

    def __init__(self, path: Path, *, name: str, is_parquet: bool) -> None:
        """Open the file; raise `InputRefusedError` when it is not readable."""
        import duckdb

        self.name = name
        self._engine = connect(memory=MEMORY)
        text = literal(str(path))
        read = (
            f"read_parquet({text}, file_row_number = true)"
            if is_parquet
            else f"read_csv({text}, all_varchar = true, header = true, nullstr = '')"
        )
        try:
            self._engine.execute(f"CREATE VIEW delivered AS SELECT * FROM {read}")
            found = self._engine.execute("DESCRIBE delivered").fetchall()
        except duckdb.Error as error:
            self._engine.close()
            raise InputRefusedError(
                f"{name} cannot be read as a table",
                where=Place(file=name),
                why=str(error).splitlines()[0][:200],
                remedy="deliver Parquet, or CSV in UTF-8 with a header row",
                code="unreadable",
            ) from error
        self.columns = tuple(str(row[0]) for row in found if row[0] != "file_row_number")
        self._path, self._is_parquet = path, is_parquet

    def __enter__(self) -> "TidyTable":  # noqa: PYI034 - not meant to be inherited
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.close()

    def metadata(self) -> dict[str, Any]:
        """Return what the Parquet file carries under the key `klammer`; empty when nothing."""
        if not self._is_parquet:
            return {}
        found = self._engine.execute(
            f"SELECT decode(value) FROM parquet_kv_metadata({literal(str(self._path))}) "
            f"WHERE decode(key) = {literal(METADATA_KEY)}"
        ).fetchall()
        return dict(json.loads(found[0][0])) if found else {}

    def check(self) -> tuple[str, ...]:
        """Check columns, words, values and keys; return the breakdown columns.

        Raises `GrainError` for missing columns and repeated keys, `InputRefusedError` for a cell
        whose value and status contradict each other or whose words are unknown, with its row.
        """
        self._check_columns()
        breakdowns = breakdowns_of(list(self.columns))
        for rule, code, expected in self._rules(breakdowns):
            self._refuse_first(rule, code, expected)
        self._check_keys(breakdowns)
        return breakdowns

    def copy(self, *, path: Path) -> int:
        """Write the table in the columns and types of the schema; return its rows."""
        breakdowns = breakdowns_of(list(self.columns))
        chosen = ", ".join(
            f"CAST({identifier(name)} AS {TIDY_TYPES.get(name, 'VARCHAR')}) AS {identifier(name)}"
            for name in (*TIDY_HEAD, *breakdowns, *TIDY_TAIL)
        )
        return copy_query(self._engine, f"SELECT {chosen} FROM delivered", path=path)

    def distinct(self, column: str) -> list[str]:
        """Return the distinct values of a column, sorted."""
        found = self._engine.execute(
            f"SELECT DISTINCT {identifier(column)} FROM delivered ORDER BY 1"
        ).fetchall()
        return [str(row[0]) for row in found if row[0] is not None]

    def count(self) -> int:
        """Return the number of rows."""
        return int(self._engine.execute("SELECT count(*) FROM delivered").fetchall()[0][0])

    def _check_columns(self) -> None:
        missing = [name for name in (*TIDY_HEAD, *TIDY_TAIL) if name not in self.columns]
        if missing:
            raise GrainError(
                f"{self.name} is no tidy table",
                where=Place(file=self.name, row=1),
                why=f"the columns {', '.join(missing)} are missing; found "
                f"{', '.join(self.columns)}",
                remedy="write all columns of a tidy table, or read it with a mapping (--as table)",
                code="column_missing",
            )
        for name in self.columns:
            check_name(name)

    def _rules(self, breakdowns: Sequence[str]) -> list[tuple[str, str, str]]:
        """Condition of a bad row, code, what was expected."""
        valued = ", ".join(literal(s.value) for s in Status if s.has_value)
        statuses = ", ".join(literal(s.value) for s in Status)
        secrecies = ", ".join(literal(s.value) for s in Secrecy)
        number = "try_cast(value AS DOUBLE)"
        empty = [f"coalesce({identifier(c)}, '') = ''" for c in (*_NEEDED, *breakdowns, "file")]
        positions = " OR ".join(
            f"coalesce(try_cast({identifier(name)} AS INTEGER), 0) < 1"
            for name in ("row", "column")
        )
        no_number = f"{number} IS NULL OR NOT isfinite({number})"
        return [
            (" OR ".join(empty), "empty_key", "every key column and the file filled"),
            (f"coalesce(status, '') NOT IN ({statuses})", "status", f"one of {statuses}"),
            (f"coalesce(secrecy, '') NOT IN ({secrecies})", "secrecy", f"one of {secrecies}"),
            (f"value IS NOT NULL AND ({no_number})", "number", "a number with a decimal point"),
            (f"value IS NOT NULL AND status NOT IN ({valued})", _CONTRADICTION, "no value"),
            (f"value IS NULL AND status IN ({_FILLED})", _CONTRADICTION, "a value"),
            (f"status IN ({_ZEROS}) AND {number} <> 0", _CONTRADICTION, "0"),
            (f"NOT regexp_full_match(period, '{_PERIOD}')", "period", "a canonical period"),
            ("try_cast(boundary AS DATE) IS NULL", "boundary", "an ISO date"),
            (positions, "position", "row and column of the original, counted from 1"),
        ]

    def _refuse_first(self, rule: str, code: str, expected: str) -> None:
        found = self._engine.execute(
            f"SELECT number, area, period, variable, status FROM "
            f"(SELECT *, {self._number()} AS number FROM delivered) WHERE {rule} "
            "ORDER BY number LIMIT 1"
        ).fetchall()
        if found:
            number, area, period, variable, status = found[0]
            raise InputRefusedError(
                f"a row of {self.name} contradicts itself",
                where=Place(file=self.name, row=int(number)),
                why=f"{code}: expected {expected}; the row says {area}, {period}, {variable}, "
                f"status {status}",
                remedy="correct the program that wrote the table",
                code=code,
            )

    def _number(self) -> str:
        # Rows of Parquet count from 1, lines of CSV from the one below the header.
        return "file_row_number + 1" if self._is_parquet else "row_number() OVER () + 1"

    def _check_keys(self, breakdowns: Sequence[str]) -> None:
        keys = ", ".join(
            identifier(name) for name in ("area", "boundary", "period", "variable", *breakdowns)
        )
        found = self._engine.execute(
            f"SELECT min(number), max(number), any_value(area), any_value(period), "
            f"any_value(variable) FROM (SELECT *, {self._number()} AS number FROM delivered) "
            f"GROUP BY {keys} HAVING count(*) > 1 ORDER BY 1 LIMIT 1"
        ).fetchall()
        if found:
            first, again, area, period, variable = found[0]
            raise GrainError(
                f"a key stands twice in {self.name}",
                where=Place(file=self.name, row=int(again)),
                why=f"row {first} has the same {area} × {period} × {variable}",
                remedy="delete one of the rows, or add the breakdown that tells them apart",
                code="key_repeats",
            )


def with_metadata(source: Path, metadata: dict[str, Any], *, path: Path) -> int:
    """Copy a tidy Parquet file and let it carry origins, labels and names; return its rows."""
    text = literal(json.dumps(metadata, ensure_ascii=False, sort_keys=True))
    with engine(memory=MEMORY) as connection, replaced_at_once(path) as unfinished:
        done = connection.execute(
            f"COPY (SELECT * FROM read_parquet({literal(str(source))})) TO "
            f"{literal(str(unfinished))} (FORMAT parquet, COMPRESSION zstd, "
            f"KV_METADATA {{{METADATA_KEY}: {text}}})"
        ).fetchone()
    return int(done[0]) if done else 0
