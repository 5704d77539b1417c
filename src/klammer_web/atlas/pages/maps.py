# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the map page needs: the drawing, its labels, its twin table and its form."""

from collections.abc import Sequence
from importlib.resources import files as resource_files
from typing import Any
from xml.sax.saxutils import escape

from django.urls import reverse
from django.utils.safestring import mark_safe

from klammer.base.cells import TOTAL
from klammer.indicators.definitions import Definition
from klammer.presentation import contrasts, formats, maps
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, address, profile_of, series_of
from klammer_web.atlas.enums import (
    LEVEL_BY_CODE,
    METHODS,
    TOTAL_WORD,
    WHOLE,
    breakdown_label,
    domain_label,
    levels_among,
)
from klammer_web.atlas.pages.choosing import breakdown_words, crumbs
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.figures import AreaFigure, MapFigure
from klammer_web.atlas.queries.outlines import fingerprint, outlines
from klammer_web.atlas.seen import Drawing
from klammer_web.atlas.view_state import MapView

_MOST_LABELS = 45


def map_context(found: MapFigure, *, release: Release, traces: Traces) -> dict[str, Any]:
    """Return the context of a map page."""
    view, definition = found.view, found.definition
    base = reverse("atlas:map", args=[view.indicator])
    extent = areas.name_of(view.extent, boundary=view.boundary)
    return {
        "definition": definition,
        "figure": found,
        "view": view,
        "title": _map_title(definition, view, extent),
        "level": LEVEL_BY_CODE[view.level],
        "table": [_line(one, view, traces) for one in found.figures],
        "has_intervals": any(one.interval for one in found.figures),
        "has_cases": any(one.row["numerator"] is not None for one in found.figures),
        "picture": _picture(found),
        "classes": _palette(found),
        "contrast": _contrast(found),
        "relevant_unit": "Prozentpunkten" if definition.unit == "%" else definition.unit,
        "form": _form(view, release, definition),
        "order_name": f"{base}?{view.query(folge='name')}",
        "order_value": f"{base}?{view.query(folge='')}",
        "as_table": f"{base}?{view.query(ansicht='tabelle')}",
        "as_map": f"{base}?{view.query(ansicht='')}",
        "csv": f"{reverse('atlas:map_table', args=[view.indicator])}?{view.query()}",
        "svg": f"{reverse('atlas:map_picture', args=[view.indicator])}?{view.query()}",
        "sheet": address("catalogue:indicator", view.indicator),
        "trace_comparators": [(one, traces.of(one.row)) for one in found.comparators],
        "cite": _cite(definition, view, release, base),
        "crumbs": crumbs(
            (domain_label(definition.domain), _domain(definition)), (definition.title, "")
        ),
    }


def _palette(found: MapFigure) -> str:
    return "contrast" if found.contrast else f"k{len(found.steps)}"


def _contrast(found: MapFigure) -> dict[str, Any]:
    """Return what the page says about a chosen comparator; empty when none is chosen."""
    view, definition = found.view, found.definition
    if not view.against:
        return {}
    area = areas.name_of(view.against, boundary=view.boundary)
    name = area.concerning if area else view.against
    if found.contrast is None:
        is_sum = definition.kind.adds_up
        why = (
            "Absolute Zahlen großer und kleiner Gebiete lassen sich nicht vergleichen."
            if is_sum
            else f"Für {name} gibt es in diesem Jahr keinen Wert."
        )
        return {"missing": f"{why} Die Karte zeigt deshalb die Größe der Werte."}
    return {
        "name": area.title if area else view.against,
        "value": found.contrast.comparator.text,
        "relevant": contrasts.stated(found.contrast.relevant, wording=found.wording),
        "is_own": found.contrast.own,
        "lines": found.contrast.keys,
        "is_untested": all(key.style.startswith("rank-") for key in found.contrast.keys),
        "sentence": _contrast_sentence(found, name),
    }


