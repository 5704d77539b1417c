# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Backup and restore: one archive, written while the instance is in use.

Figures are immutable files, so copying them needs no pause; the application's SQLite database is
copied through SQLite's own online backup.
"""

import contextlib
import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from klammer.base.errors import InputRefusedError, KlammerError
from klammer.pipeline.instance import Instance, read_json, write_json

_LEFT_OUT = {"tmp", "staged", "builds", "served", "static"}
_LIST = "backup.json"
_MARK = "last_backup.json"
DATABASE = "database"  # folder of the archive with the tables of a database server

Dump = Callable[[Path, Path], Path | None]


def write_backup(
    instance: Instance, archive: Path, *, at: datetime | None = None, dump: Dump | None = None
) -> int:
    """Write every file with its hash into a tar archive; returns the number of files.

    dump  writes the tables of a database server into a folder; None for SQLite in the instance

    The database comes first: whatever it speaks of then lies in the instance already, and files
    there are never changed. The archive appears under its name when it is complete.
    """
    hashes: dict[str, str] = {}
    unfinished = archive.with_name(f".{archive.name}.part")
    with instance.scratch() as scratch, tarfile.open(unfinished, "w") as tar:
        unfinished.chmod(0o600)
        for name, path in _databases(instance, scratch, dump=dump):
            hashes[name] = _add(tar, path, name)
        for name, path in _files(instance.folder):
            if name not in hashes:
                with contextlib.suppress(FileNotFoundError):  # destroyed meanwhile, on purpose
                    hashes[name] = _add(tar, path, name)
        listed = json.dumps(hashes, indent=1).encode()
        entry = tarfile.TarInfo(_LIST)
        entry.size = len(listed)
        tar.addfile(entry, io.BytesIO(listed))
    unfinished.replace(archive)
    if at is not None:
        write_json(instance / _MARK, {"at": at.isoformat(), "files": len(hashes)})
    return len(hashes)


def last_backup(instance: Instance) -> datetime | None:
    """Return when the last complete backup was written; None when there never was one."""
    try:
        return datetime.fromisoformat(str(read_json(instance / _MARK)["at"]))
    except (OSError, KeyError, ValueError, KlammerError):
        return None


def _databases(
    instance: Instance, scratch: Path, *, dump: Dump | None
) -> Iterator[tuple[str, Path]]:
    for path in sorted(instance.folder.glob("*.sqlite3")):
        yield path.name, _copied(path, scratch)
    tables = dump(instance.folder, scratch) if dump else None
    if tables is not None:
        for path in sorted(tables.iterdir()):
            yield f"{DATABASE}/{path.name}", path


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        is_ours = not name.endswith((".sqlite3", "-wal", "-shm")) and not path.name.startswith(".")
        if is_ours and name.split("/")[0] not in _LEFT_OUT and path.is_file():
            yield name, path


def _add(tar: tarfile.TarFile, path: Path, name: str) -> str:
    """Add one file and return the hash of the very bytes that were added."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        tar.addfile(tar.gettarinfo(arcname=name, fileobj=file), file)
    return digest


def _copied(path: Path, scratch: Path) -> Path:
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


def restore_backup(
    archive: Path, folder: Path, *, load: Callable[[Path, Path], None] | None = None
) -> int:
    """Lay out an instance in an empty folder; raise `InputRefusedError` if a file differs.

    load  fills a database server from the archive's tables, before the folder gets its name
    """
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
    _load(unfinished, load=load, archive=archive)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        folder.rmdir()
    unfinished.rename(folder)
    Instance.open(folder)
    return len(hashes)


def _load(folder: Path, *, load: Callable[[Path, Path], None] | None, archive: Path) -> None:
    tables = folder / DATABASE
    if not tables.is_dir():
        return
    if load is None:
        shutil.rmtree(folder, ignore_errors=True)
        raise InputRefusedError(
            f"{archive.name} holds the tables of a database server", where=archive.name,
            why="the product, which can fill one, is not installed",
            remedy="restore it where klammer serve runs",
        )  # fmt: skip
    try:
        load(folder, tables)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(tables)
