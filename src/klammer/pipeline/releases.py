# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""safe → release: immutable, content-addressed, provable, withdrawable.

A release is made for an audience and a scope: common (official figures alone), or one workspace
with its own deliveries beside them.
"""

import hashlib
import os
import platform
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from klammer import __version__
from klammer.base.cells import Audience
from klammer.base.errors import InputRefusedError
from klammer.disclosure.release import Certificate
from klammer.indicators.definitions import load_definitions
from klammer.pipeline import builds, deliveries, geographies
from klammer.pipeline.deliveries import hash_file
from klammer.pipeline.instance import Instance, move_into_place, read_json, write_json
from klammer.pipeline.records import Delivery
from klammer.pipeline.safe import made_safe
from klammer.sources import register
from klammer.sources.contract import Request
from klammer.warehouse import engine as engines
from klammer.warehouse.figures import Observations
from klammer.warehouse.hashing import root_hash
from klammer.warehouse.open import Release
from klammer.warehouse.tidy import settle, tidy_hash
from klammer.warehouse.values import summary, values_hash

# What a manifest keeps of each delivery: enough to read it again and to say where it is from.
_REMEMBERED = (
    *("id", "name", "sha256", "reader", "mapping", "boundary", "tidy_hash", "order", "rows"),
    *("breakdowns", "variables", "places", "yearly", "source_class", "accepted_at"),
    *("title", "publisher", "table", "licence", "retrieved", "files", "labels", "codes"),
    "workspace",
)


@dataclass(frozen=True)
class Verification:
    """Whether a release could be made again from the bytes as delivered.

    reasons    what differs: a changed or missing raw file, a delivery that reads differently,
               tables with another hash; empty when everything agrees
    destroyed  names of deliveries whose bytes were destroyed on purpose: nothing was computed
    """

    root: str
    found: str
    reasons: tuple[str, ...]
    destroyed: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the root hash is the same."""
        return self.root == self.found and not self.reasons

    @property
    def is_possible(self) -> bool:
        """Whether everything it was made from is still there to compute it again."""
        return not self.destroyed


def create(
    instance: Instance, *, by: str, at: datetime, audience: Audience | str = Audience.PUBLIC,
    workspace: str = "", second_look: Mapping[str, str] | None = None,
    progress: Callable[[str, float], None] = lambda _step, _share: None, threads: int | None = None,
) -> Release:  # fmt: skip
    """Build, protect and release everything; it becomes the one shown to its audience.

    workspace    whose own deliveries and definitions are in it; empty: a common release
    second_look  who else looked at it before; kept beside the root, which does not depend on it

    Raises `InputRefusedError` when nothing was accepted, `DisclosureError` when a table cannot be
    made safe for the audience. The same figures give the same release: it is not made twice.
    """
    audience = Audience(audience)
    build = builds.build(instance, workspace=workspace, progress=progress, threads=threads)
    if not build.indicators:
        raise InputRefusedError(
            "there is nothing to release",
            where="deliveries",
            why="no accepted delivery holds the variables of an indicator",
            remedy="load and accept a delivery first",
            code="nothing_to_release",
        )
    with instance.scratch() as scratch:
        folder = scratch / "release"
        certificates = made_safe(build, folder / "values", audience=audience, on=at.date())
        shutil.copytree(build.folder / "definitions", folder / "definitions")
        shutil.copyfile(build.folder / "edges.parquet", folder / "edges.parquet")
        tables = _tables(folder / "values", certificates, build)
        tables = _sharing(instance, folder / "values", tables)
        hashes = {name: table["hash"] for name, table in tables.items()}
        root = root_hash(hashes, audience=audience, workspace=workspace)
        manifest = {"audience": audience, "workspace": workspace, "tables": tables}
        beside = _beside(instance, workspace, by=by, at=at)
        if own := geographies.editions(build.places):
            beside["geographies"] = own
        if second_look:
            beside["made"]["second_look"] = dict(second_look)
        write_json(folder / "manifest.json", manifest | beside)
        final = instance / "releases" / root
        if not final.exists():
            move_into_place(folder, final)
    show(instance, root)
    return Release(final)


def _tables(
    folder: Path, certificates: Mapping[str, Certificate], build: builds.Build
) -> dict[str, dict[str, Any]]:
    """Describe each released table; official ones are known already, others are looked at anew."""
    tables = {}
    with engines.engine() as connection:
        for indicator, certificate in sorted(certificates.items()):
            path = folder / f"{indicator}.parquet"
            same = path.samefile(build.values(indicator))
            tables[indicator] = {
                **(build.indicators[indicator] if same else summary(connection, path)),
                "hash": certificate.table_hash if same else values_hash(connection, path),
                "file_sha256": hash_file(path)[0],
                "certificate": certificate.as_data(),
            }
    return tables


