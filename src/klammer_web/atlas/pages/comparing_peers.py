# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of the counties most like one needs."""

from typing import Any

from django.urls import reverse

from klammer.presentation import distribution, formats
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import address, profile_of, series_of
from klammer_web.atlas.pages.comparing import safe
from klammer_web.atlas.pages.comparing_area import area_crumbs
from klammer_web.atlas.queries import areas, peers
from klammer_web.atlas.queries.peers import Peers
from klammer_web.atlas.view_words import AreaView
from klammer_web.catalogue.queries.origins import sources


def peers_context(found: Peers, view: AreaView, *, release: Release) -> dict[str, Any]:
    """Return the context of the counties most like one."""
    area, heading = found.area, "Ähnliche Kreise"
    names = areas.names("county", view.boundary)
    chosen = (
        peers.distances(area.key, view.group, release=release, boundary=view.boundary)
        if view.group
        else found.neighbours
    )
    keys = ",".join(one.area for one in chosen) or ",".join(view.group)
    return {
        "area": area,
        "view": view,
        "figure": found,
        "heading": heading,
        "title": f"{heading}: {area.title}",
        "sentences": peer_sentences(found, view),
        "picture": safe(peers_picture(found, view)),
        "table": [_peer(one, names, found, view.boundary) for one in chosen],
        "features": [_feature(one, found) for one in found.structure.inputs],
        "is_own_set": bool(view.group),
        "kinds": _kinds(view, area),
        "choices": _choices(found, view, names),
        "spine": f"{reverse('atlas:spine', args=[area.key])}?mit={keys}" if keys else "",
        "rankings": _ranking_links(release, area, keys),
        "sources": feature_sources(found, release),
        "left_out": len(found.left_out),
        "total": len(found.structure.areas),
        "crumbs": area_crumbs(area, heading),
    }


def peer_sentences(found: Peers, view: AreaView) -> list[str]:
    """Say who is most alike, among how many, and by what."""
    if found.reason or not found.neighbours:
        return [found.reason or "Unter diesen Kreisen ist keiner vergleichbar."]
    names = areas.names("county", view.boundary)
    first = [names[one.area].title for one in found.neighbours[:3]]
    begin = found.area.within[:1].upper() + found.area.within[1:]
    count = formats.number(len(found.structure.inputs))
    total = formats.number(len(found.structure.areas) - len(found.left_out))
    listed = f"{', '.join(first[:-1])} und {first[-1]}" if len(first) > 1 else first[0]
    alike = (
        f"{begin} ist die Lage unter {total} Kreisen und kreisfreien Städten am ehesten wie in: "
        f"{listed}."
    )
    features = (
        f"Verglichen werden {count} Merkmale, die ein Kreis kaum ändern kann. Was er tut und "
        "erreicht, gehört nicht dazu: Das sollen Sie ja vergleichen."
    )
    return [alike, features]


def title_of_county(key: str, view: AreaView) -> str:
    """Return a county's name as it stands alone."""
    named = areas.name_of(key, boundary=view.boundary)
    return named.title if named else key


def feature_sources(found: Peers, release: Release) -> tuple[str, ...]:
    """Return the source lines of the features."""
    lines = [
        line
        for one in found.structure.inputs
        for line in sources(release, one.definition, level="county", period=one.period)
    ]
    return tuple(dict.fromkeys(lines))


