# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages comparing one area need: all its indicators, similar counties, surroundings."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from klammer.base.errors import InputRefusedError
from klammer.presentation import classes, distribution, formats, maps, sources_line, spine
from klammer.presentation.sentences import is_number
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, address, profile_of, series_of
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.pages.choosing import crumbs
from klammer_web.atlas.pages.comparing import indicators, safe, short_names
from klammer_web.atlas.queries import areas, peers
from klammer_web.atlas.queries.origins import sources
from klammer_web.atlas.queries.peers import Peers
from klammer_web.atlas.queries.spine import SpineChart, SpineLine
from klammer_web.atlas.queries.surroundings import AroundLine, Surroundings, outlines_around
from klammer_web.atlas.view_words import AreaView

_CLASSES = 4


def _crumbs(area: areas.AreaName, heading: str) -> list[tuple[str, str]]:
    return crumbs((area.title, profile_of(area.key)), (heading, ""))


def spine_context(
    found: SpineChart, view: AreaView, *, release: Release, traces: Traces
) -> dict[str, Any]:
    """Return the context of one area in all its indicators."""
    area, heading = found.area, "Alles im Vergleich"
    base = reverse("atlas:spine", args=[area.key])
    return {
        "area": area,
        "view": view,
        "figure": found,
        "heading": heading,
        "title": f"{heading}: {area.title}",
        "groups": [
            (domain, [_spine_line(line, traces) for line in lines])
            for domain, lines in found.groups
        ],
        "whole": found.whole,
        "among": _among_words(found, view),
        "wholes": [
            (f"{base}?{view.query(gegen=one.key)}", one.title, one.key == found.whole.key)
            for one in areas.above(area.key, boundary=found.boundary)
        ],
        "circles": [
            (f"{base}?{view.query(unter=word, mit='')}", words, word == view.among)
            for word, words in _circles(area, view, release)
        ],
        "scope": f"{base}?{view.query(umfang='' if view.everything else 'alles')}",
        "publishers": sources_line.publishers(found.origins),
        "count": sum(len(lines) for _, lines in found.groups),
        "crumbs": _crumbs(area, heading),
    }


def _circles(area: areas.AreaName, view: AreaView, release: Release) -> list[tuple[str, str]]:
    """Return (word, German) of the areas that one area may stand among."""
    found = []
    if area.level in {"municipality", "association"} and len(area.key) > 5:
        county = areas.name_of(area.key[:5], boundary=view.boundary)
        found += [(area.key[:5], county.within)] if county else []
    state = areas.name_of(area.key[:2], boundary=view.boundary)
    found += [(area.key[:2], state.within)] if state else []
    if area.level == "county":
        found.append(("DG", "in Deutschland"))
        if peers.structure(release, view.boundary).inputs:
            found.append(("aehnliche", "unter ähnlichen Kreisen"))
    if view.group:
        found.append(("", "unter den ausgewählten"))
    return found


def _among_words(found: SpineChart, view: AreaView) -> str:
    level = LEVEL_BY_CODE[found.area.level]
    count = formats.number(len(found.among))
    if view.group:
        return f"{count} ausgewählte {level.short}"
    if view.among == "aehnliche":
        return f"{count} {level.short}: der eigene und die ähnlichsten"
    extent = areas.name_of(view.among, boundary=view.boundary)
    where = extent.within if extent and view.among != "DG" else "in Deutschland"
    return f"{count} {level.plural} {where}"


