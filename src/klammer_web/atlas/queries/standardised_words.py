# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page of standardised figures says: only differences that were tested have a direction."""

import math
from collections.abc import Mapping, Sequence
from typing import Protocol

from klammer.presentation import formats, sentences
from klammer_web.atlas.compare_state import CompareView
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.queries.figures import AreaFigure
from klammer_web.atlas.queries.ranking import dative_of


class Line(Protocol):
    """A standardised figure with limits, None where unknown."""

    @property
    def value(self) -> float | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def ratio(self) -> float | None: ...
    @property
    def ratio_low(self) -> float | None: ...
    @property
    def ratio_high(self) -> float | None: ...


def said(
    view: CompareView,
    figures: Sequence[AreaFigure],
    lines: Mapping[str, Line],
    others: Line | None,
    *,
    place: str,
    reason: str,
    by_sex: bool,
    why_untested: str,
    wording: sentences.Wording,
) -> list[str]:
    """Return sentences, the first the most important.

    lines   area → standardised figure; others: all areas but the one looked at, together
    place   where the area looked at is: "im Wartburgkreis"
    reason  why there is nothing; then it is all that is said
    why_untested  why chance is not known, where it is not
    """
    if reason:
        return [f"Nach Alter gleich rechnen lässt sich dieser Wert hier nicht. {reason}"]
    even = even_words(by_sex=by_sex)
    own = next((one for one in figures if one.key == view.own), None)
    words = []
    if own and lines[own.key].value is None:
        words = _expected(place, lines[own.key])
    elif own:
        counted = f"{wording.text(lines[own.key].value or 0.0)}; gezählt sind es {own.text}"
        words = _own(place, lines[own.key], others, level=view.level, even=even, values=counted,
                     why_untested=why_untested, wording=wording)  # fmt: skip
    words += _spread(view, figures, lines, even, wording)
    few = sum(one.value is None and one.ratio is not None for one in lines.values())
    if few:
        verb = "hat" if few == 1 else "haben"
        words.append(
            f"{formats.number(few)} von {formats.number(len(lines))} {dative_of(view.level)} "
            f"{verb} weniger als 10 Fälle; dort steht nur, wie viele im Verhältnis zu den "
            "erwarteten es sind."
        )
    return words


def even_words(*, by_sex: bool) -> str:
    """Say what is evened out: "Nach Alter gleich gerechnet"."""
    return f"Nach Alter{' und Geschlecht' if by_sex else ''} gleich gerechnet"


def difference(one: Line, other: Line) -> tuple[float, float, float] | None:
    """Return one − other with limits (95 %); None where limits of either are unknown.

    From the limits of both (Zou and Donner 2008), as these are not symmetric.
    """
    if None in (one.value, one.low, one.high, other.value, other.low, other.high):
        return None
    a, low_a, high_a = float(one.value or 0), float(one.low or 0), float(one.high or 0)
    b, low_b, high_b = float(other.value or 0), float(other.low or 0), float(other.high or 0)
    apart = a - b
    return (
        apart,
        apart - math.hypot(a - low_a, high_b - b),
        apart + math.hypot(high_a - a, b - low_b),
    )


def _own(
    place: str,
    line: Line,
    others: Line | None,
    *,
    level: str,
    even: str,
    values: str,
    why_untested: str,
    wording: sentences.Wording,
) -> list[str]:
    if others is None or others.value is None:
        return [f"{even} beträgt der Wert {place} {values}."]
    rest = f"in den übrigen {dative_of(level)} zusammen ({wording.text(others.value)})"
    found = difference(line, others)
    if found is None:
        untested = f"Ob er anders ist als {rest}, ist nicht geprüft"
        return [f"{even} beträgt der Wert {place} {values}. {untested}. {why_untested}".strip()]
    apart, low, high = found
    if low <= 0 <= high:
        return [f"{even} ist {place} kein Unterschied zu dem Wert {rest} belegt: {values}."]
    way = "höher" if apart > 0 else "niedriger"
    small = f", {wording.below_relevant}" if wording.is_below_relevant(apart) else ""
    return [f"{even} ist der Wert {place} {way} als {rest}{small}: {values}."]


def _expected(place: str, line: Line) -> list[str]:
    if line.ratio is None:
        return [f"Der Wert {place} lässt sich nicht nach Alter gleich rechnen."]
    times = formats.number(line.ratio, decimals=2)
    found = f"Es gibt {place} {times}-mal so viele Fälle, wie nach dem Alter zu erwarten wären"
    if line.ratio_low is None or line.ratio_high is None:
        return [f"{found}; geprüft ist das nicht."]
    if line.ratio_low <= 1 <= line.ratio_high:
        return [f"{found}; ein Unterschied ist nicht belegt."]
    way = "mehr" if line.ratio > 1 else "weniger"
    return [f"{found}; das sind {way}, als der Zufall erwarten lässt."]


def _spread(
    view: CompareView,
    figures: Sequence[AreaFigure],
    lines: Mapping[str, Line],
    even: str,
    wording: sentences.Wording,
) -> list[str]:
    pairs = [
        (one.value, line)
        for one in figures
        if one.value is not None and (line := lines[one.key].value) is not None
    ]
    if len(pairs) < 2:
        return []
    raw, even_ones = zip(*pairs, strict=True)
    plural = LEVEL_BY_CODE[view.level].short
    which = f"die {formats.number(len(pairs))} {plural}"
    first = f"zwischen {wording.bare(min(raw))} und {wording.text(max(raw))}"
    then = f"zwischen {wording.bare(min(even_ones))} und {wording.text(max(even_ones))}"
    return [f"Gezählt liegen {which} {first}, {even[0].lower()}{even[1:]} {then}."]
