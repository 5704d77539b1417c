# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on types of areas: map, what they stand out by, members, how sure; and to take along."""

from collections.abc import Mapping
from importlib.resources import files as resource_files
from typing import Any

from django.urls import reverse

from klammer.patterns.typology import AreaType
from klammer.presentation import formats, maps
from klammer.presentation.charts.pattern_styles import STYLES
from klammer.presentation.charts.types import dendrogram, type_profiles
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import profile_of, series_of
from klammer_web.atlas.enums import LEVEL_BY_CODE, WHOLE
from klammer_web.atlas.forms.types_view import COUNTS, LEVELS, METHODS
from klammer_web.atlas.pages import comparing, types_words
from klammer_web.atlas.pages.choosing import crumbs
from klammer_web.atlas.queries import areas, compared
from klammer_web.atlas.queries.outlines import fingerprint, outlines, rough
from klammer_web.atlas.queries.types import PRESETS, TypeInput, Types
from klammer_web.atlas.seen import Drawing, Seen
from klammer_web.chain.enums import EvidenceShape
from klammer_web.ui.listing.columns import Kind
from klammer_web.ui.listing.writers import Head, Sheet

_MOST_LABELS = 45
_HOME = "16"


def types_context(found: Types, *, release: Release) -> dict[str, Any]:
    """Return the context of the page."""
    view = found.view
    title = types_words.title_of(found)
    typology = found.found
    titles = {one.definition.id: one.definition.title for one in found.inputs}
    return {
        "figure": found,
        "view": view,
        "title": title,
        "about": types_words.place_words(found),
        "level": LEVEL_BY_CODE[view.level],
        "sentences": types_words.sentences(found),
        "form": _form(found, release),
        "choices": comparing.indicators(release, view.level, chosen=""),
        "map": comparing.safe(map_picture(found)),
        "types": [_type(one, found) for one in typology.types] if typology else [],
        "profiles": comparing.safe(profiles_picture(found, titles)),
        "tree": comparing.safe(_tree(found)),
        "own": _own(found),
        "members": [_member(key, found) for key in typology.members] if typology else [],
        "left_out": [found.areas[key].name for key in typology.left_out] if typology else [],
        "inputs": [(one.definition, formats.period(one.period)) for one in found.inputs],
        "crumbs": crumbs(("Vergleichen", reverse("atlas:compare")), ("Typen", "")),
    }


def _form(found: Types, release: Release) -> dict[str, Any]:
    view = found.view
    state = areas.name_of(_HOME if view.extent == WHOLE else view.extent, boundary=view.boundary)
    extents = [(state.key, state.within, view.extent == state.key)] if state else []
    if view.level == "county":
        extents.insert(0, (WHOLE, "in Deutschland", view.extent == WHOLE))
    held = [one for one in LEVELS if compared.boundaries_of(release, one)]
    levels = [
        (LEVEL_BY_CODE[one].word, LEVEL_BY_CODE[one].plural, one == view.level) for one in held
    ]
    proposed = "so viele wie vorgeschlagen"
    return {
        "levels": levels,
        "extents": extents,
        "presets": [
            *([("", "eigener Auswahl", True)] if view.chosen else []),
            *((one.word, one.title, one.word == view.preset) for one in PRESETS),
        ],
        "counts": [
            ("", proposed, view.count is None),
            *((str(one), f"{one} Typen", one == view.count) for one in COUNTS),
        ],
        "methods": [(word, title, word == view.method) for word, title in METHODS.items()],
        "areas": [
            ("", "kein Gebiet", not view.own),
            *(
                (one.key, one.title, one.key == view.own)
                for one in sorted(found.areas.values(), key=lambda one: one.sorting)
            ),
        ],
    }


def map_picture(found: Types, *, alone: bool = False) -> str:
    """Draw the map of types; `alone` draws outlines itself. Empty without outlines or types."""
    drawn = outlines(*found.view.place) if found.found else None
    if drawn is None or found.found is None:
        return ""
    marks = {}
    for key, one in found.areas.items():
        member = found.found.members.get(key)
        style = f"type-{member.number}" if member else "missing"
        words = f"Typ {member.number}: {found.names[member.number]}" if member else "ohne Typ"
        marks[key] = maps.Mark(style, f"{one.name}: {words}", "" if alone else profile_of(key))
    place = found.view.place
    address = "" if alone else f"{reverse('atlas:outlines', args=place)}?v={fingerprint(*place)}"
    if address and rough(*place) is not None:
        address += "&grob=1"
    names = comparing.short_names({key: one.name for key, one in found.areas.items()})
    wanted = {key: (names[key],) for key in found.areas if key in drawn.anchors}
    labels = maps.room_for_labels(drawn, wanted) if len(drawn.paths) <= _MOST_LABELS else {}
    label = f"Karte: {types_words.title_of(found)}."
    return maps.picture(
        drawn, address=address, marks=marks, label=label, style="types-map", labels=labels
    )


def profiles_picture(found: Types, titles: Mapping[str, str]) -> str:
    """Draw by what each type stands out, wide and narrow; empty without types."""
    if found.found is None:
        return ""
    label = f"Woran die Typen sich unterscheiden: {types_words.place_words(found)}"
    return "".join(
        type_profiles(found.found.types, found.names, titles, label=label, narrow=narrow)
        for narrow in (False, True)
    )


