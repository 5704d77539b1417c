# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The base map below a choropleth: pictures of a service that the operator configured.

Two tile grids are known: the web's (Mercator, 256 pixels) and the German one of official services
(DE_EPSG_25832_ADV). A picture in Mercator is laid on the ground by the affine map through three of
its corners; within one picture of a county's map the error is below a pixel.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

import numpy as np
from django.conf import settings

from klammer.presentation.maps import Outlines, Window
from klammer.territory.projection import to_lonlat, to_utm

_TILE = 256  # pixels
_SCREEN = 1_000  # pixels that a map is wide on most screens
_MOST = 64  # pictures of one map
_WORLD = 2 * math.pi * 6_378_137.0  # metres around the equator of the web's grid
# DE_EPSG_25832_ADV: upper left corner and metres of one pixel at level 0 (AdV-WMTS-Profil)
_UTM_LEFT, _UTM_TOP, _UTM_PIXEL = -46_133.17, 6_301_219.54, 4_891.96981025128
_DEEPEST = {"web": 18, "utm32": 14}


@dataclass(frozen=True)
class _Tile:
    level: int
    column: int
    row: int


def pictures(drawn: Outlines, window: Window) -> str:
    """Return the pictures below a part of a drawing as SVG elements; empty without a service."""
    template, grid = settings.BASE_MAP["url"], settings.BASE_MAP["grid"]
    if not template:
        return ""
    corners = _ground(drawn, window)
    tiles = list(_tiles(grid, corners))
    rows = [_image(tile, template, grid, drawn) for tile in tiles[:_MOST]]
    return f'<g class="ground" aria-hidden="true">{"".join(rows)}</g>'


def _ground(drawn: Outlines, window: Window) -> tuple[float, float, float, float]:
    """Return the part that is shown in metres (EPSG:25832): left, bottom, right, top."""
    x, y, width, height = window.box(drawn)
    left, top = drawn.ground(x, y)
    right, bottom = drawn.ground(x + width, y + height)
    return left, bottom, right, top


def _tiles(grid: str, ground: tuple[float, float, float, float]) -> Iterator[_Tile]:
    left, bottom, right, top = _on_grid(grid, ground)
    pixel = (right - left) / _SCREEN
    level = min(max(math.floor(math.log2(_pixel(grid) / pixel) + 0.5), 0), _DEEPEST[grid])
    side = _TILE * _pixel(grid) / 2**level
    origin_x, origin_y = _origin(grid)
    for row in range(int((origin_y - top) // side), int((origin_y - bottom) // side) + 1):
        for column in range(int((left - origin_x) // side), int((right - origin_x) // side) + 1):
            yield _Tile(level, column, row)


def _on_grid(
    grid: str, ground: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """Return the smallest box of the grid's own metres around a box on the ground."""
    left, bottom, right, top = ground
    if grid == "utm32":
        return ground
    corners = np.array([(left, bottom), (left, top), (right, bottom), (right, top)])
    points = _mercator(to_lonlat(corners))
    low, high = points.min(axis=0), points.max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _image(tile: _Tile, template: str, grid: str, drawn: Outlines) -> str:
    """Print one picture, laid where it belongs."""
    address = (
        template.replace("{z}", str(tile.level))
        .replace("{x}", str(tile.column))
        .replace("{y}", str(tile.row))
    )
    a, b, c, d, e, f = _laid(_corners(tile, grid), drawn)
    numbers = " ".join(f"{one:.6g}" for one in (a, b, c, d, e, f))
    # A hair larger than it is, so that no seam shows between two.
    return (
        f'<image href={quoteattr(address)} width="1.002" height="1.002" '
        f'preserveAspectRatio="none" transform="matrix({numbers})"/>'
    )


def _corners(tile: _Tile, grid: str) -> np.ndarray:
    """Return upper left, upper right and lower left corner in metres (EPSG:25832)."""
    side = _TILE * _pixel(grid) / 2**tile.level
    origin_x, origin_y = _origin(grid)
    x, y = origin_x + tile.column * side, origin_y - tile.row * side
    points = np.array([(x, y), (x + side, y), (x, y - side)])
    return points if grid == "utm32" else np.asarray(to_utm(_degrees(points)))


def _laid(corners: np.ndarray, drawn: Outlines) -> tuple[float, ...]:
    """Return the matrix that lays a unit square on three corners of the drawing."""
    left, top, scale = drawn.origin
    (x, y), right, below = [((east - left) * scale, (top - north) * scale)
                            for east, north in corners.tolist()]  # fmt: skip
    return right[0] - x, right[1] - y, below[0] - x, below[1] - y, x, y


def _pixel(grid: str) -> float:
    return _UTM_PIXEL if grid == "utm32" else _WORLD / _TILE


def _origin(grid: str) -> tuple[float, float]:
    return (_UTM_LEFT, _UTM_TOP) if grid == "utm32" else (-_WORLD / 2, _WORLD / 2)


def _mercator(degrees: np.ndarray) -> np.ndarray:
    """Return metres of the web's grid of longitude and latitude."""
    radius = _WORLD / (2 * math.pi)
    x = radius * np.radians(degrees[..., 0])
    y = radius * np.arctanh(np.sin(np.radians(degrees[..., 1])))
    return np.stack([x, y], axis=-1)


def _degrees(points: np.ndarray) -> np.ndarray:
    """Return longitude and latitude of metres of the web's grid."""
    radius = _WORLD / (2 * math.pi)
    longitude = np.degrees(points[..., 0] / radius)
    latitude = np.degrees(np.arcsin(np.tanh(points[..., 1] / radius)))
    return np.stack([longitude, latitude], axis=-1)
