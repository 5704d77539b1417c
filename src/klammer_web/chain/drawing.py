# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the boxes and lines of a chain stand: reasons to the left, results to the right."""

import textwrap
from dataclasses import dataclass

from klammer_web.chain.kinds import Card, Ref
from klammer_web.chain.queries import Chain

BOX, HIGH = 232, 76  # pixels of one object
APART, BETWEEN = 56, 18  # between columns, between rows
EDGE = 4
LINE = 26  # letters of a title in one line of the box


@dataclass(frozen=True, slots=True)
class Box:
    """One object in the drawing: its corner, and its title in at most two lines."""

    card: Card
    x: int
    y: int
    lines: tuple[str, ...]
    is_start: bool

    @property
    def text_y(self) -> list[tuple[int, str]]:
        """The lines of the title with their heights."""
        return [(self.y + 44 + 18 * number, line) for number, line in enumerate(self.lines)]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the picture needs, in pixels."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]
    box_width: int = BOX
    box_height: int = HIGH


def draw(chain: Chain) -> Drawing:
    """Lay a chain out in columns by distance; within a column near to what it is linked with."""
    columns: dict[int, list[Card]] = {0: [chain.card]}
    for sign, steps in ((-1, chain.reasons), (1, chain.results)):
        for step in steps:
            columns.setdefault(sign * step.distance, []).append(step.card)
    tallest = max(len(cards) for cards in columns.values())
    height = tallest * (HIGH + BETWEEN) - BETWEEN + 2 * EDGE
    first = min(columns)
    places: dict[Ref, tuple[int, int]] = {}
    for column in sorted(columns, key=abs):
        cards = sorted(columns[column], key=lambda card: _wish(card.ref, chain, places))
        top = (height - len(cards) * (HIGH + BETWEEN) + BETWEEN) // 2
        for row, card in enumerate(cards):
            x = EDGE + (column - first) * (BOX + APART)
            places[card.ref] = (x, top + row * (HIGH + BETWEEN))
    boxes = tuple(
        Box(card, *places[card.ref], _lines(card.title), card is chain.card)
        for column in sorted(columns)
        for card in columns[column]
    )
    width = 2 * EDGE + (max(columns) - first) * (BOX + APART) + BOX
    lines = tuple(_line(places[a], places[b]) for a, b in sorted(chain.edges))
    return Drawing(width, height, boxes, lines)


def _wish(ref: Ref, chain: Chain, places: dict[Ref, tuple[int, int]]) -> float:
    near = [places[b][1] for a, b in chain.edges if a == ref and b in places]
    near += [places[a][1] for a, b in chain.edges if b == ref and a in places]
    return sum(near) / len(near) if near else 0.0


def _lines(title: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(title, LINE, max_lines=2, placeholder=" …")) or ("",)


def _line(start: tuple[int, int], end: tuple[int, int]) -> str:
    x1, y1 = start[0] + BOX, start[1] + HIGH // 2
    x2, y2 = end[0], end[1] + HIGH // 2
    bend = max((x2 - x1) // 2, 16)
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
