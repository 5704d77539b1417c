# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a figure is spread: a strip of dots for each year, area or input, the own one marked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from klammer.presentation import axes, formats

MOST_DOTS = 60  # in a strip; beyond it dots become bars of a histogram
_BINS = 40
_HIGH, _HIGH_BARS, _HIGH_ALONE = 44, 56, 132


@dataclass(frozen=True)
class Dot:
    """One area on a strip: value [unit of the axis], words when pointed at.

    style  "" usual, own, group
    """

    key: str
    name: str
    value: float
    words: str
    style: str = ""
    address: str = ""


@dataclass(frozen=True)
class Strip:
    """One row: its name, its dots, and a tick to compare with (a mean, the Land) with its words."""

    name: str
    dots: Sequence[Dot]
    tick: float | None = None
    tick_words: str = ""
    note: str = field(default="")  # stands where dots would, when there is none


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the quarter, the middle and the three-quarter value, linearly between neighbours.

    values  at least one; the rule is that of spreadsheets (QUARTILE.INC)
    """
    import numpy as np

    low, middle, high = np.quantile(np.asarray(values, dtype=float), [0.25, 0.5, 0.75]).tolist()
    return low, middle, high


def strips(
    rows: Sequence[Strip],
    *,
    label: str,
    unit: str = "",
    decimals: int = 1,
    narrow: bool = False,
    scale: Sequence[str] = (),
) -> str:
    """Draw strips one below the other on one axis; with a quiet box from quarter to three quarters.

    scale    words instead of numbers at the left and right end of the axis
    returns  an SVG; empty when no row has a dot
    """
    values = [dot.value for row in rows for dot in row.dots]
    values += [row.tick for row in rows if row.tick is not None]
    if not any(row.dots for row in rows):
        return ""
    longest = max(len(row.name) for row in rows)
    width = 360 if narrow else 760
    left = min(118 if narrow else 300, 14 + axes.LETTER * longest)
    place = axes.axis(values, start=left + 8, end=width - 14, steps=3 if narrow else 6)
    usual = _HIGH if len(rows) > 1 else _HIGH_ALONE
    highs = [max(_HIGH_BARS, usual) if len(row.dots) > MOST_DOTS else usual for row in rows]
    top, bottom = 8, 30
    height = top + sum(highs) + bottom
    style = "compare compare--narrow" if narrow else "compare"
    out = [axes.opening(width, height, label=label, style=f"{style} strips")]
    out += _grid(place, top, height - bottom, decimals=decimals, unit=unit, scale=scale)
    y = float(top)
    for row, high in zip(rows, highs, strict=True):
        out += _strip(row, place, y, high, left=left)
        y += high
    return "".join([*out, "</svg>"])


def _grid(
    place: axes.Axis, top: float, bottom: float, *, decimals: int, unit: str, scale: Sequence[str]
) -> list[str]:
    rows = []
    words = place.words(decimals)
    for number, (tick, said) in enumerate(zip(place.ticks, words, strict=True)):
        x = place.at(tick)
        rows.append(f'<path class="grid" d="M{x:.1f} {top}V{bottom:.1f}"/>')
        if not scale:
            more = f"{formats.NBSP}%" if unit == "%" and number == len(words) - 1 else ""
            style = "end" if number == len(words) - 1 else "middle"
            at = x + 12 if style == "end" else x
            rows.append(axes.text(at, bottom + 20, said + more, style=style))
    if scale:
        rows.append(axes.text(place.start, bottom + 20, f"← {scale[0]}"))
        rows.append(axes.text(place.end, bottom + 20, f"{scale[1]} →", style="end"))
    return rows


def _strip(row: Strip, place: axes.Axis, top: float, high: float, *, left: float) -> list[str]:
    middle = top + high / 2
    rows = [
        axes.text(left - 4, middle + 4.5, axes.shortened(row.name, left - 6), style="end"),
    ]
    if not row.dots:
        rows.append(axes.text(place.start, middle + 4.5, row.note, style="note"))
        return rows
    values = [dot.value for dot in row.dots]
    if len(values) > MOST_DOTS:
        rows += _bars(values, place, top, high)
    elif len(values) > 3:
        low, half, up = quartiles(values)
        rows.append(
            f'<rect class="box" x="{place.at(low):.1f}" y="{middle - 9:.1f}" '
            f'width="{max(place.at(up) - place.at(low), 1):.1f}" height="18"/>'
        )
        x = place.at(half)
        rows.append(f'<path class="half" d="M{x:.1f} {middle - 9:.1f}v18"/>')
    if row.tick is not None:
        x = place.at(row.tick)
        rows.append(
            f'<path class="tick" d="M{x:.1f} {top + 5:.1f}v{high - 10:.1f}">'
            f"<title>{escape(row.tick_words)}</title></path>"
        )
    return rows + _dots(row.dots, place, middle, high)


def _dots(dots: Sequence[Dot], place: axes.Axis, middle: float, high: float) -> list[str]:
    """Draw dots, moved apart where they would cover each other; the marked ones come last."""
    is_many = len(dots) > MOST_DOTS
    shown = [dot for dot in dots if dot.style] if is_many else list(dots)
    radius = 4.0
    taken: list[tuple[float, float]] = []
    drawn: list[tuple[str, str]] = []
    for dot in sorted(shown, key=lambda one: (one.value, one.key)):
        x = place.at(dot.value)
        y = middle if is_many else _free(x, middle, taken, radius, high)
        taken.append((x, y))
        size = radius + 2 if dot.style == "own" else radius
        style = f"dot dot--{dot.style}" if dot.style else "dot"
        shape = axes.dot(x, y, radius=size, style=style, key=dot.key, words=dot.words)
        drawn.append((dot.style, axes.linked(shape, address=dot.address)))
    order = {"": 0, "group": 1, "own": 2}
    return [shape for style, shape in sorted(drawn, key=lambda pair: order.get(pair[0], 0))]


def _free(
    x: float, middle: float, taken: Sequence[tuple[float, float]], radius: float, high: float
) -> float:
    """Return the height nearest to the middle at which a dot touches no other; else the middle."""
    near = [pair for pair in taken if abs(pair[0] - x) < 2 * radius]
    step = 2 * radius
    most = int((high / 2 - radius) // step)
    for number in range(2 * most + 1):
        side = (number + 1) // 2 * (1 if number % 2 else -1)
        y = middle + side * step
        if all((x - a) ** 2 + (y - b) ** 2 >= (2 * radius) ** 2 for a, b in near):
            return y
    return middle


def _bars(values: Sequence[float], place: axes.Axis, top: float, high: float) -> list[str]:
    """Draw a histogram of a strip: each bar says how many areas lie in its range."""
    first, last = place.ticks[0], place.ticks[-1]
    width = (last - first) / _BINS
    counts = [0] * _BINS
    for value in values:
        counts[min(int((value - first) / width), _BINS - 1)] += 1
    most, room = max(counts), high - 10
    rows = []
    for number, count in enumerate(counts):
        if not count:
            continue
        low, up = first + number * width, first + (number + 1) * width
        tall = max(1.5, room * count / most)
        words = (
            f"{formats.number(low, decimals=1)} bis {formats.number(up, decimals=1)}: "
            f"{formats.number(count)} Gebiete"
        )
        rows.append(
            f'<rect class="bin" x="{place.at(low) + 0.5:.1f}" y="{top + high - 4 - tall:.1f}" '
            f'width="{place.at(up) - place.at(low) - 1:.1f}" height="{tall:.1f}">'
            f"<title>{escape(words)}</title></rect>"
        )
    return rows
