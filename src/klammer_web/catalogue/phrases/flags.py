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
    "merged_filled": ("Verbundene Zellen wurden nach unten oder rechts ausgefüllt.", ""),
    "area_filled": ("Eine leere Gebietszelle wurde mit dem Gebiet darüber ausgefüllt.", ""),
    "column_unused": ("Eine Spalte wurde nicht übernommen.", "Falls sie gebraucht wird, zuordnen."),
    "row_without_figures": ("Eine Zeile enthält keine Zahlen und wurde ausgelassen.", ""),
    "row_repeats": ("Eine Zeile steht zweimal da.", "Prüfen, welche gilt."),
    "repeated_row": ("Zeilen wiederholen, was schon dasteht; die erste zählt.", ""),
    "matched_by_name": (
        "Ein Gebiet wurde am Namen erkannt.",
        "Prüfen, ob es das richtige ist.",
    ),
    "leading_zero_lost": (
        "Einem Schlüssel fehlte die führende Null; sie wurde ergänzt.",
        "Schlüssel künftig als Text speichern.",
    ),
    "separator_assumed": (
        "Ob der Punkt Tausender oder Dezimalstellen trennt, wurde angenommen.",
        "Eine Zahl mit dem Original vergleichen.",
    ),
    "error_value": (
        "In einer Zelle steht ein Fehlerwert des Tabellenprogramms.",
        "Die Rechnung in der Datei berichtigen.",
    ),
    "boundary_assumed": (
        "Der Gebietsstand wurde an den Schlüsseln erkannt.",
        "Falls er nicht stimmt, beim Einlesen angeben.",
    ),
    "dissolved_area": (
        "Ein Gebiet hat in jeder Zelle „-“: Es besteht nicht mehr oder noch nicht.",
        "Die Zellen gelten als ohne Wert, nicht als null.",
    ),
    "no_retrieval_date": ("Die Datei sagt nicht, wann sie abgerufen wurde.", ""),
    "joint_postal_district": (
        "Briefwahl wurde für mehrere Gemeinden gemeinsam ausgezählt.",
        "Die Wahlbeteiligung dieser Gemeinden ist nicht vergleichbar.",
    ),
    "constituencies_added": ("Teile einer Gemeinde wurden zusammengezählt.", ""),
    "macros": ("Die Datei enthält Makros; sie wurden nicht ausgeführt.", ""),
    "external_links": ("Die Datei verweist auf andere Dateien; gelesen wurde nur sie selbst.", ""),
    "hidden_sheet": ("Die Datei enthält ausgeblendete Blätter.", "Prüfen, ob sie dazugehören."),
    "mixed_line_ends": ("Die Zeilenenden sind gemischt; gelesen wurde trotzdem.", ""),
    "double_encoded": ("Umlaute waren doppelt verschlüsselt und wurden wiederhergestellt.", ""),
    "name_differs": ("Die Endung des Dateinamens passt nicht zum Inhalt.", ""),
    "byte_order_mark": ("Die Datei beginnt mit einer Kennung der Kodierung.", ""),
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
