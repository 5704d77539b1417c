# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drawn polygons: GeoJSON in longitude and latitude, checked, brought to metres (EPSG:25832)."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely

from klammer.base.errors import InputRefusedError
from klammer.territory.projection import to_utm

MOST_AREAS = 1_000
MOST_POINTS = 100_000
OVERLAP = 0.01  # of the smaller area: hand-drawn neighbours may share a sliver


def read_polygons(drawing: str | Mapping[str, Any]) -> dict[str, Any]:
    """Return name → polygon in metres, in the order drawn.

    drawing  text or object: Polygon, MultiPolygon, Feature or FeatureCollection; a feature's
             property `name` names its area, otherwise it is numbered

    Raises `InputRefusedError`, naming the feature, for anything that is not a valid polygon in
    Germany, for more than 1,000 areas, and for areas that overlap or share a name.
    """
    features = _features(drawing)
    found: dict[str, Any] = {}
    for at, feature in enumerate(features, start=1):
        name = _name(feature, at)
        if name in found:
            raise _refused(
                f"two areas are called '{name}'",
                "each area needs a name of its own",
                "rename one of them",
                "name_twice",
                f"feature {at}",
            )
        found[name] = _polygon(feature, place=f"feature {at}")
    _refuse_overlaps(found)
    return found


def _features(drawing: str | Mapping[str, Any]) -> list[Mapping[str, Any]]:
    try:
        data = json.loads(drawing) if isinstance(drawing, str) else drawing
    except json.JSONDecodeError as error:
        raise _refused(
            "the drawing is not JSON", str(error), "export the areas as GeoJSON", "not_geojson"
        ) from error
    kind = data.get("type") if isinstance(data, Mapping) else None
    if kind == "FeatureCollection":
        found = data.get("features")
    elif kind == "Feature":
        found = [data]
    else:
        found = [{"type": "Feature", "properties": {}, "geometry": data}]
    if not isinstance(found, list) or not found:
        raise _refused("the drawing is empty", "it has no feature", "draw an area", "empty")
    if len(found) > MOST_AREAS:
        raise _refused(
            f"the drawing has {len(found)} areas",
            f"at most {MOST_AREAS} are taken at once",
            "divide the file",
            "too_many",
        )
    return found


def _polygon(feature: Mapping[str, Any], *, place: str) -> Any:
    """The valid polygon of a feature in metres."""
    found = feature.get("geometry") if isinstance(feature, Mapping) else None
    kind = found.get("type") if isinstance(found, Mapping) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise _refused(
            "an area is not a polygon", f"found {kind}", "draw a closed line", "no_polygon", place
        )
    try:
        shape = shapely.force_2d(shapely.geometry.shape(found))
    except (TypeError, ValueError, KeyError, IndexError, shapely.errors.ShapelyError) as error:
        raise _refused(
            "an area has no readable coordinates",
            str(error),
            "give rings of at least four points as [longitude, latitude]",
            "coordinates",
            place,
        ) from error
    _check_polygon(shape, place)
    return shapely.transform(shape, to_utm)


def _check_polygon(shape: Any, place: str) -> None:
    if shape.is_empty or shape.convex_hull.area == 0:
        raise _refused("an area is empty", "it covers no ground", "draw it again", "empty", place)
    points = shapely.get_coordinates(shape)
    if len(points) > MOST_POINTS:
        raise _refused(
            "an area has too many points",
            f"found {len(points)}, at most {MOST_POINTS} are taken",
            "simplify it",
            "too_many_points",
            place,
        )
    west, south, east, north = shape.bounds
    if not (west >= 5 and east <= 16 and south >= 47 and north <= 56):
        raise _refused(
            "an area does not lie in Germany",
            f"found longitudes {west:.4g} to {east:.4g}, latitudes {south:.4g} to {north:.4g}",
            "give degrees (WGS84), longitude first; metres or swapped values are not read",
            "outside_germany",
            place,
        )
    if not shape.is_valid:
        raise _refused(
            "an area crosses itself",
            shapely.is_valid_reason(shape),
            "move the crossing points apart",
            "invalid",
            place,
        )


def _refuse_overlaps(polygons: Mapping[str, Any]) -> None:
    """Areas that share ground would count people twice in a comparison."""
    names, shapes = list(polygons), np.array(list(polygons.values()))
    firsts, seconds = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    later = firsts < seconds
    pairs = np.stack([firsts[later], seconds[later]])
    shared = shapely.area(shapely.intersection(*shapes[pairs]))
    grave = shared > OVERLAP * shapely.area(shapes[pairs]).min(axis=0)
    if grave.any():
        first, second = (names[one] for one in pairs[:, grave][:, 0])
        raise _refused(
            "two areas overlap",
            f"'{first}' and '{second}' share {shared[grave][0] / 1e6:.2f} km²",
            "draw them side by side, or load them one at a time",
            "overlap",
        )


def _name(feature: Mapping[str, Any], at: int) -> str:
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    name = properties.get("name") if isinstance(properties, Mapping) else None
    return str(name).strip() if name and str(name).strip() else f"Gebiet {at}"


def _refused(what: str, why: str, remedy: str, code: str, where: str = "") -> InputRefusedError:
    return InputRefusedError(what, where=where, why=why, remedy=remedy, code=code)
