# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The index of tokens: an FTS5 table in SQLite, a tsvector with GIN in PostgreSQL.

Both hold, for each entry, one set of plain tokens: words, words of the title, kind and readers.
Rights are part of the question, therefore nothing a seat may not see is ranked or counted. This is
the one place of the product that speaks the language of a database (docs/adr/0011).
"""

import re
from collections.abc import Iterable, Sequence

from django.db import connection

from klammer_web.chain.search.asking import Asked, Token, written

TABLE = "chain_search_tokens"
_PLAIN = re.compile(r"[a-z0-9=._-]+")

CREATE = {
    "sqlite": (
        f"""
        CREATE VIRTUAL TABLE {TABLE} USING fts5(tokens, detail=none, columnsize=0,
        tokenize="unicode61 remove_diacritics 0 tokenchars '=._-'")
        """,
    ),
    "postgresql": (
        f"CREATE TABLE {TABLE} (rowid bigint PRIMARY KEY, tokens tsvector NOT NULL)",
        f"CREATE INDEX {TABLE}_gin ON {TABLE} USING gin (tokens) WITH (gin_pending_list_limit=256)",
    ),
}
_TABLES = ("chain_searchentry", "chain_searchword", "chain_searchgram")
_SETTLE = {
    "sqlite": (
        f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')",
        *(f"ANALYZE {name}" for name in _TABLES),
    ),
    "postgresql": (
        f"SELECT gin_clean_pending_list('{TABLE}_gin')",
        f"ANALYZE {', '.join((TABLE, *_TABLES))}",
    ),
}


def create(vendor: str, execute) -> None:
    """Lay out the table; called by the migration with the statement runner of its editor."""
    for statement in CREATE[vendor]:
        execute(statement)


def drop(_vendor: str, execute) -> None:
    """Take the table away."""
    execute(f"DROP TABLE {TABLE}")


def put(rows: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Store the tokens of entries, in place of what was stored for them."""
    prepared = [(row, _text(tokens)) for row, tokens in rows]
    remove([row for row, _tokens in prepared])
    sign = "%s::tsvector" if _is_postgres() else "%s"
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {TABLE} (rowid, tokens) VALUES (%s, {sign})", prepared)


def remove(rows: Sequence[int]) -> None:
    """Forget entries."""
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(row,) for row in rows])


def clear() -> None:
    """Forget all entries."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")


def settle() -> None:
    """Let the database tidy and count after much was put: else it guesses how to find it.

    PostgreSQL would do so by itself a minute or two later, and answer slowly until then.
    """
    with connection.cursor() as cursor:
        for statement in _SETTLE[connection.vendor]:
            cursor.execute(statement)


def find(asked: Asked, *, most: int) -> list[int]:
    """Return the newest entries that fit, at most so many."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {TABLE} WHERE {_fits()} ORDER BY rowid DESC LIMIT %s",
            [_question(asked), most],
        )
        return [row for (row,) in cursor.fetchall()]


def count(asked: Asked, *, most: int) -> int:
    """Return how many entries fit; stops counting at `most`."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {TABLE} WHERE {_fits()} LIMIT %s) AS found",
            [_question(asked), most],
        )
        return cursor.fetchone()[0]


def _is_postgres() -> bool:
    return connection.vendor == "postgresql"


def _fits() -> str:
    return "tokens @@ %s::tsquery" if _is_postgres() else f"{TABLE} MATCH %s"


def _question(asked: Asked) -> str:
    if _is_postgres():
        return written(asked, token=_lexeme, both=" & ", either=" | ")
    return written(asked, token=_term, both=" AND ", either=" OR ")


def _lexeme(token: Token) -> str:
    return f"'{_checked(token.text)}'" + (":*" if token.is_beginning else "")


def _term(token: Token) -> str:
    return f'"{_checked(token.text)}"' + (" *" if token.is_beginning else "")


def _text(tokens: Iterable[str]) -> str:
    plain = sorted({_checked(token) for token in tokens})
    return " ".join(f"'{token}'" if _is_postgres() else token for token in plain)


def _checked(token: str) -> str:
    if not _PLAIN.fullmatch(token):
        raise ValueError("a token holds more than small letters and digits")
    return token
