# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The instance: one folder with everything. It is the truth for figures; databases are an index.

    klammer.json      format of the folder
    raw/<sha256>      bytes as delivered
    staged/<id>/      read and checked, waiting for a person
    deliveries/<id>/  accepted: delivery.json, tidy.parquet
    definitions/<id>/<version>.toml   a county's own indicators; the newest file counts
    builds/           the last computed figures
    releases/<root>/  what was released
    tables/           released tables by their content: releases share them by hard links
    current.json      audience → root of the common release shown
    workspaces/<key>/ definitions/ and current.json of one workspace, laid out like those above,
                      and its own geographies/
    tmp/              unfinished work; whatever a killed process left here is removed

Everything becomes visible by one rename, so that a killed process leaves nothing half-stored.
"""

import json
import os
import re
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from klammer.base.errors import InputRefusedError
from klammer.indicators.definitions import Definition, load_definitions, read_definition
from klammer.territory import geographies
from klammer.warehouse.open import Mark, Release, file_mark

FORMAT = 1
LIBRARY = Path(__file__).parent.parent / "indicators" / "library"
_FOLDERS = (
    *("raw", "staged", "deliveries", "definitions", "builds", "releases", "tables"),
    *("workspaces", "tmp"),
)
_WORKSPACE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


class Instance:
    """A folder of this layout; holds no state besides its path."""

    def __init__(self, folder: Path) -> None:
        """Use `open` or `create` instead."""
        self.folder = folder
        geographies.serve(folder)

    @classmethod
    def create(cls, folder: Path) -> "Instance":
        """Lay out an empty instance; raise `InputRefusedError` if the folder is not empty."""
        if folder.exists() and any(folder.iterdir()):
            raise InputRefusedError(
                "the folder is not empty",
                where=folder.name,
                why="a new instance needs a folder of its own",
                remedy="choose another folder, or open the instance that is there",
            )
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True)
        write_json(folder / "klammer.json", {"format": FORMAT})
        return cls(folder)

    @classmethod
    def open(cls, folder: Path) -> "Instance":
        """Open an instance; raise `InputRefusedError` if there is none of this format."""
        mark = folder / "klammer.json"
        if not mark.is_file():
            raise InputRefusedError(
                f"'{folder.name}' is not an instance",
                where=folder.name,
                why="klammer.json is not there",
                remedy="name the folder with --instance, or make one with klammer demo",
            )
        found = json.loads(mark.read_text(encoding="utf-8")).get("format")
        if found != FORMAT:
            raise InputRefusedError(
                f"the instance has format {found}",
                where="klammer.json",
                why=f"this version reads format {FORMAT}",
                remedy="use the version of Klammer that wrote it, or restore a backup",
            )
        for name in _FOLDERS:
            (folder / name).mkdir(exist_ok=True)
        return cls(folder)

    def __truediv__(self, name: str) -> Path:
        return self.folder / name

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give a folder in tmp/ that is gone after the block unless it was moved away."""
        path = self / "tmp" / f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
        path.mkdir(parents=True)
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)

    def sweep(self) -> list[str]:
        """Remove what killed processes left in tmp/; returns the names removed."""
        gone = []
        for path in (self / "tmp").iterdir():
            if not _alive(path.name.split("-")[0]):
                shutil.rmtree(path, ignore_errors=True)
                gone.append(path.name)
        for path in (self / "tables").iterdir():
            if path.stat().st_nlink == 1:  # no release holds it
                path.unlink(missing_ok=True)
        return gone

    def place(self, workspace: str = "") -> Path:
        """Return the folder of a workspace's definitions and pointer; the instance's for common.

        Raises `InputRefusedError` when the key is none.
        """
        if not workspace:
            return self.folder
        if not _WORKSPACE.fullmatch(workspace):
            raise InputRefusedError(
                f"'{workspace[:60]}' is no key of a workspace",
                where="workspace",
                why="expected letters, digits and hyphens, e.g. 16063",
                remedy="name the workspace by its key",
                code="workspace_unknown",
            )
        return self / "workspaces" / workspace

    def definitions(self, workspace: str = "") -> dict[str, Definition]:
        """Return the shipped definitions, replaced and added to by common and by own ones."""
        merged = dict(_shipped(LIBRARY))
        for owner in dict.fromkeys(("", workspace)):
            for indicator in self.defined_in(owner):
                path = self.definition_versions(indicator, owner)[-1]
                merged[indicator] = _own(path, file_mark(path))
        return dict(sorted(merged.items()))

    def defined_in(self, workspace: str = "") -> list[str]:
        """Return the indicators a workspace defined or changed itself; "" for the common ones."""
        folder = self.place(workspace) / "definitions"
        names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
        return [name for name in names if self.definition_versions(name, workspace)]

    def definition_versions(self, indicator: str, workspace: str = "") -> list[Path]:
        """Return a workspace's own files of one indicator, oldest first."""
        folder = self.place(workspace) / "definitions" / indicator
        return sorted(folder.glob("*.toml")) if folder.is_dir() else []

    def release(self, root: str) -> Release:
        """Open a release by its root or the first digits of it."""
        found = [self / "releases" / root] if len(root) == 64 and root.isalnum() else []
        if root and not (found and found[0].is_dir()):
            found = [p for p in (self / "releases").iterdir() if p.name.startswith(root)]
        if len(found) != 1:
            raise InputRefusedError(
                f"there is {'no' if not found else 'more than one'} release '{root}'",
                where="releases",
                why=f"found {len(found)}",
                remedy="klammer release list shows them",
                code="release_unknown",
            )
        return Release(found[0])

    def current_release(self, audience: str = "public", workspace: str = "") -> Release | None:
        """Return the release shown to an audience; None while there is none.

        A workspace sees its own release; the common one while it has none, or one of an older
        build of the common figures (`superseded` says which).
        """
        common = self.pointed(audience)
        own = self.pointed(audience, workspace) if workspace else None
        if own is None or (common is not None and self.superseded(own, by=common)):
            return common
        return own

    def pointed(self, audience: str = "public", workspace: str = "") -> Release | None:
        """Return the release a scope chose to show, whatever came after it."""
        pointer = self.place(workspace) / "current.json"
        if not pointer.is_file():
            return None
        root = json.loads(pointer.read_text(encoding="utf-8")).get(audience)
        return self.release(root) if root else None

    def superseded(self, own: Release, *, by: Release) -> bool:
        """Whether a common release has newer common figures than a workspace's release.

        A withdrawn one supersedes nothing.
        """
        mine, other = own.about, by.about
        is_older = mine.made_at < other.made_at and mine.common_build != other.common_build
        return is_older and by.withdrawn is None


@lru_cache(maxsize=4096)
def _own(path: Path, _mark: Mark) -> Definition:
    """One file of a workspace; read again when it changed."""
    return read_definition(path)


@cache
def _shipped(folder: Path) -> Mapping[str, Definition]:
    """The shipped definitions do not change while a process lives."""
    return load_definitions(folder)


def _alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """Write JSON so that the file is either the old one or the new one, never half."""
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    sync(path.parent)


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def move_into_place(unfinished: Path, final: Path) -> None:
    """Make a finished folder or file visible by one rename, after its bytes are on the disk."""
    for path in [unfinished, *unfinished.rglob("*")] if unfinished.is_dir() else [unfinished]:
        sync(path)
    final.parent.mkdir(parents=True, exist_ok=True)
    unfinished.rename(final)
    sync(final.parent)


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
