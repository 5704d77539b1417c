# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far areas are apart in an indicator, over the years, and within counties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from klammer.base.quantities import Kind
from klammer.indicators.definitions import Definition
from klammer.patterns.dispersion import Change, Dispersion, change, dispersion
from klammer.patterns.inequality import Inequality, inequality
from klammer.presentation import gaps, sentences
from klammer.presentation.sentences import Wording
from klammer.warehouse.open import Release
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.queries import areas, compared
from klammer_web.atlas.queries.figures import (
    AreaFigure,
    empty_row,
    figure_of,
    no_test,
    signs_in,
    wording_of,
)
from klammer_web.catalogue.queries.origins import sources

DRAWS, MANY, FEWER_DRAWS = 1000, 100, 200  # of each year; many areas scatter less
FEWEST = 3  # areas with known chance
_ENOUGH = 0.6  # share of the areas whose chance must be known
Counts = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class YearGap:
    """One year: how far areas are apart, by the printed values and beyond chance.

    tested   areas whose chance is known, of which `beyond` is made
    weights  "denominator", the year of the inhabitants, or "" where every area counts alike
    """

    period: str
    found: Inequality
    beyond: Dispersion | None
    break_reason: str
    missing: int
    weights: str
    tested: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Within:
    """One county: its own figure, and those of its municipalities."""

    figure: AreaFigure
    parts: Sequence[AreaFigure]
    found: Inequality
    missing: int


@dataclass(frozen=True)
class InequalityFigure:
    """Everything a page on inequality says.

    years   ascending; within: counties by name, empty where no smaller areas have figures
    change  between the first and the last year since the last break, where chance is known
    span    these two years
    rows    the figures of the year asked for
    """

    view: CompareView
    definition: Definition
    wording: Wording
    years: Sequence[YearGap]
    now: YearGap
    span: tuple[YearGap, YearGap] | None
    change: Change | None
    sentences: Sequence[str]
    within: Sequence[Within]
    within_year: str
    no_test: str
    gaps: str
    sources: Sequence[str]
    signs: Sequence[tuple[str, str]]
    rows: Sequence[compared.Row]


def inequality_figure(
    view: CompareView, *, release: Release, definition: Definition
) -> InequalityFigure:
    """Measure how far the areas of a view are apart in every year."""
    periods = view.coverage.periods
    rows = compared.rows_by_year(view, release, periods)
    cuts = {one.period: one.reason for one in definition.breaks}
    years = [_year(view, release, period, rows[period], definition, cuts) for period in periods]
    now = next(one for one in years if one.period == view.period)
    span = _span(years, now, cuts)
    moved = _change(span, rows, definition)
    wording = wording_of(definition)
    parts, parts_year = within_counties(view, release=release, definition=definition)
    return InequalityFigure(
        view=view,
        definition=definition,
        wording=wording,
        years=years,
        now=now,
        span=span,
        change=moved,
        sentences=_said(view, now, span, moved, wording),
        within=parts,
        within_year=parts_year,
        no_test=no_test(rows[view.period]),
        gaps=sentences.gaps(rows[view.period]),
        sources=sources(release, definition, level=view.level, period=view.period),
        signs=signs_in(rows[view.period]),
        rows=rows[view.period],
    )


def _year(view, release, period, rows, definition, cuts) -> YearGap:
    known = compared.numbers(rows)
    weights, words = _weights(view, release, period, known)
    found = inequality([row["value"] for row in known], weights=weights)
    tested = compared.by_chance(rows, definition)
    beyond = None
    if len(tested) >= max(FEWEST, _ENOUGH * len(known)):
        beyond = _dispersion(_counts(tested), definition.kind, definition.formula.factor)
    keys = frozenset(str(row["area"]) for row in tested)
    missing = len(rows) - len(known)
    return YearGap(period, found, beyond, cuts.get(period, ""), missing, words, keys)


def _weights(
    view: CompareView, release: Release, period: str, known: Sequence[compared.Row]
) -> tuple[list[float] | None, str]:
    """Return people by whom areas are weighted, and who they are; none where they are not known."""
    bases = [row["denominator"] for row in known]
    if known and all(bases):
        return [float(one) for one in bases], "denominator"
    people, year = compared.population(
        release, level=view.level, boundary=view.boundary, period=period
    )
    found = [people.get(row["area"]) for row in known]
    if known and all(found):
        return [float(one or 0.0) for one in found], year
    return None, ""


