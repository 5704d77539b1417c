# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Run uv, bringing one into `.tools/` first when this machine has none.

    python3 tools/bootstrap.py run klammer demo      the same as: uv run klammer demo

Needs Python 3.11 or newer and nothing else: no root, no pip, no venv. Which uv, and the hashes of
its files, stand in uv.lock (group `bootstrap`). Tried in this order: pip; pip inside a new virtual
environment; the package index read by the standard library alone.
"""

import configparser
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  # reason: run by whatever Python a machine has
    sys.exit(f"Klammer needs Python 3.11 or newer; this is {platform.python_version()}")

import tomllib

ROOT = Path(__file__).resolve().parents[1]
OLDEST = (0, 9)  # reads this lock file and knows the options used here
EXECUTABLE = "uv.exe" if os.name == "nt" else "uv"
SYSTEM_CERTIFICATES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")


def main(arguments: list[str]) -> int:
    """Run uv with these arguments and return its exit code."""
    uv = on_path() or brought() or bring()
    command = [str(uv), *arguments]
    if os.name != "nt":
        # In place of this process, so that Ctrl-C and signals reach uv.
        os.execve(command[0], command, environment())  # noqa: S606  # reason: no shell is wanted
    return subprocess.run(command, env=environment(), check=False).returncode


def environment() -> dict[str, str]:
    """Return the environment for uv: where the system has certificates, they are trusted."""
    trusted = (
        os.name == "nt" or sys.platform == "darwin" or any(map(os.path.exists, SYSTEM_CERTIFICATES))
    )
    return {**({"UV_SYSTEM_CERTS": "true"} if trusted else {}), **os.environ}


def on_path() -> Path | None:
    """Return the first uv on PATH that runs and is new enough, or None."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        candidate = Path(folder) / EXECUTABLE
        if folder and os.access(candidate, os.X_OK) and version_of(candidate) >= OLDEST:
            return candidate
    return None


def version_of(uv: Path) -> tuple[int, ...]:
    """Return (major, minor) as `uv --version` says, or () when it does not run."""
    try:
        ran = subprocess.run([uv, "--version"], capture_output=True, text=True, check=False)
        return tuple(int(part) for part in ran.stdout.split()[1].split(".")[:2])
    except (OSError, IndexError, ValueError):
        return ()


def locked() -> dict:
    """Return what uv.lock says of uv: version, registry and files with their hashes."""
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    return next(package for package in packages if package["name"] == "uv")


def brought() -> Path | None:
    """Return the uv brought before, in the version of the lock file, or None."""
    executable = ROOT / ".tools" / f"uv-{locked()['version']}" / "bin" / EXECUTABLE
    return executable if executable.is_file() else None


def bring() -> Path:
    """Bring the locked uv into `.tools/`; end with one reason for each way that failed."""
    target = ROOT / ".tools" / f"uv-{locked()['version']}"
    print(f"Bringing uv {locked()['version']} into {target.parent.name}/ …", file=sys.stderr)
    target.parent.mkdir(exist_ok=True)
    reasons = []
    for way in (by_pip, by_venv, by_index):
        with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
            try:
                found = way(Path(scratch))
            except (OSError, LookupError, ValueError, subprocess.CalledProcessError) as error:
                reasons.append(f"  {way.__name__.replace('_', ' ')}: {reason_of(error)}")
                continue
            (Path(scratch) / "whole" / "bin").mkdir(parents=True)
            shutil.copy2(found, Path(scratch) / "whole" / "bin" / EXECUTABLE)
            shutil.rmtree(target, ignore_errors=True)
            # Renamed at last: what is there is whole.
            (Path(scratch) / "whole").rename(target)
            return target / "bin" / EXECUTABLE
    sys.exit("\n".join(["uv could not be brought here:", *reasons, "Install uv and try again."]))


def reason_of(error: Exception) -> str:
    """Return the last line a failed program wrote, or the error's own words."""
    written = (getattr(error, "stderr", None) or "").strip().splitlines()
    return written[-1] if written else str(error) or type(error).__name__