def _contrast_sentence(found: MapFigure, name: str) -> str:
    """Say how many areas differ: more than chance, and enough to matter."""
    plural = LEVEL_BY_CODE[found.view.level].plural
    tested = [one for one in found.figures if one.stands and not one.style.startswith("rank-")]
    if not tested:
        return (
            "Ob sich Werte mehr als zufällig unterscheiden, lässt sich hier nicht prüfen. Die "
            "Karte zeigt nur, wo jeder Wert unter den anderen steht."
        )
    if found.contrast and found.contrast.relevant is None:
        return (
            "Für diese Kennzahl ist nicht festgelegt, ab welchem Unterschied er zählt. Tragen Sie "
            "oben einen ein; bis dahin bleibt die Karte ohne Farbe."
        )
    higher = sum(one.style.endswith(("-1", "-2")) and "höher" in one.stands for one in tested)
    lower = sum(one.style.endswith(("-1", "-2")) and "niedriger" in one.stands for one in tested)
    rest = len(tested) - higher - lower
    return (
        f"Von {formats.number(len(tested))} prüfbaren Werten ({plural}) sind {higher} belegt höher "
        f"und {lower} belegt niedriger als der Wert für {name}; bei {rest} ist kein Unterschied "
        "belegt oder er ist zu klein."
    )


def title_of(found: MapFigure) -> str:
    """Return the title of a map: what, where, when."""
    extent = areas.name_of(found.view.extent, boundary=found.view.boundary)
    return _map_title(found.definition, found.view, extent)


def drawing_of(found: MapFigure) -> Drawing:
    """Return the map as a picture that needs no page around it."""
    styles = resource_files("klammer_web.atlas").joinpath("static/atlas/map-file.css").read_text()
    keys = found.contrast.keys if found.contrast else ()
    legend = [(f"contrast {key.style}", f"{key.words} ({key.count})") for key in keys]
    steps = [] if found.contrast else found.steps
    palette = _palette(found)
    legend += [(f"{palette} {step.style}", f"{step.text} ({step.count})") for step in steps]
    legend += [(step.style, f"{step.text} ({step.count})") for step in found.others]
    unit = found.definition.unit or "Wert"
    heading = "" if found.contrast else f"{unit} · {found.method} · in Klammern: Zahl der Gebiete"
    return Drawing(_drawn(found, alone=True), styles, legend, heading)


def _drawn(found: MapFigure, *, alone: bool = False) -> str:
    """Draw the map of a figure; `alone` draws outlines instead of referring to them."""
    view = found.view
    drawn = outlines(view.level, view.boundary, view.extent)
    if drawn is None:
        return ""
    place = reverse("atlas:outlines", args=[view.level, view.boundary, view.extent])
    mark = fingerprint(view.level, view.boundary, view.extent)
    label = f"Karte: {found.definition.title} {formats.period(view.period)}. Werte in der Tabelle."
    return maps.picture(
        drawn,
        address="" if alone else f"{place}?v={mark}",
        marks={one.key: _mark(one, alone=alone) for one in found.figures},
        label=label,
        style=_palette(found),
        labels=_labels(drawn, found),
    )


def picture_file(found: MapFigure) -> str:
    """Return the map as a file that needs no other: outlines, styles and title inside."""
    styles = resource_files("klammer_web.atlas").joinpath("static/atlas/map-file.css").read_text()
    drawn = _drawn(found, alone=True)
    if not drawn:
        return ""
    head, _, rest = drawn.partition(">")
    title = escape(f"{found.definition.title}, {formats.period(found.view.period)}")
    source = escape(" ".join(found.sources))
    return f"{head}><title>{title}</title><desc>{source}</desc><style>{styles}</style>{rest}"


def _picture(found: MapFigure) -> str:
    return mark_safe(_drawn(found))  # noqa: S308  # reason: built by klammer.presentation, escaped there


