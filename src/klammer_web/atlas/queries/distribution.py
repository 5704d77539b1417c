# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How one indicator is spread over areas, this year and before."""

from collections.abc import Sequence
from dataclasses import dataclass

from klammer.indicators.definitions import Definition
from klammer.presentation import formats, sentences
from klammer.presentation.distribution import quartiles
from klammer.presentation.sentences import Wording
from klammer.warehouse.open import Release
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.queries import areas, compared
from klammer_web.atlas.queries.figures import AreaFigure, figure_of, no_test, signs_in, wording_of
from klammer_web.catalogue.queries.origins import sources

MOST_YEARS = 8
FEWEST = 4  # areas, from which on quarters say anything


@dataclass(frozen=True)
class YearSpread:
    """One year: every area's figure, the larger area's, and the five numbers of the spread.

    five  lowest, quarter, middle, three quarters, highest [unit]; empty below four areas
    """

    period: str
    figures: Sequence[AreaFigure]
    own: AreaFigure | None
    above: AreaFigure | None
    five: tuple[float, ...]
    break_reason: str

    @property
    def known(self) -> list[AreaFigure]:
        """The figures that are numbers."""
        return [one for one in self.figures if sentences.is_number(one.row)]


@dataclass(frozen=True)
class Distribution:
    """Everything a page on one indicator's spread says; the year asked for first."""

    view: CompareView
    definition: Definition
    wording: Wording
    years: Sequence[YearSpread]
    sentences: Sequence[str]
    gaps: str
    converted: str
    no_test: str
    sources: Sequence[str]
    signs: Sequence[tuple[str, str]]


def distribution(view: CompareView, *, release: Release, definition: Definition) -> Distribution:
    """Read how a figure is spread in the year of the view and the years before."""
    periods = _years(view)
    rows = compared.rows_by_year(view, release, periods)
    wording = wording_of(definition)
    breaks = {one.period: one.reason for one in definition.breaks}
    years = [_year(view, release, period, rows[period], wording, breaks) for period in periods]
    now = rows[view.period]
    return Distribution(
        view=view,
        definition=definition,
        wording=wording,
        years=years,
        sentences=_said(view, years[0], wording),
        gaps=sentences.gaps(now),
        converted=sentences.converted(now),
        no_test=no_test(now),
        sources=sources(release, definition, level=view.level, period=view.period),
        signs=signs_in(now),
    )


def _years(view: CompareView) -> list[str]:
    """Return the year asked for, then those before it, the newest first."""
    held = [one for one in view.coverage.periods if one <= view.period]
    return list(reversed(held[-MOST_YEARS:]))


def _year(view, release, period, rows, wording, breaks) -> YearSpread:
    names = areas.names(view.level, view.boundary)
    figures = [figure_of(row, area=names[row["area"]], wording=wording) for row in rows]
    values = [float(row["value"]) for row in compared.numbers(rows)]
    five = (min(values), *quartiles(values), max(values)) if len(values) >= FEWEST else ()
    return YearSpread(
        period=period,
        figures=figures,
        own=next((one for one in figures if one.key == view.own), None),
        above=_above(view, release, period, wording),
        five=five,
        break_reason=breaks.get(period, ""),
    )


def _above(view, release, period, wording) -> AreaFigure | None:
    for key in view.base.comparators:
        area = areas.name_of(key, boundary=view.boundary)
        row = compared.row_above(
            release,
            view.indicator,
            key=key,
            boundary=view.boundary,
            period=period,
            breakdown=view.breakdown,
        )
        if area is not None and row is not None and sentences.is_number(row):
            return figure_of(row, area=area, wording=wording)
    return None


def _said(view: CompareView, year: YearSpread, wording: Wording) -> list[str]:
    plural = LEVEL_BY_CODE[view.level].plural
    names = areas.names(view.level, view.boundary)
    rows = [(one.name, one.row) for one in year.figures]
    said = [sentences.spread(rows, areas=plural, wording=wording)]
    if year.own is not None and year.five and sentences.is_number(year.own.row):
        where = _quarter(float(year.own.value or 0.0), year.five)
        begin = names[view.own].within
        said.append(
            f"{begin[:1].upper()}{begin[1:]} steht {year.own.text}: {where}. Ob das mehr ist als "
            "Zufall, sagt die Rangfolge, wo es sich prüfen lässt."
        )
    elif year.own is not None and not sentences.is_number(year.own.row):
        said.append(sentences.level(year.own.row, place=names[view.own].within, wording=wording))
    return said


def _quarter(value: float, five: Sequence[float]) -> str:
    _, low, middle, high, _ = five
    if value <= low:
        return "ein Wert im untersten Viertel der gedruckten Werte"
    if value >= high:
        return "ein Wert im obersten Viertel der gedruckten Werte"
    side = "unter" if value < middle else "über" if value > middle else "auf"
    return f"ein Wert in der mittleren Hälfte, {side} der Mitte"


def five_words(five: Sequence[float], wording: Wording) -> list[str]:
    """Print the five numbers of a spread without their unit."""
    return [formats.number(one, decimals=wording.decimals) for one in five]
