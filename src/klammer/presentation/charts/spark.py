# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A line the size of a word."""

from collections.abc import Mapping, Sequence

from klammer.presentation.charts.frame import Frame, Point, with_value, year_of
from klammer.presentation.charts.lines import pieces, runs


def spark(points: Sequence[Point], *, breaks: Mapping[str, str] | None = None) -> str:
    """Draw a line the size of a word; decoration beside the figures it is made of.

    returns  an SVG; empty where no two years are joined: dots alone say nothing at that size
    """
    cuts = sorted(year_of(period) for period in breaks or {})
    values = with_value(points)
    if len({point["period"] for point in values}) < 2:
        return ""
    years = [year_of(point["period"]) for point in values]
    span = (min(p["value"] for p in values), max(p["value"] for p in values))
    frame = Frame(136, 34, 2, 5, 4, 4, years=(min(years), max(years)), ticks=span)
    rows = ['<svg class="spark" viewBox="0 0 136 34" aria-hidden="true" focusable="false">']
    rows += pieces(frame, points, cuts, style="line")
    if len(rows) == 1:
        return ""
    alone = [run[0] for run in runs(points, cuts) if len(run) == 1]
    rows += [
        f'<circle class="dot" cx="{frame.x(year_of(p["period"])):.1f}" '
        f'cy="{frame.y(p["value"]):.1f}" r="{2.6 if p is values[-1] else 1.6}"/>'
        for p in [*alone, *([] if values[-1] in alone else values[-1:])]
    ]
    return "".join([*rows, "</svg>"])
