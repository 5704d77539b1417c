# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a group that an indicator counts lives apart from all others, over the years."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.indicators.definitions import Definition
from klammer.indicators.formulas import Formula
from klammer.patterns import chance
from klammer.patterns import segregation as method
from klammer.patterns.chance import BeyondChance
from klammer.patterns.dispersion import Change
from klammer.presentation import formats, pattern_sentences, sentences
from klammer.warehouse.open import Release
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.queries import areas, compared
from klammer_web.atlas.queries.figures import AreaFigure, figure_of, signs_in, wording_of
from klammer_web.atlas.queries.funnel import why_no_chance
from klammer_web.atlas.queries.ranking import dative_of
from klammer_web.catalogue.queries.origins import sources

FEWEST, MOST, MANY = 5, 1_200, 100  # areas
_ENOUGH = 0.6  # share of the areas whose chance must be known
_ALIKE = 0.9  # of the areas of two years must be the same, for them to stand on one line
_DRAWS, _FEWER_DRAWS, _SEED = 500, 100, 2026
_YEARS, _FEWER_YEARS = 8, 4  # more would let the page wait
Counts = tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class YearApart:
    """One year.

    apart      dissimilarity, without the part that chance makes where chance is known
    observed   dissimilarity as counted, 0 to 1; None without counts
    isolation  share of the own group that a member meets in the own area, 0 to 1
    share      of the group among all, 0 to 1
    counts     (area, group, all), by area
    tested     chance is known of these areas; then only they are counted
    """

    period: str
    apart: BeyondChance | None
    observed: float | None
    isolation: float | None
    share: float | None
    counts: Counts
    tested: bool
    break_reason: str


@dataclass(frozen=True)
class Apart:
    """Everything a page on segregation says; `now` is None where nothing can be said.

    group, everybody  what the indicator counts, and among whom
    reason            why nothing can be said
    """

    view: CompareView
    definition: Definition
    wording: sentences.Wording
    figures: Sequence[AreaFigure]
    years: Sequence[YearApart]
    now: YearApart | None
    span: tuple[str, str] | None
    change: Change | None
    group: str
    everybody: str
    reason: str
    words: Sequence[str]
    gaps: str
    converted: str
    sources: Sequence[str]
    signs: Sequence[tuple[str, str]]


def stands_with(one: YearApart, now: YearApart) -> bool:
    """Whether two years are measured alike: with or without chance, over almost the same areas."""
    both = {area for area, _, _ in one.counts} & {area for area, _, _ in now.counts}
    most = max(len(one.counts), len(now.counts))
    is_alike = (one.apart is None) == (now.apart is None)
    return is_alike and len(both) >= _ALIKE * most


def apart(view: CompareView, *, release: Release, definition: Definition) -> Apart:
    """Read the group of a view and measure how unevenly it is spread over the areas."""
    rows = compared.rows_by_year(view, release, _periods(view))
    reason = _why_not(rows[view.period], definition)
    cuts = {one.period: one.reason for one in definition.breaks}
    years = [] if reason else [_year(p, rows[p], definition, cuts.get(p, "")) for p in rows]
    now = next((one for one in years if one.period == view.period), None)
    span, moved = _change(years, now, max((cut for cut in cuts if cut <= view.period), default=""))
    names, wording = areas.names(view.level, view.boundary), wording_of(definition)
    shown = rows[view.period]
    return Apart(
        view=view,
        definition=definition,
        wording=wording,
        figures=[figure_of(row, area=names[row["area"]], wording=wording) for row in shown],
        years=years,
        now=now,
        span=span,
        change=moved,
        group=str(Formula(numerator=definition.formula.numerator)),
        everybody=str(Formula(numerator=definition.formula.denominator)),
        reason=reason,
        words=_said(view, definition, years, now, span, moved, reason, why_no_chance(shown)),
        gaps=sentences.gaps(shown),
        converted=sentences.converted(shown),
        sources=sources(release, definition, level=view.level, period=view.period),
        signs=signs_in(shown),
    )


def _periods(view: CompareView) -> list[str]:
    """Return the years that stand beside each other: evenly spread, with the one asked for."""
    periods = list(view.coverage.periods)
    most = _YEARS if len(compared.keys_of(view)) <= MANY else _FEWER_YEARS
    if len(periods) <= most:
        return periods
    step = (len(periods) - 1) / (most - 1)
    return sorted({periods[round(place * step)] for place in range(most)} | {view.period})


def _counted(rows: Sequence[compared.Row], definition: Definition) -> list[compared.Row]:
    """Return the rows with the counts of a group among all."""
    if definition.kind is not Kind.PROPORTION or definition.formula.delivered:
        return []
    return [
        row
        for row in compared.numbers(rows)
        if row["numerator"] is not None
        and row["denominator"]
        and 0 <= row["numerator"] <= row["denominator"]
    ]