def _sharing(
    instance: Instance, folder: Path, tables: Mapping[str, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Let tables that another release holds already be the same file; keep the others for later.

    A kept file is named by the hash of its rows and that of its bytes, and is looked at again: a
    damaged one is left alone.
    """
    shared = {}
    for name, table in tables.items():
        path, rows = folder / f"{name}.parquet", table["hash"]
        kept = [one for one in (instance / "tables").glob(f"{rows}-*.parquet") if _is_whole(one)]
        if kept:
            path.unlink()
            os.link(kept[0], path)
        else:
            new = instance / "tables" / f"{rows}-{table['file_sha256']}.parquet"
            new.unlink(missing_ok=True)
            os.link(path, new)
        sha256 = kept[0].stem.partition("-")[2] if kept else table["file_sha256"]
        shared[name] = table | {"file_sha256": sha256}
    return shared


def _is_whole(kept: Path) -> bool:
    return hash_file(kept)[0] == kept.stem.partition("-")[2]


def _beside(instance: Instance, workspace: str, *, by: str, at: datetime) -> dict[str, Any]:
    """Return what stands in a manifest outside the root hash: from what, who, when, with what."""
    return {
        "format": 1,
        "common_build": builds.key_of(instance),
        "deliveries": [
            {name: getattr(one, name) for name in _REMEMBERED}
            for one in deliveries.accepted(instance, workspace=workspace)
        ],
        "made": {
            "at": at.isoformat(),
            "by": by,
            "klammer": __version__,
            "duckdb": engines.version(),
            "python": platform.python_version(),
        },
    }


def show(instance: Instance, root: str) -> None:
    """Make a release the one its audience sees; raise `InputRefusedError` if it was withdrawn.

    A workspace's release is shown where its figures are asked for, a common one everywhere else.
    """
    release = instance.release(root)
    if release.withdrawn:
        raise InputRefusedError(
            "a withdrawn release cannot be shown again",
            where=root[:12],
            why=str(release.withdrawn["reason"]),
            remedy="create a new release",
            code="release_withdrawn",
        )
    pointer = instance.place(release.workspace) / "current.json"
    pointer.parent.mkdir(parents=True, exist_ok=True)
    shown = read_json(pointer) if pointer.is_file() else {}
    write_json(pointer, {**shown, release.audience: release.root})


def listed(instance: Instance, *, workspace: str | None = None) -> list[Release]:
    """Return releases, the newest first.

    workspace  common ones and those of this workspace ("": common ones alone); None: everybody's
    """
    found = [Release(path) for path in (instance / "releases").iterdir()]
    if workspace is not None:
        found = [one for one in found if one.workspace in {"", workspace}]
    return sorted(found, key=lambda one: one.about.made_at, reverse=True)


def withdraw(instance: Instance, root: str, *, reason: str, by: str, at: datetime) -> None:
    """Withdraw a release: it stays as it is, and everything that shows it says so."""
    release = instance.release(root)
    if not reason.strip():
        raise InputRefusedError(
            "a withdrawal needs a reason",
            where=root[:12],
            why="everyone who used the figures will read it",
            remedy="say in a sentence what was wrong",
            code="reason_missing",
        )
    if release.withdrawn is None:
        write_json(
            release.folder / "withdrawn.json", {"reason": reason, "by": by, "at": at.isoformat()}
        )


def verify(instance: Instance, root: str, *, threads: int | None = None) -> Verification:
    """Make a release again from the raw bytes and compare root hashes.

    Every delivery is read again by its reader, every figure computed again from the definitions
    in the release, and made safe again for its audience. What was made from destroyed bytes is not
    computed: that it cannot be is no failure.
    """
    release = instance.release(root)
    gone = tuple(one.name for one in destroyed(instance, release))
    if gone:
        return Verification(release.root, "", (), destroyed=gone)
    reasons: list[str] = []
    with instance.scratch() as scratch:
        observations = []
        for one in release.manifest["deliveries"]:
            found = _read_again(instance, one, scratch, reasons)
            if found is not None:
                observations.append(found)
        definitions = load_definitions(release.folder / "definitions")
        builds.compute(scratch / "build", definitions, observations, threads=threads)
        again = builds.opened(scratch / "build")
        day = datetime.fromisoformat(release.manifest["made"]["at"]).date()
        own = [geographies.edition(one) for one in release.manifest.get("geographies", ())]
        safe = made_safe(
            again, scratch / "values", audience=release.audience, on=day,
            geographies=[one for one in own if one is not None],
        )  # fmt: skip
        tables = _tables(scratch / "values", safe, again)
    hashes = {name: table["hash"] for name, table in tables.items()}
    released = {name: table["hash"] for name, table in release.manifest["tables"].items()}
    reasons += [
        f"{name}: {'differs' if name in hashes else 'is not there any more'}"
        for name in sorted(released)
        if hashes.get(name) != released[name]
    ]
    reasons += [f"{name}: was not in the release" for name in sorted(hashes.keys() - released)]
    root = root_hash(hashes, audience=release.audience, workspace=release.workspace)
    return Verification(release.root, root, tuple(reasons))


def destroyed(instance: Instance, release: Release) -> list[Delivery]:
    """Return the deliveries a release was made from whose bytes were destroyed since."""
    held, recorded = release.about.deliveries, deliveries.recorded(instance)
    return [one for one in recorded if one.destroyed is not None and one.id in held]


def taken_back(instance: Instance, release: Release) -> list[Delivery]:
    """Return the deliveries a release was made from that were taken back since."""
    held, recorded = release.about.deliveries, deliveries.recorded(instance)
    return [one for one in recorded if one.taken_back is not None and one.id in held]


def _read_again(
    instance: Instance, one: Mapping[str, Any], scratch: Path, reasons: list[str]
) -> Observations | None:
    raw = instance / "raw" / one["sha256"]
    if not raw.is_file():
        reasons.append(f"{one['name']}: the stored bytes are missing")
        return None
    with raw.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != one["sha256"]:
            reasons.append(f"{one['name']}: the stored bytes were changed")
            return None
    read, out = scratch / "read.parquet", scratch / f"{one['order']}.parquet"
    request = Request(raw, one["name"], read, one["mapping"], one["boundary"])
    tidy = register.source(one["reader"]).read(request)
    settle(read, out)
    if tidy_hash(out, tidy.breakdowns) != one["tidy_hash"]:
        reasons.append(f"{one['name']}: is read differently by this version")
    return Observations.described(out, one)
