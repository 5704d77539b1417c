# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Areas as pages name them."""

from functools import lru_cache

from klammer.base.errors import InputRefusedError
from klammer.territory import areas, geographies, versions
from klammer.territory.areas import Area


def area_of(key: str, *, level: str, boundary: str) -> Area:
    """Return an area of a boundary; one named by its key when no register knows it."""
    unnamed = Area(key, f"Gebiet {key}", level, boundary)
    own = geographies.find(level, boundary)
    if own is not None:
        return Area(key, own.names.get(key, key), level, boundary)
    return _known(level, boundary).get(key, unnamed)


def area_name(key: str, *, level: str, boundary: str) -> str:
    """Return the official name of an area; the key itself when no register knows it."""
    return area_of(key, level=level, boundary=boundary).name


@lru_cache(maxsize=64)
def _known(level: str, boundary: str) -> dict[str, Area]:
    for day in (boundary, _nearest(level, boundary)):
        try:
            return areas.areas(level, boundary=day)
        except InputRefusedError:
            continue
    return {}


def _nearest(level: str, boundary: str) -> str:
    """Return the packaged version in force on a day that is none of the packaged dates."""
    try:
        return versions.at(boundary, level=level).id
    except InputRefusedError:
        return ""
