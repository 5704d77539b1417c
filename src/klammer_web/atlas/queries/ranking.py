# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A ranking that says how sure it is: rank intervals, or no ranks where chance is not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from klammer.base.quantities import Kind
from klammer.indicators.definitions import Definition
from klammer.patterns.ranks import DRAWS, RankInterval, rank_intervals
from klammer.presentation import ranking, sentences
from klammer.presentation.sentences import Wording
from klammer.warehouse.open import Release
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.queries import areas, compared
from klammer_web.atlas.queries.figures import AreaFigure, figure_of, no_test, signs_in, wording_of
from klammer_web.catalogue.queries.origins import sources

FEWEST = 3  # areas with a known chance; two make no ranking
_MANY, _FEWER_DRAWS = 200, 1000
DATIVE = {
    "county": "Kreisen und kreisfreien Städten",
    "municipality": "Gemeinden",
    "association": "Verwaltungsgemeinschaften",
    "planning_region": "Planungsregionen",
    "state": "Ländern",
    "country": "Ländern",
}


def dative_of(level: str) -> str:
    """Return the plural of a level's areas after "von" and "unter", also of an own level."""
    plural = LEVEL_BY_CODE[level].plural
    return DATIVE.get(level) or (plural if plural.endswith("n") else f"{plural}n")


@dataclass(frozen=True)
class RankedLine:
    """One area: its figure, and its ranks where chance is known."""

    figure: AreaFigure
    ranks: RankInterval | None


@dataclass(frozen=True)
class Ranking:
    """Everything a ranking says.

    lines    by value, the highest first; areas without a number last
    ranked   how many areas have a rank interval
    reason   why there are no ranks; empty when there are
    """

    view: CompareView
    definition: Definition
    wording: Wording
    lines: Sequence[RankedLine]
    above: Sequence[AreaFigure]
    ranked: int
    reason: str
    sentences: Sequence[str]
    gaps: str
    converted: str
    sources: Sequence[str]
    signs: Sequence[tuple[str, str]]

    @property
    def own(self) -> RankedLine | None:
        """The line of the area looked at."""
        return next((one for one in self.lines if one.figure.key == self.view.own), None)


def rank_figures(view: CompareView, *, release: Release, definition: Definition) -> Ranking:
    """Read the figures of a view and rank them as far as chance is known."""
    rows, wording = compared.rows_of(view, release), wording_of(definition)
    names = areas.names(view.level, view.boundary)
    tested = compared.by_chance(rows, definition)
    intervals = intervals_of(tested, definition.kind) if len(tested) >= FEWEST else {}
    lines = [
        RankedLine(
            figure_of(row, area=names[row["area"]], wording=wording), intervals.get(row["area"])
        )
        for row in rows
    ]
    reason = "" if intervals else _reason(rows, tested, definition)
    return Ranking(
        view=view,
        definition=definition,
        wording=wording,
        lines=sorted(lines, key=_place),
        above=_above(view, release, wording),
        ranked=len(intervals),
        reason=reason,
        sentences=_said(view, rows, intervals, reason, wording),
        gaps=sentences.gaps(rows),
        converted=sentences.converted(rows),
        sources=sources(release, definition, level=view.level, period=view.period),
        signs=signs_in(rows),
    )


def intervals_of(rows: Sequence[compared.Row], kind: Kind) -> dict[str, RankInterval]:
    """Return area → rank interval of rows with known chance, ordered by area."""
    counts = [(float(row["numerator"]), float(row["denominator"])) for row in rows]
    found = _intervals(tuple(counts), kind)
    return {row["area"]: one for row, one in zip(rows, found, strict=True) if one is not None}


@lru_cache(maxsize=256)
def _intervals(
    counts: tuple[tuple[float, float], ...], kind: Kind
) -> tuple[RankInterval | None, ...]:
    """Resample once for the same counts: they come from a release, which never changes."""
    draws = DRAWS if len(counts) <= _MANY else _FEWER_DRAWS
    numerators, denominators = zip(*counts, strict=True)
    return tuple(rank_intervals(numerators, denominators, kind=kind, draws=draws))


def _place(line: RankedLine) -> tuple[bool, float, str]:
    value = line.figure.value if sentences.is_number(line.figure.row) else None
    return value is None, -(value or 0.0), line.figure.name.casefold()


def _reason(
    rows: Sequence[compared.Row], tested: Sequence[compared.Row], definition: Definition
) -> str:
    """Say why there are no ranks."""
    known = compared.numbers(rows)
    if len(known) < FEWEST:
        return f"Nur {len(known)} von {len(rows)} Gebieten haben einen Wert."
    if definition.kind.adds_up:
        return "Absolute Zahlen ordnen nach der Größe der Gebiete, nicht nach ihrer Lage."
    why = no_test(known)
    if why:
        return why.partition(". ")[2] or why
    return f"Nur bei {len(tested)} von {len(known)} Werten sind die Fälle dahinter bekannt."


def _above(view: CompareView, release: Release, wording: Wording) -> list[AreaFigure]:
    found = []
    for row in compared.above(view, release):
        area = areas.name_of(row["area"], boundary=view.boundary)
        if area is not None:
            found.append(figure_of(row, area=area, wording=wording))
    return found


def _said(view, rows, intervals, reason, wording) -> list[str]:
    names = areas.names(view.level, view.boundary)
    plural = LEVEL_BY_CODE[view.level].plural
    if reason:
        spread = sentences.spread(
            [(names[row["area"]].title, row) for row in rows], areas=plural, wording=wording
        )
        return [f"Eine Rangfolge wäre hier geraten. {reason}", spread]
    said = []
    if view.own in intervals:
        count, dative = len(intervals), dative_of(view.level)
        own = names[view.own].within
        said.append(ranking.standing(own, intervals[view.own], count=count, plural=dative))
    said.append(ranking.separation(list(intervals.values()), plural=dative_of(view.level)))
    return said
