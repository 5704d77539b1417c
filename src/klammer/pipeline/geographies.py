# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping the geographies of a workspace: a file for each version, never overwritten.

Where they lie and how they are found: `klammer.territory.geographies.finding`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from klammer.base.errors import InputRefusedError
from klammer.pipeline import deliveries
from klammer.pipeline.instance import Instance, move_into_place, write_json
from klammer.pipeline.records import Delivery
from klammer.territory.geographies import Geography, finding
from klammer.territory.geographies.model import to_data
from klammer.territory.own_keys import is_level


def listed(instance: Instance, workspace: str) -> list[Geography]:
    """Return every standing version of a workspace's geographies, by title and day."""
    folder = instance.place(workspace) / "geographies"
    levels = sorted(folder.iterdir()) if folder.is_dir() and workspace else []
    found = [
        one
        for level in levels
        if is_level(level.name)
        for path in sorted(level.iterdir())
        if (one := finding.newest(path)) is not None
    ]
    return sorted(found, key=lambda one: (one.title.casefold(), one.level, one.boundary))


def of_level(instance: Instance, workspace: str, level: str) -> list[Geography]:
    """Return the versions of one geography of a workspace, oldest first; empty if not its own."""
    return [one for one in listed(instance, workspace) if one.level == level]


def keep(instance: Instance, geography: Geography, *, by: str, at: datetime) -> Geography:
    """Write a geography's version, or a new edition of it.

    Raises `InputRefusedError` when an area was taken out that has figures.
    """
    folder = _folder(instance, geography)
    before = finding.newest(folder)
    if before is not None:
        gone = set(before.names) - set(geography.names)
        if gone and (held := deliveries_of(instance, geography.level, geography.boundary)):
            raise InputRefusedError(
                f"{len(gone)} areas that have figures are missing",
                where=geography.title,
                why=f"{len(held)} deliveries speak of them",
                remedy="keep their codes, or begin a new version from a later day",
                code="geography_in_use",
                count=len(gone),
            )
    return _written(instance, folder, geography, {"by": by, "at": at.isoformat()})


def delete(instance: Instance, geography: Geography, *, by: str, at: datetime) -> None:
    """End a version; raise `InputRefusedError` while a delivery speaks of its areas.

    Its files stay: what was released can be computed again.
    """
    held = deliveries_of(instance, geography.level, geography.boundary)
    if held:
        raise InputRefusedError(
            "figures were delivered for this geography",
            where=geography.title,
            why=", ".join(one.title or one.name for one in held[:3]),
            remedy="take these deliveries back first",
            code="geography_in_use",
            count=len(held),
        )
    about = {"by": by, "at": at.isoformat(), "deleted": True}
    _write(instance, _folder(instance, geography), about)


def deliveries_of(instance: Instance, level: str, boundary: str = "") -> list[Delivery]:
    """Return the accepted deliveries with figures for a geography, in the order of acceptance."""
    return [
        one
        for one in deliveries.accepted(instance)
        if any(place[0] == level and (not boundary or place[1] == boundary) for place in one.places)
    ]


def editions(places: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return which editions of own geographies stand behind places (level × boundary) now."""
    return [
        {"level": level, "boundary": boundary, "edition": found.edition}
        for level, boundary in sorted(set(places))
        if (found := finding.find(level, boundary)) is not None
    ]


def edition(about: Mapping[str, Any]) -> Geography | None:
    """Return a geography as one of its files said it; None when the file is gone."""
    folder = finding.folder_of(str(about["level"]))
    if folder is None:
        return None
    path = folder / str(about["boundary"]) / _name(int(about["edition"]))
    return finding.read(path) if path.is_file() else None


def _folder(instance: Instance, geography: Geography) -> Path:
    place = instance.place(geography.workspace) / "geographies"
    return place / geography.level / geography.boundary


def _name(number: int) -> str:
    return f"{number:04d}.json"


def _written(
    instance: Instance, folder: Path, geography: Geography, about: Mapping[str, Any]
) -> Geography:
    number = _write(instance, folder, {**to_data(geography), **about})
    return replace(geography, edition=number)


def _write(instance: Instance, folder: Path, data: Mapping[str, Any]) -> int:
    number = 1 + len(list(folder.glob("*.json"))) if folder.is_dir() else 1
    with instance.scratch() as scratch:
        unfinished = scratch / "geography.json"
        write_json(unfinished, data)
        move_into_place(unfinished, folder / _name(number))
    return number
