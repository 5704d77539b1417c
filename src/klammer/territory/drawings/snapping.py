# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Laying a drawn line along borders that it means, and cutting one area from another.

A corner near a border moves onto it; a side whose both corners lie on borders and that stays near
them follows them, by the shortest way along the net of borders (Dijkstra 1959).
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from klammer.territory.drawings.corners import Corner, crossings

_ON = 0.1  # metres up to which a corner lies on a line
_CRUMB = 1.0  # square metres
_MOST_TRIES = 4
_Graph = dict[Corner, list[tuple[Corner, float, Any]]]


@dataclass(frozen=True)
class _Net:
    """Borders as lines from one junction to the next."""

    lines: Any
    tree: Any
    junctions: Any

    def near(self, shape: Any, distance: float) -> list[Any]:
        found = self.tree.query(shape, predicate="dwithin", distance=distance)
        return [self.lines[at] for at in sorted(found.tolist())]


def laid_along(corners: Sequence[Corner], borders: Sequence[Any], *, reach: float) -> list[Corner]:
    """Return the corners of a closed line that follows the borders it came near to.

    corners  in metres, as drawn, at least three
    borders  areas in metres: municipalities, areas drawn before
    reach    metres up to which the distance between line and border was not meant

    Where nothing is near, the line stays. A corner near a point where borders meet goes there.
    What would make the line cross itself, or enclose nothing, is left: then all stays as drawn.
    """
    if len(corners) < 3:
        return list(corners)
    net = _net(_near(shapely.Polygon(corners), borders, 2 * reach))
    if net is None:
        return list(corners)
    moved = _apart([_moved(corner, net, reach) for corner in corners])
    ways = [_way(one, other, net, reach) for one, other in pairwise([*moved, *moved[:1]])]
    for found in _straightened(ways):
        if len(found) > 2 and shapely.Polygon(found).is_valid:
            return found
    return list(corners)


def _straightened(ways: list[list[Corner]]) -> Iterator[list[Corner]]:
    """Yield the line along all ways, then with the ways straight that made it cross itself."""
    for _ in range(_MOST_TRIES):
        owners = [at for at, way in enumerate(ways) for _ in way[:-1]]
        joined = [corner for way in ways for corner in way[:-1]]
        yield _without_spikes(joined)
        met = {side - 1 for one in crossings(joined) for side in (one.first, one.second)}
        bent = {owners[side] for side in met if len(ways[owners[side]]) > 2}
        if not bent:
            return
        ways = [[way[0], way[-1]] if at in bent else way for at, way in enumerate(ways)]


def without(shape: Any, other: Any) -> Any:
    """Return the ground of a polygon that another does not have; None when nothing is left."""
    parts = shapely.get_parts(shapely.get_parts(shapely.difference(shape, other))).tolist()
    kept = [one for one in parts if one.geom_type == "Polygon" and one.area > _CRUMB]
    if not kept:
        return None
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def _near(shape: Any, borders: Sequence[Any], distance: float) -> list[Any]:
    """Leave out areas that no side can follow."""
    held = [one for one in borders if one is not None and not one.is_empty]
    near = shapely.dwithin(np.array(held), shape.boundary, distance) if held else []
    return [one for one, is_near in zip(held, near, strict=True) if is_near]


def _net(borders: Sequence[Any]) -> _Net | None:
    if not borders:
        return None
    held = [shapely.boundary(one) for one in borders]
    lines = shapely.get_parts(shapely.line_merge(shapely.union_all(held)))
    ends = [
        point for one in lines if not one.is_closed for point in (one.coords[0], one.coords[-1])
    ]
    return _Net(lines, shapely.STRtree(lines), shapely.MultiPoint(list(dict.fromkeys(ends))))


def _moved(corner: Corner, net: _Net, reach: float) -> Corner:
    point = shapely.Point(corner)
    near = net.near(point, reach)
    if not near:
        return corner
    if not net.junctions.is_empty and shapely.distance(point, net.junctions) <= reach / 2:
        return _end_of(shapely.shortest_line(point, net.junctions))
    nearest = min(near, key=lambda line: float(shapely.distance(point, line)))
    return _end_of(shapely.shortest_line(point, nearest))


def _end_of(line: Any) -> Corner:
    x, y = line.coords[-1][:2]
    return float(x), float(y)


def _apart(corners: Sequence[Corner]) -> list[Corner]:
    """Leave out a corner that is the one before, also round the end."""
    return [one for at, one in enumerate(corners) if one != corners[at - 1]]


def _without_spikes(corners: Sequence[Corner]) -> list[Corner]:
    """Leave out corners at which a closed line turns back on itself."""
    kept: list[Corner] = []
    for corner in [*corners, *corners[:1]]:
        while kept and (kept[-1] == corner or (len(kept) > 1 and _turns(kept[-2:], corner))):
            kept.pop()
        kept.append(corner)
    kept = kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept
    if len(kept) > 3 and _turns([kept[-1], kept[0]], kept[1]):
        return _without_spikes(kept[1:])
    return _apart(kept)


def _turns(side: Sequence[Corner], corner: Corner) -> bool:
    """Whether the line goes back along a side: the corner lies behind, not beside."""
    (x, y), (tip_x, tip_y) = side
    came, goes = (tip_x - x, tip_y - y), (corner[0] - tip_x, corner[1] - tip_y)
    ahead = came[0] * goes[0] + came[1] * goes[1]
    aside = abs(came[0] * goes[1] - came[1] * goes[0])
    return ahead < 0 and aside <= _ON * max(abs(came[0]) + abs(came[1]), 1.0)


def _way(start: Corner, end: Corner, net: _Net, reach: float) -> list[Corner]:
    """Return the corners from one corner to another along borders, or straight."""
    straight = shapely.LineString([start, end])
    near = net.near(straight, reach)
    graph = _graph([start, end], near)
    way = _shortest(graph, start, end) if start in graph and end in graph else None
    if way is None or shapely.LineString(way).hausdorff_distance(straight) > 1.5 * reach:
        return [start, end]
    return way


def _graph(corners: Sequence[Corner], lines: Sequence[Any]) -> _Graph:
    """Return the pieces of lines between their ends and the corners that lie on them."""
    graph: _Graph = defaultdict(list)
    points = shapely.points(corners)
    for line in lines:
        stops = [(0.0, line.coords[0]), (line.length, line.coords[-1])]
        for corner, point in zip(corners, points, strict=True):
            if shapely.distance(point, line) <= _ON:
                stops.append((float(shapely.line_locate_point(line, point)), corner))
        for (begin, one), (finish, other) in pairwise(sorted(stops, key=lambda stop: stop[0])):
            inner = list(_between(line, begin, finish))
            graph[one].append((other, finish - begin, inner))
            graph[other].append((one, finish - begin, inner[::-1]))
    return graph


def _between(line: Any, begin: float, finish: float) -> Iterator[Corner]:
    """Yield the points of a line strictly between two distances from its beginning."""
    points = shapely.get_coordinates(line)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    inner = points[(along > begin + _ON) & (along < finish - _ON)]
    yield from ((x, y) for x, y in inner.tolist())


def _shortest(graph: _Graph, start: Corner, end: Corner) -> list[Corner] | None:
    queue: list[tuple[float, int, Corner, list[Corner]]] = [(0.0, 0, start, [start])]
    done: set[Corner] = set()
    number = 0
    while queue:
        length, _, here, way = heapq.heappop(queue)
        if here == end:
            return way
        if here in done:
            continue
        done.add(here)
        for other, more, inner in graph[here]:
            number += 1
            heapq.heappush(queue, (length + more, number, other, [*way, *inner, other]))
    return None
