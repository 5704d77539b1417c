# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two indicators of the same areas, of the same year or the nearest, and how they go together."""

from collections.abc import Sequence
from dataclasses import dataclass

from klammer.indicators.definitions import Definition
from klammer.patterns.correlation import Correlation, correlation
from klammer.presentation import formats, scatter, sentences
from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.queries import areas, compared
from klammer_web.atlas.queries.figures import (
    AreaFigure,
    empty_row,
    figure_of,
    signs_in,
    wording_of,
)
from klammer_web.atlas.queries.ranking import dative_of
from klammer_web.catalogue.queries.origins import sources


@dataclass(frozen=True)
class Pair:
    """One area with both figures; a figure without a number says why."""

    across: AreaFigure
    up: AreaFigure

    @property
    def is_drawn(self) -> bool:
        """Whether both are numbers."""
        return sentences.is_number(self.across.row) and sentences.is_number(self.up.row)


@dataclass(frozen=True)
class Together:
    """Everything a page on two indicators says.

    year        of the second indicator, where it is another one
    notes       what a reader must know: other year, other boundary, common cases, missing areas
    above       (name, first figure, second figure) of the larger area, None where it has none
    """

    view: CompareView
    across: Definition
    up: Definition
    pairs: Sequence[Pair]
    found: Correlation
    year: str
    sentence: str
    notes: Sequence[str]
    above: Pair | None
    sources: Sequence[str]
    signs: Sequence[tuple[str, str]]


def together(
    view: CompareView, *, release: Release, across: Definition, up: Definition
) -> Together | None:
    """Read two indicators of the areas of a view; None when the second has no such areas."""
    held = compared.coverage_near(release, up.id, level=view.level, boundary=view.boundary)
    if held is None:
        return None
    year = compared.nearest_period(held.periods, view.period)
    breakdown, is_cut = _breakdown(view, held)
    rows = compared.rows_of(view, release)
    others = compared.read_level(
        release,
        up.id,
        level=view.level,
        boundary=held.boundary,
        periods=(year,),
        breakdown=breakdown,
    )
    pairs = _pairs(view, rows, others, year, (across, up))
    drawn = [pair for pair in pairs if pair.is_drawn]
    found = correlation(
        [pair.across.row["value"] for pair in drawn], [pair.up.row["value"] for pair in drawn]
    )
    said = scatter.said(found, across=across.title, up=up.title, plural=dative_of(view.level))
    return Together(
        view=view,
        across=across,
        up=up,
        pairs=pairs,
        found=found,
        year=year,
        sentence=said,
        notes=_notes(view, held, year, is_cut, (across, up), len(pairs) - len(drawn)),
        above=_above(view, release, year, (across, up), breakdown),
        sources=_sources(view, release, year, (across, up)),
        signs=signs_in(one.row for pair in pairs for one in (pair.across, pair.up)),
    )


def _breakdown(view: CompareView, held: Coverage) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Return the breakdown where the second indicator has it, and whether it was left out."""
    has_all = all(code in held.breakdowns.get(column, ()) for column, code in view.breakdown)
    return (view.breakdown if has_all else ()), bool(view.breakdown) and not has_all


def _pairs(view, rows, others, year, definitions) -> list[Pair]:
    names = areas.names(view.level, view.boundary)
    wordings = [wording_of(one) for one in definitions]
    pairs = []
    for row in rows:
        area = names[row["area"]]
        other = others.get((year, row["area"])) or empty_row(row["area"], period=year)
        pairs.append(
            Pair(
                figure_of(row, area=area, wording=wordings[0]),
                figure_of(other, area=area, wording=wordings[1]),
            )
        )
    return pairs


def _above(view, release, year, definitions, breakdown) -> Pair | None:
    for key in view.base.comparators:
        area = areas.name_of(key, boundary=view.boundary)
        asked = (
            (definitions[0].id, view.period, view.breakdown),
            (definitions[1].id, year, breakdown),
        )
        rows = [
            compared.row_above(
                release, indicator, key=key, boundary=view.boundary, period=period, breakdown=cut
            )
            for indicator, period, cut in asked
        ]
        if area is not None and all(row is not None and sentences.is_number(row) for row in rows):
            return Pair(
                *(
                    figure_of(row, area=area, wording=wording_of(one))
                    for row, one in zip(rows, definitions, strict=True)
                )
            )
    return None


def _notes(view, held, year, is_cut, definitions, missing) -> list[str]:
    across, up = definitions
    notes = []
    if year != view.period:
        notes.append(
            f"„{up.title}“ gibt es für {formats.period(view.period)} nicht; gezeigt wird das "
            f"nächste Jahr mit Werten, {formats.period(year)}."
        )
    if held.boundary != view.boundary:
        notes.append(
            f"„{up.title}“ steht auf dem Gebietsstand {formats.german_date(held.boundary)}."
        )
    if is_cut:
        notes.append(f"„{up.title}“ gibt es nicht in dieser Gliederung; gezeigt werden alle.")
    common = set(across.formula.variables) & set(up.formula.variables)
    if common and across.id != up.id:
        notes.append(
            "Beide Kennzahlen werden zum Teil aus denselben Zahlen berechnet. Ein Teil des "
            "Zusammenhangs kann daher kommen."
        )
    if across.kind.adds_up or up.kind.adds_up:
        notes.append(
            "Absolute Zahlen wachsen mit der Größe eines Gebiets und hängen schon deshalb zusammen."
        )
    if missing:
        plural = LEVEL_BY_CODE[view.level].plural
        notes.append(f"Ohne beide Werte: {formats.number(missing)} ({plural}).")
    return notes


def _sources(view, release, year, definitions) -> tuple[str, ...]:
    across, up = definitions
    found = [
        *sources(release, across, level=view.level, period=view.period),
        *sources(release, up, level=view.level, period=year),
    ]
    return tuple(dict.fromkeys(found))
