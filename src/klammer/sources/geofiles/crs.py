# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the coordinates of a file to metres in EPSG:25832.

Read are degrees (WGS84, ETRS89) and UTM on ETRS89 or WGS84 in the zones 32 and 33, with or without
the zone before the easting. Everything else is refused: a wrong guess would move a quarter.
"""

import re
from typing import Any

import numpy as np

from klammer.sources.geofiles.features import refused
from klammer.territory.projection import to_lonlat, to_utm

_DEGREES = {"4326", "4258", "CRS84"}
_ZONE_32 = {"25832", "32632", "3044", "4647"}
_ZONE_33 = {"25833", "32633", "3045", "5650"}
_LONLAT = ((4.0, 46.0), (17.0, 57.0))  # Germany with some ground around it
_METRES = ((150_000.0, 5_100_000.0), (1_050_000.0, 6_200_000.0))
_READ = "EPSG:25832, EPSG:25833, EPSG:4326"


def code_of(text: str) -> str:
    """Return the EPSG code that a file's words mean; empty when they name none that is read."""
    if "CRS84" in text or re.search(r"OGC:1\.3", text):
        return "CRS84"
    if found := re.search(r"EPSG:{1,2}(?:[\d.]*:)?(\d{4,5})$", text.strip()):
        return found[1]
    words = text.replace("_", " ").lower()
    for zone, code in (("32", "25832"), ("33", "25833")):
        if re.search(rf"utm zone {zone}\s?n", words):
            return code
    is_plain = words.startswith(("geogcs", "geogcrs"))
    return "4326" if is_plain and ("wgs" in words or "etrs" in words) else ""


def assumed(points: Any) -> str:
    """Return the code that coordinates without a named system can only be; empty when unsure."""
    if not len(points):
        return ""
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    if west >= 5 and east <= 16 and south >= 47 and north <= 56:
        return "4326"
    is_north = south >= 5_200_000 and north <= 6_120_000
    return "25832" if is_north and west >= 250_000 and east <= 950_000 else ""


def check_place(points: Any, code: str, *, name: str) -> None:
    """Raise `InputRefusedError` for coordinates of a system that do not lie in Germany."""
    is_degrees = code in _DEGREES
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    if not is_degrees:
        (west, south), (east, north) = _without_zone(
            np.array([[west, south], [east, north]])
        ).tolist()
    (least_x, least_y), (most_x, most_y) = _LONLAT if is_degrees else _METRES
    if west >= least_x and east <= most_x and south >= least_y and north <= most_y:
        return
    decimals = 2 if is_degrees else 0
    bounds = {"west": west, "south": south, "east": east, "north": north}
    raise refused(
        f"the areas of {name} do not lie in Germany",
        f"found {west:.2f} to {east:.2f} and {south:.2f} to {north:.2f}",
        "check the system of coordinates; longitude and latitude may be swapped",
        "outside_germany",
        name,
        **{side: f"{value:.{decimals}f}".replace(".", ",") for side, value in bounds.items()},
    )


def to_metres(code: str, *, name: str) -> Any:
    """Return a function from the file's coordinates to metres; raise for a system not read."""
    if code in _DEGREES:
        return to_utm
    if code in _ZONE_32:
        return _without_zone
    if code in _ZONE_33:
        return lambda points: to_utm(to_lonlat(_without_zone(points), meridian=15.0))
    raise refused(
        f"the coordinates of {name} are not read",
        f"found {code or 'no named system'}; read are {_READ}",
        "export the layer in EPSG:25832",
        "crs_unknown",
        name,
        found=f"EPSG:{code}" if code else "",
    )


def _without_zone(points: Any) -> Any:
    """32.587.123 is 587.123 in zone 32."""
    moved = np.array(points, dtype=float)
    moved[..., 0] = np.where(moved[..., 0] > 1e7, moved[..., 0] % 1e6, moved[..., 0])
    return moved
