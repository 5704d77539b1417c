# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""raw → tidy: a delivery is read, checked, shown, and only then accepted.

`stage` reads a file into staged/<id>/ and changes nothing else; `accept` makes it a delivery by
one rename; `discard` forgets it. What is refused leaves the instance as it was. `take_back` keeps
a delivery and its bytes, but no build reads it any more; `destruction` keeps its record alone.

Each belongs to a workspace, or to all ("", common official figures).
"""

import hashlib
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from klammer.base.errors import InputRefusedError, Place
from klammer.pipeline.checks import check_tidy
from klammer.pipeline.instance import Instance, move_into_place, read_json, write_json
from klammer.pipeline.records import TAKEN_BACK, Delivery, Reading, describe, read_delivery
from klammer.sources import register
from klammer.sources.contract import Origin, Request, Source
from klammer.warehouse.differences import Difference, difference
from klammer.warehouse.figures import Observations
from klammer.warehouse.tidy import settle

HEAD = 65_536
_IDENTITY = re.compile(r"[a-z0-9-]+")
_LONGEST = 200  # letters of an id; file systems refuse longer names with an error of theirs


@dataclass(frozen=True)
class Staged:
    """A delivery that waits: what it says, how it differs from the last one of its table."""

    delivery: Delivery
    folder: Path
    difference: Difference | None

    @property
    def id(self) -> str:
        """The id under which it waits and will be accepted."""
        return self.delivery.id

    @property
    def tidy(self) -> Path:
        """Its tidy rows."""
        return self.folder / "tidy.parquet"


def stage(
    instance: Instance,
    path: Path,
    *,
    name: str = "",
    reader: str = "",
    mapping: Mapping[str, Any] | None = None,
    boundary: str = "",
    origin: Origin | None = None,
    workspace: str = "",
    at: datetime,
) -> Staged:
    """Read and check a file; raise `InputRefusedError` with place, reason and remedy.

    name      the file's name as delivered; default: that of the path
    reader    name of the source; default: the first that recognises the file
    origin    where the bytes come from, when the file does not say
    workspace key of the workspace it will belong to; empty: common official figures
    at        now: part of the id
    """
    instance.place(workspace)
    name = name or path.name
    sha256, size = hash_file(path)
    _check_not_destroyed(instance, sha256, name=name, workspace=workspace)
    source = register.source(reader) if reader else _recognised(path, name)
    with instance.scratch() as scratch:
        shutil.copyfile(path, scratch / "raw")
        request = Request(
            scratch / "raw", name, scratch / "read.parquet", mapping=mapping, boundary=boundary
        )
        tidy = source.read(request)
        rows = scratch / "tidy.parquet"
        settle(tidy.path, rows)
        tidy.path.unlink()
        flags = [*tidy.flags, *check_tidy(rows, tidy, instance.definitions(workspace))]
        reading = Reading(request, source.name, sha256, size, origin, at, workspace)
        found = describe(rows, tidy, flags, reading=reading)
        found = replace(found, id=_unused(instance, found.id))
        write_json(scratch / "delivery.json", asdict(found))
        final = instance / "staged" / found.id
        if final.exists():
            shutil.rmtree(final)
        move_into_place(scratch, final)
    return staged(instance, found.id)


def _unused(instance: Instance, identity: str) -> str:
    """Number the id when a delivery of this id was taken back: it stays recorded under it."""
    number, found = 1, identity
    while (instance / "deliveries" / found / TAKEN_BACK).is_file():
        number += 1
        found = f"{identity}-{number}"
    return found


def _check_not_destroyed(instance: Instance, sha256: str, *, name: str, workspace: str) -> None:
    for one in recorded(instance):
        if one.destroyed is not None and (one.sha256, one.workspace) == (sha256, workspace):
            raise InputRefusedError(
                f"'{name}' was destroyed and is not read again",
                where=Place(name),
                why=f"on {one.destroyed.at[:10]}: {one.destroyed.reason}",
                remedy="deliver a file without what should not have been in it",
                code="destroyed_before",
                name=name,
                reason=one.destroyed.reason,
            )


def _recognised(path: Path, name: str) -> Source:
    with path.open("rb") as file:
        head = file.read(HEAD)
    found = register.recognise(head, name)
    if found is None:
        raise InputRefusedError(
            f"no reader recognises '{name}'",
            where=Place(name),
            why="the first lines look like none of the known formats",
            remedy="name the reader, or describe the columns with a mapping",
            code="format_unknown",
            name=name,
        )
    return found


def staged(instance: Instance, identity: str) -> Staged:
    """Return a waiting delivery with its difference; raise `InputRefusedError` if it is gone."""
    folder = _folder(instance, "staged", identity)
    delivery = read_delivery(folder)
    last = predecessor(instance, delivery)
    changes = None
    if last is not None:
        changes = difference(
            instance / "deliveries" / last.id / "tidy.parquet",
            folder / "tidy.parquet",
            breakdowns=tuple(sorted({*last.breakdowns, *delivery.breakdowns})),
            before_has=last.breakdowns,
            after_has=delivery.breakdowns,
        )
    return Staged(delivery, folder, changes)


def waiting(instance: Instance) -> list[Delivery]:
    """Return the staged deliveries, by id."""
    return [read_delivery(path) for path in sorted((instance / "staged").iterdir())]


def recorded(instance: Instance) -> list[Delivery]:
    """Return every delivery ever accepted, also those taken back, in the order of acceptance."""
    found = [read_delivery(path) for path in (instance / "deliveries").iterdir()]
    return sorted(found, key=lambda one: one.order)


def accepted(instance: Instance, *, workspace: str | None = None) -> list[Delivery]:
    """Return the deliveries that count, in the order of acceptance.

    workspace  common ones and those of this workspace ("": common ones alone); None: everybody's
    """
    scope = None if workspace is None else {"", workspace}
    return [
        one
        for one in recorded(instance)
        if one.taken_back is None
        and one.destroyed is None
        and (scope is None or one.workspace in scope)
    ]


def delivery(instance: Instance, identity: str) -> Delivery:
    """Return one accepted delivery; raise `InputRefusedError` if there is none of this id."""
    return read_delivery(_folder(instance, "deliveries", identity))


def predecessor(instance: Instance, new: Delivery) -> Delivery | None:
    """Return the last delivery of the same table, or the same variables, that its owner sees."""
    for one in reversed(accepted(instance, workspace=new.workspace)):
        same = (one.table == new.table) if new.table else set(one.variables) == set(new.variables)
        if same and one.id != new.id and set(one.variables) & set(new.variables):
            return one
    return None


def accept(instance: Instance, identity: str, *, by: str, at: datetime, note: str = "") -> Delivery:
    """Make a staged delivery an accepted one.

    Raises `InputRefusedError` when errors were flagged and no note says why it is accepted anyway.
    """
    folder = _folder(instance, "staged", identity)
    found = read_delivery(folder)
    if found.stops and not note:
        raise InputRefusedError(
            "the delivery has errors that need a decision",
            where=found.stops[0].place,
            why=f"{len(found.stops)} errors, the first: {found.stops[0].code}",
            remedy="discard it and ask for a corrected one, or say in a note why it is accepted",
            code="flags_undecided",
        )
    with instance.scratch() as scratch:
        order = 1 + max((one.order for one in recorded(instance)), default=0)
        data = read_json(folder / "delivery.json")
        data |= {"accepted_at": at.isoformat(), "accepted_by": by, "note": note, "order": order}
        unfinished = scratch / "delivery"
        unfinished.mkdir()
        write_json(unfinished / "delivery.json", data)
        shutil.copyfile(folder / "tidy.parquet", unfinished / "tidy.parquet")
        raw = instance / "raw" / found.sha256
        if not raw.exists():
            shutil.copyfile(folder / "raw", scratch / "bytes")
            move_into_place(scratch / "bytes", raw)
        final = instance / "deliveries" / identity
        if final.exists():
            raise InputRefusedError(
                "this delivery has been accepted before",
                where=identity,
                why="the same bytes were accepted under the same id",
                remedy="nothing is to be done; discard the waiting one",
                code="accepted_before",
            )
        move_into_place(unfinished, final)
    discard(instance, identity)
    return read_delivery(final)


def discard(instance: Instance, identity: str) -> None:
    """Forget a staged delivery."""
    folder = _folder(instance, "staged", identity)
    with instance.scratch() as scratch:
        folder.rename(scratch / "discarded")


def take_back(instance: Instance, identity: str, *, reason: str, by: str, at: datetime) -> Delivery:
    """Let a delivery count no longer: it stays recorded with its bytes, the next build omits it.

    Raises `InputRefusedError` without a reason, or when it was taken back before.
    """
    folder = _folder(instance, "deliveries", identity)
    before = read_delivery(folder).taken_back
    if before is not None:
        raise InputRefusedError(
            "this delivery was taken back before",
            where=identity,
            why=f"on {before.at[:10]} by {before.by}: {before.reason}",
            remedy="nothing is to be done",
            code="taken_back_before",
            reason=before.reason,
        )
    if not reason.strip():
        raise InputRefusedError(
            "taking back needs a reason",
            where=identity,
            why="everyone who used the figures will read it",
            remedy="say in a sentence what was wrong",
            code="reason_missing",
        )
    with instance.scratch() as scratch:
        unfinished = scratch / TAKEN_BACK
        write_json(unfinished, {"reason": reason.strip(), "by": by, "at": at.isoformat()})
        move_into_place(unfinished, folder / TAKEN_BACK)
    return read_delivery(folder)


def observations(instance: Instance, workspace: str = "") -> list[Observations]:
    """Return the tidy files a scope builds from, as the warehouse wants them, in their order."""
    return [
        Observations.described(instance / "deliveries" / one.id / "tidy.parquet", vars(one))
        for one in accepted(instance, workspace=workspace)
    ]


def hash_file(path: Path) -> tuple[str, int]:
    """Return sha256 and size of a file without holding it in memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


def _folder(instance: Instance, kind: str, identity: str) -> Path:
    folder = instance / kind / identity
    is_possible = len(identity) <= _LONGEST and _IDENTITY.fullmatch(identity)
    if not is_possible or not folder.is_dir():
        raise InputRefusedError(
            f"there is no delivery '{identity}'",
            where=kind,
            why="it was discarded, accepted by someone else, or never there",
            remedy="look at the list of deliveries",
            code="delivery_unknown",
        )
    return folder
