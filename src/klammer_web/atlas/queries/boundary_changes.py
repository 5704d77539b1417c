# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""When an area got or lost others, in words, and how the years before stand to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from klammer.presentation import places
from klammer.presentation.formats import german_date
from klammer.presentation.sentences import REASONS
from klammer.territory.versions import Change, changes
from klammer_web.atlas.queries.areas import AreaName

LETTERS = "abcdefgh"
_OWN_LEVELS = {"county", "municipality"}  # changes of larger areas are not recorded


@dataclass(frozen=True)
class BoundaryChange:
    """One day on which the area changed, as it is marked: letter, legal date, what happened."""

    letter: str
    date: str
    words: str


def changes_of(area: AreaName, *, periods: Sequence[str]) -> list[BoundaryChange]:
    """Return the recorded changes of an area's boundaries inside the years shown, oldest first.

    A county is said to have got or lost municipalities; where only a part moved, it says so.
    """
    if area.level not in _OWN_LEVELS or not periods:
        return []
    touching = [
        one
        for one in changes(within=area.key)
        if periods[0][:4] < one.statistical[:4] <= periods[-1][:4]
    ]
    found = []
    for day, group in groupby(touching, key=lambda one: one.statistical):
        words = _words(area, list(group))
        if words:
            letter = LETTERS[len(found) % len(LETTERS)]
            found.append(BoundaryChange(letter, day, f"Seit {german_date(day)} {words}."))
    return found


def years_before(
    points: Sequence[Mapping[str, Any]], *, change: BoundaryChange, boundary: str
) -> str:
    """Say how the figures before a change came to stand on the boundaries that are shown.

    points    the area's figures by period, ascending
    boundary  the version that is shown; a change after it says that the figures since differ
    """
    if change.date > boundary:
        return "Die Werte seither gelten für das geänderte Gebiet."
    before = [point for point in points if point["period"][:4] < change.date[:4]]
    notes = {str(point.get("note") or "") for point in before if point["value"] is None}
    if "rate_not_convertible" in notes:
        return f"Davor steht hier kein Wert. {REASONS['rate_not_convertible']}"
    classes = {str(p.get("error_class") or "") for p in before if p["value"] is not None}
    worst = max(classes, default=None)
    return "" if worst is None else _CARRIED[worst].format(day=german_date(boundary))


# Worst error class of the years before → how they came to stand on the boundaries shown.
_CARRIED = {
    "": "Die Quelle gibt auch die Werte davor für das Gebiet vom {day} an.",
    "A": "Die Werte davor sind für das Gebiet vom {day} zusammengezählt.",
    "B": "Die Werte davor sind auf das Gebiet vom {day} umgerechnet.",
    "C": "Die Werte davor sind auf das Gebiet vom {day} umgerechnet, zum Teil geschätzt.",
}


def _words(area: AreaName, found: Sequence[Change]) -> str:
    """Say what came and what went on one day; empty for a change of name or key only."""
    inner = [one for one in found if one.level == "municipality"]
    outer = [one for one in found if one.level == area.level]
    came = [_place(one, "Teilen") for one in inner if _comes(area, one)]
    went = [_place(one, "Teile") for one in inner if _goes(area, one)]
    parts = [f"mit {_and(came)}"] if came else []
    parts += [f"ohne {_and(went)}"] if went else []
    if not parts:
        parts += [f"mit einem Teil von {_short(one.old_name)}" for one in outer if _gets(area, one)]
        parts += [f"ohne einen Teil, der an {_to(one)} ging" for one in outer if _gives(area, one)]
    task = next((one.task for one in found if one.task > one.legal), "")
    return ", ".join(parts) + (f" (Aufgaben seit {german_date(task)})" if parts and task else "")


def _comes(area: AreaName, one: Change) -> bool:
    if area.level == "municipality":
        return one.new == area.key and one.old != area.key and one.kind == "dissolved"
    return one.new.startswith(area.key) and not one.old.startswith(area.key)


def _goes(area: AreaName, one: Change) -> bool:
    is_county = area.level == "county"
    return is_county and one.old.startswith(area.key) and not one.new.startswith(area.key)


def _gets(area: AreaName, one: Change) -> bool:
    return one.new == area.key and one.kind == "part"


def _gives(area: AreaName, one: Change) -> bool:
    return one.old == area.key and one.kind == "part" and one.new != area.key


def _to(one: Change) -> str:
    return places.concerning(one.new_name, level=one.level, key=one.new)


def _place(one: Change, some: str) -> str:
    """Return the municipality that moved, or that parts of it did."""
    name = _short(one.old_name)
    same = [other for other in changes(within=one.old) if other.old == one.old]
    targets = {other.new for other in same if other.statistical == one.statistical}
    return f"{some} von {name}" if one.kind == "part" or len(targets) > 1 else name


def _short(name: str) -> str:
    return places.short_name(name)


def _and(found: Sequence[str]) -> str:
    words = list(dict.fromkeys(found))
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} und {words[-1]}"
