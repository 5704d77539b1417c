# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two figures of one area as two dots on a line; many of them below each other share a scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from klammer.presentation.charts.frame import ticks_of

WIDTH, HEIGHT = 240, 22
_EDGE = 8


@dataclass(frozen=True)
class Scale:
    """From the lowest to the highest tick; the same for every row."""

    low: float
    high: float

    def x(self, value: float) -> float:
        """Horizontal place of a value."""
        room = WIDTH - 2 * _EDGE
        return _EDGE + (value - self.low) / ((self.high - self.low) or 1) * room


def scale_for(values: Sequence[float]) -> Scale | None:
    """Return a scale that holds all values; None of none.

    It begins near the lowest value, not at zero: places of dots are read, not lengths from zero.
    """
    if not values:
        return None
    low, high = min(values), max(values)
    ticks = ticks_of(low, high if high > low else low + 1)
    return Scale(ticks[0], ticks[-1])


def dumbbell(first: float, second: float, *, scale: Scale) -> str:
    """Draw two dots and the line between them; decoration beside the figures in the row."""
    x, y, middle = scale.x(first), scale.x(second), HEIGHT / 2
    return (
        f'<svg class="chart dumbbell" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" '
        f'focusable="false"><path class="grid" d="M{_EDGE} {middle}H{WIDTH - _EDGE}"/>'
        f'<path class="link" d="M{x:.1f} {middle}H{y:.1f}"/>'
        f'<circle class="dot" cx="{x:.1f}" cy="{middle}" r="5"/>'
        f'<circle class="dot dot--a" cx="{y:.1f}" cy="{middle}" r="5"/></svg>'
    )