def by_pip(scratch: Path, python: str = sys.executable) -> Path:
    """Let pip fetch and check the wheel."""
    package = locked()
    hashes = " ".join(f"--hash={wheel['hash']}" for wheel in package["wheels"])
    wanted = scratch / "uv.txt"
    wanted.write_text(f"uv=={package['version']} {hashes}\n", encoding="utf-8")
    options = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--quiet"]
    run([python, "-m", "pip", "install", *options, "--target", scratch / "pip", "-r", wanted])
    return scratch / "pip" / "bin" / EXECUTABLE


def by_venv(scratch: Path) -> Path:
    """Let the pip that comes with Python, but is not installed, do the same."""
    run([sys.executable, "-m", "venv", scratch / "venv"])
    folder = "Scripts" if os.name == "nt" else "bin"
    return by_pip(scratch, python=str(scratch / "venv" / folder / "python"))


def run(command: list) -> None:
    """Run a program quietly; raise `CalledProcessError` with what it wrote."""
    subprocess.run([*map(str, command)], check=True, capture_output=True, text=True)


def by_index(scratch: Path) -> Path:
    """Read the package index, fetch the wheel for this machine, check its hash, unpack uv."""
    wheel = wheel_for_this_machine(locked()["wheels"])
    name = wheel["url"].rpartition("/")[2]
    body = fetch(address_of(name) or wheel["url"])
    if f"sha256:{hashlib.sha256(body).hexdigest()}" != wheel["hash"]:
        raise ValueError(f"{name}: its hash is not the one in uv.lock")
    (scratch / name).write_bytes(body)
    with zipfile.ZipFile(scratch / name) as archive:
        inside = next(n for n in archive.namelist() if n.endswith(f"/scripts/{EXECUTABLE}"))
        found = Path(archive.extract(inside, scratch))
    found.chmod(0o755)
    return found


def wheel_for_this_machine(wheels: list[dict]) -> dict:
    """Return the entry of uv.lock whose platform tag fits; raise `LookupError` when none does."""
    machine = platform.machine().lower()
    if sys.platform == "linux":
        libc = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
        tags = (libc, f"_{machine.replace('armv8l', 'armv7l')}")
    elif sys.platform == "darwin":
        tags = ("macosx", f"_{machine}")
    else:
        tags = ("win", {"amd64": "win_amd64", "arm64": "win_arm64"}.get(machine, "win32"))
    for wheel in wheels:
        if all(tag in wheel["url"].rpartition("/")[2] for tag in tags):
            return wheel
    raise LookupError(f"there is no uv for {sys.platform} on {machine}")


def address_of(name: str) -> str | None:
    """Return where the index keeps this file; None when the index is the lock file's own."""
    index = configured_index()
    if index is None:
        return None
    page = f"{index.rstrip('/')}/uv/"
    files = json.loads(fetch(page, accept="application/vnd.pypi.simple.v1+json"))["files"]
    found = next((file["url"] for file in files if file["filename"] == name), None)
    return urllib.request.urljoin(page, found) if found else None


def configured_index() -> str | None:
    """Return the index named by the environment or by pip's configuration, or None."""
    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if os.environ.get(variable):
            return os.environ[variable]
    home = Path.home()
    files = [
        os.environ.get("PIP_CONFIG_FILE", ""),
        home / ".config" / "pip" / "pip.conf",
        home / ".pip" / "pip.conf",
        "/etc/pip.conf",
        "/etc/xdg/pip/pip.conf",
        Path(os.environ.get("APPDATA", home)) / "pip" / "pip.ini",
    ]
    for file in filter(None, files):
        settings = configparser.RawConfigParser()
        settings.read(file, encoding="utf-8")
        if settings.has_option("global", "index-url"):
            return settings.get("global", "index-url")
    return None


def fetch(address: str, *, accept: str = "*/*") -> bytes:
    """Return the bytes at an address; raise `ValueError` when it is not one of the web."""
    if not address.startswith(("https://", "http://")):
        raise ValueError(f"only web addresses are read, not {address}")
    request = urllib.request.Request(address, headers={"Accept": accept})  # noqa: S310  # reason: checked above
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  # reason: checked above
        return answer.read()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
