# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of lines: at their ends where there is room, below the drawing on a phone."""

import math
from collections.abc import Sequence
from xml.sax.saxutils import escape

from klammer.presentation.charts.frame import LETTER, Frame, Series, manners, with_value
from klammer.presentation.charts.lines import label_style, line_style, ranks

STEP = 16  # least distance of two names


def at_lines(frame: Frame, series: Sequence[Series]) -> list[str]:
    """Write each line's name at its end, moved apart where they would touch."""
    found = manners(series)
    ends = []
    for one, manner, rank in zip(series, found, ranks(found), strict=True):
        known = with_value(one.points)
        if known:
            ends.append((frame.y(known[-1]["value"]) + 4, label_style(manner, rank), one.name))
    ends.sort()
    rows = []
    for y, (_, style, name) in zip(_apart(frame, [end[0] for end in ends]), ends, strict=True):
        x = frame.width - frame.right + 10
        words = escape(_short(name, frame.right - 14))
        rows.append(f'<text class="{style}" x="{x}" y="{y:.1f}">{words}</text>')
    return rows


def below(frame: Frame, series: Sequence[Series]) -> list[str]:
    """Write the names below the axis, each with the line it belongs to."""
    rows = []
    found = manners(series)
    for number, (one, manner, rank) in enumerate(
        zip(series, found, ranks(found), strict=True), start=1
    ):
        y = frame.floor + 24 + 18 * number
        style = line_style(manner, rank)
        rows.append(f'<path class="{style}" d="M{frame.left} {y - 4}H{frame.left + 24}"/>')
        x = frame.left + 32
        rows.append(
            f'<text class="{label_style(manner, rank)}" x="{x}" y="{y}">{escape(one.name)}</text>'
        )
    return rows


def _apart(frame: Frame, places: Sequence[float]) -> list[float]:
    """Move places apart downward, and all of them up again when the last would leave."""
    moved, free_from = [], -math.inf
    for y in places:
        moved.append(max(y, free_from))
        free_from = moved[-1] + STEP
    over = max(0.0, (moved[-1] if moved else 0.0) - (frame.floor + 4))
    return [y - over for y in moved] if over else moved


def _short(name: str, room: float) -> str:
    most = int(room / LETTER)
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
