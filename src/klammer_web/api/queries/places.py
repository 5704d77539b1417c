# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: areas, levels and boundary versions, as the atlas names them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from klammer.base.errors import InputRefusedError
from klammer.pipeline.targets import DISPLAYED
from klammer.territory import geometry, versions
from klammer.territory.areas import LABELS, LEVELS, Area, areas
from klammer_web.api.problems import ProblemError
from klammer_web.atlas.queries import areas as named

# Up to here an answer with shapes stays small enough; beyond, one asks for a state.
_MOST_SHAPES = 1_200


def levels() -> list[dict[str, Any]]:
    """Return every level with its boundary versions, from large to small."""
    return [
        {
            "level": level,
            "label": LABELS[level],
            "boundaries": [
                {
                    "boundary": one.id,
                    "legal": one.legal,
                    "statistical": one.statistical,
                    "task": one.task,
                    "shown": one.id in _shown(level),
                    "has_geometry": _has_geometry(level, one.id),
                }
                for one in versions.known(level)
            ],
        }
        for level in LEVELS
    ]


def _shown(level: str) -> tuple[str, ...]:
    small = {"municipality", "association"}
    return DISPLAYED["municipality" if level in small else "county"]


@lru_cache(maxsize=512)
def _has_geometry(level: str, boundary: str) -> bool:
    is_fine = level in {"municipality", "association", "planning_region"}
    known = geometry.MUNICIPALITIES if is_fine else geometry.COUNTIES
    return boundary in known


def listed(level: str, boundary: str, *, within: str = "", name: str = "") -> list[dict[str, Any]]:
    """Return the areas of a level at a boundary version, by key.

    within  key of an area that holds them; name: words that the name contains
    """
    found = _areas(level, boundary, within)
    wanted = name.casefold().split()
    return [
        area_words(one)
        for one in found.values()
        if all(word in one.name.casefold() for word in wanted)
    ]


def area_words(one: Area) -> dict[str, Any]:
    """Return an area as plain values."""
    return {
        "key": one.key,
        "level": one.level,
        "name": one.name,
        "title": named.AreaName(one.key, one.level, one.name, one.kind).title,
        "kind": one.kind,
        "boundary": one.boundary,
        "parents": dict(one.parents),
    }


def detail(key: str, boundary: str) -> dict[str, Any]:
    """Return one area with the areas above it; raise `ProblemError` when there is none."""
    level = named.level_of_key(key)
    if not level:
        raise ProblemError("area_unknown")
    chosen = boundary or _newest_with(key, level)
    versions.version(chosen, level=level)
    one = areas(level, boundary=chosen).get(key)
    if one is None:
        raise ProblemError("area_unknown", f"Der Schlüssel ist zum Stand {chosen} nicht vergeben.")
    upper = [
        {"key": area.key, "level": area.level, "name": area.name, "title": area.title}
        for area in named.above(key, boundary=chosen)
    ]
    return {**area_words(one), "above": upper}


def _newest_with(key: str, level: str) -> str:
    """Return the newest boundary version that has this key: dissolved areas are found, too."""
    for one in reversed(versions.known(level)):
        try:
            if key in areas(level, boundary=one.id):
                return one.id
        except InputRefusedError:
            continue
    raise ProblemError("area_unknown")


def shapes(level: str, boundary: str, within: str) -> dict[str, Any]:
    """Return the simplified boundaries of a level as GeoJSON, in WGS84.

    Raises `ProblemError` where no geometry is packaged, or for too many shapes at once.
    """
    chosen = _areas(level, boundary, within)
    if len(chosen) > _MOST_SHAPES:
        raise ProblemError(
            "too_many_figures", "Grenzen gibt es höchstens für ein Land auf einmal (within)."
        )
    return _shapes(level, boundary, within)


@lru_cache(maxsize=32)
def _shapes(level: str, boundary: str, within: str) -> dict[str, Any]:
    try:
        drawn = geometry.geometry(level, boundary=boundary, within=within or None)
    except InputRefusedError as error:
        raise ProblemError("no_geometry") from error
    if not drawn:
        raise ProblemError("no_geometry")
    known = _areas(level, boundary, within)
    words = {key: {"name": known[key].name, "level": level, "boundary": boundary} for key in drawn}
    return {
        **geometry.to_geojson(drawn, properties=words),
        "attribution": geometry.ATTRIBUTION,
    }


def _areas(level: str, boundary: str, within: str) -> dict[str, Area]:
    if within and not named.level_of_key(within):
        raise ProblemError("area_unknown")
    return areas(level, boundary=boundary, within=within or None)


def csv_rows(found: list[dict[str, Any]]) -> Iterator[list[str]]:
    """Yield the areas as lines of a table, the head first."""
    upper = ["association", "county", "planning_region", "state"]
    yield ["key", "level", "name", "kind", "boundary", *upper]
    for one in found:
        parents = [one["parents"].get(level, "") for level in upper]
        yield [*(one[name] for name in ("key", "level", "name", "kind", "boundary")), *parents]
