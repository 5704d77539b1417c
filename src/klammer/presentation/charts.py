# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines over time as SVG: intervals, breaks, gaps, labels at the lines. Classes only, no styles.

A missing year is a gap, never a straight line across; a break of the series cuts the line.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from klammer.presentation import formats


@dataclass(frozen=True)
class Series:
    """One line: name, and points period → value [unit], low, high; None is a gap."""

    name: str
    points: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Frame:
    """The drawing's size, its margins, and what is printed at the axes."""

    width: int = 760
    height: int = 360
    left: int = 64
    right: int = 150
    top: int = 18
    bottom: int = 34
    decimals: int = 1
    unit: str = ""
    years: tuple[float, float] = (0.0, 1.0)
    ticks: tuple[float, ...] = field(default=(0.0, 1.0))
    most_years: int = 9

    def x(self, year: float) -> float:
        """Horizontal place of a year."""
        first, last = self.years
        room = self.width - self.left - self.right
        return self.left + (room / 2 if last == first else (year - first) / (last - first) * room)

    def y(self, value: float) -> float:
        """Vertical place of a value."""
        low, high = self.ticks[0], self.ticks[-1]
        room = self.height - self.top - self.bottom
        return self.top + (1 - (value - low) / ((high - low) or 1)) * room


def time_series(
    series: Sequence[Series],
    *,
    label: str,
    breaks: Mapping[str, str] | None = None,
    decimals: int = 1,
    unit: str = "",
    narrow: bool = False,
) -> str:
    """Draw the first series with its interval, the others as quiet lines to compare with.

    series   period × value [unit], low, high [95 % interval]; breaks: period → reason
    narrow   for a phone: as wide as its screen, letters as large as the text, names below
    returns  an SVG; empty when there is no value at all

    Points carry their value as `<title>`; the twin table holds the same figures.
    """
    values = [point for one in series for point in one.points if point["value"] is not None]
    if not values:
        return ""
    frame = _frame(series, values, decimals=decimals, unit=unit)
    if narrow:
        frame = replace(frame, width=360, height=276 + 18 * len(series), right=16)
        frame = replace(frame, bottom=34 + 18 * len(series), most_years=4)
    style = "chart chart--narrow" if narrow else "chart"
    cuts = sorted(_year(period) for period in breaks or {})
    rows = [
        (
            f'<svg class="{style}" xmlns="http://www.w3.org/2000/svg" role="img" '
            f'viewBox="0 0 {frame.width} {frame.height}" aria-label={quoteattr(label)}>'
        )
    ]
    rows += _axes(frame)
    rows += _breaks(frame, cuts)
    rows += _band(frame, series[0].points, cuts)
    for number in range(len(series), 0, -1):
        rows += _line(frame, series[number - 1], number, cuts)
    rows += _names_below(frame, series) if narrow else _labels(frame, series)
    return "".join([*rows, "</svg>"])


def spark(points: Sequence[Mapping[str, Any]], *, breaks: Mapping[str, str] | None = None) -> str:
    """Draw a line the size of a word; decoration beside the figures it is made of."""
    cuts = sorted(_year(period) for period in breaks or {})
    values = [point for point in points if point["value"] is not None]
    if len({point["period"] for point in values}) < 2:
        return ""
    years = [_year(point["period"]) for point in values]
    span = (min(p["value"] for p in values), max(p["value"] for p in values))
    frame = Frame(136, 34, 2, 5, 4, 4, years=(min(years), max(years)), ticks=span)
    rows = ['<svg class="spark" viewBox="0 0 136 34" aria-hidden="true" focusable="false">']
    rows += _pieces(frame, points, 1, cuts)
    alone = [run[0] for run in _runs(points, cuts) if len(run) == 1]
    rows += [
        f'<circle class="dot" cx="{frame.x(_year(p["period"])):.1f}" '
        f'cy="{frame.y(p["value"]):.1f}" r="{2.6 if p is values[-1] else 1.6}"/>'
        for p in [*alone, *([] if values[-1] in alone else values[-1:])]
    ]
    return "".join([*rows, "</svg>"])


