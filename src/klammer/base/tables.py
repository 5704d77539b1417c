# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small table in memory: named columns of equal length.

For tables a person could read. What is larger stays in Parquet and is spoken to by the warehouse.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from klammer.base.errors import GrainError


@dataclass(frozen=True)
class Table:
    """Columns by name; every column has the same length. A missing value is None."""

    columns: Mapping[str, Sequence[Any]]

    def __post_init__(self) -> None:
        lengths = {name: len(values) for name, values in self.columns.items()}
        if len(set(lengths.values())) > 1:
            raise GrainError("columns of different length", why=str(lengths))

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def __getitem__(self, name: str) -> Sequence[Any]:
        return self.columns[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names in order."""
        return tuple(self.columns)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each row as name → value."""
        names = self.names
        for values in zip(*self.columns.values(), strict=True):
            yield dict(zip(names, values, strict=True))

    def with_columns(self, **more: Sequence[Any]) -> "Table":
        """Return the same table with columns added or replaced."""
        return Table({**self.columns, **more})

    def require(self, *names: str) -> None:
        """Raise `GrainError` naming the first column that is not there."""
        for name in names:
            if name not in self.columns:
                raise GrainError(
                    f"column '{name}' is missing",
                    where="header",
                    why=f"found the columns {', '.join(self.names)}",
                    remedy=f"add the column '{name}' or rename the one that holds it",
                    code="column_missing",
                    column=name,
                )

    def require_unique(self, *keys: str) -> None:
        """Raise `GrainError` naming the first key that repeats, with its row."""
        seen: dict[tuple[Any, ...], int] = {}
        for number, key in enumerate(zip(*(self[k] for k in keys), strict=True), start=2):
            if key in seen:
                named = ", ".join(f"{k}={v}" for k, v in zip(keys, key, strict=True))
                raise GrainError(
                    f"the key {named} repeats",
                    where=f"row {number} (first in row {seen[key]})",
                    why=f"each {' × '.join(keys)} may stand once",
                    remedy="delete one of the rows, or add the column that tells them apart",
                    code="key_repeats",
                )
            seen[key] = number


def table_of(rows: Sequence[Mapping[str, Any]], *, names: Sequence[str] = ()) -> Table:
    """Build a table from rows; `names` fixes the columns when there may be no row."""
    columns = list(names) or (list(rows[0]) if rows else [])
    return Table({name: [row.get(name) for row in rows] for name in columns})
