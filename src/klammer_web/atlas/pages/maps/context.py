# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The context of a map page: one map, or two side by side, with table, form and years."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.urls import reverse

from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, address, profile_of, series_of
from klammer_web.atlas.enums import LEVEL_BY_CODE, domain_label
from klammer_web.atlas.pages.breakdown_switch import breakdown_switch
from klammer_web.atlas.pages.choosing import crumbs
from klammer_web.atlas.pages.maps import drawing, wording
from klammer_web.atlas.pages.maps.moving import moves
from klammer_web.atlas.pages.maps.selection import form
from klammer_web.atlas.pages.maps.years import Year, years
from klammer_web.atlas.pages.peer_words import alike_words
from klammer_web.atlas.queries.figures import AreaFigure, MapFigure
from klammer_web.atlas.queries.outlines import fingerprint
from klammer_web.atlas.view_state import WHOLE_MAP, MapView, window_word

FIRST_ROWS = 200  # of a table that is longer than a browser shows at once
LONG_TABLE = 1_000
ANY_AREA = "AREA"  # stands for the key in addresses that scripts complete


def map_context(found: Sequence[MapFigure], *, release: Release, traces: Traces) -> dict[str, Any]:
    """Return the context of a map page. found: one map, or two side by side."""
    view, definition = found[0].view, found[0].definition
    return {
        **head_context(found, release),
        **_addresses(view, release),
        **_table(found, traces),
        "view": view,
        "level": LEVEL_BY_CODE[view.level],
        "maps": [panel(one, found) for one in found],
        "shares_legend": shares_legend(found),
        "years": year_row(found, release),
        "columns": columns(found),
        "relevant_unit": "Prozentpunkten" if definition.unit == "%" else definition.unit,
        "form": form(view, release, definition),
        "breakdown_switch": breakdown_switch(
            release,
            coverage=view.coverage,
            definition=definition,
            chosen=view.breakdown,
            link=lambda word, year: links(view)(view, merkmal=word, jahr=year),
            period=view.period,
        ),
        "root": release.root[:12],
        "place": "/".join(view.place),
        "window_word": window_word(view.window),
        "trace_comparators": [(one, traces.of(one.row)) for one in found[0].comparators],
        "ground_credit": settings.BASE_MAP["credit"] if view.ground else "",
        "crumbs": crumbs(
            (domain_label(definition.domain), wording.domain_address(definition)),
            (definition.title, ""),
        ),
    }


def _addresses(view: MapView, release: Release) -> dict[str, Any]:
    """Return the addresses that lead on from a map."""
    link = links(view)
    indicator = [view.indicator]
    base = reverse("atlas:map", args=indicator)
    return {
        "moves": moves(view, link),
        "every_row": link(view, zeilen="alle"),
        "profile_of_area": profile_of(ANY_AREA),
        "series_of_area": series_of(view.indicator, ANY_AREA, boundary=view.boundary),
        "state": reverse("atlas:map_state", args=indicator),
        "order_name": link(view, folge="name"),
        "order_value": link(view, folge=""),
        "as_table": link(view, ansicht="tabelle"),
        "as_map": link(view, ansicht=""),
        "csv": f"{reverse('atlas:map_table', args=indicator)}?{view.query()}",
        "svg": f"{reverse('atlas:map_picture', args=indicator)}?{view.query()}",
        "sheet": address("catalogue:indicator", view.indicator),
        "cite": wording.cite(release.definitions[view.indicator], view, release, base),
    }


def _table(found: Sequence[MapFigure], traces: Traces) -> dict[str, Any]:
    """Return the twin table, the first rows where it is very long."""
    rows = shown_rows(found)
    return {
        "table": [line(one, found, traces) for one in rows],
        "hidden_rows": len(found[0].figures) - len(rows),
        "has_cases": any(one.row["numerator"] is not None for one in found[0].figures),
    }


def year_row(found: Sequence[MapFigure], release: Release) -> list[Year]:
    """Return the years that the map can be switched to."""
    view = found[0].view
    link = links(view)
    return years(
        found[0],
        release=release,
        link=lambda period: link(view, **view.in_year(period)),
        beside=found[1].view.period if len(found) > 1 else "",
    )


def head_context(found: Sequence[MapFigure], release: Release) -> dict[str, Any]:
    """Return what stands above the map: title, sentences, what is missing."""
    first = found[0]
    is_pair = len(found) > 1
    return {
        "title": wording.pair_title(*found) if is_pair else wording.title_of(first),
        "figure": first,
        "others": [(wording.caption_of(one, beside=first), one) for one in found[1:]],
        "caption": wording.caption_of(first, beside=found[1]) if is_pair else "",
        "definition": first.definition,
        "contrast": wording.contrast_words(first),
        "alike": alike_words(release, key=first.view.against, boundary=first.view.boundary),
        "not_comparable": not_comparable(found),
    }


