# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""raw → tidy: a delivery is read, checked, shown, and only then accepted.

`stage` reads a file into staged/<id>/ and changes nothing else; `accept` makes it a delivery by
one rename; `discard` forgets it. What is refused leaves the instance as it was.
"""

import hashlib
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from klammer.base.errors import InputRefusedError, Place
from klammer.pipeline.checks import check_tidy
from klammer.pipeline.instance import Instance, move_into_place, read_json, write_json
from klammer.sources import register
from klammer.sources.contract import Flag, Origin, Request, TidyFile
from klammer.warehouse.differences import Difference, difference
from klammer.warehouse.figures import Observations
from klammer.warehouse.tidy import contents, settle, tidy_hash

HEAD = 65_536
_IDENTITY = re.compile(r"[a-z0-9-]+")
MOST_FLAGS = 2_000  # kept of one delivery; how many there were is kept as well


@dataclass(frozen=True)
class Delivery:
    """An accepted or staged delivery, as written in delivery.json.

    files      name of the original file → {"sha256": …, **origin}
    variables  what is in it; labels: variable → the publisher's words
    places     level × boundary of the rows; yearly: no area has two periods in one year
    tidy_hash  hash over the tidy rows in canonical text: reading the same bytes again must give it
    """

    id: str
    name: str
    sha256: str
    size: int
    reader: str
    mapping: Mapping[str, Any] | None
    boundary: str
    title: str
    publisher: str
    table: str
    licence: str
    retrieved: str
    rows: int
    breakdowns: tuple[str, ...]
    variables: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    yearly: bool
    tidy_hash: str
    files: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    area_names: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()
    flag_count: int = 0
    source_class: str = "official"
    order: int = 0
    accepted_at: str = ""
    accepted_by: str = ""
    note: str = ""

    @property
    def stops(self) -> tuple[Flag, ...]:
        """Flags that a person must decide about before acceptance."""
        return tuple(flag for flag in self.flags if flag.severity == "error")


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
    at: datetime,
) -> Staged:
    """Read and check a file; raise `InputRefusedError` with place, reason and remedy.

    name      the file's name as delivered; default: that of the path
    reader    name of the source; default: the first that recognises the file
    origin    where the bytes come from, when the file does not say
    at        now: part of the id
    """
    name = name or path.name
    sha256, size = hash_file(path)
    source = register.source(reader) if reader else _recognised(path, name)
    with instance.scratch() as scratch:
        raw = scratch / "raw"
        shutil.copyfile(path, raw)
        request = Request(raw, name, scratch / "read.parquet", mapping, boundary)
        tidy = source.read(request)
        settle(tidy.path, scratch / "tidy.parquet")
        tidy.path.unlink()
        flags = [*tidy.flags, *check_tidy(scratch / "tidy.parquet", tidy, instance.definitions())]
        delivery = _described(
            scratch / "tidy.parquet",
            tidy,
            flags,
            name=name,
            sha256=sha256,
            size=size,
            reader=source.name,
            source_class=_class_of(source.name, mapping),
            mapping=mapping,
            boundary=boundary,
            origin=origin,
            at=at,
        )
        write_json(scratch / "delivery.json", asdict(delivery))
        final = instance / "staged" / delivery.id
        if final.exists():
            shutil.rmtree(final)
        move_into_place(scratch, final)
    return staged(instance, delivery.id)


def _recognised(path: Path, name: str):  # type: ignore[no-untyped-def]  # reason: a Source
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


def _described(
    path: Path,
    tidy: TidyFile,
    flags: Sequence[Flag],
    *,
    origin: Origin | None,
    at: datetime,
    name: str,
    sha256: str,
    **known: Any,
) -> Delivery:
    held = contents(path)
    origins = {
        file: {"sha256": tidy.sha256.get(file, ""), **asdict(o)} for file, o in tidy.origins.items()
    }
    if origin is not None:
        origins[name] = {"sha256": sha256, **asdict(origin)}
    origins.setdefault(name, {"sha256": sha256, **asdict(Origin("", ""))})
    if not origins[name]["sha256"]:
        origins[name]["sha256"] = sha256
    told = [one for one in origins.values() if one["publisher"] or one["title"]] or [origins[name]]
    first = told[0]
    table = str(first["table"])
    slug = re.sub(r"[^a-z0-9]+", "-", (table or Path(name).stem).lower()).strip("-")
    return Delivery(
        id=f"{at:%Y-%m-%d}-{slug[:40]}-{sha256[:8]}",
        name=name,
        sha256=sha256,
        title=str(first["title"]) or name,
        publisher="; ".join(dict.fromkeys(str(o["publisher"]) for o in told if o["publisher"])),
        table=table if len({o["table"] for o in told}) == 1 else "",
        licence=str(first["licence"]),
        retrieved=str(first["retrieved"]),
        rows=tidy.rows,
        breakdowns=tidy.breakdowns,
        variables=held.variables,
        places=held.places,
        yearly=held.yearly,
        tidy_hash=tidy_hash(path, tidy.breakdowns),
        files=origins,
        labels=tidy.labels,
        codes=tidy.codes,
        area_names=tidy.area_names,
        flags=tuple(flags[:MOST_FLAGS]),
        flag_count=len(flags),
        **known,
    )


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


def _class_of(reader: str, mapping: Mapping[str, Any] | None) -> str:
    """A plain table is the county's own unless its mapping says that it was published."""
    published = reader != "table" or (mapping or {}).get("origin", {}).get("own") is False
    return "official" if published else "own"


def waiting(instance: Instance) -> list[Delivery]:
    """Return the staged deliveries, by id."""
    return [read_delivery(path) for path in sorted((instance / "staged").iterdir())]


def accepted(instance: Instance) -> list[Delivery]:
    """Return the accepted deliveries in the order of acceptance."""
    found = [read_delivery(path) for path in (instance / "deliveries").iterdir()]
    return sorted(found, key=lambda one: one.order)


def delivery(instance: Instance, identity: str) -> Delivery:
    """Return one accepted delivery; raise `InputRefusedError` if there is none of this id."""
    return read_delivery(_folder(instance, "deliveries", identity))


def predecessor(instance: Instance, new: Delivery) -> Delivery | None:
    """Return the last accepted delivery of the same table, or of the same variables."""
    for one in reversed(accepted(instance)):
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
        order = 1 + max((one.order for one in accepted(instance)), default=0)
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


def observations(instance: Instance) -> list[Observations]:
    """Return every accepted tidy file as the warehouse wants it, in the order of acceptance."""
    return [
        Observations.described(instance / "deliveries" / one.id / "tidy.parquet", vars(one))
        for one in accepted(instance)
    ]


def read_delivery(folder: Path) -> Delivery:
    """Read delivery.json of a staged or accepted delivery."""
    data = read_json(folder / "delivery.json")
    data["flags"] = tuple(Flag(**(one | {"place": Place(**one["place"])})) for one in data["flags"])
    for name in ("breakdowns", "variables", "places"):
        data[name] = tuple(data[name])
    return Delivery(**data)


def hash_file(path: Path) -> tuple[str, int]:
    """Return sha256 and size of a file without holding it in memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


def _folder(instance: Instance, kind: str, identity: str) -> Path:
    folder = instance / kind / identity
    if not _IDENTITY.fullmatch(identity) or not folder.is_dir():
        raise InputRefusedError(
            f"there is no delivery '{identity}'",
            where=kind,
            why="it was discarded, accepted by someone else, or never there",
            remedy="look at the list of deliveries",
            code="delivery_unknown",
        )
    return folder
