# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain German sentences about figures, always true.

A sentence says no more than the figures do: what is printed alike is called alike, a difference is
called more than chance only after a test, and what is unknown is said to be unknown. "deutlich"
and its kin do not occur.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from klammer.base.cells import Status
from klammer.presentation import formats

# Code in the column `note` → why no test against chance is possible.
NO_TEST = {
    "delivered_rate": "Die Quelle liefert nur den fertigen Wert, nicht die Fälle dahinter.",
    "clustered": "Gezählt werden Menschen, die in Haushalten zusammenleben; ihre Lage ist nicht "
    "unabhängig voneinander.",
    "ratio": "Der Wert setzt zwei verschiedene Dinge ins Verhältnis.",
    "mean": "Wie weit die einzelnen Werte streuen, ist nicht bekannt.",
    "amount": "Ein Betrag oder Bestand schwankt nicht zufällig wie eine Fallzahl.",
    "index": "Der Wert ist aus mehreren Kennzahlen zusammengesetzt.",
    "full_count": "Der Bestand ist vollständig gezählt.",
    "numerator_above_denominator": "Der Zähler ist größer als der Nenner; es ist kein Anteil.",
    "across_break": "Die verglichenen Jahre stehen auf verschiedenen Grundlagen.",
    "estimated_conversion": "Die Fälle sind geschätzt auf den Gebietsstand umgerechnet.",
    "perturbed": "Die Fälle sind zur Geheimhaltung verändert.",
    "incomplete": "Zähler oder Nenner fehlen.",
}
# Code in the column `note` → why there is no value, or how it came about.
REASONS = {
    "rate_not_convertible": "Eine fertig gelieferte Quote lässt sich nicht auf einen anderen "
    "Gebietsstand umrechnen.",
    "denominator_missing": "Die Bezugsgröße fehlt für dieses Jahr.",
    "denominator_zero": "Die Bezugsgröße ist null.",
    "estimated_conversion": "Der Wert ist geschätzt auf den Gebietsstand umgerechnet.",
    "later_boundary": "Der Wert gilt für einen späteren Gebietsstand.",
    "too_small": "Dahinter stehen zu wenige Fälle oder Menschen, um etwas über das Gebiet zu "
    "sagen.",
    "part_suppressed": "Mindestens ein Teil ist geheim. Aus der Summe ließe er sich erraten.",
    "part_uncertain": "Bei mindestens einem Teil steht eine 0, die auch „zu klein, um "
    "veröffentlicht zu werden“ heißen kann. Eine Summe damit wäre falsch.",
    "part_missing": "Für mindestens einen Teil liegt kein Wert vor.",
    "part_not_applicable": "Für mindestens einen Teil ist die Kennzahl nicht sinnvoll.",
}
NO_TEST_TITLE = "keine Zufallsprüfung möglich"

_NO_VALUE = {
    Status.SUPPRESSED: "{place} ist der Wert {period} geheim: So wenige Fälle könnten etwas über "
    "einzelne Menschen verraten.",
    Status.ZERO_OR_HIDDEN: "{place} steht {period} in der Quelle eine 0. Das heißt: 0 oder zu "
    "klein, um veröffentlicht zu werden.",
    Status.NOT_APPLICABLE: "{place} lässt sich der Wert {period} nicht sinnvoll berechnen.",
    Status.NOT_YET_AVAILABLE: "{place} liegt der Wert {period} noch nicht vor.",
    Status.UNRELIABLE: "{place} ist der Wert {period} nicht sicher genug, um gezeigt zu werden.",
    Status.MISSING: "{place} liegt {period} kein Wert vor.",
}


@dataclass(frozen=True)
class Wording:
    """How figures of one indicator are printed."""

    decimals: int = 1
    unit: str = ""
    relevant: float | None = None  # the stated relevant difference, in the unit

    def text(self, value: float) -> str:
        """Print a value with its unit."""
        return formats.with_unit(value, decimals=self.decimals, unit=self.unit)

    def bare(self, value: float) -> str:
        """Print a value whose unit follows at the end of the sentence."""
        return formats.number(value, decimals=self.decimals)

    def is_below_relevant(self, difference: float) -> bool:
        """Whether a difference is smaller than the stated relevant one; False when none is."""
        return self.relevant is not None and abs(difference) < self.relevant - 1e-9

    @property
    def below_relevant(self) -> str:
        """Say that a difference is smaller than the relevant one: "Unterschied kleiner als …"."""
        limit = self.relevant or 0.0
        decimals = next((n for n in range(4) if round(limit, n) == limit), 4)
        unit = "Prozentpunkte" if self.unit == "%" else self.unit
        least = formats.with_unit(limit, decimals=decimals, unit=unit)
        return f"Unterschied kleiner als {least}"


