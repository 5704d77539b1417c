# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Colours of a difference, and the words that say the same.

Colour needs both: more than chance at 95 % (light) or 99.8 % (dark), and at least the stated
relevant difference. A figure that cannot be tested shows where it stands among the others, in grey,
and says that no test is possible. A direction is judged only where the definition has one.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from klammer.indicators.definitions import Definition
from klammer.indicators.significance import STRONG, Comparison, Verdict
from klammer.presentation import classes, formats, judgements
from klammer.presentation.sentences import NO_TEST, NO_TEST_TITLE, Wording, is_number

_GROUPS = 4  # of positions among figures that cannot be tested
_COLOURS = {
    Verdict.WORSE: "worse",
    Verdict.BETTER: "better",
    Verdict.HIGHER: "more",
    Verdict.LOWER: "less",
}
_JUDGED = {Verdict.WORSE: "ungünstiger", Verdict.BETTER: "günstiger"}
EVEN = "even"


@dataclass(frozen=True)
class Contrast:
    """How a figure stands to a comparator.

    style  class of its colour: worse-2 … better-2, more-2 … less-2, even, rank-1 … rank-4, or ""
    words  what the colour says: "höher, ungünstiger (99,8 % sicher)"
    """

    style: str
    words: str


@dataclass(frozen=True)
class Key:
    """One line of the legend: class, words, number of areas."""

    style: str
    words: str
    count: int


def contrasts(
    rows: Sequence[Mapping[str, Any]],
    whole: Mapping[str, Any],
    *,
    definition: Definition,
    relevant: float | None,
) -> dict[str, Contrast]:
    """Compare areas with a larger one that holds them all.

    rows      area → value, low, high [unit], numerator, denominator, of one period
    relevant  the difference in the unit from which on colour is given; None gives no colour
    returns   area → contrast; areas without a number are left out
    """
    known = [row for row in rows if is_number(row)]
    positions = _positions(known)
    return {
        str(row["area"]): _contrast(row, whole, positions, definition, relevant) for row in known
    }


def contrast(
    row: Mapping[str, Any],
    whole: Mapping[str, Any],
    *,
    among: Sequence[Mapping[str, Any]],
    definition: Definition,
) -> Contrast | None:
    """Compare one area with a larger one; where that cannot be tested, say its place among others.

    among  area → value of every area of its level, itself included

    None when there is no number on either side.
    """
    known = [one for one in among if is_number(one)]
    if not is_number(row) or not is_number(whole):
        return None
    return _contrast(row, whole, _positions(known), definition, definition.relevant_difference)


def legend(found: Mapping[str, Contrast], *, definition: Definition) -> list[Key]:
    """Return the lines of the legend: all five of a scale that occurs, then the positions."""
    styles = [one.style for one in found.values()]
    keys = []
    if any(not style.startswith("rank-") for style in styles):
        keys = [Key(style, words, styles.count(style)) for style, words in _scale(definition)]
    ranks = {
        one.style: one.words.partition(".")[0]
        for one in found.values()
        if one.style.startswith("rank-")
    }
    return keys + [Key(style, ranks[style], styles.count(style)) for style in sorted(ranks)]


def stated(relevant: float | None, *, wording: Wording) -> str:
    """Print a relevant difference: "1,5 Prozentpunkte"."""
    if relevant is None:
        return ""
    decimals = next((n for n in range(4) if round(relevant, n) == relevant), 4)
    unit = "Prozentpunkte" if wording.unit == "%" else wording.unit
    return formats.with_unit(relevant, decimals=decimals, unit=unit)


def _contrast(
    row: Mapping[str, Any],
    whole: Mapping[str, Any],
    positions: Mapping[str, tuple[int, str]],
    definition: Definition,
    relevant: float | None,
) -> Contrast:
    found = judgements.judge(
        row,
        whole,
        kind=definition.kind,
        factor=definition.formula.factor,
        direction=definition.direction,
        relevant_difference=relevant,
    )
    if found.verdict is Verdict.NOT_TESTABLE:
        group, place = positions[str(row["area"])]
        reason = NO_TEST.get(found.reason, "")
        return Contrast(f"rank-{group}", f"{place}; {NO_TEST_TITLE}. {reason}".strip())
    return _tested(found)


def _tested(found: Comparison) -> Contrast:
    way = "höher" if (found.difference or 0) > 0 else "niedriger"
    if found.verdict is Verdict.NOT_DISTINGUISHABLE:
        return Contrast(EVEN, "nicht zu unterscheiden; der Abstand kann Zufall sein")
    if found.relevant is None:
        return Contrast(EVEN, f"{way}, mehr als Zufall; ab wann es zählt, ist nicht festgelegt")
    if not found.relevant:
        return Contrast(EVEN, f"{way}, mehr als Zufall; Unterschied zu klein für eine Farbe")
    is_strong = found.level == STRONG
    judged = _JUDGED.get(found.verdict)
    said = f"{way}, {judged}" if judged else way
    sure = "99,8" if is_strong else "95"
    return Contrast(
        f"{_COLOURS[found.verdict]}-{2 if is_strong else 1}",
        f"{said} ({sure}{formats.NBSP}% sicher)",
    )


def _scale(definition: Definition) -> list[tuple[str, str]]:
    """Return the five steps of a definition's scale, the high ones first."""
    high = {"high_is_burden": "worse", "high_is_good": "better", "neutral": "more"}
    low = {"high_is_burden": "better", "high_is_good": "worse", "neutral": "less"}
    judged = {"worse": ", ungünstiger", "better": ", günstiger"}
    above, below = high[definition.direction], low[definition.direction]
    strong, notable = f"99,8{formats.NBSP}%", f"95{formats.NBSP}%"
    return [
        (f"{above}-2", f"höher{judged.get(above, '')}: {strong} sicher"),
        (f"{above}-1", f"höher{judged.get(above, '')}: {notable} sicher"),
        (EVEN, "kein belegter Unterschied"),
        (f"{below}-1", f"niedriger{judged.get(below, '')}: {notable} sicher"),
        (f"{below}-2", f"niedriger{judged.get(below, '')}: {strong} sicher"),
    ]


def _positions(rows: Sequence[Mapping[str, Any]]) -> dict[str, tuple[int, str]]:
    """Return area → (group from 1 for the highest, "Platz 1 bis 6 von 22"); ties stay together."""
    values = [float(row["value"]) for row in rows]
    found = classes.classify(values, method="quantile", count=min(_GROUPS, max(len(values), 1)))
    counts = list(reversed(found.counts))
    ends = list(itertools.accumulate(counts))
    words = {}
    for group, (count, end) in enumerate(zip(counts, ends, strict=True), start=1):
        first = end - count + 1
        place = f"Platz {first}" if count == 1 else f"Platz {first} bis {end}"
        words[group] = f"{place} von {len(values)}"
    return {
        str(row["area"]): (group := len(counts) + 1 - found.of(float(row["value"])), words[group])
        for row in rows
    }
