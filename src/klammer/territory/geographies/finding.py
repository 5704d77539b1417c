# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding the geography of a level: in the folders of the instances this process opened.

Levels are drawn by chance and never shared, so that a level names one geography wherever it is
kept. Whose figures a reader sees is decided by releases, never by who finds a name here.

    workspaces/<key>/geographies/<level>/<boundary>/<number>.json   the newest number counts;
                                         a file that says {"deleted": true} ends a version
"""

import json
from functools import lru_cache
from pathlib import Path

from klammer.base.errors import InputRefusedError
from klammer.territory.geographies.model import Geography, from_data
from klammer.territory.own_keys import is_level

_INSTANCES: dict[Path, None] = {}


def serve(instance: Path) -> None:
    """Let geographies below an instance's folder be found; the last one named comes first."""
    folder = instance.resolve()
    _INSTANCES.pop(folder, None)
    _INSTANCES[folder] = None


def folder_of(level: str) -> Path | None:
    """Return the folder that holds the versions of a level; None when there is none."""
    for instance in reversed(_INSTANCES) if is_level(level) else ():
        for path in instance.glob(f"workspaces/*/geographies/{level}"):
            return path
    return None


def versions(level: str) -> list[Geography]:
    """Return every version of a level that stands, oldest first; empty for an unknown level."""
    folder = folder_of(level)
    paths = sorted(folder.iterdir()) if folder else []
    return [one for path in paths if (one := newest(path)) is not None]


def find(level: str, boundary: str = "") -> Geography | None:
    """Return a version of a level, the newest without a date; None when there is none."""
    if not boundary:
        standing = versions(level)
        return standing[-1] if standing else None
    folder = folder_of(level)
    return newest(folder / boundary) if folder else None


def need(level: str, boundary: str = "") -> Geography:
    """Return a version of a level; raise `InputRefusedError` when there is none."""
    found = find(level, boundary)
    if found is None:
        raise InputRefusedError(
            f"there is no geography {level}" + (f" on {boundary}" if boundary else ""),
            where=level,
            why="it was deleted, or belongs to another instance",
            remedy="choose a geography that is there",
            code="geography_unknown",
        )
    return found


def newest(folder: Path) -> Geography | None:
    """Return what the newest file of a version's folder says; None when it was deleted."""
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    return read(files[-1]) if files else None


def read(path: Path) -> Geography | None:
    """Read one file, once as long as it stays what it is; None when it ends a version."""
    about = path.stat()
    return _read(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=256)
def _read(path: Path, *_identity: int) -> Geography | None:
    data = json.loads(path.read_text(encoding="utf-8"))
    return None if data.get("deleted") else from_data(data, edition=int(path.stem))
