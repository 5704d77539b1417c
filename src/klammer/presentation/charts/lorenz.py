# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lorenz curves: which share of the people has which share of the whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from klammer.indicators.uncertainty import Array
from klammer.presentation import axes, formats

_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_MOST = 4


@dataclass(frozen=True)
class Curve:
    """One curve: its name, shares of people and of the whole (`patterns.inequality.lorenz`)."""

    name: str
    people: Array
    shares: Array


def lorenz_curves(
    curves: Sequence[Curve], *, label: str, people: str, whole: str, narrow: bool = False
) -> str:
    """Draw up to four curves below the line of equality, the first as the strong one.

    people, whole  what the axes count: "Anteil der Bevölkerung", "Anteil der Fälle"
    returns        an SVG with the names below; empty without curves
    """
    shown = list(curves)[:_MOST]
    if not shown:
        return ""
    side = 250 if narrow else 400
    left, top = 56, 36
    width = 360 if narrow else 560
    height = top + side + 64 + 22 * len(shown)
    across = axes.Axis(_TICKS, left, left + side)
    up = axes.Axis(_TICKS, top + side, top)
    style = "compare compare--narrow" if narrow else "compare"
    rows = [axes.opening(width, height, label=label, style=f"{style} lorenz")]
    rows += _frame(across, up, people=people, whole=whole)
    for number, curve in reversed(list(enumerate(shown))):
        rows.append(_curve(curve, across, up, number=number))
    for number, curve in enumerate(shown):
        y = top + side + 70 + 22 * number
        rows.append(f'<path class="curve curve--{number + 1}" d="M{left} {y - 4}h28"/>')
        rows.append(axes.text(left + 38, y, curve.name, style="label" if not number else ""))
    return "".join([*rows, "</svg>"])


def half_of_people(curve: Curve) -> float:
    """Return the share of the whole that the poorer half of the people has, 0 to 0.5."""
    import numpy as np

    return float(np.interp(0.5, curve.people, curve.shares))


def _frame(across: axes.Axis, up: axes.Axis, *, people: str, whole: str) -> list[str]:
    rows = []
    for tick in _TICKS:
        x, y = across.at(tick), up.at(tick)
        words = formats.with_unit(100 * tick, unit="%")
        rows.append(f'<path class="grid" d="M{x:.1f} {up.end}V{up.start}"/>')
        rows.append(f'<path class="grid" d="M{across.start} {y:.1f}H{across.end}"/>')
        rows.append(axes.text(x, up.start + 20, words, style="middle"))
        rows.append(axes.text(across.start - 8, y + 4.5, words, style="end"))
    rows.append(f'<path class="equal" d="M{across.start} {up.start}L{across.end} {up.end}"/>')
    rows.append(axes.text(4, 18, f"↑ {whole}", style="title"))
    rows.append(axes.text(across.end, up.start + 42, f"{people} →", style="end title"))
    return rows


def _curve(curve: Curve, across: axes.Axis, up: axes.Axis, *, number: int) -> str:
    points = " ".join(
        f"{across.at(float(x)):.1f},{up.at(float(y)):.1f}"
        for x, y in zip(curve.people, curve.shares, strict=True)
    )
    return f'<polyline class="curve curve--{number + 1}" points="{points}"/>'
