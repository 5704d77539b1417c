# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the application's data lie: SQLite in the instance, or PostgreSQL by one URL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from klammer.base.errors import InputRefusedError


def database(url: str, *, folder: Path) -> dict[str, Any]:
    """Return Django's connection for a URL; an empty one means SQLite in the folder.

    Raises `InputRefusedError` when the URL names another kind of database.
    """
    if not url:
        return _sqlite(folder)
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise InputRefusedError(
            "KLAMMER_DATABASE_URL cannot be understood",
            where="environment",
            why="expected postgresql://user:password@host:port/name",
            remedy="correct the URL, or leave it empty for SQLite",
            code="environment",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _sqlite(folder: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        # Checks and tests run without an instance: nothing is written beside it then.
        "NAME": str(folder / "db.sqlite3") if folder.is_dir() else ":memory:",
        "OPTIONS": {
            # IMMEDIATE takes the write lock when a transaction begins: two writers wait for each
            # other instead of failing in the middle.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA foreign_keys=ON",
        },
    }
