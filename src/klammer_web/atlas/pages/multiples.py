# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of small drawings needs: a panel for each area, the axes in words, the table."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import mark_safe

from klammer.presentation import formats
from klammer.presentation.movements import SPAN, Way
from klammer.presentation.multiples import panel
from klammer.presentation.sentences import is_number
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, address, series_of
from klammer_web.atlas.downloads.drawings import multiples_drawing
from klammer_web.atlas.enums import LEVEL_BY_CODE, WHOLE
from klammer_web.atlas.pages.breakdown_switch import breakdown_switch
from klammer_web.atlas.pages.choosing import breakdown_words, crumbs
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.multiples import MOST, Multiples, Small, keys_inside
from klammer_web.atlas.seen import Seen
from klammer_web.atlas.view_state import MapView
from klammer_web.chain.enums import EvidenceShape

_ORDERS = (("wert", "Wert"), ("name", "Name"))


def address_of(view: MapView, **changed: str) -> str:
    """Return the address of the page; `changed` replaces words of it."""
    known = view.words()
    kept = {name: known[name] for name in ("ebene", "stand", "bereich", "merkmal", "folge")}
    words = {name: word for name, word in {**kept, **changed}.items() if word}
    page = reverse("atlas:multiples", args=[view.indicator])
    return f"{page}?{urlencode(words, safe=':,')}"


def multiples_context(found: Multiples, *, release: Release, traces: Traces) -> dict[str, Any]:
    """Return the context of a page of small drawings."""
    view, definition = found.view, found.definition
    return {
        **_head(view, definition, release),
        "found": found,
        "sentences": sentences(found),
        "panels": [_panel(one, found, traces) for one in found.smalls],
        "key": _panel(found.reference, found, traces) if found.reference else None,
        "axes": _axes(found),
        "rows": [_row(one, traces) for one in found.smalls],
        "periods": [formats.period(one) for one in found.periods],
        "seen": multiples_seen(found, release=release),
    }


def choosing_context(view: MapView, *, release: Release, definition) -> dict[str, Any]:
    """Return the context when the extent holds too many areas: the ways to fewer."""
    inner = {"municipality": "county", "association": "county"}.get(view.level, "state")
    held = {key[:5] if inner == "county" else key[:2] for key in keys_inside(view)}
    named = areas.names(inner, view.boundary)
    ways = sorted((named[key] for key in held if key in named), key=lambda one: one.sorting)
    return {
        **_head(view, definition, release),
        "count": len(keys_inside(view)),
        "most": MOST,
        "ways": [(one.title, address_of(view, bereich=one.key)) for one in ways],
    }


def multiples_seen(found: Multiples, *, release: Release) -> Seen:
    """Return the series of all areas as what is seen: a table."""
    view = found.view
    shown = [*found.smalls, *([found.reference] if found.reference else [])]
    return Seen(
        what=EvidenceShape.TABLE,
        address=address_of(view),
        title=title_of(view, found.definition),
        sentence=" ".join(sentences(found)),
        sources=found.sources,
        release=release,
        rows=[figure.row for one in shown for figure in one.figures if "sex" in figure.row],
        names={one.area.key: one.area.title for one in shown},
        about=[
            ("Gebietsstand", formats.german_date(view.boundary)),
            *(("Bruch", f"ab {cut}: {reason}") for _, cut, reason in found.breaks),
        ],
        drawing=(lambda: multiples_drawing(found)) if found.axes and found.smalls else None,
    )


def title_of(view: MapView, definition) -> str:
    """Return what is seen: "Pflegequote: Verläufe der Kreise in Thüringen"."""
    part = breakdown_words(view.breakdown)
    extent = areas.name_of(view.extent, boundary=view.boundary)
    within = f" {extent.within}" if extent and view.extent != WHOLE else ""
    noun = LEVEL_BY_CODE[view.level].plural
    return f"{definition.title}{f' ({part})' if part else ''}: {noun}{within}"


