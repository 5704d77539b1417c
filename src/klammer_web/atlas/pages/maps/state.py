# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A map as an answer that switches the page without loading it: what changes, and nothing else."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, series_of
from klammer_web.atlas.pages.maps import context, drawing
from klammer_web.atlas.queries.figures import MapFigure
from klammer_web.atlas.queries.outlines import outlines


def map_state(found: Sequence[MapFigure], *, release: Release, traces: Traces) -> dict[str, Any]:
    """Return the state of a map page.

    {"address", "place", "title", "head", "years": HTML, "columns", "order": rows of the table,
     "maps": [{"palette", "label", "caption", "legend": HTML, "styles": words, "of": index in
     styles for each area, "words": of each area}], "rows": [text, meaning, interval, stands,
     style, second text] for each area, "comparators": the same of larger areas, "trace": before and
     after an area's key, "series": address with AREA in place of the key}

    Areas are in the order of the outlines. Of very many areas "words" and "rows" are left out.
    """
    first = found[0]
    view = first.view
    head = context.head_context(found, release)
    many = len(first.figures) > context.LONG_TABLE
    return {
        "address": f"{reverse('atlas:map', args=[view.indicator])}?{view.query()}",
        "place": "/".join(view.place),
        "title": head["title"],
        "head": render_to_string("atlas/map_head.html", head),
        "years": render_to_string(
            "atlas/map_years.html", {"years": context.year_row(found, release)}
        ),
        "columns": context.columns(found),
        "order": [] if many else [one.key for one in first.figures],
        "maps": [_map(one, found, with_words=not many) for one in found],
        "rows": {} if many else _rows(found),
        "comparators": [[one.name, one.plain, one.interval] for one in first.comparators],
        "trace": _trace(first, traces),
        "series": series_of(view.indicator, context.ANY_AREA, boundary=view.boundary),
    }


def area_state(found: MapFigure, area: str) -> dict[str, str]:
    """Return what is said of one area of a map; of an unknown one nothing."""
    one = found.by_key.get(area)
    return {"area": area, "words": drawing.words_of(one) if one else ""}


def _map(one: MapFigure, found: Sequence[MapFigure], *, with_words: bool) -> dict[str, Any]:
    panel = context.panel(one, found)
    drawn = outlines(*one.view.place)
    order = drawn.order if drawn else tuple(sorted(one.by_key))
    styles = ["missing", *sorted({figure.style for figure in one.figures} - {"missing"})]
    place = {style: number for number, style in enumerate(styles)}
    known = [one.by_key.get(key) for key in order]
    return {
        "palette": drawing.palette(one),
        "label": panel["label"],
        "caption": panel["caption"],
        "legend": render_to_string(
            "atlas/legend.html", {"map": panel, "shares_legend": context.shares_legend(found)}
        ),
        "styles": styles,
        "of": [place[figure.style] if figure else 0 for figure in known],
        "words": [drawing.words_of(figure) if figure else "" for figure in known]
        if with_words
        else [],
    }


def _rows(found: Sequence[MapFigure]) -> dict[str, list[str]]:
    second = found[1].by_key if len(found) > 1 else {}
    return {
        one.key: [
            one.plain,
            one.meaning,
            one.interval,
            one.stands.partition(";")[0],
            one.style,
            second[one.key].plain if one.key in second else "",
        ]
        for one in found[0].figures
    }


def _trace(found: MapFigure, traces: Traces) -> list[str]:
    """Return what stands before and after an area's key in the address of a figure's origin."""
    known = next((one for one in found.figures if one.value is not None), None)
    if known is None:
        return []
    head, _, tail = traces.of(known.row).rpartition(f"/{known.key}/")
    return [f"{head}/", f"/{tail}"] if head else []
