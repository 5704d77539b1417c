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


@lru_cache(maxsize=16)
def _official(level: str, boundary: str) -> Mapping[str, tuple[str, ...]]:
    within = None if level in {"county", "state"} else DETAILED
    try:
        shapes = geometry(level, boundary=boundary, within=within)
    except InputRefusedError:
        return {}
    return _touching(shapes)


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
