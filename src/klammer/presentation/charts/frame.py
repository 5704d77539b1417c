# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The drawing's size, its scales and what is printed at the axes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from klammer.presentation import formats

Point = Mapping[str, Any]
LETTER = 7.2  # width of a letter at 13 px, on average
WIDEST = 230  # names longer than this are shortened


@dataclass(frozen=True)
class Series:
    """One line: name, and points period → value [unit], low, high, text; value None is a gap.

    manner  "own" with its interval, "a" to "d" for others of the same weight, "quiet" for what is
            only compared with; empty: the first own, the rest quiet
    """

    name: str
    points: Sequence[Point]
    manner: str = ""


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

    @property
    def floor(self) -> int:
        """Vertical place of the year axis."""
        return self.height - self.bottom


def year_of(period: str) -> float:
    """Return the year of a canonical period."""
    return float(period[:4])


def with_value(points: Sequence[Point]) -> list[Point]:
    """Return the points that hold a number."""
    return [point for point in points if point["value"] is not None]


def manners(series: Sequence[Series]) -> list[str]:
    """Return how each line is drawn."""
    return [one.manner or ("own" if number == 0 else "quiet") for number, one in enumerate(series)]


def frame_for(series: Sequence[Series], *, unit: str) -> Frame:
    """Return a frame that holds every value, the intervals of strong lines, and the names."""
    points = [point for one in series for point in with_value(one.points)]
    years = [year_of(point["period"]) for one in series for point in one.points]
    ticks = ticks_of(*_span(series, points))
    needed = next(n for n in range(11) if all(round(tick, n) == tick for tick in ticks))
    widest = max(len(formats.number(tick, decimals=needed)) for tick in ticks)
    names = max(len(one.name) for one in series)
    return Frame(
        left=max(40, 9 * widest + 14),
        right=int(min(WIDEST, max(110, LETTER * names + 18))),
        decimals=needed,
        unit=unit,
        years=(min(years), max(years)),
        ticks=ticks,
    )


def axis_begins_above_zero(series: Sequence[Series]) -> float | None:
    """Return where the value axis begins when that is not zero; the page says so."""
    points = [point for one in series for point in with_value(one.points)]
    if not points:
        return None
    first = ticks_of(*_span(series, points))[0]
    return first if first != 0 else None


def ticks_of(low: float, high: float) -> tuple[float, ...]:
    """Return round numbers from below the lowest to above the highest value."""
    rough = (high - low) / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if rough <= power * m * 1.0001)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(number * step, 10) for number in range(first, last + 1))


def axes(frame: Frame) -> list[str]:
    """Draw the grid with its numbers, the unit at the uppermost, and the years."""
    rows = []
    right = frame.width - frame.right
    for tick in frame.ticks:
        y = frame.y(tick)
        style = "grid zero" if tick == 0 and frame.ticks[0] < 0 else "grid"
        rows.append(f'<path class="{style}" d="M{frame.left} {y:.1f}H{right}"/>')
        words = formats.number(tick, decimals=frame.decimals)
        if tick == frame.ticks[-1] and frame.unit == "%":
            words = f"{words}{formats.NBSP}%"
        rows.append(f'<text class="end" x="{frame.left - 8}" y="{y + 4:.1f}">{words}</text>')
    first, last = (int(year) for year in frame.years)
    step = next(s for s in (1, 2, 5, 10, 25, 100) if (last - first) / s <= frame.most_years)
    rows += [
        f'<text class="middle" x="{frame.x(year):.1f}" y="{frame.floor + 24}">{year}</text>'
        for year in sorted({last, *range(last, first - 1, -step)})
    ]
    return [*rows, f'<path class="axis" d="M{frame.left} {frame.floor}H{right}"/>']


def _span(series: Sequence[Series], points: Sequence[Point]) -> tuple[float, float]:
    limits = [
        point[name]
        for one, manner in zip(series, manners(series), strict=True)
        if manner != "quiet"
        for point in one.points
        for name in ("low", "high")
        if point.get(name) is not None
    ]
    every = [point["value"] for point in points] + limits
    low, high = min(every), max(every)
    if 0 <= low < 0.6 * high or low == high:
        return min(low, 0.0), high if high > min(low, 0.0) else min(low, 0.0) + 1
    return low, high
