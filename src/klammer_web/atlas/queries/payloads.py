# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Values of one indicator × period as bytes that may be kept for ever, made once and compressed.

    {"indicator", "definition", "release", "level", "boundary", "period", "breakdown", "unit",
     "decimals", "extent", "order": "outlines" | "areas", "areas": only for the latter,
     "values": number or null per area, "status": one letter per area, "letters": their meaning}

An answer for many areas takes longer than a page may wait: those are kept on the disk, and prepared
when a release is made.

The order of areas is that of the outlines of the same level, boundary and extent, which is the
ascending order of keys; where no geometry knows every area the keys are listed.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from klammer.base.cells import Status
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import WHOLE
from klammer_web.atlas.queries import kept
from klammer_web.atlas.queries.areas import around
from klammer_web.atlas.queries.outlines import edition, outlines, rough
from klammer_web.atlas.queries.packing import Payload, compressed, packed
from klammer_web.atlas.queries.smallness import shown

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
MANY = 1_000  # areas from which an answer is kept on the disk
Breakdown = tuple[tuple[str, str], ...]
_MORE_DIGITS = 2  # beyond those printed: classes are made of the figures, not of their print


@lru_cache(maxsize=2048)
def values_payload(
    release: Release,
    indicator: str,
    *,
    level: str,
    boundary: str,
    period: str,
    breakdown: Breakdown = (),
) -> Payload | None:
    """Return the values of all areas of a level; None when the release has none of them."""
    question = (indicator, level, boundary, period, breakdown)
    is_large = areas_of(release, indicator, level=level, boundary=boundary) >= MANY
    found = kept.find(release, question) if is_large else None
    if found is None:
        found = _made(release, *question)
        if is_large and found is not None:
            kept.keep(release, question, found)
    return found


def areas_of(release: Release, indicator: str, *, level: str, boundary: str) -> int:
    """Return how many areas of a level have a value in the latest period."""
    places = release.coverage(indicator)
    return sum(one.areas for one in places if (one.area_level, one.boundary) == (level, boundary))


def questions(release: Release) -> list[tuple[str, str, str, str, Breakdown]]:
    """Return what maps of many areas will ask for, the newest periods first."""
    asked = [
        (one.indicator, one.area_level, one.boundary, period, ())
        for one in release.coverage()
        if one.areas >= MANY
        for period in one.periods
    ]
    return sorted(asked, key=lambda question: question[3], reverse=True)


def prepare(
    release: Release, *, progress: Callable[[str, float], None] = lambda _step, _share: None
) -> int:
    """Make and keep the answers for many areas that are not there yet; returns how many."""
    made, asked = 0, questions(release)
    for number, question in enumerate(asked):
        if kept.find(release, question) is None:
            if not kept.is_room(release):
                break
            answer = _made(release, *question)
            made += answer is not None and kept.keep(release, question, answer)
        progress("Karten werden vorbereitet", number / len(asked))
    return made


def _made(
    release: Release, indicator: str, level: str, boundary: str, period: str, breakdown: Breakdown
) -> Payload | None:
    table = release.values(
        indicator,
        area_level=level,
        boundary=boundary,
        period=period,
        **dict(breakdown),
    ).table
    if not len(table):
        return None
    definition = release.definitions[indicator]
    rows = shown(table.rows(), release=release, definition=definition)
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
    cells = _cells(rows, digits=definition.decimals + _MORE_DIGITS)
    return packed({**head, **_in_order(cells, level=level, boundary=boundary)})


def _cells(
    rows: Sequence[Mapping[str, Any]], *, digits: int
) -> dict[str, tuple[float | None, str]]:
    """Return area → value and the letter of its status."""
    return {
        row["area"]: (
            None if row["value"] is None else round(row["value"], digits),
            LETTERS[row["status"]],
        )
        for row in rows
    }


def _in_order(
    cells: Mapping[str, tuple[float | None, str]], *, level: str, boundary: str
) -> dict[str, object]:
    """Return values and letters in the order of the outlines, or name the areas."""
    extent = around(level, boundary) or _extent(cells)
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


def outlines_payload(level: str, boundary: str, extent: str) -> Payload | None:
    """Return the SVG of a map's outlines."""
    return _outlines_payload(level, boundary, extent, edition(level, boundary))


@lru_cache(maxsize=96)
def _outlines_payload(level: str, boundary: str, extent: str, _edition: str) -> Payload | None:
    drawn = outlines(level, boundary, extent)
    return compressed(drawn.svg().encode()) if drawn else None


def rough_payload(level: str, boundary: str, extent: str) -> Payload | None:
    """Return the SVG of a whole map's outlines; the full ones where there are no rougher."""
    return _rough_payload(level, boundary, extent, edition(level, boundary))


@lru_cache(maxsize=32)
def _rough_payload(level: str, boundary: str, extent: str, _edition: str) -> Payload | None:
    drawn = rough(level, boundary, extent)
    return compressed(drawn.svg().encode()) if drawn else outlines_payload(level, boundary, extent)


def order_payload(level: str, boundary: str, extent: str) -> Payload | None:
    """Return the outlines as JSON: size, areas in order, path data, lines above them."""
    return _order_payload(level, boundary, extent, edition(level, boundary))


@lru_cache(maxsize=96)
def _order_payload(level: str, boundary: str, extent: str, _edition: str) -> Payload | None:
    drawn = outlines(level, boundary, extent)
    if drawn is None:
        return None
    size = {"width": drawn.width, "height": drawn.height}
    paths = list(drawn.paths.values())
    return packed({**size, "areas": drawn.order, "paths": paths, "lines": dict(drawn.lines)})
