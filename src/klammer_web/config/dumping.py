# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of PostgreSQL in a backup: each as one file, all of one moment.

Written through the product's own connection, so that neither programs of the server's version nor
more rights than it has are needed. Restoring makes the tables by the migrations of the backup's
day, fills them, and then brings them to the present version.
"""

import json
import os
from pathlib import Path
from typing import Any

from klammer.base.errors import InputRefusedError

_STATE = "state.json"


def dump(folder: Path, into: Path) -> Path | None:
    """Write every table into a folder below `into`; None where SQLite lies in the instance."""
    connection = _connection(folder)
    if connection.vendor != "postgresql":
        return None
    target = into / "database"
    target.mkdir()
    with connection.cursor() as cursor:
        cursor.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            _write(connection, cursor, target)
        finally:
            cursor.execute("ROLLBACK")
    return target


def _write(connection: Any, cursor: Any, target: Path) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    tables = {
        name: [one.name for one in connection.introspection.get_table_description(cursor, name)]
        for name in sorted(set(connection.introspection.table_names(cursor)) - _passing())
    }
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    for name, columns in tables.items():
        with (target / f"{name}.copy").open("wb") as file:
            asked = f"COPY {_quoted(connection, name, columns)} TO STDOUT"
            with cursor.copy(asked) as rows:
                for block in rows:
                    file.write(block)
    state = {"tables": tables, "migrations": applied}
    (target / _STATE).write_text(json.dumps(state, indent=1), encoding="utf-8")


def _passing() -> set[str]:
    """Return tables that no migration makes, because what they hold is of the moment: caches."""
    from django.conf import settings

    return {
        one["LOCATION"]
        for one in settings.CACHES.values()
        if one["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    }


def load(folder: Path, tables: Path) -> None:
    """Fill an empty database; raise `InputRefusedError` when it is not one of PostgreSQL, empty."""
    connection = _connection(folder)
    _check_empty(connection)
    state = json.loads((tables / _STATE).read_text(encoding="utf-8"))
    _migrate(connection, {tuple(one) for one in state["migrations"]})
    from django.db import transaction

    with transaction.atomic(), connection.cursor() as cursor:
        for name, columns in state["tables"].items():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")
            asked = f"COPY {_quoted(connection, name, columns)} FROM STDIN"
            with cursor.copy(asked) as rows, (tables / f"{name}.copy").open("rb") as file:
                while block := file.read(1 << 20):
                    rows.write(block)
    _reset_sequences(connection)
    _bring_up_to_date(connection)


def _bring_up_to_date(connection: Any) -> None:
    from django.core.management import call_command
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


def _check_empty(connection: Any) -> None:
    if connection.vendor != "postgresql":
        raise InputRefusedError(
            "the backup holds the tables of PostgreSQL", where="environment",
            why="KLAMMER_DATABASE_URL names no such database",
            remedy="set KLAMMER_DATABASE_URL to an empty database of PostgreSQL",
            code="environment",
        )  # fmt: skip
    if connection.introspection.table_names():
        raise InputRefusedError(
            "the database is not empty", where="environment",
            why="a backup is laid out beside what is there, never over it",
            remedy="create an empty database and name it in KLAMMER_DATABASE_URL",
            code="environment",
        )  # fmt: skip


def _migrate(connection: Any, applied: set[tuple[str, ...]]) -> None:
    """Make the tables of the backup's day: those migrations, no later ones."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    known = executor.loader.graph.nodes
    missing = sorted("/".join(one) for one in applied if one not in known)
    replaced = set(executor.loader.replacements)
    if missing and not replaced:
        raise InputRefusedError(
            "the backup is of a newer version", where="database",
            why=f"this version does not know {missing[0]}",
            remedy="install the version that wrote the backup, or a newer one",
            code="version",
        )  # fmt: skip
    inside = {node for node in known if node in applied}
    leaves = [
        node for node in inside
        if not any(child.key in inside for child in executor.loader.graph.node_map[node].children)
    ]  # fmt: skip
    executor.migrate(sorted(leaves))


def _reset_sequences(connection: Any) -> None:
    from django.apps import apps
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        ours = apps.get_models(include_auto_created=True)
        models = [one for one in ours if one._meta.db_table in there]  # noqa: SLF001  # reason: Django's name for it
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)


def _quoted(connection: Any, name: str, columns: list[str]) -> str:
    quote = connection.ops.quote_name
    return f"{quote(name)} ({', '.join(quote(one) for one in columns)})"


def _connection(folder: Path) -> Any:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klammer_web.config.settings")
    os.environ["KLAMMER_INSTANCE"] = str(folder)
    import django

    django.setup()
    from django.db import connection

    return connection
