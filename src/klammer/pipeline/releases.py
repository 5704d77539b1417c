# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""safe → release: immutable, content-addressed, provable, withdrawable."""

import hashlib
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
from klammer.pipeline import builds, deliveries
from klammer.pipeline.deliveries import hash_file
from klammer.pipeline.instance import Instance, move_into_place, read_json, write_json
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
)


@dataclass(frozen=True)
class Verification:
    """Whether a release could be made again from the bytes as delivered.

    reasons  what differs: a changed or destroyed raw file, a delivery that reads differently,
             tables with another hash; empty when everything agrees
    """

    root: str
    found: str
    reasons: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether the root hash is the same."""
        return self.root == self.found and not self.reasons


def create(
    instance: Instance, *, by: str, at: datetime, audience: Audience | str = Audience.PUBLIC,
    progress: Callable[[str, float], None] = lambda _step, _share: None, threads: int | None = None,
) -> Release:  # fmt: skip
    """Build, protect and release everything; it becomes the one shown to its audience.

    Raises `InputRefusedError` when nothing was accepted, `DisclosureError` when a table cannot be
    made safe for the audience. The same figures give the same release: it is not made twice.
    """
    audience = Audience(audience)
    build = builds.build(instance, progress=progress, threads=threads)
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
        root = root_hash({n: t["hash"] for n, t in tables.items()}, audience=audience)
        write_json(folder / "manifest.json", _manifest(instance, tables, audience, by=by, at=at))
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


def _manifest(
    instance: Instance, tables: Mapping[str, Any], audience: Audience, *, by: str, at: datetime
) -> dict[str, Any]:
    return {
        "format": 1,
        "audience": audience,
        "tables": tables,
        "deliveries": [
            {name: getattr(one, name) for name in _REMEMBERED}
            for one in deliveries.accepted(instance)
        ],
        # Outside the root hash: who, when, and with what.
        "made": {
            "at": at.isoformat(),
            "by": by,
            "klammer": __version__,
            "duckdb": engines.version(),
            "python": platform.python_version(),
        },
    }


def show(instance: Instance, root: str) -> None:
    """Make a release the one its audience sees; raise `InputRefusedError` if it was withdrawn."""
    release = instance.release(root)
    if release.withdrawn:
        raise InputRefusedError(
            "a withdrawn release cannot be shown again",
            where=root[:12],
            why=str(release.withdrawn["reason"]),
            remedy="create a new release",
            code="release_withdrawn",
        )
    pointer = instance / "current.json"
    shown = read_json(pointer) if pointer.is_file() else {}
    write_json(pointer, {**shown, release.audience: release.root})


def listed(instance: Instance) -> list[Release]:
    """Return all releases, the newest first."""
    found = [Release(path) for path in (instance / "releases").iterdir()]
    return sorted(found, key=lambda one: str(one.manifest["made"]["at"]), reverse=True)


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
    in the release, and made safe again for its audience.
    """
    release = instance.release(root)
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
        safe = made_safe(again, scratch / "values", audience=release.audience, on=day)
        tables = _tables(scratch / "values", safe, again)
    hashes = {name: table["hash"] for name, table in tables.items()}
    released = {name: table["hash"] for name, table in release.manifest["tables"].items()}
    reasons += [
        f"{name}: {'differs' if name in hashes else 'is not there any more'}"
        for name in sorted(released)
        if hashes.get(name) != released[name]
    ]
    reasons += [f"{name}: was not in the release" for name in sorted(hashes.keys() - released)]
    return Verification(release.root, root_hash(hashes, audience=release.audience), tuple(reasons))


def _read_again(
    instance: Instance, one: Mapping[str, Any], scratch: Path, reasons: list[str]
) -> Observations | None:
    raw = instance / "raw" / one["sha256"]
    if not raw.is_file():
        reasons.append(f"{one['name']}: the bytes were destroyed; it can no longer be recomputed")
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
