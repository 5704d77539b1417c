# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two figures of the same areas against each other, and what may be said of it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from klammer.patterns.correlation import FEWEST, Correlation
from klammer.presentation import axes, formats

_MANY = 80  # areas; beyond it dots are small and few are named
_MOST_NAMES = 26


@dataclass(frozen=True)
class Point:
    """One area: both values, what is said when pointed at, whether it is the own or of a group."""

    key: str
    name: str
    x: float
    y: float
    words: str
    style: str = ""  # "", own, group
    address: str = ""


@dataclass(frozen=True)
class Side:
    """One axis: what it shows, in which unit, and a value to compare with (the Land's)."""

    title: str
    unit: str = ""
    decimals: int = 1
    comparator: float | None = None
    comparator_words: str = ""


def scatter(
    points: Sequence[Point], *, across: Side, up: Side, label: str, narrow: bool = False
) -> str:
    """Draw areas as dots; lines stand at the comparators, names where they have room.

    returns  an SVG; empty without points. No line is fitted: it would claim a cause.
    """
    if not points:
        return ""
    width, height = (360, 390) if narrow else (760, 540)
    xs = [p.x for p in points] + [v for v in (across.comparator,) if v is not None]
    ys = [p.y for p in points] + [v for v in (up.comparator,) if v is not None]
    steps = 4 if narrow else 6
    vertical = axes.axis(ys, start=height - 52, end=34, steps=steps)
    left = 20 + axes.LETTER * max(len(word) for word in vertical.words(up.decimals))
    horizontal = axes.axis(xs, start=left, end=width - 18, steps=steps)
    style = "compare compare--narrow" if narrow else "compare"
    rows = [axes.opening(width, height, label=label, style=f"{style} scatter")]
    rows += _frame(horizontal, vertical, across, up)
    radius = 2.6 if len(points) > _MANY else 4.6
    order = {"": 0, "group": 1, "own": 2}
    for point in sorted(points, key=lambda one: order.get(one.style, 0)):
        style = f"dot dot--{point.style}" if point.style else "dot"
        size = radius + 2 if point.style == "own" else radius
        x, y = horizontal.at(point.x), vertical.at(point.y)
        shape = axes.dot(x, y, radius=size, style=style, key=point.key, words=point.words)
        rows.append(axes.linked(shape, address=point.address))
    rows += _names(points, horizontal, vertical, width=width, narrow=narrow)
    return "".join([*rows, "</svg>"])


def said(found: Correlation, *, across: str, up: str, plural: str) -> str:
    """Say how two figures go together, no more than the interval allows.

    plural  the areas in the dative: "Kreisen und kreisfreien Städten"
    """
    if found.reason == "too_few":
        least = formats.number(FEWEST)
        return (
            f"Nur {formats.number(found.areas)} Gebiete haben beide Werte. Für eine Aussage "
            f"braucht es mindestens {least}."
        )
    if found.r is None:
        return (
            "Eine der beiden Größen ist überall gleich. Ein Zusammenhang lässt sich nicht prüfen."
        )
    numbers = (
        f"r{formats.NBSP}={formats.NBSP}{formats.number(found.r, decimals=2)}, Spannweite "
        f"{formats.number(found.low or 0.0, decimals=2)} bis "
        f"{formats.number(found.high or 0.0, decimals=2)}"
    )
    if not found.is_distinct:
        return (
            f"Zwischen „{across}“ und „{up}“ ist unter {formats.number(found.areas)} {plural} kein "
            f"Zusammenhang belegt ({numbers})."
        )
    way = "ist auch" if found.r > 0 else "ist"
    more = "höher" if found.r > 0 else "niedriger"
    return (
        f"Wo „{across}“ höher ist, {way} „{up}“ im Schnitt {more}: Unter "
        f"{formats.number(found.areas)} {plural} ist das mehr als Zufall ({numbers})."
    )


