# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A picture to take along: title, sentence, drawing, legend and source line on one sheet, as SVG.

What stands around a drawing on the page is lost with the page; here it stands inside. Sizes are
units of the sheet, which is `WIDTH` wide; lines break where Fira Sans fills them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from klammer.presentation import letters

WIDTH = 1000
_EDGE = 28
_STYLES = (
    ".sheet{fill:#fff}.sheet-text{font-family:'Fira Sans',Carlito,Arial,sans-serif;fill:#171a23;"
    "text-anchor:start;stroke:none}.sheet-quiet{fill:#53565d}.sheet-bold{font-weight:600}"
)  # a drawing's own rules for texts shall not reach the words around it


@dataclass(frozen=True, slots=True)
class Letters:
    """How large lines are, how far apart, how they look; those of a heading are of like length."""

    size: float
    leading: float
    style: str = ""
    is_heading: bool = False

    def broken(self, text: str, *, room: float) -> list[str]:
        """Break a text into lines that fit into so many units."""
        break_up = letters.balanced if self.is_heading else letters.broken
        return break_up(text, room=room, size=self.size, bold=self.is_heading)


_TITLE = Letters(27, 34, "sheet-bold", is_heading=True)
_SAID = Letters(17, 24)
_KEY = Letters(15, 24)
_NOTE = Letters(14, 19)
_SMALL = Letters(12.5, 17, style="sheet-quiet")


def plate(
    drawing: str,
    *,
    title: str,
    sentence: str = "",
    legend: Sequence[tuple[str, str]] = (),
    heading: str = "",
    notes: Sequence[str] = (),
    foot: Sequence[str] = (),
    styles: str = "",
    is_tall: bool = False,
) -> str:
    """Return one SVG that needs nothing else.

    drawing  an SVG with a viewBox; its classes are explained by `styles`
    legend   (classes of a swatch, text) of each key
    heading  what the legend counts in
    notes    what marks in the drawing mean
    foot     source lines, release, day; printed small below
    is_tall  as wide as the sheet, however high; else not higher than it is wide
    """
    room = WIDTH - 2 * _EDGE
    rows, y = _lines(_TITLE, _TITLE.broken(title, room=room), _EDGE + 12)
    said, y = _lines(_SAID, _SAID.broken(sentence, room=room), y + 4)
    inner, height = _placed(drawing, y=y + 8, room=room, is_tall=is_tall)
    y += 8 + height + 14
    keys, y = _keys(legend, heading, y)
    marks = [line for text in notes for line in _NOTE.broken(text, room=room)]
    said_below, y = _lines(_NOTE, marks, y)
    below = [line for text in foot for line in _SMALL.broken(text, room=room)]
    small, y = _lines(_SMALL, below, y + 12)
    whole = round(y + _EDGE / 2)
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {whole}" ',
            f'width="{WIDTH}" height="{whole}">',
            f"<title>{escape(title)}</title><desc>{escape(' '.join(foot))}</desc>",
            f"<style>{_STYLES}{styles}</style>",
            f'<rect class="sheet" width="{WIDTH}" height="{whole}"/>',
            *rows, *said, inner, *keys, *said_below, *small, "</svg>",
        ]
    )  # fmt: skip


def _lines(kind: Letters, texts: Sequence[str], y: float) -> tuple[list[str], float]:
    """Print lines from a height on; return them and the height below."""
    rows = []
    for text in texts:
        y += kind.leading
        rows.append(_text(kind, text, x=_EDGE, y=y - kind.leading + kind.size))
    return rows, y


def _text(kind: Letters, text: str, *, x: float, y: float) -> str:
    style = f"sheet-text {kind.style}".strip()
    return (
        f'<text class="{style}" x="{x:.0f}" y="{y:.1f}" style="font-size:{kind.size:g}px">'
        f"{escape(text)}</text>"
    )


def _placed(drawing: str, *, y: float, room: float, is_tall: bool) -> tuple[str, float]:
    """Put the drawing below the words, in its own proportions."""
    found = re.search(r'viewBox="([^"]+)"', drawing)
    if not found:
        return "", 0.0
    _, _, width, height = (float(number) for number in found[1].split())
    scale = room / width if is_tall else min(room / width, room / height)
    wide, high = width * scale, height * scale
    left = _EDGE + (room - wide) / 2
    place = f'<svg x="{left:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'
    return drawing.replace("<svg", place, 1), high


def _keys(legend: Sequence[tuple[str, str]], heading: str, y: float) -> tuple[list[str], float]:
    """Print the keys in two columns, read downwards."""
    rows, y = _lines(_KEY, [heading] if heading else [], y)
    half = (len(legend) + 1) // 2
    for number, (style, text) in enumerate(legend):
        column, line = divmod(number, half)
        x, top = _EDGE + column * (WIDTH / 2 - _EDGE), y + line * _KEY.leading
        classes = style.split(" ")
        around = "".join(f'<g class="{one}">' for one in classes[:-1])
        swatch = (
            f'<rect class="{classes[-1]}" x="{x:.0f}" y="{top + 2:.1f}" width="26" height="15" '
            'stroke="#85888f" stroke-width=".6"/>'
        )
        rows.append(f"{around}{swatch}{'</g>' * (len(classes) - 1)}")
        rows.append(_text(_KEY, text, x=x + 36, y=top + _KEY.size))
    return rows, y + half * _KEY.leading
