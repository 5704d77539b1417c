# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Similar counties as a comparison: one figure of the ten counties most like one, and who may ask.

What can be compared with an area is one list for all pages: the areas above it, and the counties
most like its county. A figure of the group is made of shown cells alone:

- counted figures: cases and people of its counties are added up (certified by `combine`)
- delivered ones: the middle (median) of their values, as rates are not averaged; no interval
"""

import statistics
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from klammer.base.cells import Status
from klammer.base.quantities import Kind
from klammer.disclosure.release import SafeTable, combine
from klammer.indicators.definitions import Definition
from klammer.presentation.sentences import is_number
from klammer.warehouse.open import Release
from klammer_web.atlas.queries import areas, compared, peers
from klammer_web.atlas.queries.breakdowns import Breakdown
from klammer_web.atlas.queries.smallness import shown

MIDDLE = "middle_of_group"  # in the column `note`: the figure is a median of the counties
FEWEST = 5  # counties with a number; of fewer nothing is said
Row = Mapping[str, Any]


def comparisons(release: Release, area: str, *, boundary: str) -> list[areas.AreaName]:
    """Return what an area may be compared with: the areas above it, then similar counties."""
    found = areas.above(area, boundary=boundary)
    county = _county_of(area, found)
    group = areas.peer_group(areas.peer_word(county), boundary=boundary) if county else None
    has_peers = peers.is_known(release, county, boundary=county_version(release, boundary))
    return [*found, group] if group is not None and has_peers else found


def _county_of(area: str, found: Sequence[areas.AreaName]) -> str:
    if areas.level_of_key(area) == "county":
        return area
    return next((one.key for one in found if one.level == "county"), "")


def members(release: Release, group: str, *, boundary: str) -> tuple[str, ...]:
    """Return the counties of a group ("aehnliche:16063"), the most similar first.

    Empty for the key of an area, and where nobody is known to be similar.
    """
    if not group.startswith(areas.PEERS):
        return ()
    return peers.peer_keys(
        release, group.partition(":")[2], boundary=county_version(release, boundary)
    )


def county_version(release: Release, boundary: str) -> str:
    """Return the version at which counties have figures: that of towns may be another."""
    known = compared.boundaries_of(release, "county")
    return boundary if boundary in known or not known else known[-1]


def row_beside(
    release: Release,
    indicator: str,
    *,
    key: str,
    boundary: str,
    period: str,
    breakdown: Breakdown = (),
) -> Row | None:
    """Return the row of a larger area, or of similar counties, in one year; None without one."""
    if not key.startswith(areas.PEERS):
        return compared.row_above(
            release, indicator, key=key, boundary=boundary, period=period, breakdown=breakdown
        )
    return group_row(release, indicator, key, boundary=boundary, period=period, breakdown=breakdown)


def group_rows(
    release: Release,
    indicator: str,
    group: str,
    *,
    boundary: str,
    periods: Sequence[str],
    breakdown: Breakdown = (),
) -> dict[str, Row]:
    """Return period → figure of similar counties, of the years in which they have one."""
    found = {
        period: group_row(
            release, indicator, group, boundary=boundary, period=period, breakdown=breakdown
        )
        for period in periods
    }
    return {period: row for period, row in found.items() if row is not None}


@lru_cache(maxsize=2048)
def group_row(
    release: Release,
    indicator: str,
    group: str,
    *,
    boundary: str,
    period: str,
    breakdown: Breakdown = (),
    together: tuple[str, ...] = (),
) -> Row | None:
    """Return one figure of similar counties together; None where they have none in that year.

    together  indicators that the page asks for as well: all of them are read at once
    returns   a row as `Release.values` gives them, with `is_beside`: it does not contain the area
              it is compared with. `value` [unit of the indicator]; limits only of counted figures;
              `members` are the counties that have a number and are in it
    """
    definition = release.definitions[indicator]
    version = county_version(release, boundary)
    held = compared.coverage_near(release, indicator, level="county", boundary=version)
    if held is None or period not in held.periods or _adds_up(definition):
        return None
    cells, places = _cells(
        release, members(release, group, boundary=boundary), breakdown, together or (indicator,)
    )
    mine = cells.selected(places.get((indicator, held.boundary, period), ()))
    rows = shown(mine.rows(), release=release, definition=definition)
    known = [row for row in rows if is_number(row)]
    if len(known) < FEWEST:
        return None
    marks: dict[str, Any] = {
        "is_beside": True,
        "members": tuple(row["area"] for row in known),
    }
    if definition.formula.delivered is None:
        summed = combine(mine, definition=definition, areas=marks["members"], name=group)
        for row in summed.rows():
            if is_number(row):
                return {**row, **marks}
    return {**_middle(known), "area": group, **marks}


@lru_cache(maxsize=16)
def _cells(
    release: Release,
    keys: tuple[str, ...],
    breakdown: Breakdown,
    indicators: tuple[str, ...],
) -> tuple[SafeTable, Mapping[tuple[str, str, str], Sequence[int]]]:
    """Read indicators of some counties; where those of an indicator, version and year stand."""
    cells = release.profiles(tuple(sorted(keys)), indicators=indicators, **dict(breakdown))
    names = ("indicator", "boundary", "period")
    places: dict[tuple[str, str, str], list[int]] = {}
    for number, place in enumerate(zip(*(cells.table[name] for name in names), strict=True)):
        places.setdefault(place, []).append(number)
    return cells, places


def _adds_up(definition: Definition) -> bool:
    return definition.kind.adds_up or definition.kind is Kind.INDEX


def _middle(known: Sequence[Row]) -> dict[str, Any]:
    """Return the median of the counties' values, without limits and cases."""
    value = statistics.median(float(one["value"]) for one in known)
    nothing = dict.fromkeys(("numerator", "denominator", "low", "high"))
    return {
        **known[0],
        **nothing,
        "area_level": "custom",
        "value": value,
        "status": Status.REPORTED if value else Status.ZERO,
        "method": "",
        "note": MIDDLE,
    }


def how(row: Row) -> str:
    """Say how a group's figure was made, for a reader who asks; empty for other rows."""
    if not row.get("is_beside"):
        return ""
    if row.get("note") == MIDDLE:
        return (
            f"Mitte (Median) von {len(row['members'])} ähnlichen Kreisen; die Quelle liefert nur "
            "fertige Werte, die sich nicht zusammenzählen lassen"
        )
    return f"Fälle und Menschen von {len(row['members'])} ähnlichen Kreisen zusammengezählt"
