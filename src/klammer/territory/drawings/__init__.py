# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Areas that people draw: read from GeoJSON, or corner by corner; checked, laid along borders."""

from klammer.territory.drawings.corners import (
    MOST_CORNERS,
    Corner,
    Crossing,
    as_drawn,
    corners_of,
    crossings,
    read_corners,
    written,
)
from klammer.territory.drawings.polygons import MOST_AREAS, MOST_POINTS, OVERLAP, read_polygons
from klammer.territory.drawings.snapping import laid_along, without

__all__ = [
    "MOST_AREAS",
    "MOST_CORNERS",
    "MOST_POINTS",
    "OVERLAP",
    "Corner",
    "Crossing",
    "as_drawn",
    "corners_of",
    "crossings",
    "laid_along",
    "read_corners",
    "read_polygons",
    "without",
    "written",
]
