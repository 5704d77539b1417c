# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values of one indicator × period as bytes that may be kept for ever, made once and compressed.

    {"indicator", "definition", "release", "level", "boundary", "period", "breakdown", "unit",
     "decimals", "extent", "order": "outlines" | "areas", "areas": only for the latter,
     "values": number or null per area, "status": one letter per area, "letters": their meaning}

The order of areas is that of the outlines of the same level, boundary and extent, which is the
ascending order of keys; where no geometry knows every area the keys are listed.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from klammer.base.cells import Status
from klammer.base.tables import Table
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import WHOLE
from klammer_web.atlas.queries.outlines import outlines

LETTERS = {
    Status.REPORTED: "r",
    Status.ZERO: "0",
    Status.ZERO_OR_HIDDEN: "h",
    Status.SUPPRESSED: "s",
    Status.UNRELIABLE: "u",
    Status.NOT_APPLICABLE: "x",
    Status.NOT_YET_AVAILABLE: "l",
    Status.MISSING: "m",
}
_MORE_DIGITS = 2  # beyond those printed: classes are made of the figures, not of their print


@dataclass(frozen=True)
class Payload:
    """Bytes of an answer, compressed, with the tag by which a browser knows them again."""

    compressed: bytes
    tag: str

    def plain(self) -> bytes:
        """Return the bytes for a client that cannot unpack."""
        return gzip.decompress(self.compressed)


@lru_cache(maxsize=2048)
def values_payload(
    release: Release,
    indicator: str,
    *,
    level: str,
    boundary: str,
    period: str,
    breakdown: tuple[tuple[str, str], ...] = (),
) -> Payload | None:
    """Return the values of all areas of a level; None when the release has none of them."""
    table = release.values(
        indicator,
        area_level=level,
        boundary=boundary,
        period=period,
        columns=("definition", "area", "value", "status"),
        **dict(breakdown),
    ).table
    if not len(table):
        return None
    definition = release.definitions[indicator]
    head = {
        "indicator": indicator,
        "definition": table["definition"][0],
        "release": release.root[:12],
        "level": level,
        "boundary": boundary,
        "period": period,
        "breakdown": dict(breakdown),
        "unit": definition.unit,
        "decimals": definition.decimals,
    }
    cells = _cells(table, digits=definition.decimals + _MORE_DIGITS)
    return packed({**head, **_in_order(cells, level=level, boundary=boundary)})


def _cells(table: Table, *, digits: int) -> dict[str, tuple[float | None, str]]:
    """Return area → value and the letter of its status."""
    columns = zip(table["area"], table["value"], table["status"], strict=True)
    return {
        area: (None if value is None else round(value, digits), LETTERS[status])
        for area, value, status in columns
    }


def _in_order(
    cells: Mapping[str, tuple[float | None, str]], *, level: str, boundary: str
) -> dict[str, object]:
    """Return values and letters in the order of the outlines, or name the areas."""
    extent = _extent(cells)
    drawn = outlines(level, boundary, extent)
    # Figures of areas that no outline knows must not get lost: then the keys are listed.
    is_drawn = drawn is not None and cells.keys() <= drawn.paths.keys()
    order = drawn.order if drawn is not None and is_drawn else tuple(sorted(cells))
    found = [cells.get(area, (None, "m")) for area in order]
    return {
        "extent": extent,
        "order": "outlines" if is_drawn else "areas",
        **({} if is_drawn else {"areas": order}),
        "values": [value for value, _ in found],
        "status": "".join(letter for _, letter in found),
        "letters": {letter: status.value for status, letter in LETTERS.items()},
    }


def _extent(found: Mapping[str, object]) -> str:
    """Return the state all areas lie in, or DG."""
    states = {area[:2] for area in found}
    return states.pop() if len(states) == 1 and states != {WHOLE} else WHOLE


@lru_cache(maxsize=96)
def outlines_payload(level: str, boundary: str, extent: str) -> Payload | None:
    """Return the SVG of a map's outlines."""
    drawn = outlines(level, boundary, extent)
    return _compressed(drawn.svg().encode()) if drawn else None


@lru_cache(maxsize=96)
def order_payload(level: str, boundary: str, extent: str) -> Payload | None:
    """Return the outlines as JSON: size, areas in order, path data."""
    drawn = outlines(level, boundary, extent)
    if drawn is None:
        return None
    size = {"width": drawn.width, "height": drawn.height}
    return packed({**size, "areas": drawn.order, "paths": list(drawn.paths.values())})


def packed(content: object) -> Payload:
    """Print as compact JSON and compress."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _compressed(text.encode())


def _compressed(content: bytes) -> Payload:
    # Level 6 without a time stamp: the same figures give the same bytes.
    return Payload(
        gzip.compress(content, compresslevel=6, mtime=0), hashlib.sha256(content).hexdigest()[:20]
    )
