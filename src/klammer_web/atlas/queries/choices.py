# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be chosen: indicators by domain and words, areas by name."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from klammer.indicators.definitions import Definition
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import domain_label, domain_place, levels_among
from klammer_web.atlas.queries import areas


@dataclass(frozen=True)
class Choice:
    """An indicator as it is offered: levels with data, first and last year."""

    definition: Definition
    domain: str
    levels: Sequence[str]
    years: str
    words: str  # plain text that a search looks through


def choices(
    release: Release, *, words: str = "", level: str = "", domain: str = ""
) -> list[Choice]:
    """Return indicators that match every word in title, sentence, synonyms or domain."""
    wanted = plain(words).split()
    found = []
    for choice in _all(release):
        levels = {one.area_level for one in release.coverage(choice.definition.id)}
        is_level = not level or level in levels
        is_domain = not domain or choice.definition.domain == domain
        if is_level and is_domain and all(word in choice.words for word in wanted):
            found.append(choice)
    return found


def domains(release: Release) -> list[tuple[str, str]]:
    """Return (domain, label) of everything in the release, by label."""
    found = {one.domain for one in release.definitions.values()}
    return sorted(
        ((one, domain_label(one)) for one in found), key=lambda pair: domain_place(pair[1])
    )


def levels(release: Release) -> list[tuple[str, str]]:
    """Return (word in addresses, noun) of the levels that have figures."""
    found = {one.area_level for one in release.coverage()}
    return [(one.word, one.choice) for one in levels_among(found)]


def matching_areas(release: Release, *, words: str, limit: int = 12) -> list[areas.AreaName]:
    """Return areas whose name contains the words; counties before municipalities."""
    wanted = plain(words)
    if len(wanted) < 2:
        return []
    found = [one for one in _areas(release) if wanted in plain(one.title)]
    begins = [
        one
        for one in found
        if plain(one.title).startswith(wanted) or plain(one.sorting).startswith(wanted)
    ]
    return [*begins, *(one for one in found if one not in begins)][:limit]


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return text without accents, hyphens and case, ß as ss: what a person types in a hurry."""
    joined = text.casefold().replace("ß", "ss").replace("-", "").replace("\u00ad", "")
    decomposed = unicodedata.normalize("NFKD", joined)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).strip()


@lru_cache(maxsize=4)
def _all(release: Release) -> tuple[Choice, ...]:
    found = []
    for definition in release.definitions.values():
        covered = release.coverage(definition.id)
        years = sorted({period for one in covered for period in one.periods})
        held = {one.area_level for one in covered}
        nouns = [level.short for level in levels_among(held)]
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(years)
        domain = domain_label(definition.domain)
        said = [definition.title, definition.sentence, *definition.synonyms, domain]
        words = plain(" ".join(said))
        found.append(Choice(definition, domain, nouns, span, words))
    return tuple(sorted(found, key=_place))


def _place(choice: Choice) -> tuple[tuple[int, str], str]:
    return domain_place(choice.domain), choice.definition.title.casefold()


@lru_cache(maxsize=4)
def _areas(release: Release) -> tuple[areas.AreaName, ...]:
    found: dict[str, areas.AreaName] = {}
    for one in {(c.area_level, c.boundary) for c in release.coverage()}:
        level, boundary = one
        if level not in {"county", "municipality"}:
            continue
        home = _keys(release, level, boundary)
        for key, name in areas.names(level, boundary).items():
            if key in home:
                found.setdefault(key, name)
    return tuple(sorted(found.values(), key=lambda one: (len(one.key), one.sorting)))


def _keys(release: Release, level: str, boundary: str) -> set[str]:
    """Return the areas of a level that have figures in the indicator with the most of them."""
    held = [c for c in release.coverage() if (c.area_level, c.boundary) == (level, boundary)]
    best = max(held, key=lambda one: one.areas)
    table = release.values(
        best.indicator, area_level=level, boundary=boundary, period=best.periods[-1]
    )
    return set(table.table["area"])
