# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Maps, series, profiles and single figures as what is seen: for the tool bar, files, evidence."""

from importlib.resources import files as resource_files

from django.urls import reverse

from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.pages import maps
from klammer_web.atlas.pages.choosing import breakdown_words
from klammer_web.atlas.queries.figures import MapFigure
from klammer_web.atlas.queries.profiles import Profile
from klammer_web.atlas.queries.series import SeriesFigure
from klammer_web.atlas.seen import Drawing, Seen
from klammer_web.catalogue.queries.pinned import Line
from klammer_web.chain.enums import EvidenceShape


def map_seen(found: MapFigure, *, release: Release) -> Seen:
    """Return a map with its twin table as what is seen."""
    view, definition = found.view, found.definition
    above = [one for one in found.comparators if one.row.get("indicator")]
    names = {one.key: one.name for one in (*found.figures, *above)}
    return Seen(
        what=EvidenceShape.TABLE if view.view == "tabelle" else EvidenceShape.MAP,
        address=f"{reverse('atlas:map', args=[view.indicator])}?{view.query()}",
        title=maps.title_of(found),
        sentence=found.sentence,
        sources=found.sources,
        release=release,
        rows=[one.row for one in found.figures],
        names=names,
        about=[
            ("Gebietsstand", formats.german_date(view.boundary)),
            *(("Umrechnung", text) for text in [found.converted] if text),
            *(("Spannweite", text) for text in [found.no_test] if text),
            *(("Zum Vergleich", f"{one.name}: {one.text}") for one in above),
            ("Karte", "© GeoBasis-DE / BKG, vereinfacht"),
            *(("Hinweis", text) for text in [definition.misreading] if text),
        ],
        drawing=lambda: maps.drawing_of(found),
        places=(view.level, view.boundary),
    )


def series_seen(found: SeriesFigure, *, release: Release) -> Seen:
    """Return a series with what it is compared with as what is seen."""
    definition, area = found.definition, found.area
    part = breakdown_words(found.breakdown)
    what = f"{definition.title} ({part})" if part else definition.title
    lines = list(reversed(found.lines))
    span = f"{formats.period(lines[0].period)} bis {formats.period(lines[-1].period)}"
    words = ",".join(f"{column}:{code}" for column, code in found.breakdown)
    cut = f"&merkmal={words}" if words else ""
    cut += f"&gebiete={','.join(one.key for one in found.chosen)}" if found.chosen else ""
    page = reverse("atlas:series", args=[definition.id, area.key])
    names = {area.key: area.title} | {one.key: one.title for one in found.comparators}
    return Seen(
        what=EvidenceShape.SERIES,
        address=f"{page}?stand={found.coverage.boundary}{cut}",
        title=f"{what}: {area.title}, {span}",
        sentence=" ".join(found.sentences),
        sources=found.sources,
        release=release,
        rows=[line.figure.row for line in lines]
        + [one.row for line in lines for one in line.others],
        names=names,
        about=[
            ("Gebietsstand", formats.german_date(found.coverage.boundary)),
            *(("Bruch", f"ab {period}: {reason}") for _, period, reason in found.breaks),
            *(("Gebietsänderung", f"{one.words} {said}".strip()) for one, said in found.edges),
            *(("Umrechnung", text) for text in [found.converted] if text),
            *(("Spannweite", text) for text in [found.no_test] if text),
            *(("Achse", f"beginnt bei {text}") for text in [found.axis_from] if text),
        ],
        drawing=(lambda: _chart(found)) if found.chart else None,
    )


def _chart(found: SeriesFigure) -> Drawing:
    """Return the wide one of the two drawings; its classes get plain colours."""
    wide = found.chart.partition("</svg>")[0] + "</svg>"
    unit = "" if found.definition.unit == "%" else found.definition.unit
    notes = [
        f"{number}: Ab {period} nicht mit den Jahren davor vergleichbar. {reason}"
        for number, period, reason in found.breaks
    ]
    notes += [f"{one.letter}: {one.words} {said}".strip() for one, said in found.edges]
    return Drawing(wide, chart_styles(), heading=unit, notes=notes)


def chart_styles() -> str:
    """Return what the classes of a chart mean where it stands alone."""
    return resource_files("klammer_web.atlas").joinpath("static/atlas/chart-file.css").read_text()


def profile_seen(found: Profile, *, release: Release, boundary: str, query: str) -> Seen:
    """Return an area's profile as what is seen: a table of its figures beside the larger areas'.

    query  the words of its address, as `ProfileView.query` prints them
    """
    lines = [line for _, group in found.groups for line in group if line.figure]
    others = [one for line in lines for one in line.others if one]
    page = reverse("atlas:profile", args=[found.area.key])
    people = breakdown_words(found.breakdown)
    rows = [line.figure.row for line in lines if line.figure]
    return Seen(
        what=EvidenceShape.TABLE,
        address=f"{page}?{query}" if query else page,
        title=f"Profil: {found.area.title}{f', {people}' if people else ''}",
        sentence=_population(found),
        sources=[f"Quellen: {' · '.join(found.publishers)}."],
        release=release,
        rows=rows + [one.row for one in others],
        names={found.area.key: found.area.title} | {one.key: one.name for one in others},
        about=[
            ("Gebiet", f"{LEVEL_BY_CODE[found.area.level].singular} {found.area.key}"),
            ("Gebietsstand", formats.german_date(boundary)),
            *(("Menschen", text) for text in [people] if text),
            *(("Tabelle", text) for text in found.sources),
        ],
    )


def _population(found: Profile) -> str:
    if found.population is None or found.population.value is None:
        return ""
    period = formats.period(found.population.row["period"])
    return f"{found.area.title}: {found.population.text} ({period})."


def cell_seen(found: Line, *, sources: tuple[str, ...]) -> Seen:
    """Return one figure as what is seen."""
    return Seen(
        what=EvidenceShape.CELL,
        address=found.page,
        title=f"{found.title}, {found.place}, {found.period}",
        sentence=f"{found.title}, {found.place}, {found.period}: {found.shown}.",
        sources=sources,
        release=found.release,
        rows=[found.row],
        names={found.address.area: found.place},
    )