def axis_begins_above_zero(series: Sequence[Series]) -> float | None:
    """Return where the value axis begins when that is not zero; the page says so."""
    values = [point for one in series for point in one.points if point["value"] is not None]
    if not values:
        return None
    first = _ticks(*_span(series[0].points, values))[0]
    return first if first != 0 else None


def _frame(
    series: Sequence[Series], values: list[Mapping[str, Any]], *, decimals: int, unit: str
) -> Frame:
    years = [_year(point["period"]) for point in values]
    ticks = _ticks(*_span(series[0].points, values))
    needed = 0 if all(tick == int(tick) for tick in ticks) else max(decimals, 1)
    widest = max(len(formats.number(tick, decimals=needed)) for tick in ticks)
    return Frame(
        left=max(40, 9 * widest + 14),
        decimals=needed,
        unit=unit,
        years=(min(years), max(years)),
        ticks=ticks,
    )


def _span(own: Sequence[Mapping[str, Any]], values: list[Mapping[str, Any]]) -> tuple[float, float]:
    limits = [p[name] for p in own for name in ("low", "high") if p.get(name) is not None]
    every = [point["value"] for point in values] + limits
    low, high = min(every), max(every)
    if 0 <= low < 0.6 * high or low == high:
        return min(low, 0.0), high if high > min(low, 0.0) else min(low, 0.0) + 1
    return low, high


def _ticks(low: float, high: float) -> tuple[float, ...]:
    rough = (high - low) / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if rough <= power * m * 1.0001)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(number * step, 10) for number in range(first, last + 1))


def _axes(frame: Frame) -> list[str]:
    rows = []
    right = frame.width - frame.right
    for tick in frame.ticks:
        y = frame.y(tick)
        rows.append(f'<path class="grid" d="M{frame.left} {y:.1f}H{right}"/>')
        words = formats.number(tick, decimals=frame.decimals)
        if tick == frame.ticks[-1] and frame.unit == "%":
            words = f"{words}{formats.NBSP}%"
        rows.append(f'<text class="end" x="{frame.left - 8}" y="{y + 4:.1f}">{words}</text>')
    first, last = (int(year) for year in frame.years)
    step = next(s for s in (1, 2, 5, 10, 25, 100) if (last - first) / s <= frame.most_years)
    years = sorted({last, *range(last, first - 1, -step)})
    bottom = frame.height - frame.bottom
    rows += [
        f'<text class="middle" x="{frame.x(year):.1f}" y="{bottom + 24}">{year}</text>'
        for year in years
    ]
    return [*rows, f'<path class="axis" d="M{frame.left} {bottom}H{right}"/>']


def _breaks(frame: Frame, cuts: list[float]) -> list[str]:
    rows = []
    for number, cut in enumerate(cuts, start=1):
        if not frame.years[0] < cut <= frame.years[1]:
            continue
        x = frame.x(cut - 0.5)
        rows.append(f'<path class="break" d="M{x:.1f} {frame.top}V{frame.height - frame.bottom}"/>')
        rows.append(f'<text class="break-sign" x="{x:.1f}" y="{frame.top - 5}">{number}</text>')
    return rows


def _runs(points: Sequence[Mapping[str, Any]], cuts: list[float]) -> list[list[Mapping[str, Any]]]:
    """Split points where a value is missing, a usual year is left out, or the series breaks."""
    step = _usual_step(points)
    runs: list[list[Mapping[str, Any]]] = []
    before: float | None = None
    for point in points:
        if point["value"] is None:
            before = None
            continue
        year = _year(point["period"])
        is_cut = before is not None and any(before < cut <= year for cut in cuts)
        if before is None or is_cut or year - before > step:
            runs.append([])
        runs[-1].append(point)
        before = year
    return runs


