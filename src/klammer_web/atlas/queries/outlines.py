# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outlines of maps, drawn once per level, boundary and extent and kept for the process."""

import hashlib
from functools import lru_cache
from importlib.resources import files

from klammer import __version__
from klammer.base.errors import InputRefusedError
from klammer.presentation import maps
from klammer_web.atlas.enums import WHOLE


@lru_cache(maxsize=96)
def outlines(level: str, boundary: str, extent: str) -> maps.Outlines | None:
    """Return the drawn outlines; None when no geometry is known for this boundary version.

    extent  DG, or the beginning of the areas' keys
    """
    shapes = _shapes(level, boundary, extent)
    if not shapes:
        return None
    return maps.outlines(shapes, borders=_borders(level, boundary, extent))


@lru_cache(maxsize=96)
def fingerprint(level: str, boundary: str, extent: str) -> str:
    """Return the first digits of the drawing's hash: part of its address, so it may be kept."""
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
    above = {"municipality": "county", "association": "county", "county": "state"}.get(level)
    if above is None or len(extent) == 5 or (above == "state" and extent != WHOLE):
        return {}
    shapes = _shapes(above, boundary, extent)
    return {above: shapes} if shapes else {}
