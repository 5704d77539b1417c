# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `klammer doctor` finds beside the figures: settings, database, processes, mail, disk."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from klammer.pipeline.health import Finding

_LEAST_FREE = 1_000_000_000  # bytes
_BACKUP_EVERY = timedelta(days=7)
_CLOCK = timedelta(minutes=2)


def examine(folder: Path) -> list[Finding]:
    """Return what is wrong around an instance; every look stands for itself."""
    _set_up(folder)
    return [finding for look in LOOKS for finding in look(folder)]


def reindex(folder: Path) -> int:
    """Rebuild the search over everything; returns the number of entries."""
    _set_up(folder)
    from klammer_web.chain.search import entries

    return int(entries.rebuild())


def _set_up(folder: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klammer_web.config.settings")
    os.environ["KLAMMER_INSTANCE"] = str(folder)
    import django

    django.setup()


def _settings(_folder: Path) -> Iterator[Finding]:
    from django.conf import settings

    if settings.DEBUG:
        yield Finding("KLAMMER_DEBUG is on", "set KLAMMER_DEBUG=no: error pages show internals")
    if not settings.ALLOWED_HOSTS:
        yield Finding("KLAMMER_HOSTS is empty", "name the host people type into their browser")
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding("KLAMMER_HOSTS allows every name", "name the host people type, no '*'")
    outside = set(settings.ALLOWED_HOSTS) - {"localhost", "127.0.0.1", "[::1]"}
    if outside and not settings.SESSION_COOKIE_SECURE:
        yield Finding(
            f"people reach {min(outside)} without HTTPS",
            "put a proxy with a certificate in front and set KLAMMER_HTTPS=yes",
        )


def _secret(folder: Path) -> Iterator[Finding]:
    path = folder / "secret_key"
    if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding("others can read secret_key", f"chmod 600 {path.name} in the instance")
    given = os.environ.get("KLAMMER_SECRET_KEY", "")
    if given and len(given) < 32:
        yield Finding("KLAMMER_SECRET_KEY is short", "give at least 50 random characters")


def _folder(folder: Path) -> Iterator[Finding]:
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Finding(
            "the instance cannot be written by this account",
            "run as the account that owns it, or give it the right to write",
        )
    free = shutil.disk_usage(folder).free
    if free < _LEAST_FREE:
        yield Finding(
            f"the disk is nearly full: {free // 1_000_000} MB are free",
            "make room, or move the instance to a larger disk",
        )
    if not (folder / "static" / "staticfiles.json").is_file():
        yield Finding(
            "static files were not collected", "start klammer serve once; it collects them"
        )


def _clock(folder: Path) -> Iterator[Finding]:
    """A file written now has the time of its disk; a folder over the network may differ."""
    probe = folder / "tmp" / f"clock-{os.getpid()}"
    try:
        probe.write_bytes(b"")
        written = datetime.fromtimestamp(probe.stat().st_mtime, tz=UTC)
        probe.unlink()
    except OSError:
        return
    if abs(datetime.now(UTC) - written) > _CLOCK:
        yield Finding("this machine's clock and the disk's differ", "let both follow a time server")


def _database(_folder: Path) -> Iterator[Finding]:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT CURRENT_TIMESTAMP")
            (moment,) = cursor.fetchone()
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield Finding(
            f"the database cannot be reached ({type(error).__name__})",
            "check KLAMMER_DATABASE_URL and whether the server runs",
        )
        return
    if missing:
        yield Finding(
            f"the database lacks {len(missing)} changes of this version",
            "start klammer serve once; make a backup before",
        )
        return
    yield from _database_clock(moment)
    yield from _processes()


def _database_clock(moment: object) -> Iterator[Finding]:
    is_aware = isinstance(moment, datetime) and moment.tzinfo is not None
    if is_aware and abs(datetime.now(UTC) - moment) > _CLOCK:
        yield Finding("this machine's clock and the database's differ", "let both follow one clock")


def _processes() -> Iterator[Finding]:
    from klammer_web.operation.queries import pulse

    found = pulse()
    if not found.workers:
        yield Finding(
            "no process does background work",
            "start klammer worker, or klammer serve with --workers 1",
        )
    elif found.oldest_waiting > timedelta(minutes=15):
        yield Finding(
            "background work waits longer than 15 minutes", "start another klammer worker"
        )
    if found.stopped_mails:
        yield Finding(
            f"{found.stopped_mails} mails wait for a person",
            "look at /betrieb/post/ in the browser",
        )
    if found.troubled_jobs:
        yield Finding(
            f"{found.troubled_jobs} pieces of background work came to a bad end",
            "look at /betrieb/arbeiten/ in the browser",
        )


def _mail(_folder: Path) -> Iterator[Finding]:
    from django.conf import settings

    if not settings.MAIL["host"]:
        yield Finding(
            "no mail server is named",
            "set KLAMMER_SMTP_HOST; until then mails are downloaded at /betrieb/post/",
        )
    elif settings.MAIL["security"] == "none" and settings.MAIL["host"] not in _NEAR:
        yield Finding(
            "mail travels without encryption", "set KLAMMER_SMTP_SECURITY=starttls or tls"
        )


def _backup(folder: Path) -> Iterator[Finding]:
    from klammer.pipeline.backups import last_backup
    from klammer.pipeline.instance import Instance

    last = last_backup(Instance(folder))
    if last is None:
        yield Finding("there never was a backup", "klammer backup -o FILE, every night")
    elif datetime.now(UTC) - last > _BACKUP_EVERY:
        yield Finding(
            f"the last backup is of {last:%Y-%m-%d}", "see why the nightly backup does not run"
        )


_NEAR = {"localhost", "127.0.0.1", "::1"}
LOOKS: tuple[Callable[[Path], Iterator[Finding]], ...] = (
    _settings, _secret, _folder, _clock, _database, _mail, _backup,
)  # fmt: skip
