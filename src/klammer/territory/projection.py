# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""UTM zone 32 on ETRS89 (EPSG:25832), to and from longitude and latitude.

Method: transverse Mercator by Krüger's series to the fourth order in the third flattening
(Karney 2011, "Transverse Mercator with an accuracy of a few nanometers"); within Germany the
error is far below a millimetre. WGS84 and ETRS89 are treated as one, as web maps do.
"""

from typing import Any

import numpy as np

_SEMI_MAJOR = 6_378_137.0  # GRS80
_FLATTENING = 1 / 298.257222101
_SCALE = 0.9996
_EAST = 500_000.0
_MERIDIAN = np.radians(9.0)

_N = _FLATTENING / (2 - _FLATTENING)
_ECCENTRICITY = np.sqrt(_FLATTENING * (2 - _FLATTENING))
_RADIUS = _SCALE * _SEMI_MAJOR / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ALPHA = (
    _N / 2 - 2 / 3 * _N**2 + 5 / 16 * _N**3 + 41 / 180 * _N**4,
    13 / 48 * _N**2 - 3 / 5 * _N**3 + 557 / 1440 * _N**4,
    61 / 240 * _N**3 - 103 / 140 * _N**4,
    49561 / 161280 * _N**4,
)
_BETA = (
    _N / 2 - 2 / 3 * _N**2 + 37 / 96 * _N**3 - 1 / 360 * _N**4,
    1 / 48 * _N**2 + 1 / 15 * _N**3 - 437 / 1440 * _N**4,
    17 / 480 * _N**3 - 37 / 840 * _N**4,
    4397 / 161280 * _N**4,
)


def to_utm(lonlat: Any) -> Any:
    """Return easting and northing [m] of an array of longitude and latitude [degrees]."""
    coordinates = np.asarray(lonlat, dtype=float)
    longitude = np.radians(coordinates[..., 0]) - _MERIDIAN
    sine = np.sin(np.radians(coordinates[..., 1]))
    conformal = np.sinh(np.arctanh(sine) - _ECCENTRICITY * np.arctanh(_ECCENTRICITY * sine))
    xi = np.arctan2(conformal, np.cos(longitude))
    eta = np.arcsinh(np.sin(longitude) / np.hypot(conformal, np.cos(longitude)))
    north, east = xi.copy(), eta.copy()
    for order, factor in enumerate(_ALPHA, start=1):
        north += factor * np.sin(2 * order * xi) * np.cosh(2 * order * eta)
        east += factor * np.cos(2 * order * xi) * np.sinh(2 * order * eta)
    return np.stack([_EAST + _RADIUS * east, _RADIUS * north], axis=-1)


def to_lonlat(utm: Any, *, meridian: float = 9.0) -> Any:
    """Return longitude and latitude [degrees] of an array of easting and northing [m].

    meridian  the middle of the zone [degrees]: 9 of zone 32, 15 of zone 33
    """
    coordinates = np.asarray(utm, dtype=float)
    eta = (coordinates[..., 0] - _EAST) / _RADIUS
    xi = coordinates[..., 1] / _RADIUS
    north, east = xi.copy(), eta.copy()
    for order, factor in enumerate(_BETA, start=1):
        north -= factor * np.sin(2 * order * xi) * np.cosh(2 * order * eta)
        east -= factor * np.cos(2 * order * xi) * np.sinh(2 * order * eta)
    conformal = np.sin(north) / np.hypot(np.sinh(east), np.cos(north))
    latitude = np.arctan(_geographic_tangent(conformal))
    longitude = np.radians(meridian) + np.arctan2(np.sinh(east), np.cos(north))
    return np.degrees(np.stack([longitude, latitude], axis=-1))


def _geographic_tangent(conformal: Any) -> Any:
    """Invert the conformal latitude's tangent by Newton's method; three steps are exact."""
    rest = 1 - _ECCENTRICITY**2
    tangent = conformal.copy()
    for _ in range(3):
        root = np.hypot(1, tangent)
        sigma = np.sinh(_ECCENTRICITY * np.arctanh(_ECCENTRICITY * tangent / root))
        reached = tangent * np.hypot(1, sigma) - sigma * root
        slope = rest * np.hypot(1, reached) * root / (1 + rest * tangent**2)
        tangent = tangent + (conformal - reached) / slope
    return tangent
