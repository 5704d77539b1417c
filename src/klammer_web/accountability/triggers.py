# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second wall: the database itself refuses to change the audit trail.

An entry never changes, except that the link to a deleted account becomes empty; contents and
origins can be erased, never rewritten. A later migration that rebuilds one of these tables ends
with `install` again; `klammer audit verify` tells when a wall is missing.
"""

ENTRY = "accountability_auditentry"
HELD = ("accountability_auditcontent", "accountability_auditorigin")
_KEPT = (
    "sequence", "at", "verb", "kind", "object_id", "workspace_id", "actor_key",
    "content", "origin", "previous", "seal",
)  # fmt: skip
_SAID = "the audit trail is append-only"
_FUNCTION = "accountability_refuse"


def names() -> set[str]:
    """Return the names of the walls a database must have."""
    return {f"{ENTRY}_no_update", f"{ENTRY}_no_delete", *(f"{table}_no_update" for table in HELD)}


def install(connection) -> None:
    """Build the walls; those that are there are built anew."""
    remove(connection)
    build = _postgresql if connection.vendor == "postgresql" else _sqlite
    _execute(connection, build())


def remove(connection) -> None:
    """Tear the walls down: for migrations backward, and for tests that empty their database."""
    postgresql = connection.vendor == "postgresql"
    tables = {name: name.rpartition("_no_")[0] for name in sorted(names())}
    if postgresql:
        tables[f"{ENTRY}_no_truncate"] = ENTRY
    _execute(
        connection,
        [
            f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if postgresql else "")
            for name, table in tables.items()
        ],
    )


def _execute(connection, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def missing(connection) -> list[str]:
    """Return the walls this database lacks."""
    if connection.vendor == "postgresql":
        asked = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        asked = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        found = {row[0] for row in cursor.fetchall()}
    return sorted(names() - found)


def _changed(differs: str) -> str:
    kept = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in _KEPT)
    return f"NEW.actor_id IS NOT NULL OR {kept}"


def _sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
    update = f"BEFORE UPDATE ON {ENTRY} WHEN {_changed('IS NOT')}"
    return [
        f"CREATE TRIGGER {ENTRY}_no_update {update} {refuse}",
        f"CREATE TRIGGER {ENTRY}_no_delete BEFORE DELETE ON {ENTRY} {refuse}",
        *(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}" for table in HELD),
    ]


def _postgresql() -> list[str]:
    body = f"$$ BEGIN RAISE EXCEPTION '{_SAID}'; END $$"
    refuse = f"EXECUTE FUNCTION {_FUNCTION}()"
    each = f"FOR EACH ROW {refuse}"
    update = f"BEFORE UPDATE ON {ENTRY} FOR EACH ROW WHEN ({_changed('IS DISTINCT FROM')})"
    truncate = f"BEFORE TRUNCATE ON {ENTRY} FOR EACH STATEMENT"
    return [
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS {body}",
        f"CREATE TRIGGER {ENTRY}_no_update {update} {refuse}",
        f"CREATE TRIGGER {ENTRY}_no_delete BEFORE DELETE ON {ENTRY} {each}",
        f"CREATE TRIGGER {ENTRY}_no_truncate {truncate} {refuse}",
        *(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {each}" for table in HELD),
    ]
