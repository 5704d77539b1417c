# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lorenz curves, Gini, Theil and Hoover beyond chance; what lies between and within counties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.patterns import chance
from klammer.patterns.chance import BeyondChance
from klammer.patterns.decomposition import Parts, theil_parts
from klammer.patterns.inequality import lorenz
from klammer.patterns.inequality_of_counts import inequality_of_counts
from klammer.presentation import formats, pattern_sentences
from klammer.presentation.charts.lorenz import Curve, half_of_people
from klammer.warehouse.open import Release
from klammer_web.atlas.queries import areas, compared
from klammer_web.atlas.queries.inequality import Counts, InequalityFigure

INDEXES = {"gini": "Gini", "theil": "Theil", "hoover": "Hoover"}
MOST, MANY = 1_200, 100  # areas
_DRAWS, _FEWER_DRAWS, _SEED = 500, 100, 2026


@dataclass(frozen=True)
class Measures:
    """What the details of a page on inequality say.

    curves   Lorenz curves: the year asked for, then the first comparable one
    beyond   index → its value without chance in the year asked for; empty where it is not known
    parts    Theil's index of municipalities, split by counties; None where there are none
    year     of the municipalities
    words    sentences, the first the most important
    """

    curves: Sequence[Curve]
    beyond: Mapping[str, BeyondChance]
    parts: Parts | None
    year: str
    words: Sequence[str]


def measures(found: InequalityFigure, *, release: Release) -> Measures:
    """Measure what a page on inequality shows, by curves and indexes."""
    view, now = found.view, found.now
    periods = [view.period]
    if found.span is not None and found.span[0].period != view.period:
        periods.append(found.span[0].period)
    rows = compared.rows_by_year(view, release, periods)
    curves = [one for one in (_curve(found, period, rows[period], release) for period in periods)
              if one is not None]  # fmt: skip
    ends = [
        _counts([row for row in rows[period] if row["area"] in now.tested], found)
        for period in periods
    ]
    kind = found.definition.kind
    is_tested = now.beyond is not None and len(ends[0]) <= MOST
    beyond = {index: _beyond(ends[0], kind, index) for index in INDEXES} if is_tested else {}
    beyond = {index: one for index, one in beyond.items() if one is not None}
    parts, year = _parts(found, release)
    words = [_half(curves, found.now.weights)] if curves else []
    if "gini" in beyond:
        words.append(pattern_sentences.unequal(beyond["gini"], index="gini"))
        words += _moved(found, periods, rows, kind)
    if parts is not None and parts.share_between is not None:
        words.append(
            f"{pattern_sentences.split(parts, larger='Kreisen')} Gemessen an den Gemeinden mit "
            f"Wert, {formats.period(year)} (Theil)."
        )
    return Measures(curves, beyond, parts, year, [one for one in words if one])


def _curve(
    found: InequalityFigure, period: str, rows: Sequence[compared.Row], release: Release
) -> Curve | None:
    known = compared.numbers(rows)
    weights = _people(found, known, period, release)
    if found.now.weights and weights is None:
        return None  # without its people a year is not comparable
    try:
        people, shares = lorenz([float(row["value"]) for row in known], weights=weights)
    except InputRefusedError:
        return None
    return Curve(formats.period(period), people, shares)


def _people(
    found: InequalityFigure, rows: Sequence[compared.Row], period: str, release: Release
) -> list[float] | None:
    """Return the people by whom areas are weighted; None where every area counts alike."""
    if not found.now.weights or not rows:
        return None
    if all(row["denominator"] for row in rows):
        return [float(row["denominator"]) for row in rows]
    level = str(rows[0]["area_level"])
    people, _ = compared.population(
        release, level=level, boundary=str(rows[0]["boundary"]), period=period
    )
    weights = [people.get(str(row["area"])) for row in rows]
    return [float(one) for one in weights if one] if all(weights) else None


def _half(curves: Sequence[Curve], weights: str) -> str:
    share = formats.with_unit(100 * half_of_people(curves[0]), unit="%")
    whole = "der Fälle" if weights == "denominator" else "der Summe"
    half = (
        "Auf die Hälfte der Menschen in den Gebieten mit den niedrigsten Werten entfallen"
        if weights
        else "Auf die Hälfte der Gebiete mit den niedrigsten Werten entfallen"
    )
    return (
        f"{half} {share} {whole}; bei überall gleichem Wert wären es "
        f"{formats.with_unit(50, unit='%')}."
    )


def _counts(rows: Sequence[compared.Row], found: InequalityFigure) -> Counts:
    counted = compared.by_chance(rows, found.definition)
    return tuple((float(row["numerator"]), float(row["denominator"])) for row in counted)


@lru_cache(maxsize=512)
def _beyond(counts: Counts, kind: Kind, index: str) -> BeyondChance | None:
    """Simulate once for the same counts: they come from a release, which never changes."""
    draws = _DRAWS if len(counts) <= MANY else _FEWER_DRAWS
    numerators, denominators = zip(*counts, strict=True)
    found = inequality_of_counts(
        numerators, denominators, kind=kind, index=index, draws=draws, seed=_SEED
    )
    return None if found.reason else found


def _moved(
    found: InequalityFigure,
    periods: Sequence[str],
    rows: Mapping[str, Sequence[compared.Row]],
    kind: Kind,
) -> list[str]:
    """Say whether Gini changed, over the areas whose chance is known in both years."""
    span = found.span
    if span is None or len(periods) < 2 or any(one.beyond is None for one in span):
        return []
    both = span[0].tested & span[1].tested
    ends = [
        _beyond(_counts([row for row in rows[one.period] if row["area"] in both], found), kind,
                "gini")
        for one in span
    ]  # fmt: skip
    moved = chance.change(ends[0], ends[1]) if ends[0] and ends[1] else None
    said = pattern_sentences.moved(
        moved, first=span[0].period, last=span[1].period, what="Der Gini-Koeffizient"
    )
    return [said]


def _parts(found: InequalityFigure, release: Release) -> tuple[Parts | None, str]:
    """Split the inequality of municipalities by the counties they belong to."""
    if found.definition.kind.adds_up:
        return None, ""
    if found.within:
        rows, year = [part.row for one in found.within for part in one.parts], found.within_year
    elif found.view.level == "municipality":
        rows, year = compared.numbers(found.rows), found.view.period
    else:
        return None, ""
    counties = [str(row["area"])[:5] for row in rows]
    known = areas.names("county", found.view.boundary)
    if len(set(counties)) < 2 or not set(counties) <= set(known):
        return None, ""
    weights = _people(found, rows, year, release)
    parts = theil_parts([float(row["value"]) for row in rows], counties, weights=weights)
    return (None, "") if parts.reason else (parts, year)
