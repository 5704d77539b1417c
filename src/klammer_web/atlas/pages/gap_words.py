# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be said of two groups: both figures, the distance, the test, the way of the distance."""

from collections.abc import Sequence

from klammer.indicators import gaps
from klammer.indicators.gaps import Estimated
from klammer.presentation import formats
from klammer.presentation.sentences import NO_TEST
from klammer_web.atlas.queries.figures import wording_of
from klammer_web.atlas.queries.gaps import Apart, GapFigure, comparable

_ALIKE = "gerundet gleich"


def sentences(found: GapFigure) -> list[str]:
    """Say how the groups stand in the newest year, how sure that is, and where it went."""
    newest = found.newest
    if newest is None:
        return [f"{_begin(found)} gibt es in keinem Jahr für beide Gruppen eine Zahl."]
    said = [_level(found, newest), _sure(found, newest), _way(found), _beside(found)]
    return [one for one in said if one]


def unit_of(found: GapFigure) -> str:
    """Return the unit of a difference."""
    return "Prozentpunkte" if found.definition.unit == "%" else found.definition.unit


def difference_text(found: GapFigure, one: Apart) -> str:
    """Print a difference with its sign: "+2,8"; empty where there is none."""
    if one.difference is None:
        return ""
    return formats.signed(one.difference.value, decimals=found.definition.decimals)


def limits_text(found: GapFigure, one: Estimated | None) -> str:
    """Print the limits of a difference with their signs; empty without."""
    if one is None or one.low is None or one.high is None:
        return ""
    low, high = (
        formats.signed(limit, decimals=found.definition.decimals) for limit in (one.low, one.high)
    )
    return f"{low} bis {high}"


def ratio_text(one: Apart) -> str:
    """Print the ratio: "1,56"; empty where it is not known."""
    ratio = one.gap.ratio if one.gap else None
    return formats.number(ratio.value, decimals=2) if ratio else ""


def together(found: GapFigure) -> str:
    """Say whether both groups together are everybody; empty where it is not known."""
    if found.rest is None:
        return ""
    names = found.pair.title
    if abs(found.rest) < 1:  # counts that were carried to other boundaries have fractions
        return f"{names} ergeben zusammen alle Gezählten."
    count = formats.number(abs(found.rest))
    way = "weniger" if found.rest > 0 else "mehr"
    return f"{names} ergeben zusammen {count} {way} als alle Gezählten."


def _level(found: GapFigure, one: Apart) -> str:
    wording, pair = wording_of(found.definition), found.pair
    values = [figure.row["value"] for figure in (one.first, one.second)]
    first, second = (wording.text(value) for value in values)
    begin = f"{_begin(found)} lag der Wert {formats.period(one.period)}"
    if first == second:
        return f"{begin} bei {pair.with_names[0]} und {pair.with_names[1]} {_ALIKE} ({first})."
    more = "mehr" if values[0] > values[1] else "weniger"
    apart = formats.number(abs(values[0] - values[1]), decimals=found.definition.decimals)
    return (
        f"{begin} bei {pair.with_names[0]} bei {first}, bei {pair.with_names[1]} bei {second}: "
        f"{apart} {unit_of(found)} {more}{_times(one)}."
    )


def _times(one: Apart) -> str:
    ratio = one.gap.ratio if one.gap else None
    if ratio is None or ratio.value == 0 or not (one.gap and one.gap.level):
        return ""
    limits = formats.interval(ratio.low, ratio.high, decimals=2)
    return f", das {formats.number(ratio.value, decimals=2)}-Fache ({limits})"


def _sure(found: GapFigure, one: Apart) -> str:
    if one.gap is None:
        return f"Ob der Abstand Zufall sein kann, lässt sich nicht prüfen. {_why(one.reason)}"
    limits = limits_text(found, one.difference)
    if one.gap.level == 0:
        return f"Der Abstand liegt im Bereich des Zufalls ({limits})."
    sure = "99,8" if one.gap.level > 0.99 else "95"
    said = f"Der Abstand ist größer, als der Zufall erwarten lässt ({limits}; {sure} % Sicherheit)"
    wording = wording_of(found.definition)
    if one.difference and wording.is_below_relevant(one.difference.value):
        return f"{said}, aber klein: {wording.below_relevant}."
    return f"{said}."


def _why(reason: str) -> str:
    return NO_TEST.get(reason, NO_TEST["incomplete"])


def _way(found: GapFigure) -> str:
    """Say how the distance went since the last break; a word for its way only after a test."""
    ends = comparable(found)
    if ends is None:
        return ""
    first, last = ends
    if first.difference is None or last.difference is None:
        return ""
    then, now = difference_text(found, first), difference_text(found, last)
    year = formats.period(first.period)
    if then == now:
        return f"{year} war der Abstand gerundet gleich groß."
    moved = gaps.change(first.difference, last.difference)
    if moved is None:
        return f"{year} betrug der Abstand {then} {unit_of(found)}."
    if not moved.excludes(0.0):
        return (
            f"{year} betrug der Abstand {then} {unit_of(found)}; die Veränderung seither liegt im "
            "Bereich des Zufalls."
        )
    return f"{year} betrug der Abstand {then} {unit_of(found)}; {_turned(first, last)}"


def _turned(first: Apart, last: Apart) -> str:
    then = first.difference.value if first.difference else 0.0
    now = last.difference.value if last.difference else 0.0
    if then * now < 0:
        return "seither hat er sich umgekehrt, um mehr als Zufall."
    word = "gewachsen" if abs(now) > abs(then) else "kleiner geworden"
    return f"seither ist er um mehr als Zufall {word}."


def _beside(found: GapFigure) -> str:
    told = [
        f"{one.area.within} {difference_text(found, one)}"
        for one in found.others
        if one.difference is not None
    ]
    if not told or found.definition.kind.adds_up:
        return ""
    return f"Zum Vergleich: {_and(told)} {unit_of(found)}."


def _and(told: Sequence[str]) -> str:
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} und {told[-1]}"


def _begin(found: GapFigure) -> str:
    within = found.area.within
    return within[:1].upper() + within[1:]
