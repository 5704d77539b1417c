# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is kept of a delivery beside its bytes and rows: delivery.json, written once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from klammer.base.errors import Place
from klammer.pipeline.instance import read_json
from klammer.sources.contract import Flag, Origin, Request, TidyFile
from klammer.warehouse.open import Mark, file_mark
from klammer.warehouse.tidy import contents, tidy_hash

TAKEN_BACK = "taken_back.json"  # beside delivery.json, once it was taken back
DESTROYED = "destroyed.json"  # beside delivery.json, once its bytes were destroyed
MOST_FLAGS = 2_000  # kept of one delivery; how many there were is kept as well


@dataclass(frozen=True)
class TakenBack:
    """Why a delivery no longer counts."""

    reason: str
    by: str
    at: str


@dataclass(frozen=True)
class Destroyed:
    """Why the bytes of a delivery and every extract of them are gone, and which two decided it."""

    reason: str
    asked_by: str
    confirmed_by: str
    at: str


@dataclass(frozen=True)
class Delivery:
    """An accepted or staged delivery, as written in delivery.json.

    files      name of the original file → {"sha256": …, **origin}
    variables  what is in it; labels: variable → the publisher's words
    places     level × boundary of the rows; yearly: no area has two periods in one year
    tidy_hash  hash over the tidy rows in canonical text: reading the same bytes again must give it
    workspace  key of the workspace it belongs to; empty: common official figures of all
    taken_back why, when and by whom it was taken back; it stays recorded, no build reads it
    destroyed  why, when and by which two its bytes were destroyed; this record stays
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
    workspace: str = ""
    order: int = 0
    accepted_at: str = ""
    accepted_by: str = ""
    note: str = ""
    taken_back: "TakenBack | None" = None
    destroyed: "Destroyed | None" = None

    @property
    def stops(self) -> tuple[Flag, ...]:
        """Flags that a person must decide about before acceptance."""
        return tuple(flag for flag in self.flags if flag.severity == "error")


_FILES = ("delivery.json", TAKEN_BACK, DESTROYED)


def read_delivery(folder: Path) -> Delivery:
    """Read delivery.json of a staged or accepted delivery; nobody may change what is returned.

    It is read again when one of its files changed: lists ask for every delivery on every page.
    """
    return _read(folder, tuple(file_mark(folder / name) for name in _FILES))


@lru_cache(maxsize=4096)
def _read(folder: Path, _marks: tuple[Mark, ...]) -> Delivery:
    data = read_json(folder / "delivery.json")
    data["flags"] = tuple(Flag(**(one | {"place": Place(**one["place"])})) for one in data["flags"])
    for name in ("breakdowns", "variables", "places"):
        data[name] = tuple(data[name])
    mark = folder / TAKEN_BACK
    data["taken_back"] = TakenBack(**read_json(mark)) if mark.is_file() else None
    mark = folder / DESTROYED
    data["destroyed"] = Destroyed(**read_json(mark)) if mark.is_file() else None
    return Delivery(**data)


@dataclass(frozen=True)
class Reading:
    """How a file was read: what it was, by which reader, when.

    origin     where the bytes come from, when the file does not say
    workspace  key of the workspace it is read for; empty: common
    """

    request: Request
    reader: str
    sha256: str
    size: int
    origin: Origin | None
    at: datetime
    workspace: str = ""


def describe(path: Path, tidy: TidyFile, flags: Sequence[Flag], *, reading: Reading) -> Delivery:
    """Return the record of a delivery whose settled rows lie at `path`."""
    files = _files(tidy, reading)
    told = [one for one in files.values() if one["publisher"] or one["title"]]
    first = told[0] if told else files[reading.request.name]
    held = contents(path)
    return Delivery(
        id=_identity(str(first["table"]), reading),
        name=reading.request.name,
        sha256=reading.sha256,
        size=reading.size,
        reader=reading.reader,
        mapping=reading.request.mapping,
        boundary=reading.request.boundary,
        title=str(first["title"]) or reading.request.name,
        publisher="; ".join(dict.fromkeys(str(o["publisher"]) for o in told if o["publisher"])),
        table=str(first["table"]) if len({o["table"] for o in told}) == 1 else "",
        licence=str(first["licence"]),
        retrieved=str(first["retrieved"]),
        rows=tidy.rows,
        breakdowns=tidy.breakdowns,
        variables=held.variables,
        places=held.places,
        yearly=held.yearly,
        tidy_hash=tidy_hash(path, tidy.breakdowns),
        files=files,
        labels=tidy.labels,
        codes=tidy.codes,
        area_names=tidy.area_names,
        flags=tuple(flags[:MOST_FLAGS]),
        flag_count=len(flags),
        source_class=_class_of(reading),
        workspace=reading.workspace,
    )


def _files(tidy: TidyFile, reading: Reading) -> dict[str, dict[str, Any]]:
    """Return each original's name → its hash and origin; the delivered file is among them."""
    name = reading.request.name
    origins = dict(tidy.origins)
    if reading.origin is not None:
        origins[name] = reading.origin
    origins.setdefault(name, Origin("", ""))
    hashes = {**tidy.sha256, name: tidy.sha256.get(name) or reading.sha256}
    return {file: {"sha256": hashes.get(file, ""), **asdict(o)} for file, o in origins.items()}


def _identity(table: str, reading: Reading) -> str:
    words = _slug(table or Path(reading.request.name).stem)
    owner = f"{_slug(reading.workspace)}-" if reading.workspace else ""
    return f"{reading.at:%Y-%m-%d}-{owner}{words[:40]}-{reading.sha256[:8]}"


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _class_of(reading: Reading) -> str:
    """A table of no known publisher is the county's own unless its mapping says otherwise."""
    mapping = reading.request.mapping or {}
    known = reading.reader not in {"table", "workbook"}
    published = known or mapping.get("origin", {}).get("own") is False
    return "official" if published else "own"
