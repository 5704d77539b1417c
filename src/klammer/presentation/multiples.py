# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many small drawings with the same axes: one area each, a quiet line to compare with in all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klammer.presentation.charts import lines, marks
from klammer.presentation.charts.frame import Frame, Point, ticks_of, with_value, year_of

WIDTH, HEIGHT = 220, 120
MOST_TICKS = 5  # more grid lines than this are thinned out


@dataclass(frozen=True)
class Axes:
    """The axes that all drawings share: years and ticks, where values are cut off from each other.

    bottom, top  lowest and highest tick
    """

    years: tuple[float, float]
    ticks: tuple[float, ...]
    cuts: tuple[float, ...]

    @property
    def bottom(self) -> float:
        """The lowest tick."""
        return self.ticks[0]

    @property
    def top(self) -> float:
        """The highest tick."""
        return self.ticks[-1]


def shared_axes(
    series: Sequence[Sequence[Point]], *, breaks: Mapping[str, str] | None = None
) -> Axes | None:
    """Return axes that hold every value of every series; None when there is no value at all.

    They begin at zero where that leaves the lines room to differ.
    """
    values = [point["value"] for points in series for point in with_value(points)]
    if not values:
        return None
    years = [year_of(point["period"]) for points in series for point in points]
    low, high = min(values), max(values)
    begin = min(low, 0.0) if 0 <= low < 0.6 * high or low == high else low
    ticks = ticks_of(begin, high if high > begin else begin + 1)
    cuts = tuple(sorted(year_of(period) for period in breaks or {}))
    return Axes((min(years), max(years)), ticks, cuts)


def panel(points: Sequence[Point], *, axes: Axes, beside: Sequence[Point] = ()) -> str:
    """Draw one area on the shared axes; decoration beside the figures in its caption.

    beside  the quiet line; empty for none
    """
    frame = Frame(
        WIDTH, HEIGHT, left=2, right=6, top=8, bottom=4, years=axes.years, ticks=axes.ticks
    )
    rows = [
        (
            f'<svg class="chart chart--panel" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" '
            'focusable="false">'
        )
    ]
    step = 2 if len(axes.ticks) > MOST_TICKS else 1
    rows += [
        f'<path class="grid" d="M{frame.left} {frame.y(tick):.1f}H{WIDTH - frame.right}"/>'
        for tick in axes.ticks[::step]
    ]
    rows += marks.cut_lines(frame, axes.cuts)
    rows += lines.pieces(frame, beside, axes.cuts, style="line line--2")
    rows += lines.pieces(frame, points, axes.cuts, style="line")
    alone = [run[0] for run in lines.runs(points, axes.cuts) if len(run) == 1]
    last = with_value(points)[-1:]
    rows += [
        f'<circle class="dot" cx="{frame.x(year_of(point["period"])):.1f}" '
        f'cy="{frame.y(point["value"]):.1f}" r="{4 if point in last else 2.5}"/>'
        for point in [*[one for one in alone if one not in last], *last]
    ]
    return "".join([*rows, "</svg>"])
