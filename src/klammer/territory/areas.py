# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Areas of a boundary version with their names, kinds and the areas they lie in.

Levels from large to small: country, state, planning_region (Thuringia's four), county (with
independent cities), association (Verwaltungsgemeinschaft, erfüllende Gemeinde; a municipality
without one counts as its own), municipality. A parent contains its children completely.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from klammer.base.errors import InputRefusedError
from klammer.territory import geographies, records, versions
from klammer.territory.keys import COUNTRY, level_of

LEVELS = ("country", "state", "planning_region", "county", "association", "municipality")
LABELS = {
    "country": "Deutschland",
    "state": "Land",
    "planning_region": "Planungsregion",
    "county": "Landkreis und kreisfreie Stadt",
    "association": "Verwaltungsgemeinschaft und erfüllende Gemeinde",
    "municipality": "Gemeinde",
}
# Textkennzeichen of the municipality register (Satzart 50)
ASSOCIATION_KINDS = {
    "50": "Verbandsfreie Gemeinde",
    "51": "Amt",
    "52": "Samtgemeinde",
    "53": "Verbandsgemeinde",
    "54": "Verwaltungsgemeinschaft",
    "55": "Kirchspielslandgemeinde",
    "56": "Verwaltungsverband",
    "57": "VG Trägermodell",
    "58": "Erfüllende Gemeinde",
}


@dataclass(frozen=True, slots=True)
class Area:
    """One area of one boundary version.

    key       canonical key (see klammer.territory.keys)
    name      official name; the key itself where no register names it
    kind      what the register calls it, e.g. Kreisfreie Stadt; empty for municipalities
    parents   level → key of the area it lies in; associations are known from 2022-12-31 on
    """

    key: str
    name: str
    level: str
    boundary: str
    kind: str = ""
    parents: Mapping[str, str] = field(default_factory=dict)


def areas(level: str, *, boundary: str, within: str | None = None) -> dict[str, Area]:
    """Return the areas of a level by key, sorted by key.

    within  key of an area of any level: only what lies in it; None means all of Germany

    Raises `InputRefusedError` for an unknown level, version, or containing area.
    """
    if geographies.is_level(level):
        return _own(geographies.need(level, boundary), within)
    if level not in LEVELS:
        raise InputRefusedError(
            f"'{level}' is not an area level",
            why=f"known: {', '.join(LEVELS)}",
            remedy="choose one of them",
            code="level_unknown",
        )
    versions.version(boundary, level=level)
    found = _areas(level, boundary)
    if within is None or within == COUNTRY:
        return dict(found)
    outer = area(within, boundary=boundary)
    return {
        key: one
        for key, one in found.items()
        if key == within or one.parents.get(outer.level) == within
    }


def area(key: str, *, boundary: str) -> Area:
    """Return one area; raise `InputRefusedError` when the version has none of this key."""
    level = level_of(key)
    found = areas(level, boundary=boundary).get(key)
    if found is None:
        lives = records.lifetimes(level, key) if level in records.LEVELS_WITH_VERSIONS else ()
        raise InputRefusedError(
            f"there is no {level} {key} on {boundary}",
            where=key,
            why="the key is known " + ", ".join(f"{first} to {last}" for first, last in lives)
            if lives
            else "no register has this key",
            remedy="correct the key or choose the boundary version of the figures",
            code="unknown_area",
            area=key,
        )
    return found


def parent(key: str, *, level: str, boundary: str) -> str | None:
    """Return the key of the area of a level in which an area lies, or None when there is none."""
    one = area(key, boundary=boundary)
    return key if one.level == level else one.parents.get(level)


def _own(geography: geographies.Geography, within: str | None) -> dict[str, Area]:
    """The areas of an own geography; their parents are what the whole of it lies in."""
    current = versions.current(geography.within_level).id
    around = area(geography.within, boundary=current)
    parents = {**around.parents, around.level: around.key}
    if within is not None and within != COUNTRY and within not in parents.values():
        return {}
    return {
        key: Area(key, name, geography.level, geography.boundary, geography.singular, parents)
        for key, name in sorted(geography.names.items())
    }


@lru_cache(maxsize=32)
def _areas(level: str, boundary: str) -> dict[str, Area]:
    return dict(sorted(_BUILDERS[level](boundary).items()))


def _country(boundary: str) -> dict[str, Area]:
    return {COUNTRY: Area(COUNTRY, LABELS["country"], "country", boundary)}


def _states(boundary: str) -> dict[str, Area]:
    return {
        key: Area(key, name, "state", boundary, "Land", {"country": COUNTRY})
        for key, name in records.read_rows("states.csv")
    }


def _planning_regions(boundary: str) -> dict[str, Area]:
    parents = {"country": COUNTRY, "state": "16"}
    return {
        key: Area(key, name, "planning_region", boundary, "Planungsregion", parents)
        for key, name, _ in records.read_rows("planning_regions.csv")
    }


def _counties(boundary: str) -> dict[str, Area]:
    names = records.names("county", boundary)
    cities = {key[:5] for key in records.units("municipality", boundary) if key.endswith("000")}
    return {
        key: Area(
            key,
            names.get(key, key),
            "county",
            boundary,
            "Kreisfreie Stadt" if key in cities else "Landkreis",
            _above_county(key),
        )
        for key in records.units("county", boundary)
    }


def _above_county(county: str) -> dict[str, str]:
    parents = {"country": COUNTRY, "state": county[:2]}
    region = _region_by_county().get(county)
    return parents | ({"planning_region": region} if region else {})


@lru_cache
def _region_by_county() -> dict[str, str]:
    return {county: key for key, _, county in records.read_rows("planning_regions.csv")}


def _associations(boundary: str) -> dict[str, Area]:
    named = records.associations()
    municipalities = records.names("municipality", boundary)
    found: dict[str, Area] = {}
    for municipality, key in records.memberships(boundary).items():
        kind, name = named.get(key, ("50", municipalities.get(municipality, key)))
        parents = _above_county(key[:5]) | {"county": key[:5]}
        label = ASSOCIATION_KINDS.get(kind, "")
        found[key] = Area(key, name, "association", boundary, label, parents)
    return found


def _municipalities(boundary: str) -> dict[str, Area]:
    names = records.names("municipality", boundary)
    member = records.memberships(boundary)
    found: dict[str, Area] = {}
    for key in records.units("municipality", boundary):
        parents = _above_county(key[:5]) | {"county": key[:5]}
        if key in member:
            parents["association"] = member[key]
        found[key] = Area(key, names.get(key, key), "municipality", boundary, "", parents)
    return found


_BUILDERS = {
    "country": _country,
    "state": _states,
    "planning_region": _planning_regions,
    "county": _counties,
    "association": _associations,
    "municipality": _municipalities,
}