def peers_picture(found: Peers, view: AreaView) -> str:
    """Draw a strip for each feature: all counties, the chosen or similar ones, the own one."""
    names = areas.names("county", view.boundary)
    chosen = view.group or [one.area for one in found.neighbours]
    marked = dict.fromkeys(chosen, "group") | {found.area.key: "own"}
    if not found.standardised:
        return ""
    rows = []
    for one in found.structure.inputs:
        scores = found.standardised[one.definition.id]
        told = marked if len(scores) > distribution.MOST_DOTS else scores  # others become bars
        dots = [
            distribution.Dot(
                key=key,
                name=names[key].title,
                value=max(-4.0, min(4.0, score)),
                words=f"{names[key].title}: {_value(one, key)}" if key in told else "",
                style=marked.get(key, ""),
                address=profile_of(key) if key in marked else "",
            )
            for key, score in scores.items()
        ]
        rows.append(distribution.Strip(one.definition.title, dots))
    label = f"Merkmale von {found.area.title} und ähnlichen Kreisen"
    return "".join(
        distribution.strips(rows, label=label, narrow=narrow, scale=("niedriger", "höher"))
        for narrow in (False, True)
    )


def _value(one: peers.Input, key: str) -> str:
    value = one.values.get(key)
    if value is None:
        return ""
    return formats.with_unit(value, decimals=one.definition.decimals, unit=one.definition.unit)


def _peer(one, names, found: Peers, boundary: str) -> dict[str, Any]:
    titles = {i.definition.id: i.definition.title for i in found.structure.inputs}
    ordered = sorted(one.apart, key=lambda name: abs(one.apart[name]))
    far = [name for name in reversed(ordered[-2:]) if abs(one.apart[name]) >= 0.25]
    state = areas.name_of(one.area[:2], boundary=boundary)
    return {
        "key": one.area,
        "name": names[one.area].title,
        "state": state.title if state else "",
        "profile": profile_of(one.area),
        "distance": formats.number(one.distance, decimals=2),
        "near": ", ".join(titles[name] for name in ordered[:3]),
        "far": ", ".join(
            f"{titles[name]} ({'höher' if one.apart[name] > 0 else 'niedriger'})" for name in far
        ),
    }


def _feature(one: peers.Input, found: Peers) -> dict[str, Any]:
    values = [one.values[n.area] for n in found.neighbours if n.area in one.values]
    decimals = one.definition.decimals
    return {
        "title": one.definition.title,
        "unit": one.definition.unit,
        "why": one.feature.why,
        "log": one.feature.log,
        "period": formats.period(one.period),
        "own": _value(one, found.area.key),
        "ends": formats.interval(min(values), max(values), decimals=decimals) if values else "",
        "sheet": address("catalogue:indicator", one.definition.id),
        "series": series_of(one.definition.id, found.area.key, boundary=found.structure.boundary),
        "publisher": one.definition.source,
    }


def _kinds(view: AreaView, area: areas.AreaName) -> list[tuple[str, str, bool]]:
    base = reverse("atlas:peers", args=[area.key])
    kept = [("", "alle Kreise und Städte"), ("gleiche", "nur Kreise derselben Art")]
    return [
        (f"{base}?{view.query(art=word, mit='')}", words, word == view.kind_word)
        for word, words in kept
    ]


def _choices(found: Peers, view: AreaView, names) -> list[tuple[str, str, bool]]:
    """Return (key, name, whether chosen) of counties that are offered for an own set."""
    near = [one.area for one in found.neighbours]
    beside = [one.key for one in areas.beside(found.area.key, boundary=view.boundary)]
    offered = dict.fromkeys([*view.group, *near, *beside])
    chosen = set(view.group or near)
    return [(key, names[key].title, key in chosen) for key in offered if key in names]


def _ranking_links(release: Release, area: areas.AreaName, keys: str) -> list[tuple[str, str]]:
    if not keys:
        return []
    found = []
    for one in release.definitions.values():
        held = [c for c in release.coverage(one.id) if c.area_level == "county"]
        if one.headline and held and not one.kind.adds_up:
            query = f"ebene=kreis&bereich={area.key[:2]}&gebiet={area.key}&mit={keys}"
            at = f"&stand={held[-1].boundary}&jahr={held[-1].periods[-1]}"
            found.append((one.title, f"{reverse('atlas:ranking', args=[one.id])}?{query}{at}"))
    return sorted(found)
