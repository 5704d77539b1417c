# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Destroying what should never have been delivered: its bytes and every extract of them.

Hash and record stay, and so do releases: those say that they can no longer be recomputed. First
destroyed.json is written beside delivery.json; from then on nothing reads the delivery. `finish`
removes what is left and may be run again after a crash at any moment.
"""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from klammer.base.errors import InputRefusedError
from klammer.pipeline import builds, deliveries
from klammer.pipeline.instance import Instance, read_json, sync, write_json
from klammer.pipeline.records import DESTROYED, TAKEN_BACK, Delivery

_EXTRACTS: dict[str, Any] = {"flags": [], "area_names": {}}  # parts of the record that quote cells


def destroy(
    instance: Instance, identity: str, *, reason: str, asked_by: str, confirmed_by: str,
    at: datetime,
) -> Delivery:  # fmt: skip
    """Destroy a delivery's bytes and extracts for good; the same bytes of its owner with it.

    Raises `InputRefusedError` without a reason or without two persons. Asked again, it goes on
    where it was interrupted.
    """
    found = deliveries.delivery(instance, identity)
    if not reason.strip() or not asked_by or not confirmed_by:
        raise InputRefusedError(
            "destroying needs a reason and two persons",
            where=identity,
            why="nobody can bring the bytes back",
            remedy="say why, and let a second person confirm",
            code="destruction_incomplete",
        )
    mark = {"reason": reason.strip(), "asked_by": asked_by, "confirmed_by": confirmed_by}
    for one in [found, *_same_bytes(instance, found)]:
        folder = instance / "deliveries" / one.id
        if one.destroyed is None:
            write_json(folder / DESTROYED, mark | {"at": at.isoformat()})
        if one.taken_back is None:
            said = {"reason": f"Die Datei wurde vernichtet: {reason.strip()}", "by": confirmed_by}
            write_json(folder / TAKEN_BACK, said | {"at": at.isoformat()})
    finish(instance)
    return deliveries.delivery(instance, identity)


def _same_bytes(instance: Instance, found: Delivery) -> Iterator[Delivery]:
    for one in deliveries.recorded(instance):
        if (one.sha256, one.workspace) == (found.sha256, found.workspace) and one.id != found.id:
            yield one


def finish(instance: Instance) -> list[str]:
    """Remove what is left of destroyed deliveries; returns the ids of which something was left."""
    recorded = deliveries.recorded(instance)
    destroyed = [one for one in recorded if one.destroyed is not None]
    held = {one.sha256 for one in recorded if one.destroyed is None}
    left = []
    for one in destroyed:
        gone = [instance / "deliveries" / one.id / "tidy.parquet"]
        if one.sha256 not in held:
            gone.append(instance / "raw" / one.sha256)
        if any([_silenced(instance, one), _removed(gone)]):  # both, whatever the first found
            left.append(one.id)
    _forget_copies(instance, destroyed)
    return left


def is_held_elsewhere(instance: Instance, found: Delivery) -> bool:
    """Whether the bytes of a destroyed delivery stay because another owner delivered them too."""
    return found.destroyed is not None and (instance / "raw" / found.sha256).is_file()


def _removed(paths: list[Path]) -> bool:
    there = [path for path in paths if path.exists()]
    for path in there:
        path.unlink(missing_ok=True)
        sync(path.parent)
    return bool(there)


def _silenced(instance: Instance, one: Delivery) -> bool:
    """Empty the parts of the record that quote cells; how many flags there were stays."""
    path = instance / "deliveries" / one.id / "delivery.json"
    data = read_json(path)
    if all(data.get(name) == empty for name, empty in _EXTRACTS.items()):
        return False
    write_json(path, data | _EXTRACTS)
    return True


def _forget_copies(instance: Instance, destroyed: list[Delivery]) -> None:
    """Remove copies that wait for acceptance, and figures computed from what was destroyed."""
    if not destroyed:
        return
    known = {(one.sha256, one.workspace) for one in destroyed}
    for one in deliveries.waiting(instance):
        if (one.sha256, one.workspace) in known:
            with contextlib.suppress(InputRefusedError):  # discarded meanwhile
                deliveries.discard(instance, one.id)
    for folder in sorted((instance / "builds").iterdir()):
        about = folder / "build.json"
        owner = str(read_json(about).get("workspace", "")) if about.is_file() else ""
        if folder.name != builds.key_of(instance, owner):
            with instance.scratch() as scratch, contextlib.suppress(FileNotFoundError):
                folder.rename(scratch / "build")
