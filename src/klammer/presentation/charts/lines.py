# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines, bands and dots; cut where a value is missing or the series breaks."""

import itertools
from collections.abc import Sequence
from xml.sax.saxutils import escape

from klammer.presentation import formats
from klammer.presentation.charts.frame import Frame, Point, Series, with_value, year_of


def runs(points: Sequence[Point], cuts: Sequence[float]) -> list[list[Point]]:
    """Split points where a value is missing, a usual year is left out, or the series breaks."""
    step = _usual_step(points)
    found: list[list[Point]] = []
    before: float | None = None
    for point in points:
        if point["value"] is None:
            before = None
            continue
        year = year_of(point["period"])
        is_cut = before is not None and any(before < cut <= year for cut in cuts)
        if before is None or is_cut or year - before > step:
            found.append([])
        found[-1].append(point)
        before = year
    return found


def band(frame: Frame, points: Sequence[Point], cuts: Sequence[float], *, manner: str) -> list[str]:
    """Draw the intervals of a line as a quiet band; a year alone as a bar."""
    rows = []
    style = "band" if manner == "own" else f"band band--{manner}"
    known = [{**p, "value": p["low"]} if _has_limits(p) else {**p, "value": None} for p in points]
    for run in runs(known, cuts):
        places = [
            (frame.x(year_of(p["period"])), frame.y(p["low"]), frame.y(p["high"])) for p in run
        ]
        if len(places) == 1:
            x, low, high = places[0]
            rows.append(
                f'<rect class="{style}" x="{x - 3:.1f}" y="{high:.1f}" width="6" '
                f'height="{low - high:.1f}"/>'
            )
        else:
            upper = [f"{x:.1f} {high:.1f}" for x, _, high in places]
            lower = [f"{x:.1f} {low:.1f}" for x, low, _ in reversed(places)]
            rows.append(f'<path class="{style}" d="M{"L".join([*upper, *lower])}Z"/>')
    return rows


def pieces(
    frame: Frame, points: Sequence[Point], cuts: Sequence[float], *, style: str
) -> list[str]:
    """Draw the line of every run of at least two points."""
    rows = []
    for run in runs(points, cuts):
        places = [f"{frame.x(year_of(p['period'])):.1f} {frame.y(p['value']):.1f}" for p in run]
        if len(places) > 1:
            rows.append(f'<path class="{style}" d="M{"L".join(places)}"/>')
    return rows


def line(
    frame: Frame, series: Series, cuts: Sequence[float], *, manner: str, rank: int
) -> list[str]:
    """Draw one line: a strong one with a dot each year, a quiet one only where a year is alone."""
    rows = pieces(frame, series.points, cuts, style=line_style(manner, rank))
    if manner == "quiet":
        return rows + [
            f'<circle class="dot--{rank}" cx="{frame.x(year_of(run[0]["period"])):.1f}" '
            f'cy="{frame.y(run[0]["value"]):.1f}" r="3"/>'
            for run in runs(series.points, cuts)
            if len(run) == 1
        ]
    style = "dot" if manner == "own" else f"dot dot--{manner}"
    size = 4 if len(with_value(series.points)) <= MANY_YEARS else 3
    for point in with_value(series.points):
        words = f"{series.name} {formats.period(point['period'])}: {point.get('text', '')}"
        rows.append(
            f'<circle class="{style}" cx="{frame.x(year_of(point["period"])):.1f}" '
            f'cy="{frame.y(point["value"]):.1f}" r="{size}">'
            f"<title>{escape(words.strip(': '))}</title></circle>"
        )
    return rows


MANY_YEARS = 20  # more dots than this are drawn smaller


def line_style(manner: str, rank: int) -> str:
    """Return the classes of a line; `rank` tells quiet lines apart, 2 for the first of them."""
    if manner == "own":
        return "line"
    return f"line line--{rank}" if manner == "quiet" else f"line line--{manner}"


def label_style(manner: str, rank: int) -> str:
    """Return the class of a line's name."""
    if manner == "own":
        return "label"
    return f"label--{rank}" if manner == "quiet" else f"label label--{manner}"


def ranks(found: Sequence[str]) -> list[int]:
    """Return the number of each quiet line, 2 for the first and 3 for all others."""
    quiet = itertools.count(2)
    return [min(next(quiet), 3) if manner == "quiet" else 1 for manner in found]


def _has_limits(point: Point) -> bool:
    is_known = point.get("low") is not None and point.get("high") is not None
    return is_known and point["value"] is not None


def _usual_step(points: Sequence[Point]) -> float:
    years = [year_of(point["period"]) for point in points if point["value"] is not None]
    steps = sorted(after - before for before, after in itertools.pairwise(years))
    return steps[len(steps) // 2] if steps else 1.0
