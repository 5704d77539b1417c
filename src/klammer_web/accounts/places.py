# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which workspaces there can be: Thuringia's counties and cities by the territory register."""

from dataclasses import dataclass
from functools import lru_cache

from klammer.presentation import places as names
from klammer.territory.areas import areas
from klammer.territory.versions import current
from klammer_web.accounts.enums import WorkspaceKind

STATE = "16"
CENTRE, LAND = "kompetenzzentrum", STATE


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace that can be opened: its key, its name, and what it is."""

    key: str
    name: str
    kind: WorkspaceKind


@lru_cache(maxsize=1)
def offered() -> dict[str, Place]:
    """Return key → place: every county and independent city, the competence centre, the Land.

    On the current boundary: Eisenach, part of the Wartburgkreis since 2021, is an area and no
    workspace.
    """
    found = [
        Place(
            key,
            names.title_of(area.name, level="county", key=key, kind=area.kind),
            WorkspaceKind.CITY if area.kind == "Kreisfreie Stadt" else WorkspaceKind.COUNTY,
        )
        for key, area in areas("county", boundary=current("county").id, within=STATE).items()
    ]
    found.append(Place(CENTRE, "Kompetenzzentrum KOSS plus", WorkspaceKind.CENTRE))
    found.append(Place(LAND, "Freistaat Thüringen", WorkspaceKind.LAND))
    return {place.key: place for place in found}
