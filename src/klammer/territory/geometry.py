# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Simplified boundaries in metres (EPSG:25832), so that a map needs no projection.

Packaged: municipalities of Thuringia on 2022-12-31, 2023-12-31 and 2025-01-01, counties of Germany
on 2020-12-31, 2021-12-31 and 2025-01-01. Larger areas are merged from these, so that borders fit.
Source: © GeoBasis-DE / BKG, VG250, dl-de/by-2-0, simplified (data/SOURCE.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from klammer.base.errors import InputRefusedError
from klammer.territory import geographies, versions
from klammer.territory.areas import areas
from klammer.territory.crosswalks import crosswalk
from klammer.territory.keys import COUNTRY
from klammer.territory.projection import to_lonlat

ATTRIBUTION = "© GeoBasis-DE / BKG, dl-de/by-2-0, vereinfacht"
CRS = "EPSG:25832"
DETAILED = "16"  # the state whose municipalities are packaged
# version → the packaged version with the same boundaries
MUNICIPALITIES = {
    "2022-12-31": "2022-12-31",
    "2023-12-31": "2023-12-31",
    "2024-12-31": "2025-01-01",
    "2025-01-01": "2025-01-01",
}
COUNTIES = {
    "2020-12-31": "2020-12-31",
    "2021-12-31": "2021-12-31",
    "2022-12-31": "2021-12-31",
    "2024-12-31": "2025-01-01",
    "2025-01-01": "2025-01-01",
}


def geometry(level: str, *, boundary: str, within: str | None = None) -> dict[str, Any]:
    """Return the polygons of a level by key, in metres (EPSG:25832), sorted by key.

    within   key of an area of any level: only what lies in it; None means all of Germany

    Inside Thuringia borders are those of the municipalities; for all of Germany counties and
    states are drawn with fewer points, so do not mix the two on one map.
    Raises `InputRefusedError` where no geometry is packaged, saying what is.
    """
    chosen = areas(level, boundary=boundary, within=within)
    if geographies.is_level(level):
        drawn = geographies.need(level, boundary).shapes
        return {key: drawn[key] for key in chosen if key in drawn}
    detailed = within is not None and within != COUNTRY and within.startswith(DETAILED)
    if detailed or level in {"municipality", "association", "planning_region"}:
        found = _from_municipalities(level, boundary, detailed=detailed)
    else:
        found = _from_counties(level, boundary)
    return {key: found[key] for key in chosen if key in found}


def simplified(shapes: Mapping[str, Any], *, tolerance: float) -> dict[str, Any]:
    """Return the same areas with fewer points, borders still shared; tolerance in metres."""
    fewer = shapely.coverage_simplify(list(shapes.values()), tolerance)
    return dict(zip(shapes, fewer, strict=True))


def merge(shapes: Mapping[str, Any], *, groups: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """Return group → the union of its areas; areas must share their borders."""
    return {
        group: shapely.coverage_union_all([shapes[key] for key in keys])
        for group, keys in sorted(groups.items())
    }


def to_geojson(
    shapes: Mapping[str, Any], *, properties: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """Return a FeatureCollection in WGS84 (RFC 7946: outer rings counter-clockwise, six digits).

    properties  key → what stands beside `key` in each feature
    """
    keys = list(shapes)
    degrees = shapely.transform(
        shapely.orient_polygons(np.array(list(shapes.values()))),
        lambda points: np.round(to_lonlat(points), 6),
    )
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": key,
                "properties": {"key": key, **(properties or {}).get(key, {})},
                "geometry": shapely.geometry.mapping(one),
            }
            for key, one in zip(keys, degrees, strict=True)
        ],
    }


