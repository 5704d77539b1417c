# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The drawing of one or several series over time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from klammer.presentation import formats
from klammer.presentation.charts import lines, marks, names
from klammer.presentation.charts.frame import (
    Frame,
    Series,
    axes,
    frame_for,
    manners,
    with_value,
    year_of,
)


def time_series(
    series: Sequence[Series],
    *,
    label: str,
    breaks: Mapping[str, str] | None = None,
    edges: Sequence[str] = (),
    unit: str = "",
    narrow: bool = False,
) -> str:
    """Draw strong lines with their intervals, the others as quiet lines to compare with.

    series   period × value [unit], low, high [95 % interval]; breaks: period → reason
    edges    dates or years from which the area's boundaries are others, ascending
    narrow   for a phone: as wide as its screen, letters as large as the text, names below
    returns  an SVG; empty when there is no value at all

    A year without a value carries its sign (`text`); every year can be read from `<title>`.
    """
    if not any(with_value(one.points) for one in series):
        return ""
    frame = frame_for(series, unit=unit)
    if narrow:
        low = 34 + 18 * len(series)
        frame = replace(frame, width=360, height=242 + low, right=16, bottom=low, most_years=4)
    cuts = sorted(year_of(period) for period in breaks or {})
    style = "chart chart--narrow" if narrow else "chart"
    rows = [
        (
            f'<svg class="{style}" xmlns="http://www.w3.org/2000/svg" role="img" '
            f'viewBox="0 0 {frame.width} {frame.height}" aria-label={quoteattr(label)}>'
        ),
        *axes(frame),
        *marks.breaks(frame, cuts),
        *marks.boundary_changes(frame, [year_of(one) for one in edges]),
        *_drawn(frame, series, cuts),
        *marks.signs(frame, series[0].points),
        *(names.below(frame, series) if narrow else names.at_lines(frame, series)),
        *_readings(frame, series),
    ]
    return "".join([*rows, "</svg>"])


def _drawn(frame: Frame, series: Sequence[Series], cuts: list[float]) -> list[str]:
    found = list(zip(series, manners(series), strict=True))
    placed = list(zip(found, lines.ranks([manner for _, manner in found]), strict=True))
    rows = []
    for one, manner in found:
        if manner != "quiet":
            rows += lines.band(frame, one.points, cuts, manner=manner)
    for (one, manner), rank in reversed(placed):
        rows += lines.line(frame, one, cuts, manner=manner, rank=rank)
    return rows


def _readings(frame: Frame, series: Sequence[Series]) -> list[str]:
    """Lay a column over every year that tells all its values: by pointer, or read by the script."""
    by_year: dict[str, list[str]] = {}
    for one in series:
        for point in one.points:
            if text := str(point.get("text") or ""):
                limits = f" ({point['limits']})" if point.get("limits") else ""
                by_year.setdefault(point["period"], []).append(f"{one.name}: {text}{limits}")
    periods = sorted(by_year)
    if not periods:
        return []
    middles = [frame.x(year_of(period)) for period in periods]
    halves = [(a + b) / 2 for a, b in pairwise(middles)]
    starts, stops = [frame.left - 6, *halves], [*halves, frame.width - frame.right + 8]
    rows = ['<g class="years">']
    for period, x, start, stop in zip(periods, middles, starts, stops, strict=True):
        words = "\n".join([formats.period(period), *by_year[period]])
        rows.append(
            f'<rect class="year" x="{start:.1f}" y="{frame.top}" width="{stop - start:.1f}" '
            f'height="{frame.floor - frame.top}" data-x="{x:.1f}">'
            f"<title>{escape(words)}</title></rect>"
        )
    return [*rows, "</g>"]
