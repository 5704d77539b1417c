# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The years of a map as a row of links, and where they may not be compared."""

from collections.abc import Callable
from dataclasses import dataclass

from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.atlas.queries.classing import periods_of
from klammer_web.atlas.queries.figures import MapFigure

_FEW = 12  # years that have room for all their numbers


@dataclass(frozen=True)
class Year:
    """One year of the row.

    label      as it is printed; the short one stands below the mark
    is_plain   whether its number has no room and is only said
    is_cut     whether a break lies before it: not comparable with the years before
    """

    period: str
    label: str
    short: str
    address: str
    is_here: bool
    is_beside: bool
    is_plain: bool
    is_cut: bool


def years(
    found: MapFigure, *, release: Release, link: Callable[[str], str], beside: str = ""
) -> list[Year]:
    """Return the years in which the map has figures; none where there is only one.

    link    period → address
    beside  the period of the second map
    """
    held = periods_of(found.view, release)
    if len(held) < 2:
        return []
    cuts = sorted(one.period for one in found.definition.breaks)
    step = max(1, -(-len(held) // _FEW))
    rows = []
    for place, period in enumerate(held):
        before = held[place - 1] if place else period
        is_here = period == found.view.period
        rows.append(
            Year(
                period,
                formats.period(period),
                period[:4] if len(held) > 4 else formats.period(period),
                link(period),
                is_here,
                period == beside,
                not is_here and (len(held) - 1 - place) % step != 0,
                any(before < cut <= period for cut in cuts),
            )
        )
    return rows
