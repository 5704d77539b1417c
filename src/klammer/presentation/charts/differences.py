# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far two groups are apart over time: a point and its interval each year, around zero."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from klammer.presentation import formats
from klammer.presentation.charts import marks
from klammer.presentation.charts.frame import (
    Frame,
    Point,
    Series,
    axes,
    frame_for,
    with_value,
    year_of,
)


def differences(
    points: Sequence[Point],
    *,
    label: str,
    above: str,
    below: str,
    breaks: Mapping[str, str] | None = None,
    narrow: bool = False,
) -> str:
    """Draw the difference of each year with its interval, zero as the line to stand out from.

    points        period → value, low, high [unit of the difference], text; value None is a gap
    above, below  what a value above or below zero means: "Frauen höher", "Männer höher"
    returns       an SVG; empty when there is no value at all
    """
    if not with_value(points):
        return ""
    frame = _frame(points, narrow=narrow)
    cuts = sorted(year_of(period) for period in breaks or {})
    style = "chart chart--narrow" if narrow else "chart"
    rows = [
        (
            f'<svg class="{style}" xmlns="http://www.w3.org/2000/svg" role="img" '
            f'viewBox="0 0 {frame.width} {frame.height}" aria-label={quoteattr(label)}>'
        ),
        *axes(frame),
        *marks.breaks(frame, cuts),
        *_sides(frame, above, below),
        *(row for point in with_value(points) for row in _whisker(frame, point)),
        *marks.signs(frame, points),
    ]
    return "".join([*rows, "</svg>"])


def _frame(points: Sequence[Point], *, narrow: bool) -> Frame:
    zero = {"period": points[0]["period"], "value": 0.0, "low": None, "high": None}
    frame = frame_for([Series("", [*points, zero], "own")], unit="")
    if narrow:
        return replace(frame, width=360, height=220, right=16, most_years=4)
    return replace(frame, height=220, right=110)


def _sides(frame: Frame, above: str, below: str) -> list[str]:
    """Say on which side of zero what lies; only sides that are drawn."""
    low, high = frame.ticks[0], frame.ticks[-1]
    places = [(above, frame.top + 12, high > 0), (below, frame.floor - 6, low < 0)]
    return [
        f'<text class="side" x="{frame.left + 6}" y="{y}">{escape(words)}</text>'
        for words, y, is_drawn in places
        if is_drawn and words
    ]


def _whisker(frame: Frame, point: Point) -> list[str]:
    x, y = frame.x(year_of(point["period"])), frame.y(point["value"])
    rows = []
    style = "dot dot--hollow"
    if point.get("low") is not None and point.get("high") is not None:
        low, high = frame.y(point["low"]), frame.y(point["high"])
        rows.append(f'<path class="whisker" d="M{x:.1f} {low:.1f}V{high:.1f}"/>')
        style = "dot" if not point["low"] <= 0 <= point["high"] else style
    words = f"{formats.period(point['period'])}: {point.get('text', '')}"
    circle = f'<circle class="{style}" cx="{x:.1f}" cy="{y:.1f}" r="4.5">'
    return [*rows, f"{circle}<title>{escape(words)}</title></circle>"]
