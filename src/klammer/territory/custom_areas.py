# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Areas of a planner's own: units combined, or a polygon drawn on the map.

A custom area carries a figure only when the figure can be added up from whole units: a drawn line
that cuts a unit leaves nothing to add, a delivered rate has no counts behind it. Figures computed
for one are unsafe again until disclosure control has certified them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.territory.adjacency import neighbours
from klammer.territory.areas import LABELS, areas
from klammer.territory.drawings import read_polygons
from klammer.territory.geometry import geometry

# Borders are simplified to some 60 m: a unit counts as inside from this share of its area on.
INSIDE = 0.99
OUTSIDE = 0.01
MOST_RADIUS = 200_000  # metres


@dataclass(frozen=True)
class CustomArea:
    """An area made of whole units of one level and boundary version.

    units     keys of the units wholly inside, sorted
    cut       unit → share of its ground inside, for units that a drawn line divides
    drawn     the polygon in metres (EPSG:25832); None when units were combined
    several   whether it consists of parts that do not touch
    """

    name: str
    level: str
    boundary: str
    units: tuple[str, ...]
    cut: Mapping[str, float] = field(default_factory=dict)
    drawn: Any = field(default=None, repr=False, compare=False)
    several: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a custom area can carry a figure; otherwise the code and the German reason."""

    carries: bool
    code: str = ""
    reason: str = ""


REASONS = {
    "polygon_cuts_unit": "Die gezeichnete Linie zerschneidet {cut}; für Teile davon gibt es keine "
    "Zahlen. Ziehen Sie die Linie entlang der Grenzen oder wählen Sie ganze Gebiete aus.",
    "no_unit_inside": "Kein Gebiet liegt ganz in der Fläche. Wählen Sie eine größere Fläche oder "
    "eine feinere Ebene.",
    "delivered_rate": "Die Kennzahl wurde fertig berechnet geliefert. Ohne Zähler und Nenner lässt "
    "sie sich nicht für eine andere Fläche bilden.",
    "mean": "Ein Mittelwert oder Median der Fläche ist nicht das Mittel der Mittelwerte; dafür "
    "fehlen die Einzelangaben.",
    "index": "Ein Index vergleicht Gebiete miteinander; für eine eigene Fläche ist er nicht "
    "definiert.",
    "level_missing": "Die Kennzahl liegt nicht für die Ebene {level} vor, aus der die Fläche "
    "zusammengesetzt ist.",
    "boundary_differs": "Die Kennzahl liegt nicht auf dem Gebietsstand {boundary} vor.",
}


def combine_units(
    units: Iterable[str], *, name: str, boundary: str, level: str = "municipality"
) -> CustomArea:
    """Make an area of whole units.

    Raises `InputRefusedError` for no unit, a unit twice, or a key that the version does not have.
    """
    keys = list(units)
    if not keys:
        raise _refused("the area has no units", "at least one is needed", "choose units", "empty")
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise _refused(
            "a unit is in the area twice",
            f"found {', '.join(twice)} more than once",
            "name each unit once",
            "unit_twice",
        )
    known = areas(level, boundary=boundary)
    unknown = [key for key in keys if key not in known]
    if unknown:
        raise _refused(
            f"{unknown[0]} is not a {level} on {boundary}",
            f"{len(unknown)} of {len(keys)} keys are unknown",
            "choose the boundary version the keys belong to",
            "unknown_area",
        )
    several = len(pieces(keys, level=level, boundary=boundary)) > 1
    return CustomArea(name, level, boundary, tuple(sorted(keys)), several=several)


def draw_areas(
    drawing: str | Mapping[str, Any], *, boundary: str, within: str, level: str = "municipality"
) -> list[CustomArea]:
    """Make areas of drawn polygons: GeoJSON in longitude and latitude (RFC 7946).

    drawing  text or object: Polygon, MultiPolygon, Feature or FeatureCollection; a feature's
             property `name` names its area
    within   key of the area whose units are compared, e.g. 16063; ground beyond it is not looked at
    returns  one area for each feature, in order

    Raises `InputRefusedError`, naming the feature, for anything that is not a valid polygon in
    Germany, for more than 1,000 areas, and for areas that overlap.
    """
    found = []
    for name, polygon in read_polygons(drawing).items():
        shares = shares_inside(polygon, boundary=boundary, within=within, level=level)
        inside = tuple(key for key, share in shares.items() if share >= INSIDE)
        cut = {key: round(share, 4) for key, share in shares.items() if share < INSIDE}
        several = polygon.geom_type == "MultiPolygon"
        found.append(CustomArea(name, level, boundary, inside, cut, polygon, several))
    return found


def shares_inside(
    shape: Any, *, boundary: str, within: str, level: str = "municipality"
) -> dict[str, float]:
    """Return unit → share of its ground inside a shape in metres, sorted; 0 to 1.

    Units of which less than `OUTSIDE` lies inside are left out.
    """
    units = geometry(level, boundary=boundary, within=within)
    keys, shapes = list(units), np.array(list(units.values()))
    near = shapely.STRtree(shapes).query(shape, predicate="intersects")
    shares = shapely.area(shapely.intersection(shapes[near], shape)) / shapely.area(shapes[near])
    found = {keys[at]: float(share) for at, share in zip(near, shares, strict=True)}
    return {key: found[key] for key in sorted(found) if found[key] > OUTSIDE}


def closed_line(points: Sequence[tuple[float, float]]) -> Any:
    """Return the polygon inside a line through points in metres; it is closed at its end.

    Raises `InputRefusedError` for fewer than three points, and for a line that crosses itself.
    """
    if len(set(points)) < 3:
        raise _refused(
            "the line has fewer than three points",
            "it encloses no ground",
            "draw around the area",
            "too_few_points",
        )
    shape = shapely.Polygon(points)
    if not shape.is_valid or shape.area == 0:
        raise _refused(
            "the line crosses itself",
            shapely.is_valid_reason(shape),
            "draw it again without crossing",
            "invalid",
        )
    return shape


def circle_around(unit: str, *, radius: float, boundary: str, level: str = "municipality") -> Any:
    """Return the circle of a radius in metres around the middle of a unit.

    Raises `InputRefusedError` for a unit without geometry, and a radius not between 0 and 200 km.
    """
    if not 0 < radius <= MOST_RADIUS:
        raise _refused(
            f"{radius:g} m is no radius",
            f"expected more than 0 and at most {MOST_RADIUS:,} m",
            "name another distance",
            "radius",
        )
    shapes = geometry(level, boundary=boundary, within=unit[:2])
    if unit not in shapes:
        raise _refused(
            f"{unit} has no geometry on {boundary}",
            "it is no unit of this boundary version",
            "choose another unit",
            "unknown_area",
        )
    return shapely.buffer(shapely.point_on_surface(shapes[unit]), radius)


def can_carry(
    area: CustomArea,
    *,
    kind: Kind,
    has_counts: bool,
    levels: Iterable[str],
    boundaries: Iterable[str] | None = None,
) -> Verdict:
    """Say whether an area can carry a figure, and if not, why.

    kind        of the figure
    has_counts  whether numerator and denominator (or the count itself) are stored
    levels      area levels for which the counts are there
    boundaries  versions for which they are there; None when they can be converted to any
    """
    if area.cut:
        return _no("polygon_cuts_unit", cut=_in_words(list(area.cut)))
    obstacles = {
        "no_unit_inside": not area.units,
        "index": kind is Kind.INDEX,
        "mean": kind is Kind.MEAN and not has_counts,
        "delivered_rate": not has_counts,
        "level_missing": area.level not in set(levels),
        "boundary_differs": boundaries is not None and area.boundary not in set(boundaries),
    }
    for code, hinders in obstacles.items():
        if hinders:
            return _no(code, level=LABELS[area.level], boundary=_german(area.boundary))
    return Verdict(carries=True)


def outline(area: CustomArea) -> Any:
    """Return the polygon of an area in metres: as drawn, or merged from its units."""
    if area.drawn is not None:
        return area.drawn
    shapes = _shapes_of(area.units, level=area.level, boundary=area.boundary)
    return shapely.coverage_union_all(shapes)


def _german(boundary: str) -> str:
    year, month, day = boundary.split("-")
    return f"{day}.{month}.{year}"


def _no(code: str, **details: str) -> Verdict:
    return Verdict(carries=False, code=code, reason=REASONS[code].format(**details))


def _in_words(keys: Sequence[str]) -> str:
    shown = ", ".join(keys[:3])
    return f"{shown} und {len(keys) - 3} weitere Gebiete" if len(keys) > 3 else shown


def pieces(units: Iterable[str], *, level: str, boundary: str) -> list[tuple[str, ...]]:
    """Return units in groups that hang together, the group of most units first.

    Units hang together that share a border, not a single point; a unit with an exclave is one.
    Without packaged geometry all hang together.
    """
    left = set(units)
    beside = neighbours(level, boundary)
    if not beside:
        return [tuple(sorted(left))] if left else []
    found = []
    while left:
        group, reached = set(), {min(left)}
        while reached:
            group |= reached
            reached = {near for one in reached for near in beside.get(one, ())} & left - group
        left -= group
        found.append(tuple(sorted(group)))
    return sorted(found, key=lambda one: (-len(one), one))


def _shapes_of(keys: Sequence[str], *, level: str, boundary: str) -> list[Any]:
    within = "16" if all(key.startswith("16") for key in keys) else None
    shapes = geometry(level, boundary=boundary, within=within)
    return [shapes[key] for key in keys]


def _refused(what: str, why: str, remedy: str, code: str) -> InputRefusedError:
    return InputRefusedError(what, why=why, remedy=remedy, code=code)