def links(view: MapView) -> Callable[..., str]:
    """Return how addresses of other views of the same indicator are made."""
    base = reverse("atlas:map", args=[view.indicator])

    def link(other: MapView, **changed: str) -> str:
        return f"{base}?{other.query(**changed)}"

    return link


def panel(one: MapFigure, found: Sequence[MapFigure]) -> dict[str, Any]:
    """Return one of the maps: picture, legend, what scripts need to draw it."""
    view = one.view
    other = next((each for each in found if each is not one), None)
    is_large = drawing.is_large(one)
    whole = replace(view, window=WHOLE_MAP, beside=None, view="karte")
    outlines = reverse("atlas:outlines_json", args=view.place)
    return {
        "figure": one,
        "caption": wording.caption_of(one, beside=other) if other else "",
        "picture": drawing.picture(one),
        "is_large": is_large,
        "has_outlines": drawing.has_outlines(one),
        "window": window_words(view),
        "fine": drawing.outlines_address(view, is_rough=False) if drawing.is_rough(view) else "",
        "palette": drawing.palette(one),
        "legend_title": drawing.legend_title(one),
        "contrast": wording.contrast_words(one),
        "outlines": f"{outlines}?v={fingerprint(*view.place)}" if is_large else "",
        "file": f"{reverse('atlas:map_picture', args=[view.indicator])}?{whole.query()}",
        "label": f"Karte: {wording.title_of(one)}. Werte in der Tabelle.",
    }


def window_words(view: MapView) -> dict[str, str]:
    """Return the part that is shown as scripts read it."""
    shown = view.window.inside()
    return {name: f"{getattr(shown, name):.6g}" for name in ("zoom", "x", "y")}


def shares_legend(found: Sequence[MapFigure]) -> bool:
    """Whether two maps have the same limits, so that one legend holds for both."""
    if len(found) < 2 or found[0].contrast or found[1].contrast:
        return False
    texts = [[step.text for step in one.steps] for one in found]
    return found[0].definition.id == found[1].definition.id and texts[0] == texts[1]


def columns(found: Sequence[MapFigure]) -> str:
    """Return which columns the twin table has: a switched map with others needs another table."""
    first = found[0]
    has_interval = any(one.interval for one in first.figures)
    parts = ["wert", *(["spannweite"] if has_interval and not first.contrast else [])]
    parts += ["gegen"] if first.contrast else []
    # A row more below: similar counties are only there while they are compared with.
    parts += ["aehnliche"] if any(one.row.get("is_beside") for one in first.comparators) else []
    return " ".join([*parts, *(["daneben"] if len(found) > 1 else [])])


def shown_rows(found: Sequence[MapFigure]) -> Sequence[AreaFigure]:
    """Return the rows of the table that are sent: the first ones where there are very many."""
    first = found[0]
    is_cut = len(first.figures) > LONG_TABLE and not first.view.every_row
    return first.figures[:FIRST_ROWS] if is_cut else first.figures


def line(one: AreaFigure, found: Sequence[MapFigure], traces: Traces) -> dict[str, Any]:
    """Return one row of the twin table."""
    view = found[0].view
    numerator, denominator = one.row["numerator"], one.row["denominator"]
    return {
        "one": one,
        "second": found[1].by_key.get(one.key) if len(found) > 1 else None,
        "profile": profile_of(one.key),
        "stands": one.stands.partition(";")[0],
        "series": series_of(view.indicator, one.key, boundary=view.boundary),
        "trace": traces.of(one.row) if one.value is not None else "",
        "numerator": "" if numerator is None else formats.number(numerator),
        "denominator": "" if denominator is None else formats.number(denominator),
    }


def not_comparable(found: Sequence[MapFigure]) -> str:
    """Say that a break lies between the years of two maps; empty when none does."""
    if len(found) < 2 or found[0].definition.id != found[1].definition.id:
        return ""
    first, last = sorted(one.view.period for one in found)
    reasons = [
        one.reason.rstrip(".") for one in found[0].definition.breaks if first < one.period <= last
    ]
    if not reasons:
        return ""
    years_named = f"{formats.period(first)} und {formats.period(last)}"
    return f"{years_named} sind nicht vergleichbar: {'; '.join(reasons)}."
