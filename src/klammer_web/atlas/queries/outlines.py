# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outlines of maps, drawn once per level, boundary and extent and kept for the process."""

import hashlib
from functools import lru_cache
from importlib.resources import files

from klammer import __version__
from klammer.base.errors import InputRefusedError
from klammer.presentation import maps
from klammer.territory import geographies
from klammer.territory.versions import current
from klammer_web.atlas.enums import WHOLE

_FEW, _MOST = 300, 1_500  # areas of a map between which fewer points are seen to be quicker
_ROUGH = 1.2  # units of the drawing, less than a pixel on most screens


def edition(level: str, boundary: str) -> str:
    """Return what changes with the outlines of an own geography; empty for official levels."""
    found = geographies.find(level, boundary)
    return found.digest if found else ""


def outlines(level: str, boundary: str, extent: str) -> maps.Outlines | None:
    """Return the drawn outlines; None when no geometry is known for this boundary version.

    extent  DG, or the beginning of the areas' keys
    """
    return _drawn(level, boundary, extent, edition(level, boundary))


@lru_cache(maxsize=96)
def _drawn(level: str, boundary: str, extent: str, _edition: str) -> maps.Outlines | None:
    shapes = _shapes(level, boundary, extent)
    if not shapes:
        return None
    return maps.outlines(shapes, borders=_borders(level, boundary, extent))


def rough(level: str, boundary: str, extent: str) -> maps.Outlines | None:
    """Return the outlines with as many points as a whole map shows; None where all are few.

    Drawn on the same ground, neighbours still share their borders. Enlarged, it would look rough.
    """
    return _rough(level, boundary, extent, edition(level, boundary))


@lru_cache(maxsize=32)
def _rough(level: str, boundary: str, extent: str, _edition: str) -> maps.Outlines | None:
    from klammer.territory import geometry

    whole = outlines(level, boundary, extent)
    digits = {"municipality": 5, "association": 5, "county": 2}.get(level)
    if whole is None or digits is None or not _FEW < len(whole.paths) <= _MOST:
        return None
    shapes = {key: one for key, one in _shapes(level, boundary, extent).items() if not one.is_empty}
    fewer = geometry.simplified(shapes, tolerance=_ROUGH / whole.origin[2])
    groups: dict[str, list[str]] = {}
    for key in fewer:
        groups.setdefault(key[:digits], []).append(key)
    borders = {name: geometry.merge(fewer, groups=groups) for name in whole.lines}
    return maps.outlines(fewer, borders=borders, ground=whole)


def fingerprint(level: str, boundary: str, extent: str) -> str:
    """Return the first digits of the drawing's hash: part of its address, so it may be kept."""
    return _fingerprint(level, boundary, extent, edition(level, boundary))


@lru_cache(maxsize=96)
def _fingerprint(level: str, boundary: str, extent: str, _edition: str) -> str:
    drawn = outlines(level, boundary, extent)
    return hashlib.sha256(drawn.svg().encode()).hexdigest()[:10] if drawn else ""


@lru_cache(maxsize=1)
def mark() -> str:
    """Return digits that change with the packaged geometry or the version that draws it."""
    data = files("klammer.territory").joinpath("data")
    found = [one for one in data.iterdir() if one.name.startswith("geometry_")]
    words = sorted(f"{one.name} {len(one.read_bytes())}" for one in found)
    return hashlib.sha256("\n".join([__version__, *words]).encode()).hexdigest()[:12]


def _shapes(level: str, boundary: str, extent: str) -> dict:
    from klammer.territory import geometry

    within = None if extent == WHOLE else extent
    try:
        return dict(geometry.geometry(level, boundary=boundary, within=within))
    except InputRefusedError:
        return {}


def _borders(level: str, boundary: str, extent: str) -> dict:
    """Return the level above, whose borders orient: counties on municipalities, else states."""
    if geographies.is_level(level):
        towns = _shapes("municipality", current("municipality").id, extent)
        return {"municipality": towns} if len(extent) == 5 and towns else {}
    above = {"municipality": "county", "association": "county", "county": "state"}.get(level)
    if above is None or len(extent) == 5 or (above == "state" and extent != WHOLE):
        return {}
    shapes = _shapes(above, boundary, extent)
    return {above: shapes} if shapes else {}
