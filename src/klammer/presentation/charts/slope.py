# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The slope index as a picture: groups as columns as wide as their people, and the fitted line."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from klammer.base.quantities import Kind
from klammer.patterns.slope import Slope
from klammer.presentation import axes
from klammer.presentation.scatter import Side

_STEPS = 40


@dataclass(frozen=True)
class Column:
    """One group: its share of the people (0 to 1), its figure, what is said when pointed at."""

    share: float
    value: float
    words: str


def slope_plot(
    columns: Sequence[Column],
    found: Slope,
    *,
    kind: Kind,
    factor: float = 1.0,
    label: str,
    up: Side,
    ends: tuple[str, str],
    narrow: bool = False,
) -> str:
    """Draw groups from the first to the last placed, and the line that was fitted through them.

    factor  of the figure; `found` in the unit of the figure
    ends    what the first and the last placed are called
    returns an SVG; empty without groups
    """
    if not columns:
        return ""
    width, height = (360, 340) if narrow else (760, 400)
    line = _fitted(found, kind, factor)
    values = [0.0, *(one.value for one in columns), *(value for _, value in line)]
    up_axis = axes.axis(values, start=height - 48, end=34, steps=5)
    words = up_axis.words(up.decimals)
    left = 16 + axes.LETTER * max(len(word) for word in words)
    across = axes.Axis((0.0, 1.0), left, width - 16)
    style = "compare compare--narrow" if narrow else "compare"
    rows = [axes.opening(width, height, label=label, style=f"{style} types lorenz slope")]
    for tick, said in zip(up_axis.ticks, words, strict=True):
        y = up_axis.at(tick)
        rows.append(f'<path class="grid" d="M{left:.1f} {y:.1f}H{across.end}"/>')
        rows.append(axes.text(left - 8, y + 4.5, said, style="end"))
    rows += _columns(columns, across, up_axis)
    places = " ".join(f"{across.at(x):.1f},{up_axis.at(y):.1f}" for x, y in line)
    rows.append(f'<polyline class="curve" points="{places}"/>')
    title = f"↑ {up.title}, {up.unit}".rstrip(", ")
    rows.append(axes.text(4, 18, axes.shortened(title, width - 20), style="title"))
    room = (across.end - left) / 2 - 8
    rows.append(axes.text(left, height - 22, axes.shortened(f"← {ends[0]}", room)))
    last = axes.shortened(f"{ends[1]} →", room)
    rows.append(axes.text(across.end, height - 22, last, style="end"))
    return "".join([*rows, "</svg>"])


def _columns(columns: Sequence[Column], across: axes.Axis, up: axes.Axis) -> list[str]:
    rows, begin = [], 0.0
    floor = up.at(0.0)
    for one in columns:
        x, end = across.at(begin), across.at(min(1.0, begin + one.share))
        top = up.at(one.value)
        rows.append(
            f'<rect class="bar--open" x="{x + 1:.1f}" y="{top:.1f}" width="{end - x - 2:.1f}" '
            f'height="{max(0.0, floor - top):.1f}"><title>{escape(one.words)}</title></rect>'
        )
        begin += one.share
    return rows


def _fitted(found: Slope, kind: Kind, factor: float) -> list[tuple[float, float]]:
    """Return (rank, figure) of the fitted line: straight in logits or logarithms."""
    ends = [one / factor for one in (found.first, found.last)]
    if kind is Kind.PROPORTION:
        low, high = (math.log(one / (1 - one)) for one in ends)
        return [(s / _STEPS, factor / (1 + math.exp(-(low + (high - low) * s / _STEPS))))
                for s in range(_STEPS + 1)]  # fmt: skip
    low, high = (math.log(one) for one in ends)
    return [(s / _STEPS, factor * math.exp(low + (high - low) * s / _STEPS))
            for s in range(_STEPS + 1)]  # fmt: skip
