# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the overview page needs: its form, its rug, and the same in words."""

import re
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from klammer.base.cells import Status
from klammer.presentation import formats, tallies
from klammer.presentation.contrasts import EVEN, Contrast
from klammer.warehouse.open import Release
from klammer_web.atlas.addresses import Traces, profile_of, series_of
from klammer_web.atlas.enums import LEVEL_BY_CODE, LEVELS, domain_label
from klammer_web.atlas.forms import overview_view
from klammer_web.atlas.forms.overview_view import comparators
from klammer_web.atlas.pages.choosing import crumbs
from klammer_web.atlas.queries import areas, choices
from klammer_web.atlas.queries.figures import signs_in
from klammer_web.atlas.queries.overview import Cell, Column, Overview, OverviewView

_PLACES = re.compile(r"Platz (\d+)(?: bis (\d+))?")


def overview_context(found: Overview, *, release: Release, traces: Traces) -> dict[str, Any]:
    """Return the context of an overview page."""
    view = found.view
    against = found.comparator.facing
    chosen = next((one for one in found.rows if one.key == view.area), None)
    extent = areas.name_of(view.extent, boundary=view.boundary)
    level = LEVEL_BY_CODE[view.level]
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
        "groups": [(label, [_head(one) for one in columns]) for label, columns in found.groups],
        "rows": [_row(one, found, against) for one in found.rows],
        "list": _list(chosen.key, found, traces) if chosen else [],
        "columns": [_sentence(one, found) for one in found.columns],
        "summary": _summary(found),
        "said": _said(chosen.key, found, against) if chosen else "",
        "form": _form(view, release),
        "everything": f"?{overview_view.query(view, gebiet='')}",
        "signs": signs_in(cell.figure.row for one in found.columns for cell in one.cells.values()),
        "has_ranks": any(
            cell.stands and cell.stands.style.startswith("rank-")
            for one in found.columns
            for cell in one.cells.values()
        ),
        "crumbs": crumbs(("Überblick", "")),
    }


def _said(key: str, found: Overview, against: str) -> str:
    pairs = ((one.definition.title, one.cells[key].stands) for one in found.columns)
    return tallies.named(pairs, against=against)


def short(stands: Contrast | None) -> str:
    """Return what a contrast says in a cell: höher, niedriger, ≈, 1–6, or nothing."""
    if stands is None:
        return ""
    if stands.style == EVEN:
        return "≈"
    found = _PLACES.match(stands.words)
    if found:
        return f"{found[1]}–{found[2]}" if found[2] else found[1]
    return stands.words.partition(" ")[0].rstrip(",")


def _head(column: Column) -> dict[str, Any]:
    definition = column.definition
    return {
        "definition": definition,
        "period": formats.period(column.period),
        "map": reverse("atlas:map", args=[definition.id]),
        "comparator": column.comparator.plain if column.comparator else "",
        "unknown": formats.SIGNS[Status.MISSING],
    }


def _row(area: areas.AreaName, found: Overview, against: str) -> dict[str, Any]:
    return {
        "area": area,
        "name": area.title.removeprefix("Landkreis "),
        "address": f"?{overview_view.query(found.view, gebiet=area.key)}",
        "cells": [_cell(column, area.key) for column in found.columns],
        "said": _said(area.key, found, against),
    }


def _cell(column: Column, key: str) -> dict[str, Any]:
    cell = column.cells[key]
    return {
        "text": cell.figure.plain,
        "word": short(cell.stands),
        "style": cell.stands.style if cell.stands else "",
        "title": _told(column, cell),
        "address": series_of(column.definition.id, key, boundary=column.boundary)
        if cell.figure.row.get("indicator")
        else "",
    }


def _told(column: Column, cell: Cell) -> str:
    """Say everything about a cell, for whoever points at it."""
    said = f"{column.definition.title} {formats.period(column.period)}, {cell.figure.name}: "
    said += cell.figure.text
    if cell.figure.meaning:
        said += f" ({cell.figure.meaning})"
    return f"{said}. {cell.stands.words}" if cell.stands else f"{said}."


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


def _summary(found: Overview) -> str:
    total = tallies.tally(cell.stands for column in found.columns for cell in column.cells.values())
    number = formats.number
    known = total.tested + total.untested
    if not known:
        return "Zu diesem Ausschnitt gibt es keine Werte, die sich vergleichen lassen."
    coloured = total.worse + total.better + total.more + total.less
    return (
        f"{number(len(found.columns))} Kennzahlen für {number(len(found.rows))} Gebiete gegenüber "
        f"{found.comparator.facing}. Von {number(known)} Werten lassen sich {number(total.tested)} "
        f"auf Zufall prüfen; bei {number(coloured)} ist der Abstand belegt und groß genug für eine "
        "Farbe."
    )


def _form(view: OverviewView, release: Release) -> dict[str, Sequence[tuple[str, str, bool]]]:
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
        "comparators": [
            (one.key, one.title, one.key == view.against)
            for one in comparators(view.extent, view.boundary)
        ],
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
