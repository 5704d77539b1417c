# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Backup and restore: one archive, written while the instance is in use.

Figures are immutable files, so copying them needs no pause; the application's SQLite database is
copied through SQLite's own online backup.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
from pathlib import Path

from klammer.base.errors import InputRefusedError
from klammer.pipeline.instance import Instance

_LEFT_OUT = {"tmp", "staged", "builds"}
_LIST = "backup.json"


def write_backup(instance: Instance, archive: Path) -> int:
    """Write every file with its hash into a tar archive; returns the number of files."""
    hashes: dict[str, str] = {}
    unfinished = archive.with_name(f".{archive.name}.part")
    with instance.scratch() as scratch, tarfile.open(unfinished, "w") as tar:
        for path in sorted(instance.folder.rglob("*")):
            name = path.relative_to(instance.folder).as_posix()
            if not path.is_file() or name.split("/")[0] in _LEFT_OUT or path.name.startswith("."):
                continue
            if path.suffix in {".sqlite3-wal", ".sqlite3-shm"} or name.endswith(("-wal", "-shm")):
                continue
            source = _database(path, scratch) if path.suffix == ".sqlite3" else path
            with source.open("rb") as file:
                hashes[name] = hashlib.file_digest(file, "sha256").hexdigest()
            tar.add(source, arcname=name, recursive=False)
        listed = json.dumps(hashes, indent=1).encode()
        entry = tarfile.TarInfo(_LIST)
        entry.size = len(listed)
        tar.addfile(entry, io.BytesIO(listed))
    unfinished.replace(archive)
    return len(hashes)


def _database(path: Path, scratch: Path) -> Path:
    copy = scratch / path.name
    source, target = sqlite3.connect(path), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    return copy


def _lay_out(tar: tarfile.TarFile, folder: Path) -> None:
    """Write the archive's plain files; anything else does not come from a backup of ours.

    Files that releases share are in it once: the others are hard links to the first.
    """
    for entry in tar:
        target = folder / entry.name
        inside = target.resolve().is_relative_to(folder.resolve())
        first = folder / entry.linkname
        if inside and entry.islnk() and first.resolve().is_relative_to(folder.resolve()):
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(first, target)
            continue
        content = tar.extractfile(entry) if entry.isfile() and inside else None
        if content is None:
            raise tarfile.TarError(f"'{entry.name}' is no plain file inside the archive")
        target.parent.mkdir(parents=True, exist_ok=True)
        with content, target.open("wb") as file:
            shutil.copyfileobj(content, file)


def restore_backup(archive: Path, folder: Path) -> int:
    """Lay out an instance in an empty folder; raise `InputRefusedError` if a file differs."""
    if folder.exists() and any(folder.iterdir()):
        raise InputRefusedError(
            "the folder is not empty", where=folder.name,
            why="a backup is laid out beside what is there, never over it",
            remedy="name an empty folder with --instance",
        )  # fmt: skip
    unfinished = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        with tarfile.open(archive) as tar:
            _lay_out(tar, unfinished)
        hashes = json.loads((unfinished / _LIST).read_text(encoding="utf-8"))
    except (tarfile.TarError, OSError, ValueError) as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise InputRefusedError(
            f"{archive.name} is not a backup of Klammer", where=archive.name, why=str(error),
            remedy="name a file written by klammer backup",
        ) from error  # fmt: skip
    for name, expected in hashes.items():
        with (unfinished / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != expected:
                shutil.rmtree(unfinished, ignore_errors=True)
                raise InputRefusedError(
                    f"{name} differs from the backup's list", where=archive.name,
                    why="the archive was changed or damaged", remedy="use another backup",
                )  # fmt: skip
    (unfinished / _LIST).unlink()
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        folder.rmdir()
    unfinished.rename(folder)
    Instance.open(folder)
    return len(hashes)
