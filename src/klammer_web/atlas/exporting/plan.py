# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an export writes: which areas, and at which place of a release each indicator stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.enums import LEVEL_BY_CODE, LEVELS, WHOLE, domain_label, domain_place
from klammer_web.atlas.queries import areas
from klammer_web.atlas.views.figures import HOME_STATE

_OWN_MAP = {"municipality", "association"}  # drawn for each county; the others for the state


@dataclass(frozen=True)
class Plan:
    """What is to be written.

    folder      where the site is to stand
    release     folder of the public release
    counties    keys of the counties whose municipalities get pages; empty: all of the state
    indicators  ids; those without figures have a page that says how to get them
    address     where the site will stand, for its list of pages; empty when not known
    """

    folder: Path
    release: Path
    counties: Sequence[str] = ()
    indicators: Sequence[str] = ()
    address: str = ""


@dataclass(frozen=True)
class Places:
    """Where the figures of one indicator stand: level → its newest boundary version."""

    indicator: str
    by_level: Mapping[str, Coverage] = field(default_factory=dict)

    @property
    def map_level(self) -> str:
        """The level of the first map; empty when neither counties nor towns have figures."""
        wanted = ("county", "municipality", "association")
        return next((one for one in wanted if one in self.by_level), "")


def places_of(release: Release, indicator: str) -> Places:
    """Return the newest place of each official level at which an indicator has figures."""
    found: dict[str, Coverage] = {}
    for one in release.coverage(indicator):
        if one.area_level in LEVEL_BY_CODE:
            held = found.get(one.area_level)
            if held is None or one.boundary >= held.boundary:
                found[one.area_level] = one
    ordered = {one.code: found[one.code] for one in LEVELS if one.code in found}
    return Places(indicator, ordered)


def areas_at(level: str, boundary: str, counties: Sequence[str]) -> Sequence[areas.AreaName]:
    """Return the areas of a level that get pages, by name: of the state, of chosen counties."""
    return _areas_at(level, boundary, tuple(counties))


@lru_cache(maxsize=64)  # asked again for every indicator
def _areas_at(level: str, boundary: str, counties: tuple[str, ...]) -> tuple[areas.AreaName, ...]:
    found = [
        one
        for one in areas.names(level, boundary).values()
        if level == "country" or one.key[:2] == HOME_STATE
    ]
    if counties and level in {"county", *_OWN_MAP}:
        found = [one for one in found if one.key[:5] in counties]
    return tuple(sorted(found, key=lambda one: (one.sorting, one.key)))


def extents_at(coverage: Coverage, counties: Sequence[str]) -> list[str]:
    """Return the keys of the areas whose maps are drawn of a level: counties, or the state."""
    if coverage.area_level in {"state", "country"}:
        return [WHOLE] if coverage.area_level == "state" else []
    if coverage.area_level not in _OWN_MAP:
        return [HOME_STATE]
    found = {one.key[:5] for one in areas_at(coverage.area_level, coverage.boundary, counties)}
    inside = areas.names("county", areas.newest("county"))
    rural = {key for key in found if key in inside and inside[key].kind != "Kreisfreie Stadt"}
    return sorted(rural)


def extent_of(area: areas.AreaName) -> str:
    """Return the extent of the map on which an area is marked; empty when none shows it."""
    if area.level in _OWN_MAP:
        return area.key[:5]
    return {"country": "", "state": WHOLE}.get(area.level, HOME_STATE)


def by_domain(release: Release, indicators: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return (domain, ids by title) in the order in which pages name domains."""
    groups: dict[str, list[str]] = {}
    for one in indicators:
        groups.setdefault(domain_label(release.definitions[one].domain), []).append(one)
    return [
        (domain, sorted(groups[domain], key=lambda one: release.definitions[one].title.casefold()))
        for domain in sorted(groups, key=domain_place)
    ]


def levels() -> list[str]:
    """Return the codes of the official levels, the largest areas first."""
    return [level.code for level in reversed(LEVELS)]
