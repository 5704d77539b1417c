# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making an instance ready for the web, and the server itself."""

import hashlib
import multiprocessing
import secrets
import shutil
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

STATIC = "static"
_EDITION = "modules import hashed names"  # changes with how files are collected
_MOST_TO_END = (
    5  # seconds for the answers under way; told twice to end, a process may wait for ever
)
_PATIENCE = 20  # answers with an error before the person at the terminal is told


def tell(text: str, *, progress: bool = False) -> None:
    """Say something to the operator: results on standard output, progress on standard error."""
    stream = sys.stderr if progress else sys.stdout
    stream.write(f"{text}\n")
    stream.flush()


def prepare(folder: Path, *, create: bool = False) -> None:
    """Open or create the instance, bring its database up to date, collect static files."""
    from klammer.pipeline import destruction
    from klammer.pipeline.instance import Instance

    if create and not (folder / "klammer.json").exists():
        Instance.create(folder)
    instance = Instance.open(folder)
    instance.sweep()
    destruction.finish(instance)
    set_up(folder)


def set_up(folder: Path) -> None:
    """Start Django in this process, migrate the database, collect static files."""
    import django

    django.setup()
    collect_static(folder / STATIC)
    migrate()
    from klammer_web.chain.jobs import build_first

    build_first()


def migrate() -> None:
    """Bring the database to the state of this version; quick when nothing is to be done."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def collect_static(target: Path) -> bool:
    """Write static files with hashed names; False when they were current already.

    The folder is exchanged whole, so that a killed start leaves the old one or the new one.
    """
    from django.contrib.staticfiles.finders import get_finders

    from klammer_web.config.statics import CollectedFiles

    found = {
        path: storage for finder in get_finders() for path, storage in finder.list(["*.md", ".*"])
    }
    mark = _mark({path: Path(storage.path(path)) for path, storage in found.items()})
    if (target / ".mark").is_file() and (target / ".mark").read_text() == mark:
        return False
    beside = target.with_name(f".{target.name}-new")
    shutil.rmtree(beside, ignore_errors=True)
    writer = CollectedFiles(location=str(beside), base_url="/static/")
    for path, storage in found.items():
        with storage.open(path) as file:
            writer.save(path, file)
    for _name, _hashed, done in writer.post_process({p: (writer, p) for p in found}):
        if isinstance(done, Exception):
            raise done
    (beside / ".mark").write_text(mark)
    shutil.rmtree(target, ignore_errors=True)
    beside.rename(target)
    return True


def _mark(files: dict[str, Path]) -> str:
    lines = [_EDITION]
    lines += [
        f"{name} {(stat := path.stat()).st_size} {stat.st_mtime_ns}"
        for name, path in sorted(files.items())
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def first_administrator(email: str) -> str:
    """Create the first account of an instance; return what the operator must be told."""
    from django.utils import timezone

    from klammer_web.accounts import actions
    from klammer_web.accounts.enums import Role, WorkspaceKind
    from klammer_web.accounts.models import User

    if User.objects.filter(email__iexact=email).exists():
        return f"The account {email} exists; it was left as it is."
    password = secrets.token_urlsafe(12)
    workspace = actions.open_workspace(kind=WorkspaceKind.COUNTY, key="instanz", name="Instanz")
    user = actions.create_person(email=email, name=email, password=password)
    for role in (Role.ADMINISTRATOR, Role.DATA_STEWARD):
        actions.admit(user=user, workspace=workspace, role=role, since=timezone.localdate())
    return f"Sign in as {email} with the password {password}"


def greeting(address: str, *, is_new: bool) -> str:
    """Say where Klammer answers; while nobody has an account, how the first person gets one."""
    said = f"Klammer answers at {address}"
    if not is_new:
        return said
    from django.conf import settings
    from django.db import connection

    from klammer_web.portal import beginning

    is_empty = beginning.is_empty()
    connection.close()  # asked once, in the thread that waits for the first answer
    if not is_empty:
        return said
    link = f"{(settings.PUBLIC_ADDRESS or address).rstrip('/')}{beginning.setup_path()}"
    return f"{said}\nSet it up here (holds for a week, until the first account exists):\n  {link}"


def free_port(wanted: int) -> int:
    """Return the wanted port on loopback, or a free one when it is taken."""
    for port in (*range(wanted, min(wanted + 10, 65_536)), 0):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    return wanted


def serve(
    host: str,
    *,
    port: int,
    web_processes: int,
    workers: int,
    when_ready: Callable[[str], None],
) -> int:
    """Serve until Ctrl-C; `when_ready` gets the address once the first answer came."""
    from klammer_web.config.workers import beside

    with beside(workers):
        _serve(host, port=port, processes=web_processes, when_ready=when_ready)
    return 0


def _serve(host: str, *, port: int, processes: int, when_ready: Callable[[str], None]) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104  # reason: only compared
    address = f"http://{shown}:{port}/"
    told = {"processes": processes, "when_ready": when_ready}
    threading.Thread(target=_announce, args=(address,), kwargs=told, daemon=True).start()
    Granian(
        "klammer_web.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=4,
        log_level=LogLevels.error,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_MOST_TO_END,
    ).serve()


def _announce(address: str, *, processes: int, when_ready: Callable[[str], None]) -> None:
    """Ask until the first answer came, then tell.

    Nothing is done before the web processes are there: they are forks, and a fork in the middle of
    an import of this thread would wait for its end for ever.
    """
    while len(multiprocessing.active_children()) < processes:
        time.sleep(0.05)
    refused = 0
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{address}gesundheit/", timeout=2) as answer:  # noqa: S310  # reason: our own address
                if answer.status == 200:
                    when_ready(address)
                    return
        except urllib.error.HTTPError as error:
            refused += 1
            if refused == _PATIENCE:
                tell(
                    f"Klammer started at {address} but answers with error {error.code}; see above."
                )
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.1)
