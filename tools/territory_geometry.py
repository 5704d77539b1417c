# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Simplified boundaries for the package: topology kept, UTM 32, rounded to a metre.

Thuringia's municipalities of 2023 (VG250-EW) are the base. 2022 is made by cutting out what the
dissolved municipalities held in 2016; 2025 by merging whole units, Rodeberg being cut at the
county border of 2025. Counties come from VG250 of three years.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import brotli
import numpy as np
import shapely
from shapely.geometry import shape

from klammer.territory.crosswalks import crosswalk
from klammer.territory.geometry import pack
from klammer.territory.projection import to_utm

MUNICIPALITY_TOLERANCE = 60  # metres: root of the area of the triangles left out
COUNTY_TOLERANCE = 400
CRUMB = 400_000  # m²: smaller detached pieces along a cut are inaccuracies of two data sets
Shapes = dict[str, Any]


def write_geometry(originals: Path, out: Path) -> None:
    """Write the six packaged sets."""
    folder = originals / "geometries"
    counties = {
        date: read_counties(folder / f"kreise_vg250/kreise_{date}.geojson.br")
        for date in ("2020-12-31", "2021-12-31", "2025-01-01")
    }
    base = read(folder / "gemeinden_2023_by_state/de-16.geojson", key="ags")
    older = read(folder / "gemeinden_vg250_2016/gemeinden_2016-01-01_thueringen.geojson", key="AGS")
    sets = {
        "municipality_16_2022-12-31": before_2023(base, older),
        "municipality_16_2023-12-31": base,
        "municipality_16_2025-01-01": after_2023(base, counties["2025-01-01"]),
    }
    for name, shapes in sets.items():
        save(out, name, simplified(shapes, MUNICIPALITY_TOLERANCE))
    for date, shapes in counties.items():
        save(out, f"county_{date}", simplified(shapes, COUNTY_TOLERANCE))


def write_all_municipalities(originals: Path, out: Path) -> None:
    """Write all 10,990 municipalities of 2022 as they are, for benchmarks; not packaged."""
    from pyogrio.raw import read as read_raw

    path = originals / "geometries/vg250_gem_simplified_zensus2022/VG250_GEM_simplified.zip"
    _, _, geometries, fields = read_raw(f"/vsizip/{path}")
    parts: dict[str, list[Any]] = defaultdict(list)
    for ars, geometry in zip(fields[0], shapely.from_wkb(geometries), strict=True):
        parts[ars[:5] + ars[9:]].append(geometry)
    shapes = {key: merged(found) for key, found in sorted(parts.items())}
    pack(rounded(shapes), out)
    print(f"{out.name}: {len(shapes)} areas, {out.stat().st_size:,} bytes")


def read(path: Path, *, key: str) -> Shapes:
    """Areas by key from GeoJSON in degrees, several features of one key merged."""
    return areas_of(json.loads(path.read_text(encoding="utf-8"))["features"], key)


def read_counties(path: Path) -> Shapes:
    """Counties on land (GF 4) from compressed GeoJSON."""
    features = json.loads(brotli.decompress(path.read_bytes()))["features"]
    return areas_of([one for one in features if one["properties"]["GF"] == 4], "AGS")


def areas_of(features: list[dict[str, Any]], key: str) -> Shapes:
    """Key → valid polygon in UTM 32."""
    parts: dict[str, list[Any]] = defaultdict(list)
    for feature in features:
        geometry = shapely.transform(shape(feature["geometry"]), to_utm)
        parts[feature["properties"][key]].append(geometry)
    return {one: merged(found) for one, found in sorted(parts.items())}


def merged(parts: list[Any]) -> Any:
    """One valid area of polygons only."""
    whole = shapely.union_all([shapely.make_valid(part) for part in parts])
    polygons = [one for one in shapely.get_parts(whole) if one.geom_type == "Polygon"]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def after_2023(base: Shapes, counties: Shapes) -> Shapes:
    """The municipalities of 2025: whole units merged, Rodeberg divided at the county border."""
    parts: dict[str, list[Any]] = defaultdict(list)
    found = crosswalk("municipality", "2023-12-31", "2025-01-01", weights="area")
    for old, geometry in base.items():
        targets = [new for new, _ in found.parts_of(old)]
        if len(targets) == 1:
            parts[targets[0]].append(geometry)
            continue
        if sorted(targets) != ["16061118", "16064046"]:
            raise SystemExit(f"{old} is divided among {targets}: no line is known for it")
        north, south = cut(geometry, counties["16061"])
        parts["16061118"].append(north)
        parts["16064046"].append(south)
    return {key: merged(found) for key, found in sorted(parts.items())}


def before_2023(base: Shapes, older: Shapes) -> Shapes:
    """The municipalities of 2022: what was dissolved on 2023-01-01 is cut out of its successors."""
    shapes: dict[str, list[Any]] = {key: [geometry] for key, geometry in base.items()}
    found = crosswalk("municipality", "2022-12-31", "2023-12-31", weights="area")
    gone = [key for key in found.parts if key[:2] == "16" and key not in base]
    for old in gone:
        shapes[old] = []
        for new, _ in found.parts_of(old):
            inside, outside = cut(merged(shapes[new]), older[old])
            shapes[old].append(inside)
            shapes[new] = [outside]
    return {key: merged(parts) for key, parts in sorted(shapes.items())}


def cut(geometry: Any, knife: Any) -> tuple[Any, Any]:
    """Divide an area into inside and outside of another; crumbs go to the other side."""
    sides: list[list[Any]] = [[], []]
    for side, piece in enumerate((geometry.intersection(knife), geometry.difference(knife))):
        polygons = [one for one in shapely.get_parts(piece) if one.geom_type == "Polygon"]
        largest = max(one.area for one in polygons)
        for one in polygons:
            crumb = one.area < CRUMB and one.area < largest
            sides[1 - side if crumb else side].append(one)
    inside, outside = (shapely.union_all(found) for found in sides)
    return inside, outside


def simplified(shapes: Shapes, tolerance: float) -> Shapes:
    """Fewer points, borders still shared."""
    clean = shapely.coverage_clean(list(shapes.values()), snapping_distance=1.0)
    simple = shapely.coverage_simplify(clean, tolerance)
    return rounded(dict(zip(shapes, simple, strict=True)))


def rounded(shapes: Shapes) -> Shapes:
    """Whole metres; a polygon that a rounding makes invalid is mended."""
    whole = shapely.transform(np.array(list(shapes.values())), np.round)
    for _ in range(3):
        if shapely.is_valid(whole).all() and shapely.coverage_is_valid(whole):
            break
        whole = shapely.transform(np.array(shapely.coverage_clean(whole)), np.round)
    return {
        key: geometry if geometry.is_valid else merged([geometry])
        for key, geometry in zip(shapes, whole, strict=True)
    }


def save(out: Path, name: str, shapes: Mapping[str, Any]) -> None:
    """Write one set and say how large and how sound it is."""
    path = out / f"geometry_{name}.npz"
    pack(shapes, path)
    faults = shapely.coverage_invalid_edges(np.array(list(shapes.values())))
    points = shapely.get_num_coordinates(np.array(list(shapes.values()))).sum()
    print(
        f"{path.name}: {len(shapes)} areas, {points:,} points, {path.stat().st_size:,} bytes, "
        f"{sum(not one.is_empty for one in faults)} areas with unshared borders "
        f"({sum(one.length for one in faults):.0f} m)"
    )