def _spine_line(line: SpineLine, traces: Traces) -> dict[str, Any]:
    left, right = spine.sides(line.definition.direction)
    is_turned = line.definition.direction == "high_is_burden"
    ends = line.ends[::-1] if is_turned else line.ends
    row = line.figure.row
    return {
        "line": line,
        "picture": safe(spine.spine_row(line.spine)) if line.spine else "",
        "stands": line.stands.words.partition(".")[0].replace(";", ",") if line.stands else "",
        "period": formats.period(row["period"]),
        "trace": traces.of(row) if is_number(row) else "",
        "comparator_trace": traces.of(line.comparator.row) if line.comparator else "",
        "sheet": address("catalogue:indicator", line.definition.id),
        "ranking": f"{reverse('atlas:ranking', args=[line.definition.id])}?"
        f"ebene={LEVEL_BY_CODE[row['area_level']].word}&stand={row['boundary']}"
        f"&jahr={row['period']}&bereich={row['area'][:2]}&gebiet={row['area']}",
        "ends": ends,
        "sides": (left, right),
    }


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
        "crumbs": _crumbs(area, heading),
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
        dots = [
            distribution.Dot(
                key=key,
                name=names[key].title,
                value=max(-4.0, min(4.0, score)),
                words=f"{names[key].title}: {_value(one, key)}",
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


def surroundings_context(
    found: Surroundings, view: AreaView, *, release: Release, traces: Traces
) -> dict[str, Any]:
    """Return the context of an area among those it borders on."""
    area, heading = found.area, "Umfeld"
    shown = found.shown
    return {
        "area": area,
        "view": view,
        "figure": found,
        "heading": heading,
        "title": f"{heading}: {area.title}",
        "shown": shown,
        "shown_period": formats.period(shown.period) if shown else "",
        "sentences": around_sentences(found),
        "picture": safe(around_picture(found)),
        "table": [_around(one, found, traces) for one in shown.figures] if shown else [],
        "has_intervals": bool(shown) and any(one.interval for one in shown.figures),
        "groups": [
            (domain, [_around_row(line, traces) for line in lines])
            for domain, lines in found.groups
        ],
        "commuting": [_around_row(line, traces) for line in found.commuting],
        "columns": _columns(found),
        "is_county": area.level == "county",
        "commuters": _commuter_map(area, release),
        "indicators": indicators(release, area.level, chosen=shown.definition.id if shown else ""),
        "ranking": _around_ranking(found),
        "publishers": sources_line.publishers(found.origins),
        "crumbs": _crumbs(area, heading),
    }


def _around_ranking(found: Surroundings) -> str:
    if found.shown is None or not found.neighbours:
        return ""
    keys = ",".join(one.key for one in found.neighbours)
    row = found.shown.figures[0].row
    level = LEVEL_BY_CODE[found.area.level].word
    return (
        f"{reverse('atlas:ranking', args=[found.shown.definition.id])}?ebene={level}"
        f"&stand={row.get('boundary', found.boundary)}&jahr={found.shown.period}"
        f"&bereich={found.area.key[:2]}&gebiet={found.area.key}&mit={keys}"
    )


def _columns(found: Surroundings) -> list[dict[str, str]]:
    names = short_names({one.key: one.title for one in found.columns})
    return [{"key": one.key, "shown": names[one.key]} for one in found.columns]


def _commuter_map(area: areas.AreaName, release: Release) -> str:
    """Return the map of commuters into the municipalities of a county; empty without figures."""
    if not release.coverage("einpendlerquote"):
        return ""
    place = reverse("atlas:map", args=["einpendlerquote"])
    return f"{place}?ebene=gemeinde&bereich={area.key[:5]}"


def around_sentences(found: Surroundings) -> list[str]:
    """Say who borders on the area, and how the figure shown differs around it."""
    if not found.neighbours:
        why = (
            f"Welche Gebiete an {found.area.concerning} grenzen, ist zu diesem Gebietsstand nicht "
            "bekannt: Es liegen keine Grenzen vor."
        )
        return [why]
    states = sorted({one.key[:2] for one in found.neighbours} - {found.area.key[:2]})
    count, level = len(found.neighbours), LEVEL_BY_CODE[found.area.level]
    noun = f"{formats.number(count)} {level.plural} grenzen" if count > 1 else "Ein Gebiet grenzt"
    said = f"{noun} an {found.area.concerning}"
    if states:
        names = [areas.name_of(key, boundary=found.boundary) for key in states]
        said += f", auch in {' und '.join(one.title for one in names if one)}"
    return [f"{said}.", *_shown_sentence(found)]


def _shown_sentence(found: Surroundings) -> list[str]:
    """Say the figure on the map here, and the lowest and highest of the neighbours'."""
    if found.shown is None or not is_number(found.shown.figures[0].row):
        return []
    own, *rest = found.shown.figures[: len(found.neighbours) + 1]
    near = [one for one in rest if is_number(one.row)]
    if not near:
        return []
    low = min(near, key=lambda one: one.value or 0.0)
    high = max(near, key=lambda one: one.value or 0.0)
    period = formats.period(found.shown.period)
    said = (
        f"{found.shown.definition.title} {period}: {found.area.within} {own.text}, ringsum von "
        f"{low.text} ({low.name}) bis {high.text} ({high.name})."
    )
    return [said]


def around_picture(found: Surroundings) -> str:
    """Draw the area and its neighbours, classed by the indicator shown."""
    keys = tuple(sorted([found.area.key, *(one.key for one in found.neighbours)]))
    drawn = outlines_around(found.area.level, found.boundary, keys)
    if drawn is None or found.shown is None:
        return ""
    inside = [one for one in found.shown.figures if one.key in keys]
    values = [float(one.value or 0.0) for one in inside if is_number(one.row)]
    steps = _steps(values)
    marks = {}
    for one in inside:
        style = f"c{steps.of(float(one.value or 0.0))}" if is_number(one.row) else one.style
        words = f"{one.name}: {one.text}" + (f" – {one.meaning}" if one.meaning else "")
        marks[one.key] = maps.Mark(style, words, profile_of(one.key))
    names = short_names({one.key: one.name for one in inside})
    wanted = {one.key: (names[one.key], one.text) for one in inside if one.key in drawn.anchors}
    return maps.picture(
        drawn,
        address="",
        marks=marks,
        label=f"Karte: {found.shown.definition.title}, {found.area.title} und Nachbarn",
        style=f"k{len(steps)}",
        labels=maps.room_for_labels(drawn, wanted),
        over=drawn.paths.get(found.area.key, ""),
    )


def _steps(values: Sequence[float]) -> classes.Classes:
    count = max(1, min(_CLASSES, len(values)))
    try:
        return classes.classify(values, method="jenks", count=count)
    except InputRefusedError:
        return classes.classify(values, method="quantile", count=count)


def _around(one, found: Surroundings, traces: Traces) -> dict[str, Any]:
    is_beside = len(one.key) == len(found.area.key)
    state = areas.name_of(one.key[:2], boundary=found.boundary) if is_beside else None
    return {
        "one": one,
        "is_own": one.key == found.area.key,
        "is_whole": not is_beside,
        "state": state.title if state else "",
        "profile": profile_of(one.key),
        "trace": traces.of(one.row) if is_number(one.row) else "",
    }


def _around_row(line: AroundLine, traces: Traces) -> dict[str, Any]:
    return {
        "definition": line.definition,
        "period": formats.period(line.period),
        "sheet": address("catalogue:indicator", line.definition.id),
        "cells": [(one, traces.of(one.row) if is_number(one.row) else "") for one in line.figures],
    }
