# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pages of comparison share: the row of choices, the title, the way back, links to figures."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from klammer.indicators.definitions import Definition
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import address, series_of
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.enums import LEVEL_BY_CODE, LEVELS, WHOLE, domain_label, domain_place
from klammer_web.atlas.pages.breakdown_switch import breakdown_switch
from klammer_web.atlas.pages.choosing import breakdown_words, crumbs
from klammer_web.atlas.queries import areas, compared

_HOME = "16"


def shared(
    view: CompareView, *, release: Release, definition: Definition, name: str, heading: str
) -> dict[str, Any]:
    """Return what every page of one indicator's comparison has.

    name  of the page's address; heading: what kind of comparison it is
    """
    return {
        "definition": definition,
        "view": view,
        "area": own_area(view),
        "level": LEVEL_BY_CODE[view.level],
        "heading": heading,
        "title": f"{heading}: {title_of(view, definition)}",
        "about": title_of(view, definition),
        "form": form_of(view, release, definition),
        "breakdown_switch": breakdown_switch(
            release,
            coverage=view.coverage,
            definition=definition,
            chosen=view.breakdown,
            link=lambda word, year: _link(name, view, merkmal=word, jahr=year or view.period),
            period=view.period,
        ),
        "release": release,
        "sheet": address("catalogue:indicator", definition.id),
        "without_group": _link(name, view, mit="") if view.group else "",
        "crumbs": crumbs(
            ("Vergleichen", reverse("atlas:compare")), (f"{heading}: {definition.title}", "")
        ),
    }


def _link(name: str, view: CompareView, **changed: str) -> str:
    return f"{reverse(name, args=[view.indicator])}?{view.query(**changed)}"


def title_of(view: CompareView, definition: Definition) -> str:
    """Say what is compared: "Kinderarmut: Kreise in Thüringen, 2022"."""
    part = breakdown_words(view.breakdown)
    what = f"{definition.title} ({part})" if part else definition.title
    return f"{what}: {place_words(view)}, {formats.period(view.period)}"


def place_words(view: CompareView) -> str:
    """Name the areas that are compared: "Gemeinden im Wartburgkreis", "11 ausgewählte Kreise"."""
    level = LEVEL_BY_CODE[view.level]
    if view.group:
        return f"{len(compared.keys_of(view))} ausgewählte {level.short}"
    extent = areas.name_of(view.extent, boundary=view.boundary)
    where = f" {extent.within}" if extent and view.extent != WHOLE else " in Deutschland"
    return f"{level.plural}{where}"


def own_area(view: CompareView) -> areas.AreaName | None:
    """Return the area looked at."""
    return areas.name_of(view.own, boundary=view.boundary) if view.own else None


def form_of(view: CompareView, release: Release, definition: Definition) -> dict[str, Any]:
    """Return the choices of the row above a comparison."""
    held = release.coverage(view.indicator)
    levels = {one.area_level for one in held}
    names = areas.names(view.level, view.boundary)
    inside = sorted((names[key] for key in compared.keys_of(view)), key=lambda one: one.sorting)
    nobody = ("", "kein Gebiet", not view.own)
    return {
        "indicators": indicators(release, view.level, chosen=definition.id),
        "levels": [
            (one.word, one.plural, one.code == view.level) for one in LEVELS if one.code in levels
        ],
        "extents": [] if view.group else _extents(view),
        "periods": [
            (one, formats.period(one), one == view.period)
            for one in reversed(view.coverage.periods)
        ],
        "areas": [nobody, *((one.key, one.title, one.key == view.own) for one in inside)],
        "boundaries": [
            (one.boundary, formats.german_date(one.boundary), one.boundary == view.boundary)
            for one in held
            if one.area_level == view.level
        ],
    }


def indicators(
    release: Release, level: str, *, chosen: str
) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Return (domain, [(id, title, whether chosen)]) of indicators with figures at a level."""
    return [
        (domain, [(one, title, one == chosen) for one, title in found])
        for domain, found in _indicators(release, level)
    ]


@lru_cache(maxsize=24)
def _indicators(release: Release, level: str) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in release.definitions.values():
        if any(held.area_level == level for held in release.coverage(one.id)):
            groups.setdefault(domain_label(one.domain), []).append((one.id, one.title))
    ordered = sorted(groups.items(), key=lambda group: domain_place(group[0]))
    return [(domain, sorted(found, key=lambda one: one[1].casefold())) for domain, found in ordered]


def _extents(view: CompareView) -> list[tuple[str, str, bool]]:
    state = view.extent[:2] if view.extent != WHOLE else _HOME
    found = []
    if view.level == "county" or view.extent == WHOLE:
        found.append((WHOLE, "in Deutschland"))
    named = areas.name_of(state, boundary=view.boundary)
    if named is not None and view.level != "state":
        found.append((state, named.within))
    if view.level in {"municipality", "association"}:
        counties = areas.names("county", view.boundary).values()
        rural = [one for one in counties if one.key[:2] == state and one.kind != "Kreisfreie Stadt"]
        found += [(one.key, one.within) for one in sorted(rural, key=lambda one: one.sorting)]
    return [(key, words, key == view.extent) for key, words in found]


def series_link(view: CompareView, key: str) -> str:
    """Return the address of an area's series of the indicator."""
    return series_of(view.indicator, key, boundary=view.boundary)


def short_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return area → name without its kind, where that tells the areas shown apart.

    "Landkreis Gotha" becomes "Gotha"; beside a city of that name both keep what parts them.
    """
    bare = {
        key: name.removeprefix("Landkreis ").removeprefix("Kreis ") for key, name in names.items()
    }
    counts = Counter(bare.values())
    return {key: one if counts[one] == 1 else names[key] for key, one in bare.items()}


def safe(drawn: str) -> SafeString:
    """Mark a drawing, or what a template rendered, as markup; both escape their texts."""
    return mark_safe(drawn)  # noqa: S308  # reason: escaped by klammer.presentation and by templates
