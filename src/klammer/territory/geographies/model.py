# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A geography of a workspace: its areas from a day on, with or without outlines.

An area may be named by its workspace's own code ("07"), may consist of whole municipalities, and
may have an outline. Figures are delivered for it; nothing is ever derived from the outline.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import shapely

from klammer.base.errors import InputRefusedError
from klammer.territory.keys import level_of
from klammer.territory.own_keys import key_of

# What areas of a geography are called: code → one, several, several in a narrow place.
KINDS: Mapping[str, tuple[str, str]] = {
    "planning_area": ("Planungsraum", "Planungsräume"),
    "school_district": ("Schulbezirk", "Schulbezirke"),
    "social_area": ("Sozialraum", "Sozialräume"),
    "district": ("Ortsteil", "Ortsteile"),
    "quarter": ("Quartier", "Quartiere"),
    "other": ("Gebiet", "Gebiete"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One area of a geography.

    code   the workspace's own code, as it becomes part of the key
    units  the municipalities it is made of, where it is made of whole ones
    """

    code: str
    name: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Geography:
    """The areas of a geography from a day on.

    level     see `own_keys`; the same in every version
    boundary  ISO date from which these areas hold: the version's name everywhere
    within    key of the county or municipality in which all areas lie
    complete  whether the areas together are all of `within`: then their counts add up to its count
    outlines  code → polygon in metres (EPSG:25832); not every area needs one
    edition   number of the file it was read from; 0 before it was kept
    """

    level: str
    boundary: str
    title: str
    kind: str
    workspace: str
    within: str
    parts: tuple[Part, ...]
    complete: bool = False
    source: str = ""
    outlines: Mapping[str, Any] = field(default_factory=dict, repr=False)
    edition: int = 0

    @property
    def singular(self) -> str:
        """What one area is called."""
        return KINDS.get(self.kind, KINDS["other"])[0]

    @property
    def plural(self) -> str:
        """What several areas are called."""
        return KINDS.get(self.kind, KINDS["other"])[1]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Key → name of every area, by key."""
        return {key_of(self.level, one.code): one.name for one in self.parts}

    @cached_property
    def shapes(self) -> Mapping[str, Any]:
        """Key → polygon in metres of the areas that have one, by key."""
        return {key_of(self.level, code): one for code, one in sorted(self.outlines.items())}

    @property
    def is_drawn(self) -> bool:
        """Whether there is a map: every area has an outline."""
        return bool(self.parts) and all(one.code in self.outlines for one in self.parts)

    @cached_property
    def digest(self) -> str:
        """First 12 digits of the hash over everything that is said of the areas."""
        text = json.dumps(to_data(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def key(self, code: str) -> str:
        """Return the key of an area by its code."""
        return key_of(self.level, code)

    @property
    def within_level(self) -> str:
        """The official level of `within`."""
        return level_of(self.within)


def to_data(geography: Geography) -> dict[str, Any]:
    """Return a geography as plain values for its file; coordinates in decimetres are whole."""
    return {
        "level": geography.level,
        "boundary": geography.boundary,
        "title": geography.title,
        "kind": geography.kind,
        "workspace": geography.workspace,
        "within": geography.within,
        "complete": geography.complete,
        "source": geography.source,
        "parts": [
            {
                "code": one.code,
                "name": one.name,
                **({"units": list(one.units)} if one.units else {}),
            }
            for one in geography.parts
        ],
        "outlines": {
            code: shapely.to_wkt(shape, rounding_precision=1)
            for code, shape in sorted(geography.outlines.items())
        },
    }


def from_data(data: Mapping[str, Any], *, edition: int = 0) -> Geography:
    """Read what `to_data` gave; raise `InputRefusedError` when it is damaged."""
    try:
        return Geography(
            level=str(data["level"]),
            boundary=str(data["boundary"]),
            title=str(data["title"]),
            kind=str(data["kind"]),
            workspace=str(data["workspace"]),
            within=str(data["within"]),
            complete=bool(data.get("complete")),
            source=str(data.get("source", "")),
            parts=tuple(
                Part(str(one["code"]), str(one["name"]), tuple(one.get("units", ())))
                for one in data["parts"]
            ),
            outlines={str(code): shapely.from_wkt(text) for code, text in data["outlines"].items()},
            edition=edition,
        )
    except (KeyError, TypeError, ValueError, shapely.errors.ShapelyError) as error:
        raise InputRefusedError(
            "the file of a geography cannot be read",
            where=str(data.get("level", "")),
            why=str(error),
            remedy="restore the instance from a backup",
            code="geography_damaged",
        ) from error
