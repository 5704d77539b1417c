# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boundary versions: the state of all boundaries on a reference date, and what changed between.

A change has three dates. Legal: the law or ordinance takes effect. Statistical: official
statistics count by the new boundary. Task: the new county does the work (youth welfare, social
assistance); empty when nobody stated one, then tasks follow the legal date.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from klammer.base.errors import InputRefusedError
from klammer.territory import geographies, records

# Where names, associations and geometry are complete; crosswalks know every version since 1990.
FIRST_WITH_ASSOCIATIONS = "2022-12-31"


@dataclass(frozen=True, slots=True)
class Change:
    """One official change of an area.

    kind  `dissolved` (wholly into others), `part` (gives a part away), `key`, `name`, `county`
    """

    level: str
    kind: str
    old: str
    old_name: str
    new: str
    new_name: str
    legal: str
    statistical: str
    task: str = ""
    area_m2: float | None = None
    inhabitants: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class BoundaryVersion:
    """The boundaries of one level on a reference date.

    id           ISO date, the version's name everywhere
    legal, statistical, task  the latest of these dates among the changes since the version
                 before; the reference date itself when none is recorded
    """

    id: str
    level: str
    legal: str
    statistical: str
    task: str
    changes: tuple[Change, ...] = field(default=(), repr=False)


def known(level: str) -> tuple[BoundaryVersion, ...]:
    """Return every version of a level, oldest first; associations begin with 2022-12-31.

    An own geography's versions are the days from which its areas hold.
    """
    if geographies.is_level(level):
        days = [one.boundary for one in geographies.versions(level)]
        return tuple(BoundaryVersion(day, level, day, day, "") for day in days)
    return _known(level)


def current(level: str) -> BoundaryVersion:
    """Return the newest version of a level; raise `InputRefusedError` for one that is gone."""
    if geographies.is_level(level):
        geographies.need(level)
    return known(level)[-1]


def version(date: str, *, level: str) -> BoundaryVersion:
    """Return the version of exactly this date; raise `InputRefusedError` naming the nearest."""
    if geographies.is_level(level):
        geographies.need(level, date)
    found = [one for one in known(level) if one.id == date]
    if found:
        return found[0]
    raise InputRefusedError(
        f"there is no boundary version of {date}",
        why=f"known for the level {level}: {_in_words(known(level))}",
        remedy=f"take {_nearest(date, known(level))}",
        code="boundary_unknown",
        date=date,
        level=level,
    )


def at(date: str, *, level: str) -> BoundaryVersion:
    """Return the newest version whose reference date is not after a date.

    Changes between two reference dates are part of the later version only.
    Raises `InputRefusedError` for a date before the first version.
    """
    found = [one for one in known(level) if one.id <= date]
    if found:
        return found[-1]
    if not known(level):
        geographies.need(level)
    raise InputRefusedError(
        f"no boundaries are known for {date}",
        why=f"the level {level} begins with {known(level)[0].id}",
        remedy=f"take {known(level)[0].id} or later",
        code="boundary_unknown",
        date=date,
        level=level,
    )


def changes(
    *, level: str | None = None, after: str = "", until: str = "9999", within: str = ""
) -> tuple[Change, ...]:
    """Return recorded changes with a statistical date in (after, until], oldest first.

    within  beginning of a key (16, 16063): changes that touch it on either side

    Recorded are the lists of municipal changes 2023 to January 2025 and the cases of Thuringia
    before; changes of other years are only in the crosswalk weights.
    """
    return tuple(
        one
        for one in _recorded()
        if (level is None or one.level == level)
        and after < one.statistical <= until
        and (one.old.startswith(within) or one.new.startswith(within))
    )


@lru_cache
def _known(level: str) -> tuple[BoundaryVersion, ...]:
    counted = "county" if level in {"country", "state", "planning_region"} else level
    if counted not in {"county", "municipality", "association"}:
        raise InputRefusedError(
            f"'{level}' is not an area level",
            why="known: country, state, planning_region, county, association, municipality",
            remedy="choose one of them",
            code="level_unknown",
        )
    dates = [
        one for one in records.DATES if counted != "association" or one >= FIRST_WITH_ASSOCIATIONS
    ]
    return tuple(
        _version(date, level=level, counted=counted, before=before)
        for before, date in zip(["", *dates], dates, strict=False)
    )


def _version(date: str, *, level: str, counted: str, before: str) -> BoundaryVersion:
    since = tuple(
        one for one in _recorded() if one.level == counted and before < one.statistical <= date
    )
    return BoundaryVersion(
        id=date,
        level=level,
        legal=max((one.legal for one in since), default=date),
        statistical=max((one.statistical for one in since), default=date),
        task=max((one.task or one.legal for one in since), default=date),
        changes=since,
    )


_KINDS = {"1": "dissolved", "2": "part", "3": "key", "4": "name"}


@lru_cache
def _recorded() -> tuple[Change, ...]:
    listed = [_listed(row) for row in records.read_rows("changes.csv")]
    stated = [
        Change(level, kind, old, old_name, new, new_name, legal, statistical, task, source=source)
        for level, kind, old, old_name, new, new_name, legal, statistical, task, source in (
            records.read_rows("stated_changes.csv")
        )
    ]
    return tuple(sorted([*listed, *stated], key=lambda one: (one.statistical, one.old, one.new)))


def _listed(row: list[str]) -> Change:
    kinds, old, old_name, new, new_name, legal, statistical, area, people, source = row
    kind = next(_KINDS[digit] for digit in "1234" if digit in kinds)
    moved = kind in {"dissolved", "part"}
    return Change(
        level="municipality",
        kind=kind,
        old=old,
        old_name=old_name,
        new=new,
        new_name=new_name,
        legal=legal,
        statistical=statistical,
        area_m2=float(area) if moved else None,
        inhabitants=int(float(people)) if moved else None,
        source=f"Destatis, Gebietsänderungen, {source}",
    )


def _in_words(found: Sequence[BoundaryVersion]) -> str:
    yearly = [one.id for one in found if one.id.endswith("-12-31")]
    others = [one.id for one in found if not one.id.endswith("-12-31")]
    return ", ".join([f"each 31 December {yearly[0][:4]} to {yearly[-1][:4]}", *others])


def _nearest(date: str, found: Sequence[BoundaryVersion]) -> str:
    before = [one.id for one in found if one.id < date][-1:]
    after = [one.id for one in found if one.id > date][:1]
    return " or ".join([*before, *after])
