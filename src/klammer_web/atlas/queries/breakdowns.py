# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""By which groups of people a figure is available: in which years, and why not."""

import re
from collections.abc import Mapping
from functools import lru_cache

from klammer.base.cells import TOTAL
from klammer.indicators.definitions import Definition
from klammer.warehouse.open import Coverage, Release
from klammer_web.atlas.enums import BREAKDOWN_LABELS, LEVEL_BY_CODE, breakdown_label

COLUMNS = ("sex", "age", "nationality")
_LISTED = 4  # groups named where the wanted one is not there
_FIRST = {"F": 0, "M": 1, "D": 2, "national": 0, "foreign": 1}

Codes = tuple[str, str, str]  # of sex, age, nationality
Breakdown = tuple[tuple[str, str], ...]


def available(release: Release, coverage: Coverage) -> Mapping[Codes, tuple[str, ...]]:
    """Return (sex, age, nationality) → years with figures; a release never changes."""
    return _available(release, coverage.indicator, coverage.area_level, coverage.boundary)


@lru_cache(maxsize=512)
def _available(
    release: Release, indicator: str, level: str, boundary: str
) -> Mapping[Codes, tuple[str, ...]]:
    return release.breakdowns(indicator, area_level=level, boundary=boundary)


@lru_cache(maxsize=64)
def groups_at(release: Release, level: str) -> Mapping[str, Mapping[str, int]]:
    """Return column → code → number of indicators that come by that group at a level.

    Columns and codes in the order people expect; a column without any code is left out.
    """
    counts: dict[str, dict[str, set[str]]] = {column: {} for column in COLUMNS}
    for one in release.coverage():
        if one.area_level != level:
            continue
        for column in COLUMNS:
            for code in set(one.breakdowns.get(column, ())) - {TOTAL}:
                counts[column].setdefault(code, set()).add(one.indicator)
    return {
        column: {code: len(found[code]) for code in in_order(column, set(found))}
        for column, found in counts.items()
        if found
    }


def held_by(release: Release, coverage: Coverage, breakdown: Breakdown) -> tuple[str, ...]:
    """Return the years in which any area of a level has a figure of a group of people."""
    if not breakdown:
        return coverage.periods
    return available(release, coverage).get(codes_of(breakdown)) or coverage.periods


def codes_of(breakdown: Breakdown) -> Codes:
    """Return the codes of all three columns; a column not named is the total."""
    named = dict(breakdown)
    return (named.get("sex", TOTAL), named.get("age", TOTAL), named.get("nationality", TOTAL))


def breakdown_of(codes: Codes) -> Breakdown:
    """Return the columns of codes that are no total, as an address names them."""
    pairs = zip(COLUMNS, codes, strict=True)
    return tuple(sorted((column, code) for column, code in pairs if code != TOTAL))


def in_order(column: str, codes: set[str]) -> list[str]:
    """Return codes as people expect them: women before men, the young before the old."""
    return sorted(codes, key=lambda code: _age(code) if column == "age" else _FIRST.get(code, 9))


def why_not_group(
    breakdown: Breakdown, *, release: Release, level: str, definition: Definition
) -> str:
    """Say that and why a figure does not come by a group of people; empty where it does."""
    held = [one for one in release.coverage(definition.id) if one.area_level == level]
    for column, code in breakdown:
        codes = {one for cover in held for one in cover.breakdowns.get(column, ())} - {TOTAL}
        if held and not codes:
            why = why_not(column, release=release, coverage=held[-1], definition=definition)
            return f"Nicht nach {BREAKDOWN_LABELS[column][0]} verfügbar. {why}"
        if held and code not in codes:
            others = [breakdown_label(column, one) for one in in_order(column, codes)]
            listed = ", ".join(others[:_LISTED]) + (" …" if len(others) > _LISTED else "")
            label = breakdown_label(column, code)
            return f"Nicht für „{label}“ verfügbar. Die Quelle liefert: {listed}."
    return ""


def why_not(column: str, *, release: Release, coverage: Coverage, definition: Definition) -> str:
    """Say why a figure does not come by sex, age or nationality at this level."""
    label = BREAKDOWN_LABELS[column][0]
    levels = [
        LEVEL_BY_CODE[one.area_level].plural
        for one in release.coverage(definition.id)
        if set(one.breakdowns.get(column, ())) - {TOTAL} and one.area_level in LEVEL_BY_CODE
    ]
    if levels:
        here = LEVEL_BY_CODE[coverage.area_level].plural
        others = ", ".join(dict.fromkeys(levels))
        return f"Nach {label} liefert die Quelle sie für {here} nicht, wohl aber für: {others}."
    if definition.formula.delivered:
        return "Die Quelle liefert den fertigen Wert nur insgesamt."
    if column in definition.breakdowns:
        return "Die Quelle liefert die Fälle nicht so gegliedert."
    return "Die Kennzahl ist nur insgesamt festgelegt."


def _age(code: str) -> tuple[int, int]:
    numbers = [int(one) for one in re.findall(r"\d+", code)]
    if code.startswith("Y_LT"):
        return (0, numbers[0])
    return (numbers[0], numbers[-1] if len(numbers) > 1 else 999) if numbers else (999, 0)
