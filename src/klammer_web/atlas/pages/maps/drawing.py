# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The drawing of a map: on the page, as a file that stands alone, of very many areas."""

from collections.abc import Mapping, Sequence
from importlib.resources import files as resource_files
from xml.sax.saxutils import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from klammer.presentation import formats, maps
from klammer_web.atlas.addresses import profile_of
from klammer_web.atlas.queries import ground
from klammer_web.atlas.queries.figures import AreaFigure, MapFigure
from klammer_web.atlas.queries.outlines import fingerprint, outlines, rough
from klammer_web.atlas.seen import Drawing
from klammer_web.atlas.view_state import MapView

MANY = 1_500  # areas from which a map is drawn by classes instead of area by area
FINE_FROM = 2.5  # enlargement from which all points of the outlines are seen
_MOST_LABELS = 45


def palette(found: MapFigure) -> str:
    """Return the class that chooses the colours of a map and its legend."""
    return "contrast" if found.contrast else f"k{len(found.steps)}"


def is_large(found: MapFigure) -> bool:
    """Whether there are so many areas that a browser could not hold an element for each."""
    drawn = outlines(*found.view.place)
    return drawn is not None and len(drawn.paths) > MANY


def has_outlines(found: MapFigure) -> bool:
    """Whether the map can be drawn at all."""
    return outlines(*found.view.place) is not None


def picture(found: MapFigure) -> SafeString:
    """Return the map for a page; empty without outlines."""
    return mark_safe("" if is_large(found) else drawn_map(found))  # noqa: S308  # reason: built by klammer.presentation, escaped there


def drawn_map(found: MapFigure, *, alone: bool = False) -> str:
    """Draw the map of a figure; `alone` draws outlines instead of referring to them."""
    view = found.view
    drawn = outlines(*view.place)
    if drawn is None:
        return ""
    label = f"Karte: {found.definition.title} {formats.period(view.period)}. Werte in der Tabelle."
    if len(drawn.paths) > MANY:
        styles = {one.key: one.style for one in found.figures}
        return maps.merged(drawn, styles=styles, label=label, style=palette(found))
    return maps.picture(
        drawn,
        address="" if alone else outlines_address(view, is_rough=is_rough(view)),
        marks={one.key: _mark(one, alone=alone) for one in found.figures},
        label=label,
        style=f"{palette(found)} has-ground" if view.ground and not alone else palette(found),
        labels=_labels(drawn, found),
        window=view.window,
        under="" if alone or not view.ground else ground.pictures(drawn, view.window),
    )


def is_rough(view: MapView) -> bool:
    """Whether the map is drawn with fewer points: so many areas that nobody sees more."""
    return view.window.zoom < FINE_FROM and rough(*view.place) is not None


def outlines_address(view: MapView, *, is_rough: bool) -> str:
    """Return the address of the outlines that a map refers to."""
    place = reverse("atlas:outlines", args=view.place)
    return f"{place}?v={fingerprint(*view.place)}{'&grob=1' if is_rough else ''}"


def picture_file(found: MapFigure) -> str:
    """Return the map as a file that needs no other: outlines, styles and title inside."""
    drawn = drawn_map(found, alone=True)
    if not drawn:
        return ""
    head, _, rest = drawn.partition(">")
    title = escape(f"{found.definition.title}, {formats.period(found.view.period)}")
    source = escape(" ".join(found.sources))
    return f"{head}><title>{title}</title><desc>{source}</desc><style>{_styles()}</style>{rest}"


def drawing_of(found: MapFigure) -> Drawing:
    """Return the map as a picture that needs no page around it."""
    keys = found.contrast.keys if found.contrast else ()
    legend = [(f"contrast {key.style}", f"{key.words} ({key.count})") for key in keys]
    steps = [] if found.contrast else found.steps
    colours = palette(found)
    legend += [(f"{colours} {step.style}", f"{step.text} ({step.count})") for step in steps]
    legend += [(step.style, f"{step.text} ({step.count})") for step in found.others]
    return Drawing(
        drawn_map(found, alone=True),
        _styles(),
        legend,
        "" if found.contrast else f"{legend_title(found)} · in Klammern: Zahl der Gebiete",
    )


def legend_title(found: MapFigure) -> str:
    """Return unit, how the classes were made and whether other years have the same."""
    words = [found.definition.unit or "Wert", *([found.method] if found.steps else [])]
    return " · ".join([*words, *([found.over] if found.over and found.steps else [])])


def words_of(one: AreaFigure) -> str:
    """Return what is said of an area where it is pointed at, line by line."""
    lines = [
        f"{one.name}: {one.text}",
        f"Spannweite {one.interval}" if one.interval else "",
        one.meaning,
        one.stands,
    ]
    return "\n".join(line for line in lines if line)


def _styles() -> str:
    return resource_files("klammer_web.atlas").joinpath("static/atlas/map-file.css").read_text()


def _mark(one: AreaFigure, *, alone: bool) -> maps.Mark:
    return maps.Mark(one.style, words_of(one), "" if alone else profile_of(one.key))


def _labels(drawn: maps.Outlines, found: MapFigure) -> Mapping[str, Sequence[str]]:
    """Label areas that have room for their name and value; on crowded maps none."""
    window = found.view.window
    if len(drawn.paths) > _MOST_LABELS and window.zoom < 2:
        return {}
    wanted = {
        one.key: (one.name.removeprefix("Landkreis ").removeprefix("Kreis "), one.text)
        for one in found.figures
        if one.key in drawn.anchors
    }
    return maps.room_for_labels(drawn, wanted, window=window)
