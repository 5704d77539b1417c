# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What interrupts a series: breaks, changes of boundaries, and years without a number."""

from collections.abc import Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from klammer.presentation import formats
from klammer.presentation.charts.frame import Frame, Point, year_of


def breaks(frame: Frame, cuts: Sequence[float]) -> list[str]:
    """Mark where years are not comparable: a dashed line with the number of the reason."""
    return cut_lines(frame, cuts) + [
        f'<text class="break-sign" x="{frame.x(cut - 0.5):.1f}" y="{frame.top - 5}">{number}</text>'
        for number, cut in enumerate(cuts, start=1)
        if _is_inside(frame, cut)
    ]


def cut_lines(frame: Frame, cuts: Sequence[float]) -> list[str]:
    """Draw a dashed line where years are not comparable; only inside the years shown."""
    return [
        f'<path class="break" d="M{frame.x(cut - 0.5):.1f} {frame.top}V{frame.floor}"/>'
        for cut in cuts
        if _is_inside(frame, cut)
    ]


def boundary_changes(frame: Frame, years: Sequence[float]) -> list[str]:
    """Mark where the area itself changed: a tick at the axis with the letter of the change."""
    rows = []
    for number, year in enumerate(years):
        if not _is_inside(frame, year):
            continue
        x, y = frame.x(year - 0.5), frame.floor
        rows.append(f'<path class="edge" d="M{x:.1f} {y - 7}V{y + 7}"/>')
        rows.append(
            f'<text class="edge-sign" x="{x:.1f}" y="{y - 11}">{"abcdefgh"[number % 8]}</text>'
        )
    return rows


def signs(frame: Frame, points: Sequence[Point]) -> list[str]:
    """Write the sign of official statistics where a year has no number; runs of one sign once."""
    rows = []
    for (has_value, sign), run in groupby(points, key=_kind):
        found = list(run)
        if has_value or not sign:
            continue
        first, last = (frame.x(year_of(found[end]["period"])) for end in (0, -1))
        years = " bis ".join(dict.fromkeys(formats.period(found[end]["period"]) for end in (0, -1)))
        title = escape(f"{years}: {found[0].get('why') or sign}")
        if len(found) > 2:
            rows.append(f'<path class="gap" d="M{first:.1f} {frame.floor - 3}H{last:.1f}"/>')
        places = [(first + last) / 2] if len(found) > 2 else sorted({first, last})
        rows += [
            f'<text class="gap-sign" x="{place:.1f}" y="{frame.floor - 8}">{escape(sign)}'
            f"<title>{title}</title></text>"
            for place in places
        ]
    return rows


def _is_inside(frame: Frame, year: float) -> bool:
    return frame.years[0] < year <= frame.years[1]


def _kind(point: Point) -> tuple[bool, str]:
    has_value = point["value"] is not None
    return (has_value, "" if has_value else str(point.get("text") or ""))
