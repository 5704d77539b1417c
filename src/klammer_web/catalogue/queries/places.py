# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of areas as pages print them."""

from functools import lru_cache

from klammer.base.errors import InputRefusedError
from klammer.territory import areas, versions


def area_name(key: str, *, level: str, boundary: str) -> str:
    """Return the name of an area on a boundary; the key itself when nobody named it."""
    return _names(level, boundary).get(key, f"Gebiet {key}")


@lru_cache(maxsize=64)
def _names(level: str, boundary: str) -> dict[str, str]:
    for day in (boundary, _nearest(level, boundary)):
        try:
            return {key: one.name for key, one in areas.areas(level, boundary=day).items()}
        except InputRefusedError:
            continue
    return {}


def _nearest(level: str, boundary: str) -> str:
    """Return the packaged version in force on a day that is none of the packaged dates."""
    try:
        return versions.at(boundary, level=level).id
    except InputRefusedError:
        return ""