def _frame(horizontal: axes.Axis, vertical: axes.Axis, across: Side, up: Side) -> list[str]:
    rows = []
    left, right = horizontal.start, horizontal.end
    bottom, top = vertical.start, vertical.end
    for tick, words in zip(horizontal.ticks, horizontal.words(across.decimals), strict=True):
        x = horizontal.at(tick)
        rows.append(f'<path class="grid" d="M{x:.1f} {top}V{bottom}"/>')
        rows.append(axes.text(x, bottom + 20, words, style="middle"))
    for tick, words in zip(vertical.ticks, vertical.words(up.decimals), strict=True):
        y = vertical.at(tick)
        rows.append(f'<path class="grid" d="M{left:.1f} {y:.1f}H{right:.1f}"/>')
        rows.append(axes.text(left - 8, y + 4.5, words, style="end"))
    rows.append(axes.text(right, bottom + 42, _named(across, right - left, "→"), style="end title"))
    rows.append(axes.text(4, 16, _named(up, right - 4, "↑"), style="title"))
    if across.comparator is not None:
        x = horizontal.at(across.comparator)
        rows.append(f'<path class="tick" d="M{x:.1f} {top}V{bottom}"><title>')
        rows.append(f"{escape(across.comparator_words)}</title></path>")
    if up.comparator is not None:
        y = vertical.at(up.comparator)
        rows.append(f'<path class="tick" d="M{left:.1f} {y:.1f}H{right:.1f}"><title>')
        rows.append(f"{escape(up.comparator_words)}</title></path>")
    return rows


def _named(side: Side, room: float, arrow: str) -> str:
    unit = f", {side.unit}" if side.unit else ""
    words = axes.shortened(side.title, room - axes.LETTER * (len(unit) + 3))
    return f"{arrow} {words}{unit}" if arrow == "↑" else f"{words}{unit} {arrow}"


def _names(
    points: Sequence[Point],
    horizontal: axes.Axis,
    vertical: axes.Axis,
    *,
    width: float,
    narrow: bool,
) -> list[str]:
    """Name the own area, the group, then those farthest out, as far as names touch nothing."""
    middle_x = (horizontal.start + horizontal.end) / 2
    middle_y = (vertical.start + vertical.end) / 2

    def outward(point: Point) -> tuple[int, float, str]:
        first = {"own": 0, "group": 1}.get(point.style, 2)
        x, y = horizontal.at(point.x) - middle_x, vertical.at(point.y) - middle_y
        return first, -(x * x + y * y), point.key

    spots = sorted((horizontal.at(p.x), vertical.at(p.y)) for p in points)
    taken: list[tuple[float, float, float, float]] = []
    rows: list[str] = []
    most = 10 if narrow or len(points) > _MANY else _MOST_NAMES
    for point in sorted(points, key=outward):
        x, y = horizontal.at(point.x), vertical.at(point.y)
        long = axes.LETTER * len(point.name)
        for begin, style in ((x + 9, ""), (x - 9 - long, "end")):
            box = (begin - 2, y - 8, begin + long + 2, y + 8)
            others = [] if point.style == "own" else spots  # the own area is named in any crowd
            if box[0] < horizontal.start or box[2] > width or _touches(box, taken, others, (x, y)):
                continue
            taken.append(box)
            strong = "label" if point.style == "own" else "name"
            at = x + 9 if not style else x - 9
            rows.append(axes.text(at, y + 4.5, point.name, style=f"{strong} halo {style}".strip()))
            break
        if len(rows) >= most:
            break
    return rows


def _touches(
    box: tuple[float, float, float, float],
    taken: Sequence[tuple[float, float, float, float]],
    spots: Sequence[tuple[float, float]],
    own: tuple[float, float],
) -> bool:
    """Whether a box covers another, or a point that is not its own; `spots` from left to right."""
    left, top, right, bottom = box
    if any(left < o[2] and o[0] < right and top < o[3] and o[1] < bottom for o in taken):
        return True
    near = spots[bisect_left(spots, (left - 3,)) : bisect_left(spots, (right + 3,))]
    return any(left - 3 < x and top < y < bottom for x, y in near if (x, y) != own)
