# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: how complete the figures of an indicator are, counted from the release."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klammer.base.cells import Status
from klammer.presentation.spans import spans
from klammer.warehouse.open import Coverage, Release
from klammer_web.catalogue.phrases import words

_NUMBERS = {Status.REPORTED, Status.ZERO, Status.UNRELIABLE}
_HIDDEN = {Status.SUPPRESSED}
_MAYBE = {Status.ZERO_OR_HIDDEN}


@dataclass(frozen=True)
class Completeness:
    """One level at one boundary version.

    year               the newest one
    areas              areas in that year; the four numbers after it add up to them
    carried, figures   numbers of all years that were carried to these boundaries by shares, and all
    """

    level_word: str
    boundary: str
    year: str
    areas: int
    numbers: int
    hidden: int
    maybe: int
    absent: int
    carried: int
    figures: int


def completeness(release: Release, indicator: str) -> list[Completeness]:
    """Return one line per level at its newest boundary version, municipalities first."""
    counted = release.signs(indicator)
    newest: dict[str, str] = {}
    for one in release.coverage(indicator):
        newest[one.area_level] = max(one.boundary, newest.get(one.area_level, ""))
    order = list(words.LEVELS)[::-1]
    levels = sorted(newest, key=lambda code: order.index(code) if code in order else -1)
    return [_line(level, newest[level], counted) for level in levels]


def years_of_groups(release: Release, coverage: Coverage) -> Sequence[tuple[str, str]]:
    """Return (kind of group, years) of one level: ("Geschlecht", "2015–2020")."""
    held = release.breakdowns(
        coverage.indicator, area_level=coverage.area_level, boundary=coverage.boundary
    )
    found = []
    for place, label in enumerate(("Geschlecht", "Alter", "Staatsangehörigkeit")):
        years = {
            year for codes, periods in held.items() if codes[place] != "_T" for year in periods
        }
        if years:
            found.append((label, spans(sorted(years))))
    return found


def _line(
    level: str, boundary: str, counted: Mapping[tuple[str, str, str, str, str], int]
) -> Completeness:
    here = {key[2:]: n for key, n in counted.items() if key[:2] == (level, boundary)}
    year = (
        max(period for period, status, _ in here if status != Status.MISSING)
        if any(status != Status.MISSING for _, status, _ in here)
        else max((period for period, _, _ in here), default="")
    )
    last: Counter[str] = Counter()
    for (period, status, _), n in here.items():
        if period == year:
            last[_kind(status)] += n
    known = {key: n for key, n in here.items() if key[1] in _NUMBERS}
    return Completeness(
        level_word=words.level(level),
        boundary=boundary,
        year=year,
        areas=sum(last.values()),
        numbers=last["numbers"],
        hidden=last["hidden"],
        maybe=last["maybe"],
        absent=last["absent"],
        carried=sum(n for (_, _, error), n in known.items() if error in {"B", "C"}),
        figures=sum(known.values()),
    )


def _kind(status: str) -> str:
    if status in _NUMBERS:
        return "numbers"
    if status in _HIDDEN:
        return "hidden"
    return "maybe" if status in _MAYBE else "absent"