def _why_not(rows: Sequence[compared.Row], definition: Definition) -> str:
    counted = _counted(rows, definition)
    if definition.kind is not Kind.PROPORTION:
        return (
            "Die Kennzahl ist kein Anteil einer Gruppe an allen. Getrennt wohnen kann nur eine "
            "Gruppe, etwa Kinder, Ältere oder Arbeitslose."
        )
    if not counted and compared.numbers(rows):
        return "Die Quelle liefert nur den fertigen Anteil, nicht die Menschen dahinter."
    if len(rows) > MOST:
        return f"Geprüft werden höchstens {MOST} Gebiete auf einmal. Wählen Sie einen Bereich."
    if len(counted) < FEWEST:
        return (
            f"Nur {len(counted)} Gebiete haben einen Wert. Unter {FEWEST} sagt die Verteilung "
            "über Gebiete nichts."
        )
    return ""


def _year(period: str, rows: Sequence[compared.Row], definition: Definition, cut: str) -> YearApart:
    found = _counted(rows, definition)
    by_chance = compared.by_chance(found, definition)
    tested = len(by_chance) >= max(FEWEST, _ENOUGH * len(found))
    counts = tuple(
        (str(row["area"]), float(row["numerator"]), float(row["denominator"]))
        for row in (by_chance if tested else found)
    )
    if len(counts) < FEWEST:
        return YearApart(period, None, None, None, None, counts, False, cut)
    group, everybody = [x for _, x, _ in counts], [n for _, _, n in counts]
    return YearApart(
        period=period,
        apart=_beyond(counts) if tested else None,
        observed=method.segregation_index(group, everybody),
        isolation=method.isolation(group, everybody),
        share=sum(group) / sum(everybody),
        counts=counts,
        tested=tested,
        break_reason=cut,
    )


@lru_cache(maxsize=512)
def _beyond(counts: Counts) -> BeyondChance | None:
    """Simulate once for the same counts: they come from a release, which never changes."""
    draws = _DRAWS if len(counts) <= MANY else _FEWER_DRAWS
    group, everybody = [x for _, x, _ in counts], [n for _, _, n in counts]
    try:
        return method.segregation(group, everybody, draws=draws, seed=_SEED)
    except InputRefusedError:
        return None


def _change(
    years: Sequence[YearApart], now: YearApart | None, begin: str
) -> tuple[tuple[str, str] | None, Change | None]:
    """Return the first comparable year since the last break and this one, and what changed.

    Both years are measured over the areas that both have.
    """
    if now is None or now.apart is None:
        return None, None
    before = [one for one in years if begin <= one.period < now.period and one.apart is not None]
    for first in before:
        both = {area for area, _, _ in first.counts} & {area for area, _, _ in now.counts}
        if len(both) >= max(FEWEST, _ENOUGH * len(now.counts)):
            ends = [
                _beyond(tuple(line for line in year.counts if line[0] in both))
                for year in (first, now)
            ]
            moved = chance.change(ends[0], ends[1]) if ends[0] and ends[1] else None
            return (first.period, now.period), moved
    return None, None


def _said(
    view: CompareView,
    definition: Definition,
    years: Sequence[YearApart],
    now: YearApart | None,
    span: tuple[str, str] | None,
    moved: Change | None,
    reason: str,
    why_no_test: str,
) -> list[str]:
    if now is None or now.observed is None:
        why = reason or pattern_sentences.NOTHING["nobody"]
        return [f"Ob eine Gruppe getrennt wohnt, lässt sich hier nicht sagen. {why}"]
    group, many = f"die bei „{definition.title}“ Gezählten", dative_of(view.level)
    if now.apart is not None:
        words = [pattern_sentences.apart(now.apart, group=group, areas=many)]
    else:
        share = formats.with_unit(100 * now.observed, unit="%")
        words = [
            f"Damit {group} überall den gleichen Anteil hätten, müssten {share} von ihnen in "
            "einem anderen Gebiet wohnen. "
            f"{why_no_test}".strip()
        ]
    words += _isolated(now)
    if span:
        ends = {"first": span[0], "last": span[1]}
        words.append(pattern_sentences.moved(moved, **ends, what="Die Trennung"))
        words += _common(years, now, span[0])
    if len(now.counts) < len(compared.keys_of(view)):
        plural = LEVEL_BY_CODE[view.level].plural
        words.append(
            f"Gerechnet über {formats.number(len(now.counts))} {plural} mit bekannten Fällen."
        )
    return words


def _isolated(now: YearApart) -> list[str]:
    """Say which share its own has where a member of the group lives."""
    if now.isolation is None or now.share is None:
        return []
    meets, whole = (
        formats.with_unit(100 * one, decimals=1, unit="%") for one in (now.isolation, now.share)
    )
    now_and_even = f"im Mittel {meets} aus; wohnte sie überall gleich, wären es {whole}"
    return [f"In ihrem Gebiet macht die Gruppe {now_and_even}."]


def _common(years: Sequence[YearApart], now: YearApart, first: str) -> list[str]:
    """Say over how many areas two years are compared, where they are not all the same."""
    begin = next(one for one in years if one.period == first)
    both = {area for area, _, _ in begin.counts} & {area for area, _, _ in now.counts}
    if len(both) == len(begin.counts) == len(now.counts):
        return []
    return [f"Verglichen sind die {formats.number(len(both))} Gebiete, die beide Jahre haben."]
