# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which areas share a border: by their geometry, not by their keys or what they belong to."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from klammer.base.errors import InputRefusedError
from klammer.territory import geographies
from klammer.territory.geometry import DETAILED, geometry

# Borders are simplified to some 60 m: two areas that touch in a corner alone share less.
_LEAST = 50.0  # metres


def neighbours(level: str, boundary: str) -> Mapping[str, tuple[str, ...]]:
    """Return area → the areas that share a border with it, sorted.

    Counties of all of Germany; smaller areas within the state whose geometry is packaged. Empty
    where there is no geometry. A single point in common is no border.
    """
    own = geographies.find(level, boundary)
    return _touching(own.shapes) if own else _official(level, boundary)


def neighbours_of(key: str, *, level: str, boundary: str) -> tuple[str, ...]:
    """Return the areas that share a border with one, sorted; as `neighbours`, without the others.

    Empty for an area that has no geometry.
    """
    if geographies.find(level, boundary):
        return neighbours(level, boundary).get(key, ())
    return _beside(key, level, boundary)


@lru_cache(maxsize=4096)
def _beside(key: str, level: str, boundary: str) -> tuple[str, ...]:
    keys, tree = _tree(level, boundary)
    if key not in keys:
        return ()
    own = tree.geometries[keys[key]]
    border, names = shapely.boundary(own), list(keys)
    found = []
    for number in tree.query(own, predicate="intersects"):
        other = shapely.boundary(tree.geometries[number])
        is_other = names[number] != key
        if is_other and shapely.length(shapely.intersection(border, other)) >= _LEAST:
            found.append(names[number])
    return tuple(sorted(found))


@lru_cache(maxsize=16)
def _tree(level: str, boundary: str) -> tuple[Mapping[str, int], shapely.STRtree]:
    shapes = _shapes(level, boundary)
    return {key: number for number, key in enumerate(shapes)}, shapely.STRtree(
        np.array(list(shapes.values()))
    )


def _shapes(level: str, boundary: str) -> Mapping[str, Any]:
    within = None if level in {"county", "state"} else DETAILED
    try:
        return geometry(level, boundary=boundary, within=within)
    except InputRefusedError:
        return {}


@lru_cache(maxsize=16)
def _official(level: str, boundary: str) -> Mapping[str, tuple[str, ...]]:
    return _touching(_shapes(level, boundary))


def _touching(shapes: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    if len(shapes) < 2:
        return {}
    keys, outlines = list(shapes), np.array(list(shapes.values()))
    firsts, seconds = shapely.STRtree(outlines).query(outlines, predicate="intersects")
    pairs = [pair for pair in zip(firsts, seconds, strict=True) if pair[0] < pair[1]]
    borders = shapely.boundary(outlines)
    found: dict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        if shapely.length(shapely.intersection(borders[first], borders[second])) >= _LEAST:
            found[keys[first]].add(keys[second])
            found[keys[second]].add(keys[first])
    return {key: tuple(sorted(found[key])) for key in keys}
