# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What looked wrong in a delivery, as German sentences with the place."""

from collections.abc import Sequence
from dataclasses import dataclass

from klammer.sources.contract import Flag
from klammer_web.catalogue.phrases.refusals import place

MOST_FLAGS = 100  # shown on a page; how many there are is always said


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One flag as the page shows it."""

    severity: str
    word: str
    sentence: str
    place: str
    found: str
    expected: str
    remedy: str


# code → (sentence, what to do now)
_SENTENCES: dict[str, tuple[str, str]] = {
    "impossible_value": (
        "Unmöglicher Wert: Der Teil ist größer als das Ganze.",
        "Beim Herausgeber nachfragen; bis dahin wird die Zahl mit diesem Hinweis geführt.",
    ),
    "negative_count": (
        "Eine Anzahl ist kleiner als null.",
        "Beim Herausgeber nachfragen, welches Vorzeichen gemeint war.",
    ),
    "total_differs": (
        "Die Summe der Teile ergibt nicht den Gesamtwert.",
        "Teile und Gesamtwert im Original vergleichen; eines von beiden ist falsch.",
    ),
    "jump": (
        "Auffälliger Sprung gegenüber dem Vorjahr.",
        "Prüfen, ob sich Definition oder Gebiet geändert haben oder ein Tippfehler vorliegt.",
    ),
    "gap": (
        "In der Reihe fehlt ein Jahr.",
        "Das fehlende Jahr anfordern oder festhalten, dass es nie erhoben wurde.",
    ),
    "unknown_area": (
        "Unbekannter Gebietsschlüssel.",
        "Schlüssel prüfen; ist er veraltet, den passenden Gebietsstand angeben.",
    ),
    "formula": (
        "In der Zelle steht eine Formel; übernommen ist ihr zuletzt gespeicherter Wert.",
        "Prüfen, ob der gespeicherte Wert der richtige ist.",
    ),
    "merged": ("Verbundene Zellen wurden nach unten oder rechts ausgefüllt.", ""),
    "boundary_derived": (
        "Der Gebietsstand steht nicht in der Datei; angenommen ist der 31.12. des Berichtsjahres.",
        "Falls die Datei einen anderen Gebietsstand hat, diesen beim Einlesen angeben.",
    ),
}
_WORDS = {"error": "Entscheidung nötig", "warning": "Bitte prüfen", "note": "Hinweis"}
_ORDER = ("error", "warning", "note")


def flag_lines(flags: Sequence[Flag], *, most: int = MOST_FLAGS) -> list[FlagLine]:
    """Return the flags in words, the gravest first; at most so many."""
    ranked = sorted(flags, key=lambda flag: _ORDER.index(flag.severity))
    return [_line(flag) for flag in ranked[:most]]


def _line(flag: Flag) -> FlagLine:
    sentence, remedy = _SENTENCES.get(flag.code, (f"Auffälligkeit „{flag.code}“.", flag.remedy))
    return FlagLine(
        severity=flag.severity,
        word=_WORDS[flag.severity],
        sentence=sentence,
        place=place(flag.place),
        found=flag.found,
        expected=flag.expected,
        remedy=remedy,
    )
