# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How wide a text is in the typeface of our pictures, and where its lines break.

The widths are those of Fira Sans, as `tools/fonts.py` read them. A picture as SVG may be shown in
another typeface, up to a twentieth wider: lines leave that much room.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

FOLDER = files("klammer.presentation").joinpath("fonts")
_EM = 1000  # units of the table per size
_UNKNOWN = 600  # of a letter the table does not hold
_SLACK = 0.95
_SPACES = re.compile(r"[ \t\n]+")  # a narrow or non-breaking space is no place to break


def width(text: str, *, size: float, bold: bool = False) -> float:
    """Return how wide a text is, in the unit of `size`; letters unknown count as wide ones."""
    table = _widths()["bold" if bold else "usual"]
    return sum(table.get(letter, _UNKNOWN) for letter in text) * size / _EM


def broken(text: str, *, room: float, size: float, bold: bool = False) -> list[str]:
    """Break a text into lines of at most `room`; a word that is wider alone is cut.

    room, size  in the same unit
    returns     no line for an empty text
    """
    lines: list[str] = []
    for word in filter(None, _SPACES.split(text)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _fits(longer, room, size, bold=bold):
            lines[-1] = longer
        else:
            lines += _cut(word, room, size, bold=bold)
    return lines


def balanced(text: str, *, room: float, size: float, bold: bool = False) -> list[str]:
    """Break a heading into lines of like length, no more of them than needed."""
    lines = broken(text, room=room, size=size, bold=bold)
    if len(lines) < 2:
        return lines
    narrow, wide = room / 2, room
    while wide - narrow > size / 4:
        middle = (narrow + wide) / 2
        if len(broken(text, room=middle, size=size, bold=bold)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return broken(text, room=wide, size=size, bold=bold)


def _fits(text: str, room: float, size: float, *, bold: bool) -> bool:
    return width(text, size=size, bold=bold) <= room * _SLACK


def _cut(word: str, room: float, size: float, *, bold: bool) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and not _fits(parts[-1] + letter, room, size, bold=bold):
            parts.append("")
        parts[-1] += letter
    return parts


@cache
def _widths() -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = json.loads(FOLDER.joinpath("widths.json").read_text())
    return found
