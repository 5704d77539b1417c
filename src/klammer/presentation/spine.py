# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One row of a spine chart: where an area stands between the lowest and the highest, and the Land.

The comparator is the spine: it stands in the middle of every row, whatever the unit. The side that
is worse lies left where a direction is judged; a figure without direction has the lower side left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from klammer.presentation.distribution import quartiles

WIDTH, HEIGHT = 300, 26
_HALF = 140.0


@dataclass(frozen=True)
class Spine:
    """What one row shows, in the unit of its indicator.

    value, comparator  of the area, and of the larger one that is the spine
    others             values of the areas it stands among, itself included
    direction          high_is_burden, high_is_good, neutral
    style, words       of the difference (presentation.contrasts)
    """

    value: float
    comparator: float
    others: Sequence[float]
    direction: str
    style: str
    words: str


def spine_row(one: Spine) -> str:
    """Draw one row: all areas as a thin bar, the middle half as a thick one, the area as a dot.

    Both sides have the same scale: the farthest of all areas ends at the edge. Where all are alike
    the dot stands on the spine.
    """
    turn = -1.0 if one.direction == "high_is_burden" else 1.0
    far = max(abs(value - one.comparator) for value in [*one.others, one.value]) or 1.0

    def at(value: float) -> float:
        return WIDTH / 2 + turn * (value - one.comparator) / far * _HALF

    low, high = min(one.others), max(one.others)
    quarter, _, three = quartiles(one.others)
    middle = HEIGHT / 2
    title = f"<title>{escape(one.words)}</title>"
    return "".join(
        [
            f'<svg class="spine" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">',
            _bar("all", at(low), at(high), middle, 8),
            _bar("half", at(quarter), at(three), middle, 14),
            f'<path class="axis" d="M{WIDTH / 2:.1f} 0V{HEIGHT}"/>',
            f'<circle class="mark {one.style}" cx="{at(one.value):.1f}" cy="{middle:.1f}" r="7">',
            f"{title}</circle>",
            "</svg>",
        ]
    )


def sides(direction: str) -> tuple[str, str]:
    """Return what lies left and right of the spine."""
    return ("niedriger", "höher") if direction == "neutral" else ("ungünstiger", "günstiger")


def _bar(style: str, first: float, second: float, middle: float, high: float) -> str:
    left, wide = min(first, second), max(abs(second - first), 1.5)
    return (
        f'<rect class="{style}" x="{left:.1f}" y="{middle - high / 2:.1f}" '
        f'width="{wide:.1f}" height="{high:g}"/>'
    )
