# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Copy the foreign parts of the front end into the product: KERN's styles and its typeface.

    uv run python tools/vendor_frontend.py          fetch with npm, verify, write
    uv run python tools/vendor_frontend.py --check  compare what is there with the archives

`npm` decides where packages come from; an archive whose sha512 differs from tools/frontend.toml
is refused. htmx is not copied: it comes with django-htmx.
"""

import argparse
import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src/klammer_web/ui/static/ui/vendor"


def main() -> int:
    """Fetch, verify, and write or compare; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--check", action="store_true", help="compare only, write nothing")
    check = parser.parse_args().check
    packages = tomllib.loads((ROOT / "tools/frontend.toml").read_text(encoding="utf-8"))["package"]
    differing = [name for package in packages for name in _take(package, check=check)]
    for name in differing:
        print(f"differs from its archive: {name}", file=sys.stderr)
    return 1 if differing else 0


def _take(package: dict, *, check: bool) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        archive = _fetch(f"{package['name']}@{package['version']}", Path(folder))
        _verify(archive, package["integrity"])
        with tarfile.open(archive) as opened:
            contents = {
                target: opened.extractfile(name).read() for name, target in package["files"].items()
            }
    if check:
        return [name for name, content in contents.items() if not _same(TARGET / name, content)]
    for name, content in contents.items():
        (TARGET / name).parent.mkdir(parents=True, exist_ok=True)
        (TARGET / name).write_bytes(content)
        print(f"{name}  {len(content):,} bytes")
    return []


def _fetch(package: str, folder: Path) -> Path:
    subprocess.run(
        ["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )
    return next(folder.glob("*.tgz"))


def _verify(archive: Path, integrity: str) -> None:
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{found}" != integrity:
        sys.exit(f"{archive.name}: expected {integrity}, found sha512-{found}; nothing was written")


def _same(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() == content


if __name__ == "__main__":
    sys.exit(main())
