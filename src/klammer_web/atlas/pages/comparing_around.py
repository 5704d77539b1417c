# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of an area among those it borders on needs."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from klammer.base.errors import InputRefusedError
from klammer.presentation import classes, formats, maps, sources_line
from klammer.presentation.sentences import is_number
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, address, profile_of
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.pages.comparing import indicators, safe, short_names
from klammer_web.atlas.pages.comparing_area import area_crumbs
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.surroundings import AroundLine, Surroundings, outlines_around
from klammer_web.atlas.view_words import AreaView

_CLASSES = 4
_MOST_COLUMNS = 11  # with more a table has no room beside the names; then each row is a card
_INLAND = (
    "Gezeigt werden Gebiete desselben Landes: Jenseits der Landesgrenze liegen für Gemeinden weder "
    "Grenzen noch Werte vor."
)


def surroundings_context(
    found: Surroundings, view: AreaView, *, release: Release, traces: Traces
) -> dict[str, Any]:
    """Return the context of an area among those it borders on."""
    area, heading = found.area, "Umfeld"
    shown, columns = found.shown, _columns(found)
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
        "legend": legend_of(found),
        "table": [_around(one, found, traces) for one in shown.figures] if shown else [],
        "has_intervals": bool(shown) and any(one.interval for one in shown.figures),
        "groups": [
            (domain, [_around_row(line, columns, traces) for line in lines])
            for domain, lines in found.groups
        ],
        "commuting": [_around_row(line, columns, traces) for line in found.commuting],
        "columns": columns,
        "is_wide": len(columns) > _MOST_COLUMNS,
        "is_county": area.level == "county",
        "commuters": _commuter_map(area, release),
        "indicators": indicators(release, area.level, chosen=shown.definition.id if shown else ""),
        "ranking": _around_ranking(found),
        "publishers": sources_line.publishers(found.origins),
        "crumbs": area_crumbs(area, heading),
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


def _columns(found: Surroundings) -> list[str]:
    names = short_names({one.key: one.title for one in found.columns})
    return [names[one.key] for one in found.columns]


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
    inland = [] if found.area.level == "county" else [_INLAND]
    return [f"{said}.", *_shown_sentence(found), *inland]


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


def legend_of(found: Surroundings) -> dict[str, Any]:
    """Return the classes of the map: name of the palette, and (style, range) of each."""
    if found.shown is None:
        return {}
    inside = found.shown.figures[: len(found.neighbours) + 1]
    steps = _steps([float(one.value or 0.0) for one in inside if is_number(one.row)])
    decimals = found.shown.definition.decimals
    words = []
    for number, (low, high) in enumerate(steps.ranges, start=1):
        first, last = (formats.number(one, decimals=decimals) for one in (low, high))
        words.append((f"c{number}", first if first == last else f"{first} bis {last}"))
    others = {one.style for one in inside if not is_number(one.row)}
    names = {"suppressed": "geheim", "maybe-zero": "0 oder zu klein", "missing": "kein Wert"}
    return {
        "palette": f"k{len(steps)}",
        "steps": words,
        "others": [(style, names[style]) for style in names if style in others],
    }


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


def _around_row(line: AroundLine, columns: Sequence[str], traces: Traces) -> dict[str, Any]:
    return {
        "definition": line.definition,
        "period": formats.period(line.period),
        "sheet": address("catalogue:indicator", line.definition.id),
        "cells": [
            (one, traces.of(one.row) if is_number(one.row) else "", name)
            for one, name in zip(line.figures, columns, strict=True)
        ],
    }