class Standing(StrEnum):
    """What a test of the difference allows to be said."""

    OPEN = "open"  # no test stands against naming the direction
    UNSURE = "unsure"  # tested: chance alone could make it
    UNTESTED = "untested"  # few cases and no test: the values are named, not judged


@dataclass(frozen=True)
class Comparator:
    """A figure to compare with, and its name after "für": "Thüringen", "den Wartburgkreis"."""

    name: str
    row: Mapping[str, Any]
    standing: Standing = Standing.OPEN


def level(row: Mapping[str, Any], *, place: str, wording: Wording) -> str:
    """Say what the figure is: "Im Wartburgkreis lag der Wert 2022 bei 4,7 %."

    place  the area after "in", e.g. "im Wartburgkreis"
    """
    status, period = Status(row["status"]), formats.period(row["period"])
    begin = place[:1].upper() + place[1:]
    if status is Status.ZERO:
        return f"{begin} war der Wert {period} genau null."
    if status is Status.REPORTED and row["value"] is not None:
        return f"{begin} lag der Wert {period} bei {wording.text(row['value'])}."
    if status is Status.UNRELIABLE and row["value"] is not None:
        value = wording.text(row["value"])
        return f"{begin} lag der Wert {period} bei {value}; er ist nur eingeschränkt aussagefähig."
    template = _NO_VALUE.get(status, _NO_VALUE[Status.MISSING])
    reason = REASONS.get(str(row.get("note") or ""), "")
    return f"{template.format(place=begin, period=period)} {reason}".strip()


def last_known(points: Sequence[Mapping[str, Any]], *, wording: Wording) -> str:
    """Say what the newest number was, when the last period has none; empty otherwise."""
    known = [point for point in points if is_number(point)]
    if not known or not points or is_number(points[-1]):
        return ""
    last = known[-1]
    return f"Zuletzt, {formats.period(last['period'])}: {wording.text(last['value'])}."


def comparison(
    row: Mapping[str, Any],
    comparators: Sequence[Comparator],
    *,
    wording: Wording,
    with_values: bool = True,
) -> str:
    """Say how the figure stands to others of the same period; empty when nothing can be compared.

    "Das ist weniger als der Wert für Thüringen (5,3 %) und für Deutschland (5,3 %)."
    with_values  False where the comparators' figures stand right beside
    """
    if not is_number(row):
        return ""
    groups: dict[str, list[str]] = {}
    for one in comparators:
        if is_number(one.row) and one.row["period"] == row["period"]:
            word, reason = _direction(row, one, wording)
            told = [wording.text(one.row["value"])] if with_values else []
            told += [reason] if reason else []
            text = f"für {one.name} ({'; '.join(told)})" if told else f"für {one.name}"
            groups.setdefault(word, []).append(text)
    values = groups.pop("", [])
    parts = [f"{word} {_and(names)}" for word, names in groups.items()]
    said = [f"Das ist {', aber '.join(parts)}."] if parts else []
    if values and with_values:
        said.append(f"Zum Vergleich der Wert {_and(values)}.")
    return " ".join(said)


def cut_off(points: Sequence[Mapping[str, Any]], breaks: Mapping[str, str]) -> str:
    """Say that the last figure stands alone after a break; empty when it does not."""
    known = [point for point in points if is_number(point)]
    if len(known) < 2:
        return ""
    cut = max((one for one in breaks if one <= known[-1]["period"]), default="")
    if not cut or not known[-2]["period"] < cut:
        return ""
    return f"Mit den Jahren vor {cut} nicht vergleichbar: {breaks[cut].rstrip('.')}."


def last_comparison(
    points: Sequence[Mapping[str, Any]],
    others: Sequence[tuple[str, Mapping[str, Mapping[str, Any]]]],
    *,
    wording: Wording,
) -> str:
    """Say in which earlier year a comparison was possible last; empty when never.

    points  one area's figures by period, ascending
    others  (name after "für", period → figure), the nearest first
    """
    for point in reversed([one for one in points if is_number(one)]):
        there = [
            (name, rows[point["period"]])
            for name, rows in others
            if point["period"] in rows and is_number(rows[point["period"]])
        ]
        if there:
            beside = _and([f"{wording.text(row['value'])} für {name}" for name, row in there])
            year, own = formats.period(point["period"]), wording.bare(point["value"])
            return f"Vergleich zuletzt möglich {year}: {own} gegen {beside}."
    return ""


