# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A funnel plot: figures over the people they rest on, and how far chance alone carries them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from klammer.base.quantities import Kind
from klammer.indicators.significance import NOTABLE, STRONG
from klammer.patterns.funnel import Funnel, funnel_limits
from klammer.presentation import axes, formats
from klammer.presentation.scatter import Side

_STEPS = 60  # points of a limit's line
_MANY = 80  # dots; beyond it they are small
_MOST_NAMES = 14


@dataclass(frozen=True)
class FunnelDot:
    """One area: people, figure [unit], its place in the funnel, what is said when pointed at.

    place  as `patterns.funnel.FunnelPoint` has it
    style  "", own, group
    """

    key: str
    name: str
    size: float
    value: float
    place: str
    words: str
    style: str = ""
    address: str = ""


def funnel_plot(
    dots: Sequence[FunnelDot],
    *,
    kind: Kind,
    target: float,
    factor: float = 1.0,
    label: str,
    up: Side,
    across: str = "Personen",
    narrow: bool = False,
) -> str:
    """Draw areas around a target, with the limits of chance at 95 and 99.8 %.

    target   in the unit of the figure, as `Funnel.target`
    up       what the figure is; across: what the sizes count
    returns  an SVG; empty without dots. Sizes stand on a scale of powers of ten
    """
    if not dots:
        return ""
    width, height = (360, 400) if narrow else (760, 480)
    sizes = [math.log10(dot.size) for dot in dots]
    low, high = min(sizes) - 0.05, max(sizes) + 0.05
    lines = _limits(low, high, kind=kind, target=target, factor=factor)
    usual = [lines[name][len(lines[name]) // 4][1] for name in ("low", "high")]
    vertical = axes.axis(
        [*(dot.value for dot in dots), target, *usual], start=height - 56, end=40, steps=5
    )
    words = vertical.words(up.decimals)
    left = 16 + axes.LETTER * max(len(word) for word in words)
    horizontal = axes.Axis((low, high), left, width - 16)
    style = "compare compare--narrow" if narrow else "compare"
    rows = [axes.opening(width, height, label=label, style=f"{style} funnel")]
    rows += _frame(horizontal, vertical, words, title=f"{up.title}, {up.unit}".rstrip(", "))
    rows += _across(horizontal, vertical.start, across, narrow=narrow)
    rows += [_line(points, horizontal, vertical, style=name) for name, points in lines.items()]
    y = vertical.at(target)
    rows.append(f'<path class="target" d="M{left:.1f} {y:.1f}H{horizontal.end}"/>')
    rows += _dots(dots, horizontal, vertical)
    rows += _names(dots, horizontal, vertical, most=4 if narrow else _MOST_NAMES)
    return "".join([*rows, "</svg>"])


def said(found: Funnel, *, plural: str) -> str:
    """Say how many areas lie outside, and whether the limits mean anything.

    plural  the areas in the dative: "Gemeinden"
    """
    known = [one for one in found.points if one.place]
    far = sum(one.place.startswith("far") for one in known)
    out = sum(one.place != "inside" for one in known) - far
    number = formats.number
    sentence = (
        f"Von {number(len(known))} {plural} {_lie(far)} jenseits der äußeren Grenze "
        f"(99,8{formats.NBSP}%), {number(out)} weitere zwischen beiden Grenzen."
    )
    if found.is_overdispersed:
        return (
            f"{sentence} Die Werte streuen {number(found.scatter or 0.0, decimals=1)}-mal so stark "
            "wie durch Zufall: Die Grenzen zeigen hier nicht, was ungewöhnlich ist."
        )
    by_chance = number(0.05 * len(known), decimals=0)
    return f"{sentence} Durch Zufall allein lägen etwa {by_chance} außerhalb der inneren Grenze."


def _lie(count: int) -> str:
    return "liegt 1" if count == 1 else f"liegen {formats.number(count)}"


def _limits(
    low: float, high: float, *, kind: Kind, target: float, factor: float
) -> dict[str, list[tuple[float, float]]]:
    """Return the four limits as (log size, value)."""
    logs = [low + (high - low) * step / _STEPS for step in range(_STEPS + 1)]
    found = {}
    for name, level in (("", NOTABLE), ("er", STRONG)):
        limits = funnel_limits(
            [10**one for one in logs], kind=kind, target=target / factor, level=level
        )
        for side, column in ((f"low{name}", limits.low), (f"high{name}", limits.high)):
            found[side] = list(zip(logs, (factor * column).tolist(), strict=True))
    return found


def _line(
    points: Sequence[tuple[float, float]],
    horizontal: axes.Axis,
    vertical: axes.Axis,
    *,
    style: str,
) -> str:
    """Draw a limit; where it leaves the drawing it is cut, not bent."""
    first, last = vertical.ticks[0], vertical.ticks[-1]
    inside = [(x, y) for x, y in points if first <= y <= last]
    places = " ".join(f"{horizontal.at(x):.1f},{vertical.at(y):.1f}" for x, y in inside)
    outer = " limit--outer" if style.endswith("er") else ""
    return f'<polyline class="limit{outer}" points="{places}"/>' if len(inside) > 1 else ""


def _frame(
    horizontal: axes.Axis, vertical: axes.Axis, words: Sequence[str], *, title: str
) -> list[str]:
    rows = []
    for tick, said_ in zip(vertical.ticks, words, strict=True):
        y = vertical.at(tick)
        rows.append(f'<path class="grid" d="M{horizontal.start:.1f} {y:.1f}H{horizontal.end}"/>')
        rows.append(axes.text(horizontal.start - 8, y + 4.5, said_, style="end"))
    room = horizontal.end - 16
    rows.append(axes.text(4, 18, f"↑ {axes.shortened(title, room)}", style="title"))
    return rows


def _across(horizontal: axes.Axis, floor: float, across: str, *, narrow: bool) -> list[str]:
    rows = []
    low, high = horizontal.ticks
    steps = (1,) if high - low > (2 if narrow else 3) else (1, 2, 5)
    ticks = [
        step * 10**power
        for power in range(math.floor(low), math.ceil(high) + 1)
        for step in steps
        if low <= math.log10(step) + power <= high
    ]
    for tick in ticks:
        x = horizontal.at(math.log10(tick))
        rows.append(f'<path class="grid" d="M{x:.1f} {floor}v6"/>')
        rows.append(axes.text(x, floor + 22, formats.number(tick), style="middle"))
    rows.append(axes.text(horizontal.end, floor + 44, f"{across} →", style="end title"))
    return rows


def _dots(dots: Sequence[FunnelDot], horizontal: axes.Axis, vertical: axes.Axis) -> list[str]:
    radius = 2.8 if len(dots) > _MANY else 4.2
    order = {"": 0, "group": 1, "own": 2}
    rows = []
    for dot in sorted(dots, key=lambda one: (order.get(one.style, 0), one.key)):
        style = f"dot dot--{dot.style}" if dot.style else "dot"
        style += {"far": " dot--far", "abo": " dot--out", "bel": " dot--out"}.get(dot.place[:3], "")
        size = radius + 2 if dot.style == "own" else radius
        x, y = horizontal.at(math.log10(dot.size)), vertical.at(dot.value)
        shape = axes.dot(x, y, radius=size, style=style, key=dot.key, words=dot.words)
        rows.append(axes.linked(shape, address=dot.address))
    return rows


def _names(
    dots: Sequence[FunnelDot], horizontal: axes.Axis, vertical: axes.Axis, *, most: int
) -> list[str]:
    """Name the own area, then those beyond the outer limits, as far as names touch nothing."""
    taken: list[tuple[float, float, float]] = []
    rows = []
    named = [dot for dot in dots if dot.style == "own" or dot.place.startswith("far")]
    for dot in sorted(named, key=lambda one: (one.style != "own", -one.size, one.key))[:most]:
        x, y = horizontal.at(math.log10(dot.size)), vertical.at(dot.value)
        wide = axes.LETTER * len(dot.name)
        start = x + 8 if x + 8 + wide < horizontal.end else x - 8 - wide
        if start < 0 or any(
            abs(y - b) < 14 and start < a + w and a < start + wide for a, b, w in taken
        ):
            continue
        taken.append((start, y, wide))
        style = "label halo" if dot.style == "own" else "name halo"
        rows.append(
            f'<text class="{style}" x="{start:.1f}" y="{y + 4:.1f}">{escape(dot.name)}</text>'
        )
    return rows
