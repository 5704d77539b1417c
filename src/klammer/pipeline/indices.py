# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping the specifications of composite indices: a file for each version, never overwritten.

    indices/<id>/<number>-<version>.toml                    common ones, and shipped ones once used
    workspaces/<key>/indices/<id>/<number>-<version>.toml   a workspace's own

A version is the hash of the file's bytes and of the areas it is meant for. Beside each file lies a
`.json` of the same name: who kept it, when, why, and those areas (level, extent). Shipped ones lie
in the packaged data set, with their areas beside them;
`lay_down` copies one into the instance, so that it can be read again when the package moved on.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices import Specification, specification_of
from klammer.pipeline.instance import Instance, move_into_place, read_json, write_json

SHIPPED = Path(__file__).parent.parent / "datasets" / "thueringen" / "indices"
LONGEST = 200_000  # bytes of a specification
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_DIGITS = 12


@dataclass(frozen=True)
class KeptIndex:
    """One version of an index's specification, with what is known of it.

    owner  key of the workspace; empty: common or shipped
    number of the version in the instance, from 1; 0: shipped and not laid down
    about  by, at, note, level, extent: what stands in the file beside it
    """

    id: str
    owner: str
    version: str
    number: int
    text: str
    about: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def specification(self) -> Specification:
        """The specification itself; raises `InputRefusedError` when it is none."""
        return read_text(self.text, where=f"{self.id}.toml")


@lru_cache(maxsize=256)
def read_text(text: str, *, where: str = "") -> Specification:
    """Return the specification that a TOML text says.

    Raises `InputRefusedError` when it is no TOML, or says something that is not known.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputRefusedError(
            "the file is no TOML",
            where=where,
            why=str(error),
            remedy="mend the line, or begin with a specification that is there",
            code="index_no_toml",
        ) from error
    return specification_of(data, where=where)


def version_of(text: str, about: Mapping[str, Any]) -> str:
    """Return the version of a specification: the first digits of the hash of text and areas.

    about  level and extent: an index of the same text among other areas is another one
    """
    said = f"{text}\0{about.get('level') or ''}\0{about.get('extent') or ''}"
    return hashlib.sha256(said.encode()).hexdigest()[:_DIGITS]


def shipped() -> dict[str, KeptIndex]:
    """Return the specifications of the packaged data set by id."""
    paths = sorted(SHIPPED.glob("*.toml")) if SHIPPED.is_dir() else []
    return {path.stem: _shipped(path) for path in paths}


@lru_cache(maxsize=64)
def _shipped(path: Path) -> KeptIndex:
    text, beside = path.read_text(encoding="utf-8"), path.with_suffix(".json")
    about = read_json(beside) if beside.is_file() else {}
    return KeptIndex(path.stem, "", version_of(text, about), 0, text, about)


def common(instance: Instance) -> dict[str, KeptIndex]:
    """Return the newest version of every index that is common to all, by id.

    A shipped one stands for itself, whatever was laid down of its earlier versions.
    """
    kept = {one.id: one for one in newest(instance)}
    return dict(sorted({**kept, **shipped()}.items()))


def newest(instance: Instance, owner: str = "") -> list[KeptIndex]:
    """Return the newest version of every index in a place of the instance, by id."""
    folder = instance.place(owner) / "indices"
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    found = (versions(instance, name, owner) for name in names if _ID.fullmatch(name))
    return [several[-1] for several in found if several]


def versions(instance: Instance, index: str, owner: str = "") -> list[KeptIndex]:
    """Return the versions of an index that lie in the instance, oldest first."""
    folder = _folder(instance, index, owner)
    paths = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    return [_read(path, index, owner) for path in paths]


def find(instance: Instance, index: str, *, owner: str = "", version: str = "") -> KeptIndex | None:
    """Return a version of an index, the newest without one named; None when there is none."""
    if not _ID.fullmatch(index):
        return None
    packaged = None if owner else shipped().get(index)
    if packaged is not None and version in {"", packaged.version}:
        return packaged
    held = versions(instance, index, owner)
    chosen = [one for one in held if one.version == version] if version else held
    return chosen[-1] if chosen else None


def keep(
    instance: Instance,
    text: str,
    *,
    index: str,
    owner: str = "",
    about: Mapping[str, Any],
    at: datetime,
) -> KeptIndex:
    """Write a version of an index; the same text again is the version that is there.

    about  by, note, level, extent
    Raises `InputRefusedError` when the text is no specification, or the id is none.
    """
    if not _ID.fullmatch(index):
        raise InputRefusedError(
            f"'{index[:60]}' is no id of an index",
            where="id",
            why="expected small letters, digits and hyphens",
            remedy="choose another id",
            code="index_id",
        )
    read_text(text, where=f"{index}.toml")
    held = versions(instance, index, owner)
    version = version_of(text, about)
    if held and held[-1].version == version:
        return held[-1]
    number = 1 + len(held)
    stem = f"{number:04d}-{version}"
    folder = _folder(instance, index, owner)
    folder.mkdir(parents=True, exist_ok=True)
    # The account comes first: a version without one would be a change by nobody.
    write_json(folder / f"{stem}.json", {**about, "at": at.isoformat()})
    with instance.scratch() as scratch:
        unfinished = scratch / f"{stem}.toml"
        unfinished.write_text(text, encoding="utf-8")
        move_into_place(unfinished, folder / unfinished.name)
    return _read(folder / f"{stem}.toml", index, owner)


def lay_down(instance: Instance, index: KeptIndex, *, at: datetime) -> KeptIndex:
    """Copy a shipped specification into the instance, once for each of its versions."""
    if index.number or index.owner:
        return index
    held = [one for one in versions(instance, index.id) if one.version == index.version]
    if held:
        return held[-1]
    about = {**index.about, "by": "", "note": "mitgeliefert"}
    return keep(instance, index.text, index=index.id, about=about, at=at)


def _folder(instance: Instance, index: str, owner: str) -> Path:
    return instance.place(owner) / "indices" / index


@lru_cache(maxsize=512)
def _read(path: Path, index: str, owner: str) -> KeptIndex:
    """Read a version; its file never changes."""
    number, _, version = path.stem.partition("-")
    beside = path.with_suffix(".json")
    about = read_json(beside) if beside.is_file() else {}
    return KeptIndex(index, owner, version, int(number), path.read_text(encoding="utf-8"), about)
