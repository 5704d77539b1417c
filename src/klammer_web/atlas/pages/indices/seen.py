# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""An index as what is seen: to copy, to take along, to pin; all steps as a table."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse

from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.atlas.pages.indices import drawing, saying
from klammer_web.atlas.pages.indices.printing import title_of_part
from klammer_web.atlas.queries.indices.figures import IndexFigure
from klammer_web.atlas.seen import Seen
from klammer_web.chain.enums import EvidenceShape
from klammer_web.ui.listing.columns import Kind
from klammer_web.ui.listing.writers import Head, Sheet

_DECIDED = "Auswahl, Gewichte und Klassengrenzen sind Entscheidungen; in ihnen stecken Werturteile."
_STEPS = {
    "delivered": "Wert",
    "filled": "Wert, Lücken gefüllt",
    "transformed": "umgeformt",
    "standardised": "vergleichbar gemacht",
    "score": "zusammengefasst",
    "rank": "Rang der Rechnung",
    "class": "Klasse",
    "reason": "warum ohne Index",
    "n": "Zahl der Gebiete",
    "mean": "Mittel",
    "deviation": "Standardabweichung",
    "lowest": "niedrigster Wert",
    "highest": "höchster Wert",
}


def index_seen(found: IndexFigure, *, release: Release) -> Seen:
    """Return an index as what is seen; it rests on every cell that went in."""
    view = found.view
    page = reverse("atlas:index", args=[view.index.id])
    return Seen(
        what=EvidenceShape.COMPARISON,
        address=f"{page}?{view.query()}",
        title=saying.title_of(found),
        sentence=" ".join(saying.sentences(found)),
        sources=found.sources,
        release=release,
        rows=rows_of(found),
        names={one.key: one.name for one in found.lines},
        about=about(found),
        drawing=lambda: drawing.drawing_of(found),
        table=lambda: result_sheet(found),
    )


def area_seen(found: IndexFigure, key: str, *, release: Release) -> Seen:
    """Return one area of an index as what is seen; it rests on the area's cells."""
    line, view = found.by_key[key], found.view
    page = reverse("atlas:index_area", args=[view.index.id, key])
    return Seen(
        what=EvidenceShape.TABLE,
        address=f"{page}?{view.query(gebiet='', mit='')}",
        title=f"{found.specification.title}: {line.name}, {formats.period(view.period)}",
        sentence=saying.area_sentence(line, found),
        sources=found.sources,
        release=release,
        rows=[row for row in rows_of(found) if row["area"] == key],
        names={key: line.name},
        about=about(found),
        table=lambda: steps_sheet(found, areas=(key,)),
    )


def rows_of(found: IndexFigure) -> list[Mapping[str, Any]]:
    """Return the released cells that went in, each once."""
    seen: dict[tuple[str, str, str], Mapping[str, Any]] = {}
    for row in found.inputs.rows.values():
        seen.setdefault((row["indicator"], row["area"], row["period"]), row)
    return list(seen.values())


def about(found: IndexFigure) -> list[tuple[str, str]]:
    """Return further particulars for the sheet that goes along."""
    view, specification = found.view, found.specification
    return [
        ("Gebietsstand", formats.german_date(view.boundary)),
        ("Fassung des Index", view.index.version),
        *([("Verfahren", specification.citation)] if specification.citation else []),
        ("Rangspanne", f"mittlere 90 % der Varianten; {saying.first_words(found)}"),
        ("Zu bedenken", _DECIDED),
    ]


def result_sheet(found: IndexFigure) -> Sheet:
    """Return index, class and how sure, area by area; excluded ones with the reason."""
    domains = [(one.id, one.title or one.id) for one in found.specification.domains]
    has_change = found.result.dynamics is not None
    heads = (
        Head("Gebietsschlüssel"),
        Head("Gebiet", width=28),
        Head("Index", Kind.NUMBER, decimals=4),
        Head("Klasse", width=18),
        Head("Rang von", Kind.NUMBER),
        Head("Rang bis", Kind.NUMBER),
        Head("Anteil der Varianten mit gleicher Klasse", Kind.NUMBER, decimals=2),
        *(Head(title, Kind.NUMBER, decimals=4) for _, title in domains),
        *([Head("Index der Veränderung", Kind.NUMBER, decimals=4)] if has_change else []),
        *([Head("Klasse der Veränderung", width=24)] if has_change else []),
        Head("Warum ohne Index", width=40),
    )
    values = found.result.domains
    rows = [
        (
            one.key,
            one.name,
            one.value,
            one.title,
            one.certainty.low if one.certainty else None,
            one.certainty.high if one.certainty else None,
            one.certainty.share if one.certainty else None,
            *(_plain(values[name][one.place]) for name, _ in domains),
            *([one.change, one.change_title] if has_change else []),
            one.reason,
        )
        for one in found.lines
    ]
    return Sheet("Index", heads, rows)


def steps_sheet(found: IndexFigure, *, areas: Sequence[str] = ()) -> Sheet:
    """Return every value on the way to the index: a reader recomputes it by hand."""
    heads = (
        Head("Gebietsschlüssel"),
        Head("Gebiet", width=28),
        Head("Seite"),
        Head("Teil", width=34),
        Head("Spalte", width=24),
        Head("Schritt", width=24),
        Head("Zahl", Kind.NUMBER, decimals=6),
        Head("Wort", width=24),
    )
    return Sheet("Schritte", heads, list(_steps(found, areas)))


def _steps(found: IndexFigure, areas: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    specification = found.specification
    names = {one.key: one.name for one in found.lines}
    sides = {"status": "Stand", "dynamics": "Veränderung"}
    for row in found.result.steps(areas).rows():
        step = str(row["step"])
        word = _STEPS.get(step, step)
        if step.startswith("weight in "):
            whole = step.removeprefix("weight in ")
            into = "Index" if whole == "index" else title_of_part(specification, whole)
            word = f"Gewicht in: {into}"
        part = str(row["part"])
        title = "Index" if part == "index" else title_of_part(specification, part)
        key = row["area"] or ""
        yield (
            key, names.get(key, ""), sides[row["side"]], title, part, word, row["number"],
            row["text"] or "",
        )  # fmt: skip


def inputs_sheet(found: IndexFigure) -> Sheet:
    """Return the table as the command `klammer index` takes it: one column per input."""
    names = [name for name in found.inputs.table if name != found.specification.area]
    heads = (
        Head(found.specification.area),
        *(Head(name, Kind.NUMBER, decimals=6) for name in names),
    )
    columns = [found.inputs.table[name] for name in names]
    rows = [
        (key, *(_cell(column[place]) for column in columns))
        for place, key in enumerate(found.inputs.keys)
    ]
    return Sheet("Eingang", heads, rows)


def _cell(value: Any) -> Any:
    return value if isinstance(value, str) else _plain(value)


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
