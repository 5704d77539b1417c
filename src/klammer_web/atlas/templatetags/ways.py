# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ways to look at the indicator or the area of a page: the same row of links everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import profile_of
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.queries.standardised import has_ages

register = template.Library()
_KEPT = ("ebene", "stand", "jahr", "bereich", "merkmal", "gebiet", "mit", "und")


@dataclass(frozen=True)
class Way:
    """One link: word, address, whether it is the page itself."""

    word: str
    address: str
    is_here: bool


@dataclass(frozen=True)
class Row:
    """Links that belong together; `follows`: they keep what the page's address says."""

    heading: str
    links: list[Way]
    follows: bool = False


@register.simple_tag(takes_context=True)
def ways(context: Mapping[str, Any]) -> list[Row]:
    """Return the rows of links for the `definition` and the `area` of a page, where it has them.

    What is chosen in the address (level, year, extent, area) goes along.
    """
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    here = match.view_name if match else ""
    definition, area = context.get("definition"), context.get("area")
    kept = {name: request.GET[name] for name in _KEPT if request and request.GET.get(name)}
    found = []
    if definition is not None and getattr(definition, "formula", None) is not None:
        links = _of_indicator(definition.id, area, kept, here)
        links += _of_ages(context.get("release"), definition, kept, here)
        found.append(Row("Diese Kennzahl", links, follows=True))
    if area is not None and getattr(area, "level", "") in LEVEL_BY_CODE:
        found.append(Row(area.title, _of_area(area, here)))
    return found


def _of_indicator(indicator: str, area: Any, kept: Mapping[str, str], here: str) -> list[Way]:
    chosen = dict(kept)
    if area is not None and "ebene" not in chosen:
        chosen |= {"ebene": LEVEL_BY_CODE[area.level].word, "gebiet": area.key}
    on_map = {name: word for name, word in chosen.items() if name in _KEPT[:5]}
    pages = [
        ("Karte", "atlas:map", on_map),
        ("Verläufe", "atlas:multiples", {n: on_map[n] for n in on_map if n != "jahr"}),
        ("Rangfolge", "atlas:ranking", chosen),
        ("Verteilung", "atlas:distribution", chosen),
        ("Zusammenhang", "atlas:scatter", chosen),
        ("Ungleichheit", "atlas:inequality", chosen),
        ("Streuung", "atlas:funnel", chosen),
        ("Häufungen", "atlas:clusters", chosen),
        ("Trennung", "atlas:segregation", chosen),
        ("Gefälle", "atlas:slope", chosen),
    ]
    return [
        Way(word, f"{reverse(name, args=[indicator])}{_query(words)}", here == name)
        for word, name, words in pages
    ]


def _of_ages(release: Any, definition: Any, kept: Mapping[str, str], here: str) -> list[Way]:
    """Return the way to figures standardised by age, only where cases by age are there."""
    name = "atlas:standardised"
    if not (here == name or (isinstance(release, Release) and has_ages(release, definition))):
        return []
    address = f"{reverse(name, args=[definition.id])}{_query(kept)}"
    return [Way("Standardisiert", address, here == name)]


def _of_area(area: Any, here: str) -> list[Way]:
    pages = [("Profil", "atlas:profile", profile_of(area.key))]
    if area.level in {"county", "municipality", "association", "planning_region"}:
        pages.append(("Alles im Vergleich", "atlas:spine", reverse("atlas:spine", args=[area.key])))
    if area.level == "county":
        pages.append(("Ähnliche Kreise", "atlas:peers", reverse("atlas:peers", args=[area.key])))
    if area.level in {"county", "municipality"}:
        address = reverse("atlas:surroundings", args=[area.key])
        pages.append(("Umfeld", "atlas:surroundings", address))
    return [Way(word, address, here == name) for word, name, address in pages]


def _query(words: Mapping[str, str]) -> str:
    return f"?{urlencode(words, safe=':,')}" if words else ""
