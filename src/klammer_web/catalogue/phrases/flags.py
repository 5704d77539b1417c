# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What looked wrong in a delivery, as German sentences with the place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klammer.sources.contract import Flag
from klammer_web.catalogue.phrases.refusals import place

MOST_FLAGS = 100  # of one kind shown on a page; how many there are is always said
_NONE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One flag, or all of one kind, as the page shows it; `cases` says each of several."""

    severity: str
    word: str
    sentence: str
    place: str
    found: str
    expected: str
    remedy: str
    cases: tuple[str, ...] = ()
    count: int = 1


_UNKNOWN = ("Etwas Ungewöhnliches; die Stelle bitte ansehen.", "")
# code → sentence for several of them
_MANY = {
    "dissolved_area": "{n} aufgelöste oder noch nicht bestehende Gebiete: überall „-“.",
    "gap": "In {n} Reihen fehlt ein Jahr.",
    "jump": "{n} auffällige Sprünge gegenüber dem Vorjahr.",
    "impossible_value": "{n} unmögliche Werte: Der Teil ist größer als das Ganze.",
    "total_differs": "{n} Summen der Teile ergeben nicht den Gesamtwert.",
    "total_row": "{n} Summenzeilen wurden nicht übernommen.",
    "unknown_area": "{n} unbekannte Gebietsschlüssel.",
    "column_unused": "{n} Spalten wurden nicht übernommen.",
    "row_without_figures": "{n} Zeilen enthalten keine Zahlen und wurden ausgelassen.",
    "sheet_not_read": "{n} Tabellenblätter wurden nicht gelesen.",
}
# code → (sentence, what to do now)
_SENTENCES: dict[str, tuple[str, str]] = {
    "total_row": ("Eine Summenzeile wurde nicht übernommen.", ""),
    "reference_date_unknown": (
        "Zu den Einwohnerzahlen fehlt der Stichtag.",
        "Nur zur Orientierung; die Bevölkerung kommt aus Tabelle 12411.",
    ),
    "footnote": ("Unter der Tabelle stehen Fußnoten.", "Prüfen, ob sie die Zahlen einschränken."),
    "sheet_not_read": (
        "Ein Tabellenblatt wurde nicht gelesen.",
        "Falls es gebraucht wird, mit einer Zuordnung einlesen.",
    ),
    "level_left_out": ("Eine Gebietsebene wurde nicht übernommen.", ""),
    "label_missing": ("Zu einem Merkmal fehlt die Bezeichnung des Herausgebers.", ""),
    "repeated_area": ("Ein Gebiet steht zweimal da.", "Prüfen, welche Zeile gilt."),
    "encoding": ("Die Kodierung der Datei wurde erkannt, nicht genannt.", ""),
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
    "odd_decimals": (
        "Einzelne Zahl mit Nachkommastellen zwischen lauter ganzen Zahlen.",
        "Prüfen, ob ein Punkt für Tausender als Komma gelesen wurde.",
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
# What the library found, word by word in German; names and figures in it stay.
_GERMAN = (
    (" is not there", " fehlt"),
    ("in every cell", "in jeder Zelle"),
    ("a figure, as in ", "eine Zahl wie in "),
    ("at most ", "höchstens "),
    (" of the year before", " im Vorjahr"),
    ("near ", "nahe "),
    ("figures, or no row", "Zahlen oder keine Zeile"),
    ("a date, as in table", "ein Datum wie in Tabelle"),
    ("inhabitants without a reference date", "Einwohner ohne Stichtag"),
    ("a reference date or a stated boundary", "ein Stichtag oder ein genannter Gebietsstand"),
    ("one of ", "eines von "),
    ("the official name of an area", "der amtliche Name eines Gebiets"),
    ("an official key (AGS or ARS)", "ein amtlicher Schlüssel (AGS oder ARS)"),
    ("a key of the boundary version ", "ein Schlüssel des Gebietsstands "),
    ("value used for rows ", "Wert gilt für die Zeilen "),
    (" to ", " bis "),
    ("since ", "seit "),
    (" as the sum of rows", " als Summe der Zeilen"),
    (" as the sum of columns", " als Summe der Spalten"),
    (" in all, 20 are listed", " insgesamt, 20 sind aufgeführt"),
    (
        "read as thousands: smaller numbers of the column have no separator",
        "als Tausender gelesen: kleinere Zahlen der Spalte haben keinen Punkt",
    ),
    ("value computed by a formula in the file", "Wert einer Formel in der Datei"),
    (" and ", " und "),
)


def flag_lines(
    flags: Sequence[Flag], *, names: Mapping[str, str] = _NONE, labels: Mapping[str, str] = _NONE
) -> list[FlagLine]:
    """Return the flags in words, the gravest first, those of one code and severity together.

    names, labels  key → name of the area, variable → the publisher's words, put in where known
    """
    groups: dict[tuple[str, str], list[Flag]] = {}
    for flag in flags:
        groups.setdefault((flag.severity, flag.code), []).append(flag)
    ranked = sorted(groups.values(), key=lambda group: _ORDER.index(group[0].severity))
    return [_line(group, {**labels, **names}) for group in ranked]


def _line(group: Sequence[Flag], known: Mapping[str, str]) -> FlagLine:
    first, count = group[0], len(group)
    sentence, remedy = _SENTENCES.get(first.code, _UNKNOWN)
    if count > 1:
        sentence = _MANY.get(first.code, "{n}-mal: " + sentence).format(n=count)
    return FlagLine(
        severity=first.severity,
        word=_WORDS[first.severity],
        sentence=sentence,
        place=place(first.place) if count == 1 else "",
        found=_said(first.found, known) if count == 1 else "",
        expected=_said(first.expected, known) if count == 1 else "",
        remedy=remedy,
        cases=tuple(_case(flag, known) for flag in group[:MOST_FLAGS]) if count > 1 else (),
        count=count,
    )


def _case(flag: Flag, known: Mapping[str, str]) -> str:
    found, expected = _said(flag.found, known), _said(flag.expected, known)
    parts = (found, f"erwartet: {expected}" if expected else "", place(flag.place))
    return " · ".join(part for part in parts if part)


def _said(text: str, known: Mapping[str, str]) -> str:
    for english, german in _GERMAN:
        text = text.replace(english, german)
    return _WORD.sub(lambda found: known.get(found[0], found[0]), text)


_WORD = re.compile(r"[A-Za-z0-9_]{2,}")