def spread(rows: Sequence[tuple[str, Mapping[str, Any]]], *, areas: str, wording: Wording) -> str:
    """Say how a figure is spread over areas: lowest, highest, the middle, and what is unknown.

    rows   (name of the area, figure) of one period
    areas  the areas as a noun in the genitive plural: "Gemeinden", "Kreise"
    """
    known = sorted((row["value"], name) for name, row in rows if is_number(row))
    if len(known) < 2:
        return f"Für weniger als zwei von {len(rows)} Gebieten liegt ein Wert vor."
    low, high = known[0][0], known[-1][0]
    if wording.text(low) == wording.text(high):
        return f"Alle {formats.number(len(known))} {areas} mit Wert: {wording.text(low)}."
    middle = wording.text(known[(len(known) - 1) // 2][0])
    lowest = _example(known, wording.text(low), wording)
    highest = _example(known, wording.text(high), wording)
    count = formats.number(len(known))
    return (
        f"Von {wording.text(low)}{lowest} bis {wording.text(high)}{highest}; "
        f"die Hälfte der {count} {areas} mit Wert liegt bei höchstens {middle}."
    )


def gaps(rows: Sequence[Mapping[str, Any]]) -> str:
    """Say for how many areas there is no ordinary number, and why; empty when there is none."""
    words = {
        Status.SUPPRESSED: "{n} geheim",
        Status.ZERO_OR_HIDDEN: "{n} mit 0 oder zu klein, um veröffentlicht zu werden",
        Status.UNRELIABLE: "{n} mit zu wenigen Fällen, um sicher zu sein",
        Status.NOT_APPLICABLE: "{n} nicht sinnvoll zu berechnen",
        Status.NOT_YET_AVAILABLE: "{n} noch nicht vorhanden",
        Status.MISSING: "{n} ohne Angabe",
    }
    hidden = [row for row in rows if not is_number(row)]
    counts = {status: sum(row["status"] == status for row in hidden) for status in words}
    parts = [words[status].format(n=formats.number(n)) for status, n in counts.items() if n]
    if not parts:
        return ""
    notes = {str(row.get("note") or "") for row in rows if row["status"] == Status.NOT_APPLICABLE}
    reasons = [text for code, text in REASONS.items() if code in notes]
    return " ".join([f"Nicht als Zahl: {', '.join(parts)}.", *reasons])


def converted(rows: Sequence[Mapping[str, Any]]) -> str:
    """Say how many figures were carried to these boundaries by shares; empty when none was.

    Error class A moves whole units and needs no word; B is at least 97 % exact, C is estimated.
    """
    numbers = [str(row.get("error_class") or "") for row in rows if is_number(row)]
    estimated, near = numbers.count("C"), numbers.count("B")
    parts = [f"{formats.number(estimated)} geschätzt"] if estimated else []
    parts += [f"{formats.number(near)} sehr genau (mindestens 97 %)"] if near else []
    return f"Auf diesen Gebietsstand umgerechnet: {', '.join(parts)}." if parts else ""


def is_number(row: Mapping[str, Any]) -> bool:
    """Whether the row holds a number that may be compared."""
    return row["value"] is not None and row["status"] in {
        Status.REPORTED,
        Status.ZERO,
        Status.UNRELIABLE,
    }


def _direction(row: Mapping[str, Any], other: Comparator, wording: Wording) -> tuple[str, str]:
    """Return the words for a difference, and what limits it; no words where none is judged."""
    if other.standing is Standing.UNTESTED:
        return "", ""
    if wording.text(row["value"]) == wording.text(other.row["value"]):
        return "gerundet gleich viel wie der Wert", ""
    if wording.is_below_relevant(row["value"] - other.row["value"]):
        return "etwa gleich viel wie der Wert", wording.below_relevant
    if other.standing is Standing.UNSURE:
        return "nicht sicher zu unterscheiden vom Wert", ""
    more = row["value"] > other.row["value"]
    return f"{'mehr' if more else 'weniger'} als der Wert", ""


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} und {names[-1]}"


def _example(known: list[tuple[float, str]], text: str, wording: Wording) -> str:
    """Name the areas that share an end, or count them."""
    alike = [name for value, name in known if wording.text(value) == text]
    if len(alike) > 2:
        return f" ({formats.number(len(alike))} Gebiete)"
    return f" ({' und '.join(alike)})"
