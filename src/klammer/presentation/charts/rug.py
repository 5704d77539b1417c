# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many indicators × many areas on one sheet: a cell for each figure, its colour said in a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from klammer.presentation import letters
from klammer.presentation.axes import text

WIDTH = 944  # as wide as a sheet leaves (presentation.plates)
_NAME, _CELL, _NARROWEST = 146.0, 46.0, 30.0
_HIGH, _TITLES = 26, 150
_SMALL = 9.5


@dataclass(frozen=True)
class Head:
    """One column: what is counted, when, and the figure that all others are compared with."""

    title: str
    period: str
    whole: str


@dataclass(frozen=True)
class Cell:
    """One figure as printed, what its colour says in a word, and its class; both may be empty."""

    text: str
    word: str = ""
    style: str = ""


def rug(
    groups: Sequence[tuple[str, Sequence[Head]]],
    rows: Sequence[tuple[str, Sequence[Cell]]],
    *,
    whole: str,
    label: str,
) -> str:
    """Draw the cells below their headings, the comparator first.

    groups   (heading, its columns); together as many columns as each row has cells
    rows     (name, its cells)
    whole    name of the comparator
    returns  an SVG; empty without columns or rows
    """
    count = sum(len(heads) for _, heads in groups)
    if not count or not rows:
        return ""
    wide = min(_CELL, max(_NARROWEST, (WIDTH - _NAME) / count))
    out: list[str] = []
    x = _NAME
    for heading, heads in groups:
        out += _group(heading, x, wide * len(heads))
        for head in heads:
            out += _head(head, x, wide)
            x += wide
    top = 18.0 + _TITLES + 40
    out.append(text(0, top - 9, whole, style="rug-strong"))
    out.append(f'<path class="rug-rule" d="M0 {top - 1:.1f}H{x:.1f}"/>')
    for number, (name, cells) in enumerate(rows):
        y = top + 3 + number * _HIGH
        out.append(text(0, y + 16, _fitting(name), style="rug-name"))
        for place, cell in enumerate(cells):
            out += _cell(cell, _NAME + place * wide, y, wide)
    high = top + 3 + len(rows) * _HIGH
    head_ = (
        f'<svg class="rug" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {max(x, WIDTH):.0f} {high:.0f}" aria-label={quoteattr(label)}>'
    )
    return "".join([head_, *out, "</svg>"])


def _group(heading: str, x: float, wide: float) -> list[str]:
    rule = f'<path class="rug-line" d="M{x:.1f} 0V{18 + _TITLES:.1f}"/>'
    fits = letters.width(heading, size=_SMALL, bold=True) <= wide - 6
    return [rule, text(x + 4, 10, heading, style="rug-strong")] if fits else [rule]


def _head(head: Head, x: float, wide: float) -> list[str]:
    """Write a title upwards, in as many lines as the column has room for; year and comparator."""
    most = max(1, int(wide // 11))
    lines = letters.broken(head.title, room=_TITLES - 6, size=_SMALL)[:most]
    middle, floor = x + wide / 2, 16.0 + _TITLES
    first = middle + 3.4 - (len(lines) - 1) * 5.5
    rows = [
        f'<text class="rug-title" transform="translate({first + 11 * number:.1f} {floor:.1f}) '
        f'rotate(-90)">{escape(line)}</text>'
        for number, line in enumerate(lines)
    ]
    rows.append(text(middle, floor + 16, head.period, style="rug-quiet middle"))
    rows.append(text(middle, floor + 33, head.whole, style="rug-strong middle"))
    return rows


def _cell(cell: Cell, x: float, y: float, wide: float) -> list[str]:
    rows = []
    if cell.style:
        rows.append(
            f'<rect class="{cell.style}" x="{x + 0.75:.1f}" y="{y + 0.75:.1f}" '
            f'width="{wide - 1.5:.1f}" height="{_HIGH - 1.5:g}"/>'
        )
    middle = x + wide / 2
    rows.append(text(middle, y + (12 if cell.word else 16.5), cell.text, style="rug-value middle"))
    if cell.word:
        rows.append(text(middle, y + 21.5, cell.word, style="rug-word middle"))
    return rows


def _fitting(name: str) -> str:
    while letters.width(name, size=11) > _NAME - 8 and len(name) > 1:
        name = f"{name.removesuffix('…')[:-1]}…"
    return name
