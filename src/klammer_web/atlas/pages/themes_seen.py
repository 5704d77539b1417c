# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A theme of the council view as what is seen: for the tool bar, files, evidence."""

from klammer.presentation import formats, sources_line
from klammer.presentation.charts import arrays
from klammer.presentation.charts.arrays import Panel
from klammer.warehouse.open import Release
from klammer_web.atlas.downloads.drawings import styles
from klammer_web.atlas.pages.themes import question, theme_of
from klammer_web.atlas.queries.profiles import ProfileLine
from klammer_web.atlas.queries.themes import ThemeFigures
from klammer_web.atlas.seen import Drawing, Seen
from klammer_web.catalogue.queries.origins import origins
from klammer_web.chain.enums import EvidenceShape


def theme_seen(found: ThemeFigures, *, release: Release, boundary: str) -> Seen:
    """Return the three figures of a theme with what they are compared with as what is seen."""
    area = found.area
    figures = [one.figure for one in found.lines if one.figure]
    others = [one for line in found.lines for one in line.others if one]
    return Seen(
        what=EvidenceShape.TABLE,
        address=theme_of(found.theme, area),
        title=f"{found.theme.title}: {area.title}",
        sentence=" ".join(_said(line) for line in found.lines),
        sources=_sources(found, release),
        release=release,
        rows=[one.row for one in (*figures, *others)],
        names={area.key: area.title} | {one.key: one.name for one in others},
        about=[
            ("Frage", question(found.theme, area)),
            ("Gebietsstand", formats.german_date(boundary)),
        ],
        drawing=(lambda: _drawing(found)) if figures else None,
    )


def _said(line: ProfileLine) -> str:
    """Say one figure, and how it stands, in sentences that need nothing around them."""
    if line.figure is None:
        return ""
    figure = f"{line.definition.title} {formats.period(line.figure.row['period'])}"
    return " ".join([f"{figure}: {line.figure.text}.", *line.sentences[:1]])


def _sources(found: ThemeFigures, release: Release) -> list[str]:
    every = [
        one
        for line in found.lines
        for one in origins(release, line.definition, level=found.area.level)
    ]
    return [f"Quellen: {' · '.join(sources_line.publishers(every))}."] if every else []


def _drawing(found: ThemeFigures) -> Drawing:
    panels = [
        Panel(
            f"{one.definition.title}, {formats.period(one.figure.row['period'])}",
            one.figure.text,
            one.spark,
        )
        for one in found.lines
        if one.figure
    ]
    drawn = arrays.side_by_side(panels, label=question(found.theme, found.area), columns=3)
    return Drawing(drawn, styles("chart-file.css", "css/array-file.css"), is_tall=True)
