# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map of an index by its classes, and how far its ranks move."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files as resource_files

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from klammer.patterns.ranks import RankInterval
from klammer.presentation import maps, ranking
from klammer_web.atlas.pages.comparing import short_names
from klammer_web.atlas.pages.maps.drawing import MANY
from klammer_web.atlas.queries.indices.figures import IndexFigure, Line
from klammer_web.atlas.queries.outlines import fingerprint, outlines, rough
from klammer_web.atlas.seen import Drawing

MOST_STEPS = 7  # colours of one map
# Number of classes → their colours among the six: words are easy to read on each of these.
_STEPS = {1: (4,), 2: (2, 5), 3: (1, 4, 5), 4: (1, 3, 5, 6), 5: (1, 2, 4, 5, 6), 6: range(1, 7)}
_MOST_LABELS = 45


@dataclass(frozen=True)
class Key:
    """One line of the legend: its colour, its words, how many areas."""

    style: str
    words: str
    count: int


def palette(found: IndexFigure) -> str:
    """Return the class that chooses the colours of the map and its legend."""
    return "k6" if max(1, len(found.titles)) in _STEPS else f"k{MOST_STEPS}"


def style_of(one: Line, found: IndexFigure) -> str:
    """Return the class of an area: light for the lowest index, hatched where figures are hidden."""
    if one.value is None:
        return "suppressed" if one.is_hidden else "missing"
    count = max(1, len(found.titles))
    step = max(1, one.step)
    if count in _STEPS:
        return f"c{_STEPS[count][step - 1]}"
    return f"c{1 + (step - 1) * MOST_STEPS // count}"


def legend(found: IndexFigure) -> list[Key]:
    """Return the classes from the lowest index on, and what has none."""
    keys = []
    for number, title in enumerate(found.titles, start=1):
        inside = [one for one in found.known if one.step == number]
        sample = Line(0, "", "", 0.0, number, title, None)
        keys.append(Key(style_of(sample, found), title, len(inside)))
    others = {"suppressed": "ein Wert ist nicht veröffentlicht", "missing": "ohne Index"}
    counted = [style_of(one, found) for one in found.excluded]
    return keys + [
        Key(style, words, counted.count(style))
        for style, words in others.items()
        if style in counted
    ]


def map_picture(found: IndexFigure, *, alone: bool = False) -> str:
    """Draw the map; `alone` draws outlines instead of referring to them. Empty without outlines."""
    place = found.view.place
    drawn = outlines(*place)
    if drawn is None:
        return ""
    label = f"Karte: {found.specification.title}. Werte in der Tabelle."
    if len(drawn.paths) > MANY:
        styles = {one.key: style_of(one, found) for one in found.lines}
        return maps.merged(drawn, styles=styles, label=label, style=palette(found))
    address = "" if alone else f"{reverse('atlas:outlines', args=place)}?v={fingerprint(*place)}"
    if address and rough(*place) is not None:
        address += "&grob=1"
    return maps.picture(
        drawn,
        address=address,
        marks={one.key: _mark(one, found, alone=alone) for one in found.lines},
        label=label,
        style=palette(found),
        labels=_labels(drawn, found),
    )


def safe(text: str) -> SafeString:
    """Return a drawing as a page takes it."""
    return mark_safe(text)  # noqa: S308  # reason: built by klammer.presentation, escaped there


def _mark(one: Line, found: IndexFigure, *, alone: bool) -> maps.Mark:
    words = f"{one.name}: {one.title or one.reason}"
    page = "" if alone else area_page(found, one.key)
    return maps.Mark(style_of(one, found), words, page)


def area_page(found: IndexFigure, key: str) -> str:
    """Return the address of an area's page of the index."""
    page = reverse("atlas:index_area", args=[found.view.index.id, key])
    return f"{page}?{found.view.query(gebiet='', mit='')}"


def _labels(drawn: maps.Outlines, found: IndexFigure) -> Mapping[str, Sequence[str]]:
    if len(drawn.paths) > _MOST_LABELS:
        return {}
    wanted = {
        one.key: (one.name.removeprefix("Landkreis ").removeprefix("Kreis "),)
        for one in found.lines
        if one.key in drawn.anchors
    }
    return maps.room_for_labels(drawn, wanted)


def ranks_picture(found: IndexFigure, *, narrow: bool) -> str:
    """Draw how far each area's rank moves over the variants; empty without variants."""
    shown = [one for one in found.known if one.certainty is not None]
    names = short_names({one.key: one.name for one in shown})
    third = len(shown) // 3
    bars = [
        ranking.RankBar(
            key=one.key,
            name=names[one.key],
            ranks=_interval(one, third, len(shown)),
            text=one.title,
            address=area_page(found, one.key),
            is_own=one.key == found.view.own,
        )
        for one in sorted(shown, key=lambda one: _middle(one, found))
    ]
    label = f"Rangspannen: {found.specification.title}"
    return ranking.rank_bars(bars, label=label, narrow=narrow)


def _middle(one: Line, found: IndexFigure) -> float:
    sign = -1.0 if found.specification.ranking.first == "highest" else 1.0
    return sign * (one.value or 0.0)


def _interval(one: Line, third: int, count: int) -> RankInterval:
    held = one.certainty
    low, high = (held.low, held.high) if held else (1, count)
    upper = 1.0 if high <= third else 0.0
    lower = 1.0 if low > count - third else 0.0
    return RankInterval(low, high, upper, lower)


def drawing_of(found: IndexFigure) -> Drawing | None:
    """Return the map as a picture that needs no page around it."""
    drawn = map_picture(found, alone=True)
    if not drawn:
        return None
    styles = resource_files("klammer_web.atlas").joinpath("static/atlas/map-file.css").read_text()
    colours = palette(found)
    keys = [(f"{colours} {key.style}", f"{key.words} ({key.count})") for key in legend(found)]
    return Drawing(drawn, styles, keys, "Klassen des Index · in Klammern: Zahl der Gebiete")
