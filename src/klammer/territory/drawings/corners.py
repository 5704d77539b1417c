# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""An area as the corners of its line: read from what a person typed, judged, written again.

What is unfinished stays as it was drawn (`as_drawn`): one or two corners are a point or a line, a
line that crosses itself is a polygon that is not valid. Nothing is mended by guessing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from klammer.base.errors import InputRefusedError, Place
from klammer.territory.projection import to_utm

MOST_CORNERS = 2_000
Corner = tuple[float, float]
# Two numbers with as many decimals as people copy; a comma may be a decimal sign or stand between.
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_GERMAN = re.compile(r"(-?\d+),(\d+)")
# In Germany degrees north (47 to 56) and east (5 to 16) and metres never overlap.
_EAST, _NORTH = (5.0, 16.0), (47.0, 56.0)
_EASTING, _NORTHING = (200_000.0, 1_000_000.0), (5_200_000.0, 6_200_000.0)


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a line crosses or touches itself.

    x, y    in metres (EPSG:25832)
    first   number of the corner at which the one side begins, counted from 1; second: the other's
    """

    x: float
    y: float
    first: int
    second: int


def read_corners(text: str) -> list[Corner]:
    """Return the corners of a line in metres (EPSG:25832), one from each line of a text.

    text  "583421 5634567" (metres, UTM 32), or degrees in either order: "50.98123, 10.32123" as
          maps copy them, "10,32123 50,98123". Empty lines are left out, and a corner that repeats
          the one before or, at the end, the first.

    Raises `InputRefusedError` with the row: not two numbers, not in Germany, more than 2,000.
    """
    found: list[Corner] = []
    for row, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        corner = _corner(line, row)
        if not found or corner != found[-1]:
            found.append(corner)
        if len(found) > MOST_CORNERS:
            raise _refused("a line has too many corners", row, line, "too_many_points")
    if len(found) > 1 and found[0] == found[-1]:
        found.pop()
    return found


def _corner(line: str, row: int) -> Corner:
    numbers = _numbers(line)
    if len(numbers) != 2:
        raise _refused("a corner is not two numbers", row, line, "corner_unreadable")
    first, second = numbers
    if _within(first, _NORTH) and _within(second, _EAST):
        first, second = second, first
    if _within(first, _EAST) and _within(second, _NORTH):
        (moved,) = to_utm(np.array([[first, second]]))
        first, second = moved.tolist()
    elif _within(first, _NORTHING) and _within(second, _EASTING):
        first, second = second, first
    if not (_within(first, _EASTING) and _within(second, _NORTHING)):
        raise _refused("a corner does not lie in Germany", row, line, "corner_outside")
    return round(first, 1), round(second, 1)


def _numbers(line: str) -> list[float]:
    """Read decimal points; where none stands, a comma between digits is the decimal sign."""
    plain = _NUMBER.findall(line)
    if len(plain) != 2 and "." not in line:
        plain = _NUMBER.findall(_GERMAN.sub(r"\1.\2", line))
    return [float(one) for one in plain]


def _within(number: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= number <= limits[1]


def as_drawn(corners: Sequence[Corner]) -> Any:
    """Return the shape that corners in metres make, as drawn: polygon, line or point, maybe
    invalid; None for no corner.
    """
    if not corners:
        return None
    if len(corners) == 1:
        return shapely.Point(corners[0])
    return shapely.LineString(corners) if len(corners) == 2 else shapely.Polygon(corners)


def corners_of(shape: Any) -> list[Corner] | None:
    """Return the corners of a shape in metres, the first not repeated; empty for no shape.

    None where corners do not tell the whole shape: several parts, or a hole.
    """
    if shape is None or shape.is_empty:
        return []
    if shape.geom_type == "Polygon" and not len(shape.interiors):
        return _pairs(shape.exterior.coords[:-1])
    return _pairs(shape.coords) if shape.geom_type in {"Point", "LineString"} else None


def _pairs(coordinates: Any) -> list[Corner]:
    return [(round(x, 1), round(y, 1)) for x, y, *_ in coordinates]


def written(corners: Sequence[Corner]) -> str:
    """Write corners as `read_corners` reads them: metres, one corner a line."""
    return "\n".join(f"{x:.10g} {y:.10g}" for x, y in corners)


def crossings(corners: Sequence[Corner]) -> list[Crossing]:
    """Return where the closed line through corners crosses itself, in the order of its sides.

    Two sides of one corner meet there; that is no crossing unless they lie on each other.
    """
    number = len(corners)
    if number < 3:
        return []
    ends = [(corners[at], corners[(at + 1) % number]) for at in range(number)]
    sides = np.array([shapely.LineString(side) for side in ends])
    firsts, seconds = shapely.STRtree(sides).query(sides, predicate="intersects")
    found = []
    for first, second in sorted({(int(a), int(b)) for a, b in zip(firsts, seconds, strict=True)}):
        met = shapely.intersection(sides[first], sides[second]) if first < second else None
        if met is None or (_beside(first, second, number) and met.geom_type == "Point"):
            continue
        point = shapely.point_on_surface(met)
        found.append(Crossing(round(point.x, 1), round(point.y, 1), first + 1, second + 1))
    return found


def _beside(first: int, second: int, number: int) -> bool:
    return second - first == 1 or (first == 0 and second == number - 1)


def _refused(what: str, row: int, line: str, code: str) -> InputRefusedError:
    return InputRefusedError(
        what,
        where=Place(row=row),
        why=f"found '{line.strip()[:40]}'",
        remedy="write easting and northing in metres, or degrees, one corner a line",
        code=code,
        row=row,
        found=line.strip()[:40],
    )