def _span(
    years: Sequence[YearGap], now: YearGap, cuts: Mapping[str, str]
) -> tuple[YearGap, YearGap] | None:
    """Return the first comparable year since the last break, and the year asked for.

    Where chance is known now, the first year in which it was known too: then a change is tested.
    """
    begin = max((cut for cut in cuts if cut <= now.period), default="")
    same = [
        one
        for one in years
        if begin <= one.period <= now.period
        and one.found.deviation is not None
        and one.found.areas == now.found.areas
    ]
    if now.beyond is not None:
        tested = [one for one in same if one.beyond is not None]
        same = tested if len(tested) > 1 else same
    return (same[0], now) if len(same) > 1 and now.found.deviation is not None else None


def _change(span, rows, definition) -> Change | None:
    if span is None or any(one.beyond is None for one in span):
        return None
    both = span[0].tested & span[1].tested
    first, last = (
        _counts([row for row in rows[one.period] if row["area"] in both]) for one in span
    )
    return _moved(first, last, definition.kind, definition.formula.factor)


def _counts(rows: Sequence[compared.Row]) -> Counts:
    return tuple((float(row["numerator"]), float(row["denominator"])) for row in rows)


@lru_cache(maxsize=1024)
def _dispersion(counts: Counts, kind: Kind, factor: float) -> Dispersion:
    """Resample once for the same counts: they come from a release, which never changes."""
    numerators, denominators = zip(*counts, strict=True)
    draws = _draws(counts)
    return dispersion(numerators, denominators, kind=kind, factor=factor, draws=draws)


def _draws(counts: Counts) -> int:
    return DRAWS if len(counts) <= MANY else FEWER_DRAWS


@lru_cache(maxsize=256)
def _moved(first: Counts, last: Counts, kind: Kind, factor: float) -> Change | None:
    pairs = [tuple(zip(*counts, strict=True)) for counts in (first, last)]
    return change(pairs[0], pairs[1], kind=kind, factor=factor, draws=_draws(first))


def _said(view, now, span, moved, wording) -> list[str]:
    plural = LEVEL_BY_CODE[view.level].plural
    said = [gaps.level(now.found, period=now.period, plural=plural, wording=wording)]
    if now.beyond is not None:
        said.append(gaps.beyond_chance(now.beyond, wording=wording))
    if span is not None:
        ends = (span[0].period, span[0].found), (span[1].period, span[1].found)
        said.append(gaps.movement(*ends, change=moved, wording=wording))
        both, every = len(span[0].tested & span[1].tested), now.found.areas
        if moved is not None and both < every:
            said.append(
                f"Geprüft an {both} von {every} Gebieten; bei den übrigen sind die Fälle dahinter "
                "nicht bekannt oder geschätzt umgerechnet."
            )
    return [one for one in said if one]


def within_counties(
    view: CompareView, *, release: Release, definition: Definition
) -> tuple[list[Within], str]:
    """Return how far municipalities are apart in each county of the view, and of which year."""
    if view.level != "county":
        return [], ""
    held = compared.coverage_near(
        release, definition.id, level="municipality", boundary=view.boundary
    )
    if held is None:
        return [], ""
    year = compared.nearest_period(held.periods, view.period)
    rows = compared.read_level(
        release, definition.id, level="municipality", boundary=held.boundary, periods=(year,)
    )
    people, _ = compared.population(
        release, level="municipality", boundary=held.boundary, period=year
    )
    found = [
        _within(view, release, definition, key, rows, (held.boundary, year), people)
        for key in compared.keys_of(view)
    ]
    kept = [one for one in found if one is not None]
    return sorted(kept, key=lambda one: one.figure.name.casefold()), year


def _within(view, release, definition, county, rows, at, people) -> Within | None:
    boundary, year = at
    names, wording = areas.names("municipality", boundary), wording_of(definition)
    inside = [row for (_, key), row in rows.items() if key[:5] == county and key in names]
    known = compared.numbers(inside)
    if len(inside) < 2:
        return None
    own = compared.row_above(
        release, definition.id, key=county, boundary=view.boundary, period=year
    )
    bases = [row["denominator"] or people.get(row["area"]) for row in known]
    weights = [float(one) for one in bases] if known and all(bases) else None
    found = inequality([row["value"] for row in known], weights=weights)
    county_name = areas.names("county", view.boundary)[county]
    return Within(
        figure_of(own or empty_row(county, period=year), area=county_name, wording=wording),
        [figure_of(row, area=names[row["area"]], wording=wording) for row in known],
        found,
        len(inside) - len(known),
    )
