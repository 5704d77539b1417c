# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Areas as pages name them, and what lies above them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from klammer.base.errors import InputRefusedError
from klammer.presentation import places
from klammer.territory import geographies
from klammer.territory.adjacency import neighbours_of
from klammer.territory.areas import LEVELS, Area, areas
from klammer.territory.keys import COUNTRY, level_of
from klammer.territory.versions import current

__all__ = [
    "COUNTRY",
    "LEVELS",
    "PEERS",
    "AreaName",
    "PeerGroup",
    "above",
    "inside",
    "known",
    "level_of_key",
    "name_of",
    "names",
]

PEERS = "aehnliche"  # word of the counties most like one: "aehnliche:16063"

# Levels a figure is compared with, the nearest first.
_ABOVE = {
    "municipality": ("county", "state"),
    "association": ("county", "state"),
    "planning_region": ("state",),
    "county": ("state", "country"),
    "own": ("municipality", "county", "state"),
    "state": ("country",),
}


@dataclass(frozen=True)
class AreaName:
    """An area as pages name it; what is made of its name is made once."""

    key: str
    level: str
    name: str  # official: "Erfurt, Stadt"
    kind: str = ""

    @cached_property
    def title(self) -> str:
        """As it stands alone: "Landkreis Gotha"."""
        return places.title_of(self.name, level=self.level, key=self.key, kind=self.kind)

    @cached_property
    def sorting(self) -> str:
        """By what it is sorted: "Landkreis Gotha" stands under G."""
        return self.title.removeprefix("Landkreis ").removeprefix("Kreis ").casefold()

    @cached_property
    def within(self) -> str:
        """After "in": "im Wartburgkreis"."""
        return places.within(self.name, level=self.level, key=self.key, kind=self.kind)

    @cached_property
    def concerning(self) -> str:
        """After "für": "den Wartburgkreis"."""
        return places.concerning(self.name, level=self.level, key=self.key, kind=self.kind)

    @cached_property
    def facing(self) -> str:
        """After "gegenüber": "dem Wartburgkreis"."""
        return places.facing(self.name, level=self.level, key=self.key, kind=self.kind)


@dataclass(frozen=True)
class PeerGroup(AreaName):
    """The counties most like one, together: no area, but compared with as larger areas are.

    `name` is that of the county they are like, after "dem": "dem Wartburgkreis".
    """

    @property
    def county(self) -> str:
        """Key of the county they are like."""
        return self.key.partition(":")[2]

    @property
    def title(self) -> str:
        """As it stands alone."""
        return "Ähnliche Kreise"

    @property
    def within(self) -> str:
        """After "in"."""
        return f"in den Kreisen, die {self.name} ähnlich sind"

    @property
    def concerning(self) -> str:
        """After "für"."""
        return f"die Kreise, die {self.name} ähnlich sind"

    @property
    def facing(self) -> str:
        """After "gegenüber"."""
        return f"den Kreisen, die {self.name} ähnlich sind"


def peer_word(county: str) -> str:
    """Return the key by which addresses name the counties most like one."""
    return f"{PEERS}:{county}"


def peer_group(key: str, *, boundary: str) -> PeerGroup | None:
    """Return the group that a key names; None when it names none."""
    word, _, county = key.partition(":")
    if word != PEERS or level_of_key(county) != "county":
        return None
    found = name_of(county, boundary=boundary)
    return PeerGroup(key, PEERS, found.facing) if found else None


def is_group(key: str, *, level: str, boundary: str) -> bool:
    """Whether a key names similar counties with which areas of a level may be compared."""
    is_level = level not in {"state", "country"}
    return is_level and peer_group(key, boundary=boundary) is not None


def level_of_key(key: str) -> str:
    """Return the level that a key's form stands for; empty when it is no key."""
    try:
        return level_of(key)
    except InputRefusedError:
        return ""


def known(level: str, *, boundary: str) -> dict[str, Area]:
    """Return the areas of a level by key; by the newest names when the version is unknown."""
    try:
        return areas(level, boundary=boundary)
    except InputRefusedError:
        if geographies.is_level(level):
            return {}  # an own geography that was deleted has no newer version to name areas by
        return areas(level, boundary=current(level).id)


def name_of(key: str, *, boundary: str) -> AreaName | None:
    """Return the area's name at a boundary version; None when there was no such area.

    The counties most like one have a name as well, though they are no area.
    """
    if key.startswith(PEERS):
        return peer_group(key, boundary=boundary)
    level = level_of_key(key)
    found = known(level, boundary=boundary).get(key) if level else None
    return _named(found) if found else None


def names(level: str, boundary: str) -> dict[str, AreaName]:
    """Return key → name of every area of a level at a boundary version."""
    if geographies.is_level(level):  # may be renamed while the process lives
        return {key: _named(one) for key, one in known(level, boundary=boundary).items()}
    return _official_names(level, boundary)


@lru_cache(maxsize=16)
def _official_names(level: str, boundary: str) -> dict[str, AreaName]:
    return {key: _named(one) for key, one in known(level, boundary=boundary).items()}


def above(key: str, *, boundary: str) -> list[AreaName]:
    """Return the areas that an area is compared with, the nearest first."""
    level = level_of_key(key)
    own = known(level, boundary=boundary).get(key) if level else None
    if own is None:
        return []
    wanted = "own" if geographies.is_level(level) else level
    keys = [own.parents.get(one, "") for one in _ABOVE.get(wanted, ())]
    found = [name_of(one, boundary=boundary) for one in keys if one]
    return [one for one in found if one is not None]


def around(level: str, boundary: str) -> str:
    """Return the key of the area in which an own geography lies; empty for official levels."""
    found = geographies.find(level, boundary)
    return found.within if found else ""


def beside(key: str, *, boundary: str) -> list[AreaName]:
    """Return the areas of the same level that share a border with an area, by name."""
    level = level_of_key(key)
    touching = neighbours_of(key, level=level, boundary=boundary) if level else ()
    known_names = names(level, boundary) if touching else {}
    found = [known_names[other] for other in touching if other in known_names]
    return sorted(found, key=lambda one: one.sorting)


def inside(extent: str, *, level: str, boundary: str) -> Callable[[str], bool]:
    """Return a test whether an area lies in an extent: DG, or the key of an area above it."""
    found = known(level, boundary=boundary)

    def is_inside(key: str) -> bool:
        if extent in {COUNTRY, key}:
            return True
        one = found.get(key)
        return extent in one.parents.values() if one else key.startswith(extent)

    return is_inside


def _named(one: Area) -> AreaName:
    return AreaName(one.key, one.level, one.name, one.kind)


def newest(level: str) -> str:
    """Return the newest boundary version of an official level."""
    return current(level).id
