# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The display rule "zu klein": a rate of so few cases says nothing and is not printed.

This is not disclosure control. The source has published the figure, its cell stays one click away;
it is left out where a reader would take chance for a fact. Cases and persons come from the figure
itself or, for a delivered rate, as upper limits from `bases`. The limits are parameters of the
audience.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from klammer.base.cells import Status
from klammer.base.quantities import Kind
from klammer.indicators.definitions import Definition
from klammer.indicators.rounding import is_too_small
from klammer.parameters import registry
from klammer.warehouse.open import Release
from klammer_web.atlas.queries.bases import Behind, behind

NOTE = "too_small"  # in the column `note`; klammer.presentation.sentences has its words
_COUNTED = frozenset({Kind.PROPORTION, Kind.RATE})  # their numerator is a number of cases
_FIRST_DAY = date(2000, 1, 1)  # the rules hold from then on
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Limits:
    """From how many cases and persons a rate is shown; both 0 where everything is."""

    cases: float
    persons: float
    zero: bool


@lru_cache(maxsize=64)
def limits(audience: str, on: date) -> Limits:
    """Return the limits that held for an audience on a day."""
    cases = registry.value("display_minimum_numerator", on=on, audience=audience).value
    persons = registry.value("display_minimum_denominator", on=on, audience=audience).value
    zero = registry.value("display_zero", on=on, audience=audience).value
    return Limits(float(cases), float(persons), bool(zero))


def limits_of(release: Release, period: str) -> Limits:
    """Return the limits for the audience of a release in a year."""
    return limits(release.audience.value, max(_FIRST_DAY, date(int(period[:4]), 1, 1)))


def shown(rows: Iterable[Row], *, release: Release, definition: Definition) -> list[dict[str, Any]]:
    """Return figures as they are shown: one that is too small has no value, and a note says why.

    rows     area × period → figures of one indicator, with area_level, boundary and counts
    returns  the same rows; too small ones with status `unreliable` and without value or limits
    """
    return [
        {**row, "value": None, "low": None, "high": None, "status": Status.UNRELIABLE, "note": NOTE}
        if is_small_figure(row, release=release, definition=definition)
        else dict(row)
        for row in rows
    ]


def is_small_figure(row: Row, *, release: Release, definition: Definition) -> bool:
    """Whether too few cases or people stand behind a figure for it to say something."""
    if row["value"] is None or row["status"] not in {Status.REPORTED, Status.UNRELIABLE}:
        return False
    if definition.kind in {Kind.COUNT, Kind.AMOUNT, Kind.MEAN, Kind.INDEX}:
        return False
    numerator, denominator = counts(row, release=release, definition=definition)
    if _is_delivered(row) and definition.kind not in _COUNTED and numerator is not None:
        return is_too_small(numerator, denominator, **_words(limits_of(release, row["period"])))
    return is_few(numerator, denominator, definition, limits_of(release, row["period"]))


def is_few(
    numerator: float | None, denominator: float | None, definition: Definition, least: Limits
) -> bool:
    """Whether so few cases or people are too few; cases count where the numerator is cases."""
    cases = numerator if definition.kind in _COUNTED else None
    return is_too_small(cases, denominator, **_words(least))


def _words(least: Limits) -> dict[str, Any]:
    return {
        "minimum_numerator": least.cases,
        "minimum_denominator": least.persons,
        "show_zero": least.zero,
    }


def counts(
    row: Row, *, release: Release, definition: Definition
) -> tuple[float | None, float | None]:
    """Return cases and persons behind a figure; for a delivered rate what they are at most."""
    if not _is_delivered(row):
        return row["numerator"], row["denominator"]
    found = people_behind(row, release=release, definition=definition)
    if found is None:
        return None, None
    return found.cases(row["value"]) if row["value"] is not None else None, found.people


def people_behind(row: Row, *, release: Release, definition: Definition) -> Behind | None:
    """Return the people behind a delivered rate at most; None where nothing tells them."""
    if not _is_delivered(row) or "area_level" not in row:
        return None
    return behind(row, release=release, indicator=definition.id)


def _is_delivered(row: Row) -> bool:
    return row["numerator"] is None and row["denominator"] is None
