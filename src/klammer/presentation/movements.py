# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a figure moved between two years, in words that claim no more than the figures show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from klammer.presentation import formats
from klammer.presentation.sentences import Wording, is_number

Point = Mapping[str, Any]
SPAN = 5  # years to look back from the last value
_CLEAR_TURN = 0.25  # a turn reaches beyond both ends by this part of the whole range


class Way(StrEnum):
    """How the last value stands to the first, and what lies between."""

    SAME = "gleich"  # printed alike
    ABOUT = "etwa gleich"  # below the stated relevant difference
    UNSURE = "keine klare Richtung"  # the intervals of both years overlap
    UP = "gestiegen"
    DOWN = "gesunken"
    OVER = "erst gestiegen, dann gesunken"
    UNDER = "erst gesunken, dann gestiegen"


@dataclass(frozen=True)
class Movement:
    """The two ends of a change, the turn between them if there is a clear one, and the way."""

    way: Way
    first: Point
    last: Point
    turn: Point | None = None


def ends(
    points: Sequence[Point], *, breaks: Mapping[str, str] | None = None, span: int = SPAN
) -> tuple[Point, Point] | None:
    """Return the two comparable points of a change; None when there are not two."""
    since = _comparable(points, breaks, span)
    return (since[0], since[-1]) if len(since) > 1 else None


def movement(
    points: Sequence[Point],
    *,
    wording: Wording,
    breaks: Mapping[str, str] | None = None,
    span: int = SPAN,
) -> Movement | None:
    """Judge how a figure moved since the last break; None when two years cannot be compared."""
    since = _comparable(points, breaks, span)
    if len(since) < 2:
        return None
    first, last = since[0], since[-1]
    turn = _turn(since, wording)
    if turn is not None:
        way = Way.OVER if turn["value"] > first["value"] else Way.UNDER
        return Movement(way, first, last, turn)
    return Movement(_way(first, last, wording), first, last)


def change(
    points: Sequence[Point],
    *,
    wording: Wording,
    breaks: Mapping[str, str] | None = None,
    span: int = SPAN,
    neutral: bool = False,
) -> str:
    """Say how the figure moved between two years that can be compared.

    points   one area's figures by period, ascending; only those since the last break are compared
    span     years to look back from the last value; the nearest later one when that is missing
    neutral  name the values without a judgement: few cases move by chance, and no test is possible
    """
    found = movement(points, wording=wording, breaks=breaks, span=span)
    if found is None:
        return ""
    if found.turn is not None:
        return _said_turn(found, found.turn, wording, neutral=neutral)
    first, last = found.first, found.last
    since, until = formats.period(first["period"]), formats.period(last["period"])
    then, now = wording.bare(first["value"]), wording.text(last["value"])
    if found.way is Way.SAME:
        alike = "gleich" if first["value"] == last["value"] else "gerundet gleich"
        return f"{since} und {until} war der Wert {alike} ({now})."
    if neutral or found.way in {Way.ABOUT, Way.UNSURE}:
        reason = {
            Way.ABOUT: f"; das ist etwa gleich ({wording.below_relevant})",
            Way.UNSURE: "; das ist nicht sicher zu unterscheiden",
        }.get(found.way, "")
        return f"Der Wert lag {since} bei {then} und {until} bei {now}{'' if neutral else reason}."
    return f"Von {since} bis {until} ist der Wert von {then} auf {now} {found.way}."


def _said_turn(found: Movement, turn: Point, wording: Wording, *, neutral: bool) -> str:
    years = [formats.period(one["period"]) for one in (found.first, turn, found.last)]
    then, between = wording.bare(found.first["value"]), wording.bare(turn["value"])
    now = wording.text(found.last["value"])
    if neutral:
        return (
            f"Der Wert lag {years[0]} bei {then}, {years[1]} bei {between} und {years[2]} bei "
            f"{now}."
        )
    out, back = ("gestiegen", "gesunken") if found.way is Way.OVER else ("gesunken", "gestiegen")
    return (
        f"Der Wert ist erst von {then} ({years[0]}) auf {between} ({years[1]}) {out}, dann bis "
        f"{years[2]} auf {now} {back}."
    )


def _comparable(
    points: Sequence[Point], breaks: Mapping[str, str] | None, span: int
) -> list[Point]:
    known = [point for point in points if is_number(point)]
    if not known:
        return []
    last = known[-1]
    passed = [cut for cut in breaks or {} if cut <= last["period"]]
    begin = max([str(int(last["period"][:4]) - span), *passed])
    return [point for point in known if begin <= point["period"]]


def _way(first: Point, last: Point, wording: Wording) -> Way:
    if wording.text(first["value"]) == wording.text(last["value"]):
        return Way.SAME
    if wording.is_below_relevant(last["value"] - first["value"]):
        return Way.ABOUT
    if _overlap(first, last):
        return Way.UNSURE
    return Way.UP if last["value"] > first["value"] else Way.DOWN


def _turn(since: Sequence[Point], wording: Wording) -> Point | None:
    """Return the extreme that lies clearly beyond both ends; None when there is none."""
    first, last = since[0], since[-1]
    high, low = max(first["value"], last["value"]), min(first["value"], last["value"])
    every = [point["value"] for point in since]
    least = max(_CLEAR_TURN * (max(every) - min(every)), wording.relevant or 0.0)
    beyond = [
        (max(point["value"] - high, low - point["value"]), point)
        for point in since[1:-1]
        if not any(_overlap(point, end) for end in (first, last))
        and wording.text(point["value"]) not in {wording.text(high), wording.text(low)}
    ]
    excess, found = max(beyond, key=lambda one: one[0], default=(0.0, None))
    return found if excess > 0 and excess >= least else None


def _overlap(one: Point, other: Point) -> bool:
    """Whether two intervals share a value; False where one is unknown."""
    if None in (one["low"], one["high"], other["low"], other["high"]):
        return False
    return bool(one["low"] <= other["high"] and other["low"] <= one["high"])
