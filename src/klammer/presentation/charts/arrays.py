# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many small drawings on one sheet, each with its words: side by side, or one in each line.

On a page the words stand around the drawings; a picture that stands alone needs them inside.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from klammer.presentation import letters
from klammer.presentation.axes import text

WIDTH = 944  # as wide as a sheet leaves (presentation.plates)
_SIZE = 13
_LINE = 17
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True)
class Panel:
    """One small drawing: its name and value above it, a note below; no drawing: only the note."""

    name: str
    value: str
    drawing: str
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One line: name, unit or year, the value, what stands left and right of the drawing, words.

    drawing  empty: `words` say why
    """

    name: str
    about: str
    value: str
    drawing: str
    ends: tuple[str, str] = ("", "")
    other: str = ""
    words: str = ""


def side_by_side(panels: Sequence[Panel], *, label: str, columns: int = 4) -> str:
    """Lay panels out in columns, read line by line; every drawing has the same proportions.

    returns  an SVG as wide as a sheet; empty without panels
    """
    if not panels:
        return ""
    gap = 26
    wide = (WIDTH - gap * (columns - 1)) / columns
    high = max((_height(one.drawing, wide) for one in panels), default=0.0)
    step = 2 * _LINE + high + _LINE + 14
    rows = []
    for number, one in enumerate(panels):
        line, column = divmod(number, columns)
        x, y = column * (wide + gap), line * step
        rows.append(text(x, y + _SIZE, _one_line(one.name, wide), style="array-name"))
        rows.append(text(x, y + _SIZE + _LINE, one.value, style="array-value"))
        rows.append(_placed(one.drawing, x, y + 2 * _LINE + 2, wide))
        if one.note:
            rows.append(text(x, y + 2 * _LINE + high + 15, one.note, style="array-quiet"))
    lines = -(-len(panels) // columns)
    return _sheet(rows, lines * step - 14, label)


_NAME, _VALUE, _LOW, _DRAWN, _WIDE, _HIGH, _OTHER = 0, 388, 448, 456, 290, 754, 944
_HEADS = ((_NAME, ""), (_VALUE, "end"), (_LOW, "end"), (_HIGH, ""), (_OTHER, "end"))


def line_by_line(
    groups: Sequence[tuple[str, Sequence[Line]]],
    *,
    heads: tuple[str, str, str, str, str],
    sides: tuple[str, str],
    label: str,
) -> str:
    """Lay lines below each other under the headings of their groups.

    heads    of the columns: name, value, left end, right end, what it is compared with
    sides    what lies left and right in the drawings
    returns  an SVG as wide as a sheet; empty without lines
    """
    if not any(lines for _, lines in groups):
        return ""
    rows = [
        text(x, _SIZE, head, style=f"array-quiet {style}".strip())
        for (x, style), head in zip(_HEADS, heads, strict=True)
    ]
    rows.append(text(_DRAWN, _SIZE, f"← {sides[0]}", style="array-quiet"))
    rows.append(text(_DRAWN + _WIDE, _SIZE, f"{sides[1]} →", style="array-quiet end"))
    y = 24.0
    for heading, lines in groups:
        rows.append(text(_NAME, y + 21, heading, style="array-value"))
        y += 30
        for line in lines:
            drawn, high = _line(line, y)
            rows += drawn
            y += high
            rows.append(f'<path class="array-rule" d="M0 {y:.1f}H{WIDTH}"/>')
        y += 6
    return _sheet(rows, y, label)


def _line(line: Line, y: float) -> tuple[list[str], float]:
    """Return one line and how high it is: long names take two."""
    about = f" · {line.about}" if line.about else ""
    names = letters.broken(f"{line.name}{about}", room=_VALUE - 76, size=_SIZE)
    high = 13.0 + _LINE * max(1, len(names))
    middle = y + high / 2 + 4.5
    first = middle - _LINE / 2 * (len(names) - 1)
    rows = [
        text(_NAME, first + _LINE * number, words, style="array-name")
        for number, words in enumerate(names)
    ]
    rows.append(text(_VALUE, middle, line.value, style="array-value end"))
    rows.append(text(_OTHER, middle, line.other, style="array-quiet end"))
    if not line.drawing:
        rows.append(text(_DRAWN, middle, line.words, style="array-quiet"))
        return rows, high
    rows.append(text(_LOW, middle, line.ends[0], style="array-quiet end"))
    rows.append(text(_HIGH, middle, line.ends[1], style="array-quiet"))
    tall = _height(line.drawing, _WIDE)
    return [*rows, _placed(line.drawing, _DRAWN, y + (high - tall) / 2, _WIDE)], high


def _one_line(words: str, room: float) -> str:
    """Cut words to one line, with an ellipsis."""
    while letters.width(words, size=_SIZE) > room and len(words) > 1:
        words = f"{words.removesuffix('…')[:-1].rstrip(' ,-')}…"
    return words


def _height(drawing: str, wide: float) -> float:
    found = _VIEW.search(drawing)
    return float(found[2]) / float(found[1]) * wide if found else 0.0


def _placed(drawing: str, x: float, y: float, wide: float) -> str:
    place = f'<svg x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{_height(drawing, wide):.1f}"'
    return drawing.replace("<svg", place, 1)


def _sheet(rows: Sequence[str], high: float, label: str) -> str:
    head = (
        f'<svg class="array" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {WIDTH} {high:.0f}" aria-label={quoteattr(label)}>'
    )
    return "".join([head, *rows, "</svg>"])