def _tree(found: Types) -> str:
    if found.found is None:
        return ""
    return "".join(
        dendrogram(found.found, found.names, label="Welche Typen sich am nächsten sind", narrow=one)
        for one in (False, True)
    )


def _type(one: AreaType, found: Types) -> dict[str, Any]:
    typical = found.areas[one.typical]
    return {
        "one": one,
        "name": found.names[one.number],
        "stable": types_words.stable_words(one),
        "apart": types_words.apart_words(one.silhouette),
        "typical": typical,
        "typical_profile": profile_of(one.typical),
        "members": [
            (found.areas[key].name, profile_of(key), key == found.view.own)
            for key in sorted(one.areas, key=lambda key: found.areas[key].sorting)
        ],
    }


def _member(key: str, found: Types) -> dict[str, Any]:
    member = found.found.members[key] if found.found else None
    number = member.number if member else 0
    return {"name": found.areas[key].name, "number": number, "type": found.names.get(number, "")}


def _own(found: Types) -> dict[str, Any] | None:
    """Say why the area looked at is of its type: its figures beside those of type and all."""
    key = found.view.own
    member = found.found.members.get(key) if found.found else None
    if member is None or found.found is None:
        return None
    mine = found.found.types[member.number - 1]
    return {
        "area": found.areas[key],
        "number": member.number,
        "name": found.names[member.number],
        "sentence": types_words.own_sentence(key, found),
        "rows": [_own_row(one, mine, found) for one in found.inputs],
    }


def _own_row(one: TypeInput, mine: AreaType, found: Types) -> dict[str, Any]:
    key, definition = found.view.own, one.definition
    everybody = sum(one.values.values()) / len(one.values)
    return {
        "title": definition.title,
        "unit": definition.unit,
        "period": formats.period(one.period),
        "value": _number(one.values.get(key), definition.decimals),
        "type": _number(mine.means[definition.id], definition.decimals),
        "all": _number(everybody, definition.decimals),
        "stands": types_words.stands_words(mine.profile[definition.id]),
        "series": series_of(definition.id, key, boundary=found.view.boundary),
    }


def _number(value: float | None, decimals: int) -> str:
    return "" if value is None else formats.number(value, decimals=decimals)


def types_seen(found: Types, *, release: Release) -> Seen:
    """Return the page as what is seen; it rests on every figure that went in."""
    view = found.view
    return Seen(
        what=EvidenceShape.COMPARISON,
        address=f"{reverse('atlas:types')}?{view.query()}",
        title=types_words.title_of(found),
        sentence=" ".join(types_words.sentences(found)),
        sources=found.sources,
        release=release,
        rows=_rows(found, release),
        names={key: one.name for key, one in found.areas.items()},
        about=[
            ("Gebietsstand", formats.german_date(view.boundary)),
            ("Verfahren", f"{METHODS[view.method]} auf standardisierten Werten"),
            *(
                (one.definition.title, f"{one.definition.unit}, {formats.period(one.period)}")
                for one in found.inputs
            ),
        ],
        drawing=lambda: _drawing(found),
        table=lambda: _sheet(found),
    )


def _rows(found: Types, release: Release) -> list[Mapping[str, Any]]:
    among = () if found.view.extent == WHOLE else tuple(found.areas)
    rows: list[Mapping[str, Any]] = []
    for one in found.inputs:
        read = compared.read_level(
            release,
            one.definition.id,
            level=found.view.level,
            boundary=found.view.boundary,
            periods=(one.period,),
            among=among,
        )
        rows += [row for (_, key), row in sorted(read.items()) if key in found.areas]
    return rows


def _drawing(found: Types) -> Drawing | None:
    drawn = map_picture(found, alone=True)
    if not drawn or found.found is None:
        return None
    folder = resource_files("klammer_web.atlas").joinpath("static/atlas")
    styles = folder.joinpath("map-file.css").read_text() + STYLES
    legend = [
        (f"type-{one.number}", f"Typ {one.number}: {found.names[one.number]} ({len(one.areas)})")
        for one in found.found.types
    ]
    return Drawing(drawn, styles, legend, "Typen · in Klammern: Zahl der Gebiete", is_tall=False)


def _sheet(found: Types) -> Sheet:
    heads = (
        Head("Gebietsschlüssel"),
        Head("Gebiet", width=28),
        Head("Typ", Kind.NUMBER),
        Head("Name des Typs", width=40),
        Head("Silhouette", Kind.NUMBER, decimals=2),
        Head("nächster Typ", Kind.NUMBER),
        *(
            Head(f"{one.definition.title}, {formats.period(one.period)}", Kind.NUMBER, decimals=2)
            for one in found.inputs
        ),
    )
    rows = []
    members = found.found.members if found.found else {}
    for key, area in found.areas.items():
        one = members.get(key)
        kind = (
            (one.number, found.names[one.number], one.silhouette, one.next) if one else (None,) * 4
        )
        rows.append((key, area.name, *kind, *(each.values.get(key) for each in found.inputs)))
    return Sheet("Typen", heads, rows)
