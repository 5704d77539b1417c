# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form above a map: what may be chosen, and what is chosen."""

from itertools import groupby
from typing import Any

from django.conf import settings

from klammer.base.cells import TOTAL
from klammer.indicators.definitions import Definition
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import METHODS, TOTAL_WORD, WHOLE, levels_among
from klammer_web.atlas.pages.choosing import breakdown_words
from klammer_web.atlas.pages.peer_words import alike_options
from klammer_web.atlas.queries import areas, choices
from klammer_web.atlas.queries.classing import periods_of, stated_limits
from klammer_web.atlas.view_state import (
    ALL_YEARS,
    FIXED,
    MapView,
    breakdown_word,
    number_word,
)

Option = tuple[str, str, bool]  # word, text, whether it is chosen
_MOST_GROUPS = 12  # groups of people offered beside


def form(view: MapView, release: Release, definition: Definition) -> dict[str, Any]:
    """Return the options of every field."""
    held = release.coverage(view.indicator)
    levels = {one.area_level for one in held}
    covered = [one for one in held if one.area_level == view.level]
    return {
        "indicators": _indicators(view, release),
        "levels": [
            (level.word, level.choice, level.code == view.level) for level in levels_among(levels)
        ],
        "boundaries": [
            (one.boundary, formats.german_date(one.boundary), one.boundary == view.boundary)
            for one in covered
        ],
        "periods": [
            (one, formats.period(one), one == view.period)
            for one in reversed(view.coverage.periods)
        ],
        "extents": _extents(view),
        "breakdown": breakdown_word(view.breakdown),
        "colours": [] if definition.kind.adds_up else _colours(view),
        "alike": []
        if definition.kind.adds_up
        else alike_options(
            release,
            level=view.level,
            boundary=view.boundary,
            extent=view.extent,
            against=view.against,
        ),
        "relevant": _stated(view, definition),
        "methods": _methods(view),
        "bounds": "; ".join(number_word(one) for one in view.bounds or stated_limits(definition)),
        "scales": _scales(view),
        "beside": _beside(view, release),
        "ground": bool(settings.BASE_MAP["url"]) and view.view == "karte",
        "is_open": _is_open(view),
    }


def _is_open(view: MapView) -> bool:
    """Whether something is chosen that the folded part of the form holds."""
    words = view.words()
    names = ("klassen", "vergleich", "daneben", "grund")
    return any(words[name] for name in names)


def _indicators(view: MapView, release: Release) -> list[tuple[str, list[Option]]]:
    """Return the indicators that can be shown on the same areas, by domain."""
    wanted = (view.level, view.boundary)
    found = [
        one
        for one in choices.choices(release)
        if any((c.area_level, c.boundary) == wanted for c in release.coverage(one.definition.id))
    ]
    return [
        (
            domain,
            [
                (one.definition.id, one.definition.title, one.definition.id == view.indicator)
                for one in several
            ],
        )
        for domain, several in groupby(found, key=lambda one: one.domain)
    ]


def _methods(view: MapView) -> list[Option]:
    found = [
        (f"{method}:{count}", f"{count}, {words}", (method, count) == (view.method, view.count))
        for method, words in METHODS.items()
        for count in sorted({3, 5, 7} | ({view.count} if method == view.method else set()))
    ]
    return [*found, (FIXED, "feste Grenzen", view.method == FIXED)]


def _scales(view: MapView) -> list[Option]:
    """Return of which years the class limits may be made."""
    if len(view.coverage.periods) < 2 or view.method == FIXED:
        return []
    found = [("", "aus dem gezeigten Jahr", view.scale in {"", view.period})]
    if view.scale not in {"", ALL_YEARS, view.period}:
        found.append((view.scale, f"wie {formats.period(view.scale)}", True))
    return [*found, (ALL_YEARS, "für alle Jahre gleich", view.scale == ALL_YEARS)]


def _beside(view: MapView, release: Release) -> list[tuple[str, list[Option]]]:
    """Return what a second map may show: other years, groups of people, indicators."""
    chosen = str(view.beside or "")
    groups: list[tuple[str, list[tuple[str, str]]]] = [
        (
            "Ein anderes Jahr",
            [
                (f"jahr:{one}", formats.period(one))
                for one in reversed(periods_of(view, release))
                if one != view.period
            ],
        ),
        ("Eine andere Gruppe", _groups(view)),
    ]
    groups += [
        (
            f"Eine andere Kennzahl: {domain}",
            [(f"kennzahl:{word}", text) for word, text, is_same in options if not is_same],
        )
        for domain, options in _indicators(view, release)
    ]
    return [
        (title, [(word, text, word == chosen) for word, text in options])
        for title, options in groups
        if options
    ]


def _groups(view: MapView) -> list[tuple[str, str]]:
    found = []
    for column, codes in view.coverage.breakdowns.items():
        others = tuple(pair for pair in view.breakdown if pair[0] != column)
        for code in codes:
            several = others if code == TOTAL else tuple(sorted((*others, (column, code))))
            if several != view.breakdown:
                words = breakdown_words(several) or TOTAL_WORD
                found.append((f"merkmal:{breakdown_word(several)}", words))
    if view.breakdown:
        found.insert(0, ("merkmal:", TOTAL_WORD))
    return list(dict.fromkeys(found))[:_MOST_GROUPS]


def _colours(view: MapView) -> list[Option]:
    """Return what may be coloured: the size, or the difference to an area above."""
    found = [("", "Größe der Werte", not view.against)]
    for key in view.comparators:
        area = areas.name_of(key, boundary=view.boundary)
        if area is not None:
            found.append((key, f"Vergleich: {area.title}", key == view.against))
    return found


def _stated(view: MapView, definition: Definition) -> str:
    found = definition.relevant_difference if view.relevant is None else view.relevant
    return "" if found is None else number_word(found)


def _extents(view: MapView) -> list[Option]:
    if areas.around(view.level, view.boundary):
        here = areas.name_of(view.extent, boundary=view.boundary)
        return [(view.extent, here.within if here else view.extent, True)]
    state = view.extent[:2] if view.extent != WHOLE else "16"
    found = []
    if view.level == "county" or view.extent == WHOLE:
        found.append((WHOLE, "in Deutschland"))
    named = areas.name_of(state, boundary=view.boundary)
    if named:
        found.append((state, f"in {named.title}"))
    if view.level in {"municipality", "association"}:
        inside = areas.names("county", view.boundary).values()
        of_state = [one for one in inside if one.key[:2] == state]
        rural = [one for one in of_state if one.kind != "Kreisfreie Stadt"]
        found += [(one.key, one.within) for one in sorted(rural, key=lambda one: one.sorting)]
    return [(key, words, key == view.extent) for key, words in found]