def _usual_step(points: Sequence[Mapping[str, Any]]) -> float:
    years = [_year(point["period"]) for point in points if point["value"] is not None]
    steps = sorted(after - before for before, after in itertools.pairwise(years))
    return steps[len(steps) // 2] if steps else 1.0


def _band(frame: Frame, points: Sequence[Mapping[str, Any]], cuts: list[float]) -> list[str]:
    rows = []
    for run in _runs(points, cuts):
        known = [p for p in run if p.get("low") is not None and p.get("high") is not None]
        if len(known) == 1:
            x = frame.x(_year(known[0]["period"]))
            low, high = frame.y(known[0]["low"]), frame.y(known[0]["high"])
            rows.append(
                f'<rect class="band" x="{x - 3:.1f}" y="{high:.1f}" width="6" '
                f'height="{low - high:.1f}"/>'
            )
        elif known:
            upper = [f"{frame.x(_year(p['period'])):.1f} {frame.y(p['high']):.1f}" for p in known]
            lower = [f"{frame.x(_year(p['period'])):.1f} {frame.y(p['low']):.1f}" for p in known]
            rows.append(f'<path class="band" d="M{"L".join([*upper, *reversed(lower)])}Z"/>')
    return rows


def _pieces(
    frame: Frame, points: Sequence[Mapping[str, Any]], number: int, cuts: list[float]
) -> list[str]:
    style = "line" if number == 1 else f"line line--{min(number, 3)}"
    rows = []
    for run in _runs(points, cuts):
        places = [f"{frame.x(_year(p['period'])):.1f} {frame.y(p['value']):.1f}" for p in run]
        if len(places) > 1:
            rows.append(f'<path class="{style}" d="M{"L".join(places)}"/>')
    return rows


def _line(frame: Frame, series: Series, number: int, cuts: list[float]) -> list[str]:
    rows = _pieces(frame, series.points, number, cuts)
    known = [point for point in series.points if point["value"] is not None]
    if number > 1:  # a point alone between two breaks is no line
        alone = [run[0] for run in _runs(series.points, cuts) if len(run) == 1]
        return rows + [
            f'<circle class="dot--{min(number, 3)}" cx="{frame.x(_year(point["period"])):.1f}" '
            f'cy="{frame.y(point["value"]):.1f}" r="3"/>'
            for point in alone
        ]
    for point in known:
        when = formats.period(point["period"])
        words = f"{series.name} {when}: {point.get('text', '')}".strip(": ")
        rows.append(
            f'<circle class="dot" cx="{frame.x(_year(point["period"])):.1f}" '
            f'cy="{frame.y(point["value"]):.1f}" r="4"><title>{escape(words)}</title></circle>'
        )
    return rows


def _labels(frame: Frame, series: Sequence[Series]) -> list[str]:
    """Write each line's name at its end, moved apart where they would touch."""
    ends = []
    for number, one in enumerate(series, start=1):
        known = [point for point in one.points if point["value"] is not None]
        if known:
            ends.append((frame.y(known[-1]["value"]), number, one.name))
    rows, free_from = [], -math.inf
    for y, number, name in sorted(ends):
        placed = max(y + 4, free_from)
        free_from = placed + 16
        style = "label" if number == 1 else f"label--{min(number, 3)}"
        x = frame.width - frame.right + 10
        rows.append(f'<text class="{style}" x="{x}" y="{placed:.1f}">{escape(name)}</text>')
    return rows


def _names_below(frame: Frame, series: Sequence[Series]) -> list[str]:
    """Write the names below the axis, each with the line it belongs to."""
    rows = []
    for number, one in enumerate(series, start=1):
        y = frame.height - frame.bottom + 24 + 18 * number
        line = "line" if number == 1 else f"line line--{min(number, 3)}"
        label = "label" if number == 1 else f"label--{min(number, 3)}"
        rows.append(f'<path class="{line}" d="M{frame.left} {y - 4}H{frame.left + 24}"/>')
        x = frame.left + 32
        rows.append(f'<text class="{label}" x="{x}" y="{y}">{escape(one.name)}</text>')
    return rows


def _year(period: str) -> float:
    return float(period[:4])
