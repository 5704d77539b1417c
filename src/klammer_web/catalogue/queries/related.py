# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: which indicators belong together, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from klammer.indicators.definitions import Definition

MOST = 8


@dataclass(frozen=True)
class Related:
    """Another indicator and what it shares."""

    definition: Definition
    why: str


def related(one: Definition, among: Iterable[Definition]) -> list[Related]:
    """Return the indicators made of the same cases or sharing words, the nearest first.

    Nearest are those with the same numerator, then those with a word in common, then the important
    ones of the same domain. A denominator in common (all inhabitants) relates nothing.
    """
    found = []
    for other in among:
        if other.id == one.id:
            continue
        rank, why = _nearness(one, other)
        if rank:
            found.append((rank, other.title.casefold(), Related(other, why)))
    return [related for _, _, related in sorted(found, key=lambda item: item[:2])[:MOST]]


def _nearness(one: Definition, other: Definition) -> tuple[int, str]:
    if _cases(one) & _cases(other):
        return 1, "dieselben Fälle"
    if _words(one) & _words(other):
        return 2, "verwandter Begriff"
    if one.domain == other.domain and other.headline:
        return 3, "derselbe Bereich"
    return 0, ""


def _cases(definition: Definition) -> set[str]:
    formula = definition.formula
    terms = [*formula.numerator, *([formula.delivered] if formula.delivered else [])]
    return {term.variable for term in terms} - {"population"}


def _words(definition: Definition) -> set[str]:
    return {word.casefold() for word in (definition.title, *definition.synonyms)}
