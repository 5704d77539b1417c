# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the way into the atlas needs: what was found, and the ways there are."""

from typing import Any

from django.urls import reverse

from klammer.territory.versions import current
from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.addresses import address, profile_of, series_of
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.pages import choosing
from klammer_web.atlas.queries import areas, choices
from klammer_web.atlas.queries.choices import Choice
from klammer_web.atlas.queries.lookup import Lookup

# Address, word, and what one sees there; an address that does not exist is left out.
_WAYS = (
    ("#kennzahlen", "Karte", "eine Kennzahl in allen Gemeinden oder Kreisen"),
    ("atlas:overview", "Überblick", "viele Kennzahlen, alle Kreise, in Farben und Worten"),
    ("atlas:compare", "Vergleichen", "Rangfolge, Verteilung, ähnliche Kreise, Umfeld"),
    ("#gebiete", "Profil", "ein Gebiet im Ganzen, zwei Seiten zum Drucken"),
    ("atlas:themes", "Themen", "drei Zahlen je Thema, für Rat und Ausschuss"),
    ("atlas:indices", "Indizes", "mehrere Kennzahlen in einer, und wie sicher sie ist"),
    (
        "atlas:own_areas",
        "Eigene Gebiete",
        "Sozial- und Planungsräume aus Gemeinden zusammensetzen",
    ),
    ("atlas:findings", "Befunde", "was die Sozialplanung aus den Zahlen liest"),
)


def entry_context(
    found: Lookup, words: dict[str, str], *, release: Release, state: str
) -> dict[str, Any]:
    """Return the context of the way into the atlas."""
    return {
        "words": words,
        "is_asked": any(words.values()),
        "groups": choosing.grouped(found.choices),
        "count": len(found.choices),
        "areas": [(one, profile_of(one.key), detail_of(one)) for one in found.areas],
        "pairs": [pair_words(choice, area, release) for choice, area in found.pairs],
        "mended": sorted(found.mended.items()),
        "domains": choices.domains(release),
        "levels": choices.levels(release),
        "headlines": [one for one in found.choices if one.definition.headline],
        "counties": choosing.counties(release, state),
        "ways": ways(),
        "crumbs": [("Start", address("portal:home")), ("Atlas", "")],
    }


def ways() -> list[tuple[str, str, str]]:
    """Return (address, word, what one sees there) of the ways to look."""
    found = [
        (place if place.startswith("#") else address(place), word, said)
        for place, word, said in _WAYS
    ]
    return [one for one in found if one[0]]


def detail_of(area: areas.AreaName) -> str:
    """Return what kind of area it is and where it lies."""
    if area.level == "county":
        return area.kind or LEVEL_BY_CODE["county"].singular
    above = areas.name_of(area.key[:5], boundary=_newest(area))
    noun = area.kind or LEVEL_BY_CODE[area.level].singular
    return f"{noun}, {above.title}" if above else noun


def _newest(area: areas.AreaName) -> str:
    return current(area.level).id


def pair_words(choice: Choice, area: areas.AreaName, release: Release) -> tuple[str, str, str]:
    """Return (words, address of the series, address of the map around it)."""
    covered: list[Coverage] = [
        one for one in release.coverage(choice.definition.id) if one.area_level == area.level
    ]
    words = f"{choice.definition.title} {area.within}"
    series = series_of(choice.definition.id, area.key, boundary=covered[-1].boundary)
    extent = area.key[:5] if area.level == "municipality" else area.key[:2]
    query = f"ebene={LEVEL_BY_CODE[area.level].word}&bereich={extent}"
    around = f"{reverse('atlas:map', args=[choice.definition.id])}?{query}#gebiet-{area.key}"
    return words, series, around
