# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comparisons as what is seen: for the tool bar, files, evidence."""

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files as resource_files
from typing import Any

from django.urls import reverse

from klammer.presentation import formats, sources_line
from klammer.warehouse.open import Release
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.downloads import drawings
from klammer_web.atlas.pages import (
    comparing,
    comparing_around,
    comparing_indicator,
    comparing_peers,
)
from klammer_web.atlas.queries.distribution import Distribution
from klammer_web.atlas.queries.figures import AreaFigure
from klammer_web.atlas.queries.inequality import InequalityFigure
from klammer_web.atlas.queries.peers import Peers
from klammer_web.atlas.queries.ranking import Ranking
from klammer_web.atlas.queries.scatter import Together
from klammer_web.atlas.queries.spine import SpineChart
from klammer_web.atlas.queries.surroundings import Surroundings
from klammer_web.atlas.seen import Drawing, Seen
from klammer_web.atlas.view_words import AreaView
from klammer_web.chain.enums import EvidenceShape
from klammer_web.ui.listing.columns import Figure, Kind
from klammer_web.ui.listing.writers import Head, Sheet

_LINK = re.compile(r"</?a\b[^>]*>")  # a picture that stands alone leads nowhere
_BOUNDARY = "Gebietsstand"


def ranking_seen(found: Ranking, *, release: Release) -> Seen:
    """Return a ranking as what is seen."""
    title = f"Rangfolge: {comparing.title_of(found.view, found.definition)}"
    figures = [line.figure for line in found.lines]
    return Seen(
        what=EvidenceShape.COMPARISON,
        address=_address("atlas:ranking", found.view),
        title=title,
        sentence=" ".join(found.sentences),
        sources=found.sources,
        release=release,
        rows=[one.row for one in figures],
        names=_names([*figures, *found.above]),
        about=[
            (_BOUNDARY, formats.german_date(found.view.boundary)),
            ("Rang", "Rang 1 ist der höchste Wert; mittlere 90 % von gezogenen Reihenfolgen")
            if not found.reason
            else ("Ohne Ränge", found.reason),
        ],
        drawing=lambda: _drawing(comparing_indicator.ranking_picture(found, label=title)),
        table=None if found.reason else lambda: _ranking_sheet(found),
        places=(found.view.level, found.view.boundary),
    )


def _ranking_sheet(found: Ranking) -> Sheet:
    heads = (
        Head("Gebietsschlüssel"),
        Head("Gebiet", width=28),
        Head(found.definition.title, Kind.NUMBER, decimals=2, has_status=True),
        Head("untere Grenze", Kind.NUMBER, decimals=2),
        Head("obere Grenze", Kind.NUMBER, decimals=2),
        Head("Rang von", Kind.NUMBER),
        Head("Rang bis", Kind.NUMBER),
    )
    rows = [
        (
            line.figure.key,
            line.figure.name,
            Figure(line.figure.value, line.figure.row["status"]),
            line.figure.row["low"],
            line.figure.row["high"],
            line.ranks.low if line.ranks else None,
            line.ranks.high if line.ranks else None,
        )
        for line in found.lines
    ]
    return Sheet("Rangfolge", heads, rows)


def distribution_seen(found: Distribution, *, release: Release) -> Seen:
    """Return the spread of an indicator over the years as what is seen.

    It rests on every figure of the year asked for, and on the own and the larger area's of others.
    """
    title = f"Verteilung: {comparing.title_of(found.view, found.definition)}"
    now, *before = found.years
    figures = [*now.figures, *(year.own for year in before if year.own)]
    above = [year.above for year in found.years if year.above]
    return Seen(
        what=EvidenceShape.COMPARISON,
        address=_address("atlas:distribution", found.view),
        title=title,
        sentence=" ".join(found.sentences),
        sources=found.sources,
        release=release,
        rows=[one.row for one in (*figures, *above)],
        names=_names([*figures, *above]),
        about=[(_BOUNDARY, formats.german_date(found.view.boundary))],
        drawing=lambda: _drawing(
            comparing_indicator.distribution_picture(found, label=title),
            heading=found.definition.unit,
        ),
        table=lambda: _distribution_sheet(found),
    )


def _distribution_sheet(found: Distribution) -> Sheet:
    heads = (
        Head("Zeit"),
        *(
            Head(one, Kind.NUMBER, decimals=2)
            for one in ("niedrigster", "ein Viertel bis", "Mitte", "drei Viertel bis", "höchster")
        ),
        Head("Gebiete mit Wert", Kind.NUMBER),
    )
    rows = [
        (formats.period(year.period), *(year.five or [None] * 5), len(year.known))
        for year in found.years
    ]
    return Sheet("Verteilung", heads, rows)


def scatter_seen(found: Together, *, release: Release) -> Seen:
    """Return two indicators of the same areas as what is seen."""
    place = comparing.place_words(found.view)
    title = f"Zusammenhang: {found.across.title} und {found.up.title}: {place}"
    figures = [one for pair in found.pairs for one in (pair.across, pair.up)]
    return Seen(
        what=EvidenceShape.COMPARISON,
        address=_address("atlas:scatter", found.view),
        title=title,
        sentence=f"{found.sentence} Was zusammentrifft, muss einander nicht verursachen.",
        sources=found.sources,
        release=release,
        rows=[one.row for one in figures],
        names=_names(figures),
        about=[
            (_BOUNDARY, formats.german_date(found.view.boundary)),
            *(("Hinweis", text) for text in found.notes),
        ],
        drawing=lambda: _drawing(comparing_indicator.scatter_picture(found, label=title)),
    )