def _mark(one: AreaFigure, *, alone: bool) -> maps.Mark:
    words = f"{one.name}: {one.text}" + (f" – {one.meaning}" if one.meaning else "")
    words += f" – {one.stands}" if one.stands else ""
    where = "" if alone else profile_of(one.key)
    return maps.Mark(one.style, words, where)


def _labels(drawn: maps.Outlines, found: MapFigure) -> dict[str, Sequence[str]]:
    """Label areas that have room for their name and value; on crowded maps none."""
    if len(drawn.paths) > _MOST_LABELS:
        return {}
    wanted = {
        one.key: (one.name.removeprefix("Landkreis ").removeprefix("Kreis "), one.text)
        for one in found.figures
        if one.key in drawn.anchors
    }
    return maps.room_for_labels(drawn, wanted)


def _map_title(definition: Definition, view: MapView, extent: areas.AreaName | None) -> str:
    part = breakdown_words(view.breakdown)
    where = f" {extent.within}" if extent and view.extent != WHOLE else " in Deutschland"
    plural = LEVEL_BY_CODE[view.level].plural
    what = f"{definition.title} ({part})" if part else definition.title
    return f"{what}: {plural}{where}, {formats.period(view.period)}"


def _line(one: AreaFigure, view: MapView, traces: Traces) -> dict[str, Any]:
    numerator, denominator = one.row["numerator"], one.row["denominator"]
    return {
        "one": one,
        "profile": profile_of(one.key),
        "stands": one.stands.partition(";")[0],
        "series": series_of(view.indicator, one.key, boundary=view.boundary),
        "trace": traces.of(one.row) if one.value is not None else "",
        "numerator": "" if numerator is None else formats.number(numerator),
        "denominator": "" if denominator is None else formats.number(denominator),
    }


def _form(view: MapView, release: Release, definition: Definition) -> dict[str, Any]:
    held = release.coverage(view.indicator)
    levels = {one.area_level for one in held}
    covered = [one for one in held if one.area_level == view.level]
    return {
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
        "breakdowns": _breakdowns(view),
        "colours": [] if definition.kind.adds_up else _colours(view),
        "relevant": _stated(view, definition),
        "methods": [
            (f"{method}:{count}", f"{count}, {words}", (method, count) == (view.method, view.count))
            for method, words in METHODS.items()
            for count in (3, 5, 7)
        ],
    }


def _colours(view: MapView) -> list[tuple[str, str, bool]]:
    """Return what may be coloured: the size, or the difference to an area above."""
    found = [("", "Größe der Werte", not view.against)]
    for key in view.comparators:
        area = areas.name_of(key, boundary=view.boundary)
        if area is not None:
            found.append((key, f"Vergleich: {area.title}", key == view.against))
    return found


def _stated(view: MapView, definition: Definition) -> str:
    found = definition.relevant_difference if view.relevant is None else view.relevant
    return "" if found is None else f"{found:g}".replace(".", ",")


def _extents(view: MapView) -> list[tuple[str, str, bool]]:
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


def _breakdowns(view: MapView) -> list[tuple[str, str, bool]]:
    found = [("", TOTAL_WORD, not view.breakdown)]
    for column, codes in view.coverage.breakdowns.items():
        found += [
            (f"{column}:{code}", breakdown_label(column, code), (column, code) in view.breakdown)
            for code in codes
            if code != TOTAL
        ]
    return found if len(found) > 1 else []


def _cite(definition: Definition, view: MapView, release: Release, base: str) -> str:
    return (
        f"{definition.title}, {formats.period(view.period)}, "
        f"{LEVEL_BY_CODE[view.level].plural}, Gebietsstand {formats.german_date(view.boundary)}; "
        f"Klammer, Freigabe {release.root[:12]}, {base}?{view.query()}"
    )


def _domain(definition: Definition) -> str:
    return f"{reverse('atlas:entry')}?bereich={definition.domain}"