def pack(shapes: Mapping[str, Any], path: Path) -> None:
    """Write polygons with whole metres as coordinates; differences compress well."""
    multi = [
        one if one.geom_type == "MultiPolygon" else shapely.MultiPolygon([one])
        for one in shapes.values()
    ]
    _, points, (rings, polygons, parts) = shapely.to_ragged_array(multi)
    steps = np.diff(points.astype(np.int64), axis=0, prepend=0).astype(np.int32)
    np.savez_compressed(
        path,
        keys=np.array(list(shapes)),
        east=steps[:, 0],
        north=steps[:, 1],
        rings=np.diff(rings, prepend=0).astype(np.int32),
        polygons=np.diff(polygons, prepend=0).astype(np.int32),
        parts=np.diff(parts, prepend=0).astype(np.int32),
    )


def unpack(path: Any) -> dict[str, Any]:
    """Read what `pack` wrote: key → polygon or multipolygon."""
    with path.open("rb") as file, np.load(file) as stored:
        steps = np.stack([stored["east"], stored["north"]], axis=1).astype(np.int64)
        offsets = tuple(
            np.cumsum(stored[name], dtype=np.int64) for name in ("rings", "polygons", "parts")
        )
        keys = [str(key) for key in stored["keys"]]
    points = np.cumsum(steps, axis=0).astype(float)
    shapes = shapely.from_ragged_array(shapely.GeometryType.MULTIPOLYGON, points, offsets)
    single = shapely.get_num_geometries(shapes) == 1
    shapes[single] = shapely.get_geometry(shapes[single], 0)
    return dict(zip(keys, shapes, strict=True))


@lru_cache(maxsize=8)
def _packaged(name: str) -> dict[str, Any]:
    return unpack(files("klammer.territory").joinpath("data", f"geometry_{name}.npz"))


@lru_cache(maxsize=8)
def _from_counties(level: str, boundary: str) -> dict[str, Any]:
    stored = COUNTIES.get(boundary)
    if stored is None:
        raise _no_geometry(level, boundary, f"counties on {', '.join(COUNTIES)}")
    counties = _packaged(f"county_{stored}")
    if level == "county":
        return counties
    return _merged(counties, level, {key: key for key in counties}, boundary)


@lru_cache(maxsize=16)
def _from_municipalities(level: str, boundary: str, *, detailed: bool) -> dict[str, Any]:
    stored = MUNICIPALITIES.get(boundary)
    if level == "county" and stored is None and boundary in {"2020-12-31", "2021-12-31"}:
        return _counties_before_2022(boundary)
    if stored is None or not (detailed or level == "planning_region"):
        raise _no_geometry(
            level,
            boundary,
            f"municipalities within 16 (Thuringia) on {', '.join(MUNICIPALITIES)}",
        )
    municipalities = _packaged(f"municipality_{DETAILED}_{stored}")
    if level == "municipality":
        return municipalities
    return _merged(municipalities, level, {key: key for key in municipalities}, boundary)


@lru_cache(maxsize=8)
def _counties_before_2022(boundary: str) -> dict[str, Any]:
    """Thuringia's counties of 2020 and 2021 from municipalities of 2022, none of which was cut."""
    found = crosswalk("municipality", boundary, "2022-12-31")
    municipalities = _packaged(f"municipality_{DETAILED}_2022-12-31")
    groups: dict[str, list[str]] = defaultdict(list)
    for key in municipalities:
        (county,) = {old[:5] for old in found.sources_of(key)}
        groups[county].append(key)
    return merge(municipalities, groups=groups)


def _merged(
    shapes: Mapping[str, Any], level: str, unit_of: Mapping[str, str], boundary: str
) -> dict[str, Any]:
    unit_level = "county" if all(len(key) == 5 for key in unit_of) else "municipality"
    units = areas(unit_level, boundary=boundary)
    groups: dict[str, list[str]] = defaultdict(list)
    for key in shapes:
        group = units[key].parents.get(level)
        if group is not None:
            groups[group].append(key)
    return merge(shapes, groups=groups)


def _no_geometry(level: str, boundary: str, packaged: str) -> InputRefusedError:
    versions.version(boundary, level=level)
    return InputRefusedError(
        f"there is no geometry of the level {level} on {boundary}",
        why=f"packaged are {packaged}",
        remedy="choose one of these versions, or give within='16'",
        code="no_geometry",
        level=level,
        boundary=boundary,
    )
