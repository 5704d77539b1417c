# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with an instance, and what to do about it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from klammer.base.errors import KlammerError
from klammer.pipeline import deliveries, releases
from klammer.pipeline.instance import Instance
from klammer.warehouse.open import Release
from klammer.warehouse.tidy import tidy_hash


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, and the remedy."""

    what: str
    remedy: str


def examine(instance: Instance) -> list[Finding]:
    """Compare everything stored with its hash and look for what does not belong."""
    return [*_raw(instance), *_deliveries(instance), *_releases(instance), *_current(instance)]


def _raw(instance: Instance) -> Iterator[Finding]:
    for path in sorted((instance / "raw").iterdir()):
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != path.name:
                yield Finding(
                    f"raw bytes {path.name[:12]} were changed", "restore them from a backup"
                )


def _deliveries(instance: Instance) -> Iterator[Finding]:
    for one in deliveries.recorded(instance):
        if one.destroyed is not None:
            continue  # gone on purpose; the record says why
        if not (instance / "raw" / one.sha256).is_file():
            yield Finding(
                f"the bytes of {one.name} are gone",
                "restore them from a backup; until then its figures cannot be recomputed",
            )
        tidy = instance / "deliveries" / one.id / "tidy.parquet"
        if tidy_hash(tidy, one.breakdowns) != one.tidy_hash:
            yield Finding(f"the tidy rows of {one.id} were changed", "restore them from a backup")


def _releases(instance: Instance) -> Iterator[Finding]:
    for folder in sorted((instance / "releases").iterdir()):
        try:
            release = Release(folder)
            for indicator in release.manifest["tables"]:
                release.path(indicator)
        except (KlammerError, OSError) as error:
            yield Finding(f"release {folder.name[:12]}: {error}", "restore it from a backup")


def _current(instance: Instance) -> Iterator[Finding]:
    try:
        shown = instance.current_release()
        hidden = shown is None and bool(releases.listed(instance))
    except (KlammerError, OSError) as error:
        yield Finding(f"the shown release: {error}", "klammer release create makes a new one")
        return
    if hidden:
        yield Finding("no release is shown", "klammer release create")
    if shown is not None and shown.withdrawn:
        yield Finding(
            f"the shown release {shown.root[:12]} was withdrawn",
            "every page says so; create a new release when the figures are corrected",
        )
