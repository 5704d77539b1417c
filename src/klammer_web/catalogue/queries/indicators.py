# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: which indicators there are, what stands on their sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from klammer.indicators.definitions import Definition
from klammer.pipeline import deliveries
from klammer.warehouse.open import Coverage, Release
from klammer_web.catalogue import instance as served
from klammer_web.catalogue.phrases import words


@dataclass(frozen=True)
class Reach:
    """What there is of one indicator at one level and boundary, in words."""

    level: str
    level_word: str
    slug: str
    boundary: str
    first: str
    last: str
    gaps: tuple[str, ...]
    years: int
    areas: int
    breakdowns: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One line of the list: the definition and how far its figures reach."""

    definition: Definition
    domain: str
    reach: tuple[Reach, ...]

    @property
    def has_data(self) -> bool:
        """Whether the release holds figures of it."""
        return bool(self.reach)

    @property
    def years(self) -> str:
        """First and last year over all levels."""
        if not self.reach:
            return ""
        first, last = min(r.first for r in self.reach), max(r.last for r in self.reach)
        return first if first == last else f"{first}–{last}"

    @property
    def levels(self) -> tuple[str, ...]:
        """Words of the levels with figures, each once."""
        return tuple(dict.fromkeys(r.level_word for r in self.reach))


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; empty means everything."""

    domain: str = ""
    level: str = ""
    search: str = ""
    only: str = ""  # "headline", "data", "nodata"


EVERYTHING = Filter()


def entries(
    release: Release | None, *, narrowed: Filter = EVERYTHING, workspace: str = ""
) -> list[Entry]:
    """Return the shipped, common and a workspace's own indicators by domain and title."""
    held = _coverage(release) if release else {}
    found = [
        Entry(one, words.domain(one.domain), held.get(one.id, ()))
        for one in served.definitions(workspace).values()
    ]
    kept = [entry for entry in found if narrowed == EVERYTHING or _fits(entry, narrowed)]
    return sorted(kept, key=lambda e: (e.domain, not e.definition.headline, e.definition.title))


def _fits(entry: Entry, narrowed: Filter) -> bool:
    definition = entry.definition
    text = " ".join((definition.id, definition.title, definition.sentence, *definition.synonyms))
    only = {
        "headline": definition.headline,
        "data": entry.has_data,
        "nodata": not entry.has_data,
    }
    return (
        narrowed.domain in {"", definition.domain}
        and (not narrowed.level or any(r.level == narrowed.level for r in entry.reach))
        and all(word in text.casefold() for word in narrowed.search.casefold().split())
        and only.get(narrowed.only, True)
    )


@lru_cache(maxsize=32)
def _coverage(release: Release) -> dict[str, tuple[Reach, ...]]:
    """Put everything a release holds into words, once: it never changes."""
    held: dict[str, list[Coverage]] = {}
    for one in release.coverage():
        held.setdefault(one.indicator, []).append(one)
    return {name: reach_of(found) for name, found in held.items()}


def reach_of(coverage: Sequence[Coverage]) -> tuple[Reach, ...]:
    """Put coverage into words, from municipalities up."""
    order = list(words.LEVELS)[::-1]
    ranked = sorted(
        (one for one in coverage if one.periods),
        key=lambda c: (order.index(c.area_level) if c.area_level in order else -1, c.boundary),
    )
    return tuple(_reach(one) for one in ranked)


def _reach(one: Coverage) -> Reach:
    years = [int(period) for period in one.periods if period.isdigit()]
    missing = sorted(set(range(min(years), max(years) + 1)) - set(years)) if years else []
    return Reach(
        level=one.area_level,
        level_word=words.level(one.area_level),
        slug=words.LEVEL_SLUGS.get(one.area_level, one.area_level),
        boundary=one.boundary,
        first=one.periods[0],
        last=one.periods[-1],
        gaps=tuple(str(year) for year in missing),
        years=len(one.periods),
        areas=one.areas,
        breakdowns=tuple(
            _BREAKDOWNS.get(name, name) for name, codes in one.breakdowns.items() if codes
        ),
    )


_BREAKDOWNS = {"sex": "Geschlecht", "age": "Alter", "nationality": "Staatsangehörigkeit"}


@dataclass(frozen=True)
class Sheet:
    """Everything on one indicator's sheet."""

    definition: Definition  # the one the figures were made with; without figures the present one
    newer: Definition | None  # the present one, when it says something else
    owner: str  # "own", "common" (written here for all), "" as shipped
    reach: tuple[Reach, ...]
    is_waiting: bool  # accepted deliveries hold all of its variables, no release has figures yet


def sheet(release: Release | None, indicator: str, *, workspace: str = "") -> Sheet | None:
    """Return the sheet of one indicator; None when a workspace knows none of this id."""
    present = served.definitions(workspace).get(indicator)
    executed = executed_definition(release, indicator)
    shown = executed or present
    if shown is None:
        return None
    is_changed = (
        present is not None and executed is not None and present.version != executed.version
    )
    reach = reach_of(release.coverage(indicator)) if release else ()
    return Sheet(
        definition=shown,
        newer=present if is_changed else None,
        owner=_owner(indicator, workspace),
        reach=reach,
        is_waiting=not reach and _is_delivered(shown, workspace),
    )


def _owner(indicator: str, workspace: str) -> str:
    here = served.instance()
    if workspace and here.definition_versions(indicator, workspace):
        return "own"
    return "common" if here.definition_versions(indicator) else ""


def _is_delivered(definition: Definition, workspace: str) -> bool:
    needed = set(definition.formula.variables)
    accepted = deliveries.accepted(served.instance(), workspace=workspace)
    return bool(needed) and needed <= {name for one in accepted for name in one.variables}


def executed_definition(release: Release | None, indicator: str) -> Definition | None:
    """Return the definition a release was made with; None when it holds no figures of it."""
    if release is None or not release.coverage(indicator):
        return None
    return release.definitions.get(indicator)