def inequality_seen(found: InequalityFigure, *, release: Release) -> Seen:
    """Return how far areas are apart as what is seen."""
    title = f"Ungleichheit: {comparing.title_of(found.view, found.definition)}"
    return Seen(
        what=EvidenceShape.COMPARISON,
        address=_address("atlas:inequality", found.view),
        title=title,
        sentence=" ".join(found.sentences),
        sources=found.sources,
        release=release,
        rows=found.rows,
        names=_names([one.figure for one in found.within]),
        about=[(_BOUNDARY, formats.german_date(found.view.boundary))],
        drawing=lambda: _chart(comparing_indicator.inequality_picture(found, label=title)),
        table=lambda: _inequality_sheet(found),
    )


def _inequality_sheet(found: InequalityFigure) -> Sheet:
    labels = (
        "niedrigster", "höchster", "Abstand", "Verhältnis", "Standardabweichung", "ohne Zufall",
        "untere Grenze", "obere Grenze", "Gini", "Theil", "Hoover",
    )  # fmt: skip
    heads = (Head("Zeit"), *(Head(one, Kind.NUMBER, decimals=4) for one in labels), Head("Gebiete"))
    rows = []
    for one in found.years:
        gap, beyond = one.found, one.beyond
        tested = (beyond.value, beyond.low, beyond.high) if beyond else (None, None, None)
        rows.append(
            (
                formats.period(one.period), gap.lowest, gap.highest, gap.width, gap.ratio,
                gap.deviation, *tested, gap.gini, gap.theil, gap.hoover, gap.areas,
            )
        )  # fmt: skip
    return Sheet("Ungleichheit", heads, rows)


def spine_seen(found: SpineChart, view: AreaView, *, release: Release) -> Seen:
    """Return one area in all its indicators as what is seen."""
    lines = [line for _, group in found.groups for line in group]
    figures = [line.figure for line in lines]
    above = [
        line.comparator
        for line in lines
        if line.comparator and line.comparator.row.get("indicator")
    ]
    return Seen(
        what=EvidenceShape.COMPARISON,
        address=f"{reverse('atlas:spine', args=[found.area.key])}?{view.query()}",
        title=f"Alles im Vergleich: {found.area.title}, gegenüber {found.whole.title}",
        sentence=" ".join(found.sentences),
        sources=_publishers(found.origins),
        release=release,
        rows=[one.row for one in (*figures, *above)],
        names=_names([*figures, *above]),
        about=[(_BOUNDARY, formats.german_date(found.boundary))],
        drawing=lambda: drawings.spine_drawing(found),
    )


def peers_seen(
    found: Peers, view: AreaView, *, release: Release, rows: Sequence[Mapping[str, Any]]
) -> Seen:
    """Return the counties most like one as what is seen; `rows` are the features of all of them."""
    names = {one["area"]: comparing_peers.title_of_county(one["area"], view) for one in rows}
    title = f"Ähnliche Kreise: {found.area.title}"
    return Seen(
        what=EvidenceShape.COMPARISON,
        address=f"{reverse('atlas:peers', args=[found.area.key])}?{view.query()}",
        title=title,
        sentence=" ".join(comparing_peers.peer_sentences(found, view)),
        sources=comparing_peers.feature_sources(found, release),
        release=release,
        rows=rows,
        names=names,
        about=[(_BOUNDARY, formats.german_date(view.boundary))],
        drawing=lambda: _drawing(comparing_peers.peers_picture(found, view)),
    )


def surroundings_seen(found: Surroundings, view: AreaView, *, release: Release) -> Seen:
    """Return an area among those it borders on as what is seen."""
    figures = list(found.shown.figures) if found.shown else []
    title = found.shown.definition.title if found.shown else "keine Kennzahl"
    return Seen(
        what=EvidenceShape.COMPARISON,
        address=f"{reverse('atlas:surroundings', args=[found.area.key])}?{view.query()}",
        title=f"Umfeld: {found.area.title}, {title}",
        sentence=" ".join(comparing_around.around_sentences(found)),
        sources=found.sources,
        release=release,
        rows=[one.row for one in figures],
        names=_names(figures),
        about=[
            (_BOUNDARY, formats.german_date(found.boundary)),
            ("Karte", "© GeoBasis-DE / BKG, vereinfacht"),
        ],
        drawing=lambda: _around(found),
    )


def _around(found: Surroundings) -> Drawing | None:
    drawn = comparing_around.around_picture(found)
    if not drawn or found.shown is None:
        return None
    legend = comparing_around.legend_of(found)
    keys = [(f"{legend['palette']} {style}", words) for style, words in legend["steps"]]
    unit = found.shown.definition.unit or "Wert"
    return Drawing(
        drawings.wide_one(drawn),
        drawings.styles("map-file.css"),
        [*keys, *legend["others"]],
        f"{unit} · umrandet: {found.area.title}",
    )


def _address(name: str, view: CompareView) -> str:
    return f"{reverse(name, args=[view.indicator])}?{view.query()}"


def _names(figures: Sequence[AreaFigure]) -> dict[str, str]:
    return {one.key: one.name for one in figures}


def _publishers(origins: Sequence[Mapping[str, Any]]) -> list[str]:
    return [f"Quellen: {' · '.join(sources_line.publishers(origins))}."]


def _drawing(drawn: str, *, heading: str = "") -> Drawing | None:
    """Return the wide one of two drawings; its classes get plain colours."""
    if not drawn:
        return None
    wide = _LINK.sub("", drawn.partition("</svg>")[0]) + "</svg>"
    return Drawing(wide, _styles("compare-file.css"), heading=heading)


def _chart(drawn: str) -> Drawing | None:
    if not drawn:
        return None
    return Drawing(drawn.partition("</svg>")[0] + "</svg>", _styles("chart-file.css"))


def _styles(name: str) -> str:
    return resource_files("klammer_web.atlas").joinpath(f"static/atlas/{name}").read_text()
