# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person may mean who types into the atlas: indicators, areas, or one in the other.

First the words as they stand; then, where they name an area and an indicator together, both; then
the search of the instance, which knows word forms, compounds and mistypings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.atlas.queries import areas, choices
from klammer_web.atlas.queries.choices import Choice, plain
from klammer_web.chain.search import queries as searching

MOST_AREAS = 8
AREAS = "atlas.area"  # kind of the areas that the search knows
_INDICATORS = "catalogue.indicator"
_SINGLE = "Verbandsfreie Gemeinde"  # of these the municipality itself is offered
_SMALL_WORDS = frozenset({"in", "im", "um", "bei", "der", "die", "das", "von", "für", "und"})


@dataclass(frozen=True)
class Lookup:
    """What was found.

    pairs   an indicator in an area, where both were named
    mended  word as typed → word it was taken for
    """

    choices: Sequence[Choice]
    areas: Sequence[areas.AreaName]
    pairs: Sequence[tuple[Choice, areas.AreaName]] = ()
    mended: dict[str, str] = field(default_factory=dict)


def lookup(text: str, *, release: Release, seat: Seat, level: str = "", domain: str = "") -> Lookup:
    """Find what fits a text; an empty text gives every indicator of the level and domain.

    level, domain  code of a level and of a domain; they narrow indicators only
    """
    words = {"level": level, "domain": domain}
    found = choices.choices(release, words=text, **words)
    named = named_areas(release, text)
    if found or named or not text.strip():
        return Lookup(found, named)
    pairs = named_together(release, text, **words)
    if pairs:
        return Lookup(
            list({choice.definition.id: choice for choice, _ in pairs}.values()),
            list({area.key: area for _, area in pairs}.values()),
            pairs,
        )
    return _searched(text, release, seat, words)


def named_areas(release: Release, text: str) -> list[areas.AreaName]:
    """Return areas whose key it is or whose name contains the text, with their associations."""
    wanted = text.strip()
    level = areas.level_of_key(wanted)
    if level:
        boundaries = sorted({o.boundary for o in release.coverage() if o.area_level == level})
        named = areas.name_of(wanted, boundary=boundaries[-1]) if boundaries else None
        return [named] if named else []
    found = choices.matching_areas(release, words=text, limit=MOST_AREAS)
    return [*found, *_associations(release, text)][:MOST_AREAS]


def _associations(release: Release, text: str) -> list[areas.AreaName]:
    wanted = plain(text)
    boundaries = sorted({o.boundary for o in release.coverage() if o.area_level == "association"})
    if len(wanted) < 2 or not boundaries:
        return []
    known = areas.names("association", boundaries[-1]).values()
    states = {one.key[:2] for one in choices.matching_areas(release, words=text, limit=MOST_AREAS)}
    return [
        one
        for one in known
        if one.key[:2] in states and one.kind != _SINGLE and wanted in plain(one.title)
    ]


def named_together(
    release: Release, text: str, *, level: str = "", domain: str = ""
) -> list[tuple[Choice, areas.AreaName]]:
    """Split a text into an area and an indicator: "Kinderarmut in Geisa"; mostly there is none."""
    words = {"level": level, "domain": domain}
    typed = [one for one in text.split() if one.casefold() not in _SMALL_WORDS]
    for place in typed:
        rest = " ".join(one for one in typed if one != place)
        near = [
            one
            for one in named_areas(release, place)
            if plain(one.sorting).startswith(plain(place))
        ]
        found = choices.choices(release, words=rest, **words) if near and rest else []
        pairs = [
            (choice, area)
            for area in near
            for choice in found
            if any(o.area_level == area.level for o in release.coverage(choice.definition.id))
        ]
        if pairs:
            return pairs[:MOST_AREAS]
    return []


def _searched(text: str, release: Release, seat: Seat, words) -> Lookup:
    """Ask the search of the instance; what is not in this release is left out."""
    by_id = {one.definition.id: one for one in choices.choices(release, **words)}
    indicators = searching.search(seat, text, kind=_INDICATORS)
    places = searching.search(seat, text, kind=AREAS)
    ids = [hit.entry.object_id.rpartition("/")[2] for hit in indicators.hits]
    keys = [hit.entry.object_id.rpartition("/")[2] for hit in places.hits]
    named = [area for key in keys for area in named_areas(release, key)]
    return Lookup(
        [by_id[one] for one in dict.fromkeys(ids) if one in by_id],
        named[:MOST_AREAS],
        mended={**indicators.mended, **places.mended},
    )
