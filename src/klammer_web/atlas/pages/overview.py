# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the overview page needs: its form, its rug, and the same in words."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from klammer.base.cells import Status
from klammer.presentation import formats, tallies
from klammer.presentation.contrasts import Contrast
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, profile_of, series_of
from klammer_web.atlas.enums import LEVEL_BY_CODE, LEVELS, domain_label
from klammer_web.atlas.forms import overview_view
from klammer_web.atlas.forms.overview_view import comparators
from klammer_web.atlas.pages.choosing import crumbs
from klammer_web.atlas.pages.overview_seen import overview_seen
from klammer_web.atlas.pages.overview_words import area_name, narrow, said_of, short, summary, told
from klammer_web.atlas.pages.peer_words import alike_options, alike_words
from klammer_web.atlas.queries import areas, choices
from klammer_web.atlas.queries.figures import signs_in
from klammer_web.atlas.queries.overview import Column, Overview, OverviewView

MANY = 20  # columns from which each is as narrow as its figures


def overview_context(found: Overview, *, release: Release, traces: Traces) -> dict[str, Any]:
    """Return the context of an overview page."""
    view = found.view
    chosen = next((one for one in found.rows if one.key == view.area), None)
    extent = areas.name_of(view.extent, boundary=view.boundary)
    level = LEVEL_BY_CODE[view.level]
    is_group = isinstance(found.comparator, areas.PeerGroup)
    place = f"{level.plural} {extent.within}" if extent else level.plural
    return {
        "view": view,
        "title": f"{chosen.title if chosen else place}: Überblick",
        "place": place,
        "chosen": chosen,
        "profile": profile_of(chosen.key) if chosen else "",
        "domain": domain_label(view.domain) if view.domain else "",
        "level": level,
        "comparator": found.comparator.title,
        "than": "die ähnlichen Kreise" if is_group else found.comparator.title,
        "alike": alike_words(release, key=view.against, boundary=view.boundary),
        "domains": [(label, [_head(one) for one in columns]) for label, columns in found.groups],
        "rows": [_row(one, found) for one in found.rows],
        "list": _list(chosen.key, found, traces) if chosen else [],
        "columns": [_sentence(one, found) for one in found.columns],
        "summary": summary(found),
        "said": said_of(chosen.key, found) if chosen else "",
        "form": _form(found, release),
        "everything": f"?{overview_view.query(view, gebiet='')}",
        "beside": _beside(chosen, found) if chosen else (),
        "seen": overview_seen(found, release=release),
        "is_crowded": len(found.columns) > MANY,
        "signs": signs_in(cell.figure.row for one in found.columns for cell in one.cells.values()),
        "has_ranks": any(
            cell.stands and cell.stands.style.startswith("rank-")
            for one in found.columns
            for cell in one.cells.values()
        ),
        "crumbs": crumbs(("Überblick", "")),
    }


def _beside(chosen: areas.AreaName, found: Overview) -> list[tuple[str, str, str]]:
    """Return (direction, name, address) of the areas before and after one, to turn the pages."""
    place = next(n for n, one in enumerate(found.rows) if one.key == chosen.key)
    turns = (("before", place - 1), ("after", place + 1))
    return [
        (word, area_name(found.rows[n]), f"?{overview_view.query(found.view, gebiet=key)}")
        for word, n in turns
        if 0 <= n < len(found.rows)
        for key in [found.rows[n].key]
    ]


def _head(column: Column) -> dict[str, Any]:
    definition = column.definition
    return {
        "definition": definition,
        "period": formats.period(column.period),
        "map": reverse("atlas:map", args=[definition.id]),
        "comparator": column.comparator.plain if column.comparator else "",
        "unknown": formats.SIGNS[Status.MISSING],
    }


def _row(area: areas.AreaName, found: Overview) -> dict[str, Any]:
    return {
        "area": area,
        "name": area_name(area),
        "address": f"?{overview_view.query(found.view, gebiet=area.key)}",
        "cells": [_cell(column, area.key) for column in found.columns],
        "said": said_of(area.key, found),
    }


def _cell(column: Column, key: str) -> dict[str, Any]:
    cell = column.cells[key]
    return {
        "text": cell.figure.plain,
        "word": narrow(cell.stands),
        "rest": short(cell.stands).removeprefix(narrow(cell.stands).rstrip(".")),
        "style": cell.stands.style if cell.stands else "",
        "title": told(column, cell),
        "address": series_of(column.definition.id, key, boundary=column.boundary)
        if cell.figure.row.get("indicator")
        else "",
    }


def _list(key: str, found: Overview, traces: Traces) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return what stands in the rug's row of one area as a list to read."""
    return [
        (
            label,
            [
                {
                    **_cell(column, key),
                    **_head(column),
                    "one": column.cells[key].figure,
                    "trace": traces.of(column.cells[key].figure.row),
                    "stands": _long(column.cells[key].stands),
                    "text": column.cells[key].figure.text,
                }
                for column in columns
            ],
        )
        for label, columns in found.groups
    ]


def _long(stands: Contrast | None) -> str:
    return stands.words.partition(". ")[0] if stands else ""


def _sentence(column: Column, found: Overview) -> dict[str, Any]:
    counted = tallies.tally(cell.stands for cell in column.cells.values())
    pairs = ((cell.figure.name, cell.stands) for cell in column.cells.values())
    said = "" if not counted.tested else tallies.named(pairs, against=found.comparator.facing)
    return {**_head(column), "spread": column.sentence, "said": said}


def _form(found: Overview, release: Release) -> dict[str, Sequence[tuple[str, str, bool]]]:
    view = found.view
    held = {one.area_level for one in release.coverage()}
    return {
        "levels": [
            (one.word, one.plural, one.code == view.level)
            for one in LEVELS
            if one.code in held and one.code in overview_view.LEVELS
        ],
        "extents": _extents(view),
        "domains": [
            ("", "die wichtigsten Kennzahlen", not view.domain),
            *((one, label, one == view.domain) for one, label in choices.domains(release)),
        ],
        "areas": [
            ("", "alle nebeneinander", not view.area),
            *((one.key, area_name(one), one.key == view.area) for one in found.rows),
        ],
        "comparators": [
            (one.key, one.title, one.key == view.against)
            for one in comparators(view.extent, view.boundary)
        ],
        "alike": alike_options(
            release,
            level=view.level,
            boundary=view.boundary,
            extent=view.extent,
            against=view.against,
        ),
    }


def _extents(view: OverviewView) -> list[tuple[str, str, bool]]:
    state = areas.name_of(view.extent[:2], boundary=view.boundary)
    found = [(state.key, state.within)] if state and view.level == "county" else []
    if view.level != "county":
        counties = areas.names("county", view.boundary).values()
        rural = [o for o in counties if o.key[:2] == view.extent[:2] and "frei" not in o.kind]
        found = [(one.key, one.within) for one in sorted(rural, key=lambda one: one.sorting)]
    if view.extent not in {key for key, _ in found}:
        own = areas.name_of(view.extent, boundary=view.boundary)
        found.append((view.extent, own.within if own else view.extent))
    return [(key, words, key == view.extent) for key, words in found]
