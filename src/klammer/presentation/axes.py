# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A value axis of a drawing: round ticks around the values, and the place of each value."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from klammer.presentation import formats

LETTER = 7.2  # usual width of a letter at 13 px


@dataclass(frozen=True)
class Axis:
    """Ticks in the unit, and where the axis begins and ends in the drawing."""

    ticks: tuple[float, ...]
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of a value; beyond the ticks it is put on the end."""
        low, high = self.ticks[0], self.ticks[-1]
        share = (value - low) / ((high - low) or 1.0)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)

    def words(self, decimals: int) -> list[str]:
        """Print the ticks with as many decimals as they need, at most two more than given."""
        needed = next(
            (n for n in range(decimals + 3) if all(round(t, n) == t for t in self.ticks)),
            decimals + 2,
        )
        return [formats.number(tick, decimals=needed) for tick in self.ticks]


def axis(
    values: Sequence[float], *, start: float, end: float, steps: int = 5, from_zero: bool = False
) -> Axis:
    """Lay an axis around finite values: ticks at 1, 2, 2.5 or 5 times a power of ten.

    values     at least one; equal ones get room on both sides
    from_zero  begin at 0 where all values are positive
    """
    low, high = min(values), max(values)
    if from_zero and low > 0:
        low = 0.0
    if low == high:
        room = abs(low) * 0.1 or 1.0
        low, high = low - room, high + room
    rough = (high - low) / max(steps, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if rough <= power * m * 1.0001)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(round(number * step, 10) for number in range(first, last + 1))
    return Axis(ticks, start, end)


def opening(width: float, height: float, *, label: str, style: str) -> str:
    """Begin a picture that a screen reader calls by its label."""
    return (
        f'<svg class="{style}" xmlns="http://www.w3.org/2000/svg" role="group" '
        f'viewBox="0 0 {width:g} {height:g}" aria-label={quoteattr(label)}>'
    )


def text(x: float, y: float, words: str, *, style: str = "") -> str:
    """Write words into a picture."""
    named = f' class="{style}"' if style else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'


def linked(shape: str, *, address: str) -> str:
    """Make a shape a link for the mouse; the twin table holds the same link for the keyboard."""
    if not address:
        return shape
    return f'<a href={quoteattr(address)} tabindex="-1" aria-hidden="true">{shape}</a>'


def dot(x: float, y: float, *, radius: float, style: str, key: str, words: str) -> str:
    """Draw a dot that says its words when it is pointed at."""
    return (
        f'<circle class="{style}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" '
        f"data-area={quoteattr(key)}><title>{escape(words)}</title></circle>"
    )


def shortened(words: str, room: float) -> str:
    """Cut words to the room in pixels, with an ellipsis."""
    most = max(4, int(room / LETTER))
    return words if len(words) <= most else f"{words[: most - 1].rstrip(' ,-')}…"