def sentences(found: Multiples) -> list[str]:
    """Say in how many areas the value rose or fell, by the printed values and their intervals.

    Nothing where not every area may be judged: few people and no interval.
    """
    total = sum(found.ways.values())
    if not total:
        return []
    up, down = found.ways.get(Way.UP, 0), found.ways.get(Way.DOWN, 0)
    turned = found.ways.get(Way.OVER, 0) + found.ways.get(Way.UNDER, 0)
    rest = total - up - down - turned
    told = [
        f"{_in(up)} gestiegen",
        f"{_in(down)} gesunken",
        *([f"{_in(turned)} gestiegen und gesunken"] if turned else []),
    ]
    said = f"{_since(found)} ist der Wert, von {formats.number(total)}, {', '.join(told)}"
    clear = f"; {_in(rest)} ist keine klare Richtung zu sehen" if rest else ""
    return [f"{said}{clear}."]


def _since(found: Multiples) -> str:
    """Return since when areas are compared: the last break, but five years at most."""
    begin = str(int(found.periods[-1][:4]) - SPAN)
    cut = found.breaks[-1][1] if found.breaks else ""
    return f"Seit dem Bruch {cut}" if cut > begin else "In den letzten fünf Jahren"


def _in(count: int) -> str:
    return f"in {formats.number(count)}" if count else "in keinem"


def _head(view: MapView, definition, release: Release) -> dict[str, Any]:
    title = title_of(view, definition)
    base = reverse("atlas:map", args=[view.indicator])
    return {
        "view": view,
        "definition": definition,
        "title": title,
        "noun": LEVEL_BY_CODE[view.level].plural,
        "orders": [
            (word, address_of(view, folge="" if name == "wert" else name), name == view.order)
            for name, word in _ORDERS
        ],
        "levels": [
            (LEVEL_BY_CODE[code].choice, _level_address(view, code), code == view.level)
            for code in dict.fromkeys(one.area_level for one in release.coverage(view.indicator))
            if code != "country"
        ],
        "breakdown_switch": breakdown_switch(
            release,
            coverage=view.coverage,
            definition=definition,
            chosen=view.breakdown,
            link=lambda word, _: address_of(view, merkmal=word),
        ),
        "map": f"{base}?{view.query()}",
        "sheet": address("catalogue:indicator", view.indicator),
        "boundary": formats.german_date(view.boundary),
        "crumbs": crumbs((definition.title, f"{base}?{view.query()}"), ("Verläufe", "")),
    }


def _level_address(view: MapView, code: str) -> str:
    extent = WHOLE if code == "state" else view.extent
    if code in {"county", "planning_region"}:
        extent = view.extent[:2]
    page = reverse("atlas:multiples", args=[view.indicator])
    words = {"ebene": LEVEL_BY_CODE[code].word, "bereich": extent}
    return f"{page}?{urlencode(words)}"


def _panel(one: Small, found: Multiples, traces: Traces) -> dict[str, Any]:
    beside = found.reference.points if found.reference and one is not found.reference else ()
    has_line = found.axes is not None and one.years > 0
    return {
        "small": one,
        "picture": mark_safe(panel(one.points, axes=found.axes, beside=beside))  # noqa: S308  # reason: built by klammer.presentation, numbers only
        if has_line and found.axes
        else "",
        "series": series_of(found.definition.id, one.area.key, boundary=found.view.boundary)
        + _cut(found.view),
        "trace": traces.of(one.newest.row),
        "year": formats.period(one.newest.row["period"]),
        "is_old": one.newest.row["period"] != found.periods[-1],
        "few": one.years if one.years < 3 else 0,
    }


def _cut(view: MapView) -> str:
    word = view.words()["merkmal"]
    return f"&merkmal={word}" if word else ""


def _axes(found: Multiples) -> dict[str, str] | None:
    if found.axes is None:
        return None
    unit = "" if found.is_index else found.definition.unit
    decimals = next(
        n for n in range(11) if all(round(t, n) == t for t in (found.axes.bottom, found.axes.top))
    )
    return {
        "first": str(int(found.axes.years[0])),
        "last": str(int(found.axes.years[1])),
        "bottom": formats.number(found.axes.bottom, decimals=decimals),
        "top": formats.with_unit(
            found.axes.top, decimals=decimals, unit=unit if unit == "%" else ""
        ),
        "is_from_zero": "1" if found.axes.bottom == 0 else "",
    }


def _row(one: Small, traces: Traces) -> dict[str, Any]:
    return {
        "small": one,
        "cells": [
            (figure, traces.of(figure.row) if is_number(figure.row) else "")
            for figure in one.figures
        ],
    }
