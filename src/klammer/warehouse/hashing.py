# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hashes over sorted rows in canonical text.

Independent of threads, engine version and Parquet: whole numbers as integers, all others rounded
to 12 significant digits, missing as nothing, fields separated by U+001F, rows by a line feed.
"""

import hashlib
from collections.abc import Mapping, Sequence

from klammer.warehouse.engine import Connection, column

_FIELD = "chr(31)"


def number_text(name: str) -> str:
    """SQL: the canonical text of a number."""
    whole = f"{name} = round({name}) AND abs({name}) < 1e15"
    return (
        f"CASE WHEN {name} IS NULL THEN '' WHEN {whole} THEN CAST(CAST({name} AS BIGINT) "
        f"AS VARCHAR) ELSE format('{{:.12g}}', {name}) END"
    )


def rows_hash(
    connection: Connection,
    source: str,
    *,
    texts: Sequence[str],
    numbers: Sequence[str],
    groups: Sequence[str],
) -> str:
    """Return the hash of a table's rows, whatever their order.

    source  an SQL table expression
    texts   columns compared as text; numbers: columns compared as canonical numbers
    groups  columns of `texts` by which the table is hashed piece by piece, so that a large one
            need not be one text; part of the definition of the hash
    """
    fields = [f"COALESCE({column(name)}, '')" for name in texts]
    fields += [number_text(column(name)) for name in numbers]
    line = f" || {_FIELD} || ".join(fields)
    keys = ", ".join(map(column, groups))
    pieces = connection.execute(
        f"SELECT {keys}, string_agg(line, chr(10) ORDER BY line) FROM "
        f"(SELECT {keys}, {line} AS line FROM {source}) GROUP BY {keys}"
    ).fetchall()
    total = hashlib.sha256()
    for *key, text in sorted(pieces, key=lambda piece: [str(part) for part in piece[:-1]]):
        piece = hashlib.sha256(text.encode()).hexdigest()
        total.update("\x1f".join([*(str(part) for part in key), piece]).encode() + b"\n")
    return total.hexdigest()


def root_hash(tables: Mapping[str, str], *, audience: str, workspace: str = "") -> str:
    """Return the root hash of a release: over its tables' hashes by name, its audience, its owner.

    workspace  whose release it is; empty for a common one, which says nothing about owners
    """
    owner = [f"workspace {workspace}"] if workspace else []
    named = [f"{name} {tables[name]}" for name in sorted(tables)]
    lines = [f"audience {audience}", *owner, *named]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
