# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""An overview as what is seen: for the tool bar, files, evidence."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from klammer.base.cells import Status
from klammer.presentation import formats, sources_line
from klammer.presentation.charts import rug
from klammer.warehouse.open import Release
from klammer_web.atlas.downloads.drawings import styles
from klammer_web.atlas.enums import LEVEL_BY_CODE, domain_label
from klammer_web.atlas.forms import overview_view
from klammer_web.atlas.pages.overview_words import area_name, narrow, said_of, summary
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.overview import Column, Overview
from klammer_web.atlas.seen import Drawing, Seen
from klammer_web.catalogue.queries.origins import origins
from klammer_web.chain.enums import EvidenceShape
from klammer_web.ui.listing.columns import Figure, Kind
from klammer_web.ui.listing.writers import Head, Sheet


def overview_seen(found: Overview, *, release: Release) -> Seen:
    """Return an overview, or the list of its chosen area, as what is seen."""
    view = found.view
    shown = [one for one in found.rows if view.area in {"", one.key}]
    figures = [column.cells[one.key].figure for column in found.columns for one in shown]
    above = [one.comparator for one in found.columns if one.comparator]
    names = {one.key: one.title for one in (*shown, found.comparator)}
    return Seen(
        what=EvidenceShape.TABLE,
        address=f"{reverse('atlas:overview')}?{overview_view.query(view)}",
        title=f"Überblick: {_what(found)}, gegenüber {found.comparator.title}",
        sentence=said_of(view.area, found) if view.area else summary(found),
        sources=_sources(found, release),
        release=release,
        rows=[one.row for one in (*figures, *above) if one.row.get("indicator")],
        names=names,
        about=[
            ("Gebietsstand", formats.german_date(view.boundary)),
            ("Zum Vergleich", found.comparator.title),
        ],
        drawing=None if view.area or not found.columns else lambda: _drawing(found),
        table=lambda: _sheet(found, shown, release=release),
    )


def _what(found: Overview) -> str:
    view = found.view
    domain = f", {domain_label(view.domain)}" if view.domain else ""
    if view.area:
        return f"{next(one.title for one in found.rows if one.key == view.area)}{domain}"
    extent = areas.name_of(view.extent, boundary=view.boundary)
    return f"{LEVEL_BY_CODE[view.level].plural} {extent.within if extent else ''}".strip() + domain


def _sources(found: Overview, release: Release) -> list[str]:
    every = [
        one
        for column in found.columns
        for one in origins(release, column.definition, level=found.view.level)
    ]
    return [f"Quellen: {' · '.join(sources_line.publishers(every))}."] if every else []


_HEADS = (
    Head("Kennzahl", width=34),
    Head("Einheit"),
    Head("Zeit"),
    Head("Gebietsschlüssel"),
    Head("Gebiet", width=28),
    Head("Wert", Kind.NUMBER, decimals=2, has_status=True),
    Head("zum Vergleich", Kind.NUMBER, decimals=2, has_status=True),
    Head("In Worten", width=44),
    Head("Freigabe"),
)


def _sheet(found: Overview, shown: Sequence[areas.AreaName], *, release: Release) -> Sheet:
    against, root = found.comparator.title, release.root[:12]
    rows = [(*_line(column, one, against), root) for column in found.columns for one in shown]
    return Sheet("Überblick", _HEADS, rows)


def _line(column: Column, area: areas.AreaName, against: str) -> tuple[Any, ...]:
    cell, definition = column.cells[area.key], column.definition
    whole = column.comparator
    stands = f"{cell.stands.words} (gegenüber {against})" if cell.stands else cell.figure.meaning
    return (
        definition.title,
        definition.unit,
        formats.period(column.period),
        area.key,
        area.title,
        Figure(cell.figure.value, cell.figure.row["status"]),
        Figure(whole.value, whole.row["status"]) if whole else None,
        stands,
    )


_KEYS = {
    "worse-2": "ungünstiger, 99,8 % sicher",
    "worse-1": "ungünstiger, 95 % sicher",
    "better-2": "günstiger, 99,8 % sicher",
    "better-1": "günstiger, 95 % sicher",
    "more-2": "höher, ohne Bewertung, 99,8 % sicher",
    "more-1": "höher, ohne Bewertung, 95 % sicher",
    "less-2": "niedriger, ohne Bewertung, 99,8 % sicher",
    "less-1": "niedriger, ohne Bewertung, 95 % sicher",
    "even": "≈ kein belegter Unterschied, der groß genug ist",
    "rank-1": "nicht auf Zufall prüfbar: unter den höchsten Werten",
    "rank-4": "nicht auf Zufall prüfbar: unter den niedrigsten Werten",
}


def _drawing(found: Overview) -> Drawing:
    """Draw the rug; its key names the colours that occur."""
    cells = {one.key: [_cell(column, one.key) for column in found.columns] for one in found.rows}
    held = {cell.style for row in cells.values() for cell in row}
    return Drawing(
        rug.rug(
            [(label, [_head(one) for one in columns]) for label, columns in found.groups],
            [(area_name(one), cells[one.key]) for one in found.rows],
            whole=found.comparator.title,
            label=f"Überblick: {_what(found)}",
        ),
        styles("css/rug-file.css"),
        [(f"rug {style}", words) for style, words in _KEYS.items() if style in held],
        f"Verglichen mit {found.comparator.facing}. „1–6“: unter den sechs höchsten Werten."
        if any(style.startswith("rank-") for style in held)
        else f"Verglichen mit {found.comparator.facing}.",
        is_tall=True,
    )


def _head(column: Column) -> rug.Head:
    unknown = formats.SIGNS[Status.MISSING][0]
    whole = column.comparator.plain if column.comparator else unknown
    return rug.Head(column.definition.title, formats.period(column.period), whole)


def _cell(column: Column, key: str) -> rug.Cell:
    cell = column.cells[key]
    style = cell.stands.style if cell.stands else ""
    return rug.Cell(cell.figure.plain, narrow(cell.stands), style)
