# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an overview says: of all, of one area, of one cell."""

import re

from klammer.presentation import formats, tallies
from klammer.presentation.contrasts import EVEN, Contrast
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.overview import Cell, Column, Overview

_PLACES = re.compile(r"Platz (\d+)(?: bis (\d+))?")


def area_name(area: areas.AreaName) -> str:
    """Return the name of an area as it stands in a narrow column."""
    return area.title.removeprefix("Landkreis ")


def said_of(key: str, found: Overview) -> str:
    """Say in which indicators an area stands out against the comparator."""
    pairs = ((one.definition.title, one.cells[key].stands) for one in found.columns)
    return tallies.named(pairs, against=found.comparator.facing)


def summary(found: Overview) -> str:
    """Say how much is shown, how much of it can be tested, and how much stands out."""
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


def narrow(stands: Contrast | None) -> str:
    """Return the word of a cell as a narrow column has room for: niedr. instead of niedriger."""
    return short(stands).replace("niedriger", "niedr.")


def told(column: Column, cell: Cell) -> str:
    """Say everything about a cell, for whoever points at it."""
    said = f"{column.definition.title} {formats.period(column.period)}, {cell.figure.name}: "
    said += cell.figure.text
    if cell.figure.meaning:
        said += f" ({cell.figure.meaning})"
    return f"{said}. {cell.stands.words}" if cell.stands else f"{said}."
