# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts of a whole as one bar, several bars below one another: how the ages of areas differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from klammer.presentation import formats

WIDTH = 320
_BAR, _GAP, _NAME = 22, 8, 15
_ROOM = 15  # units a part needs to carry its number


@dataclass(frozen=True)
class Bar:
    """A whole in parts: its name, and the share of each part in the order of the labels [%]."""

    name: str
    parts: Sequence[float]


def share_bars(bars: Sequence[Bar], *, labels: Sequence[str], label: str) -> str:
    """Draw bars of the same length; parts carry their rounded share where there is room.

    labels  names of the parts, the same for all bars
    label   what the picture is called by a screen reader; it names every share

    Raises `ValueError` when a bar has not as many parts as there are labels.
    """
    height = len(bars) * (_NAME + _BAR + _GAP)
    named = f'role="img" aria-label={quoteattr(label)}'
    rows = [f'<svg class="share-bars" viewBox="0 0 {WIDTH} {height}" {named}>']
    for number, bar in enumerate(bars):
        if len(bar.parts) != len(labels):
            raise ValueError(f"{bar.name}: {len(bar.parts)} parts, {len(labels)} labels")
        top = number * (_NAME + _BAR + _GAP)
        rows.append(f'<text class="share-name" x="0" y="{top + 11}">{escape(bar.name)}</text>')
        rows += _parts(bar, labels, top + _NAME)
    return "".join([*rows, "</svg>"])


def _parts(bar: Bar, labels: Sequence[str], top: int) -> list[str]:
    whole, left, drawn = sum(bar.parts) or 1.0, 0.0, []
    for number, (part, name) in enumerate(zip(bar.parts, labels, strict=True), start=1):
        width = WIDTH * part / whole
        said = f"{name}: {formats.with_unit(part, decimals=1, unit='%')}"
        drawn.append(
            f'<rect class="share share-{number}" x="{left:.1f}" y="{top}" width="{width:.1f}" '
            f'height="{_BAR}"><title>{escape(said)}</title></rect>'
        )
        if width >= _ROOM:
            middle = left + width / 2
            drawn.append(
                f'<text class="share-number on-share-{number}" x="{middle:.1f}" y="{top + 15}">'
                f"{formats.number(part)}</text>"
            )
        left += width
    return drawn
