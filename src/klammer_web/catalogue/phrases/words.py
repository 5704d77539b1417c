# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""German words for the codes of figures: levels, kinds, directions, breakdowns, reasons."""

from klammer.base.cells import TOTAL, Audience, Secrecy
from klammer.base.quantities import Kind
from klammer.sources.register import SOURCES
from klammer.territory import geographies

LEVELS = {
    "country": "Deutschland",
    "state": "Länder",
    "planning_region": "Planungsregionen",
    "county": "Kreise und kreisfreie Städte",
    "association": "Verwaltungsgemeinschaften",
    "municipality": "Gemeinden",
}
LEVEL_SLUGS = {
    "country": "bund",
    "state": "land",
    "planning_region": "region",
    "county": "kreis",
    "association": "verband",
    "municipality": "gemeinde",
}
DIRECTIONS = {
    "high_is_burden": "Ein hoher Wert ist eine Belastung.",
    "high_is_good": "Ein hoher Wert ist günstig.",
    "neutral": "Ein hoher Wert ist weder gut noch schlecht.",
}
KINDS = {
    Kind.COUNT: "Anzahl",
    Kind.AMOUNT: "Betrag oder Menge",
    Kind.PROPORTION: "Anteil",
    Kind.RATE: "Rate: Ereignisse je Bevölkerung",
    Kind.RATIO: "Verhältnis zweier Größen",
    Kind.MEAN: "Durchschnitt",
    Kind.INDEX: "Index",
}
ROLES = {
    "context": "Rahmenbedingung",
    "need": "Bedarf",
    "provision": "Angebot",
    "output": "Leistung",
    "outcome": "Wirkung",
}
DOMAINS = {
    "arbeit": "Arbeit",
    "behinderung": "Behinderung und Teilhabe",
    "beteiligung": "Beteiligung und Wahlen",
    "bevoelkerung": "Bevölkerung",
    "bildung": "Bildung",
    "einkommen": "Einkommen",
    "familie": "Familie",
    "finanzen": "Kommunale Finanzen",
    "gesundheit": "Gesundheit",
    "infrastruktur": "Infrastruktur und Erreichbarkeit",
    "integration": "Migration und Integration",
    "jugendhilfe": "Kinder- und Jugendhilfe",
    "kita": "Kindertagesbetreuung",
    "kommunalfinanzen": "Kommunale Finanzen",
    "pflege": "Pflege und Alter",
    "sicherheit": "Sicherheit und Schutz",
    "soziale_sicherung": "Soziale Sicherung",
    "wahlen": "Beteiligung und Wahlen",
    "wohnen": "Wohnen",
}
SEXES = {TOTAL: "insgesamt", "M": "männlich", "F": "weiblich", "D": "divers", "X": "ohne Angabe"}
NATIONALITIES = {TOTAL: "insgesamt", "national": "deutsch", "foreign": "nicht deutsch"}
AUDIENCES = {
    Audience.PUBLIC: "Öffentlichkeit",
    Audience.PARTNERS: "Partner im Netzwerk",
    Audience.ADMINISTRATION: "Verwaltung",
    Audience.CONFIDENTIAL: "vertraulich (Datenpflege)",
}
SECRECY = {
    Secrecy.EXACT: "genau gezählt, nicht verändert",
    Secrecy.ROUNDED_5: "von der Statistik auf Fünfer gerundet",
    Secrecy.ROUNDED_10: "von der Statistik auf Zehner gerundet",
    Secrecy.CELL_KEY: "von der Statistik leicht verändert (Cell-Key-Verfahren)",
    Secrecy.SUPPRESSED_AT_SOURCE: "von der Statistik gesperrt",
    Secrecy.ESTIMATED: "geschätzt",
}
ERROR_CLASSES = {
    "A": "Klasse A: ganze Gebiete wurden zugeordnet, die Umrechnung ist genau.",
    "B": "Klasse B: fast ganze Gebiete (mindestens 97 %), die Umrechnung ist sehr genau.",
    "C": "Klasse C: Gebiete wurden nach Anteilen aufgeteilt, die Umrechnung ist geschätzt.",
}
# Why there is no interval, and other notes on a figure.
NOTES = {
    "delivered_rate": "Keine Zufallsprüfung möglich: Der Wert wurde fertig berechnet geliefert, "
    "die Fallzahlen dahinter liegen nicht vor.",
    "clustered": "Keine Zufallsprüfung möglich: Mitglieder eines Haushalts sind gemeinsam "
    "betroffen, die Fälle sind nicht unabhängig voneinander.",
    "ratio": "Keine Zufallsprüfung möglich: Verglichen werden zwei verschiedene Größen.",
    "mean": "Keine Zufallsprüfung möglich: Zu einem Durchschnitt fehlt die Streuung.",
    "amount": "Keine Zufallsprüfung sinnvoll: Es ist ein Betrag, keine Zählung von Fällen.",
    "index": "Keine Zufallsprüfung möglich: Die Maßzahl ist aus mehreren Größen zusammengesetzt.",
    "full_count": "Keine Zufallsprüfung sinnvoll: Es ist eine vollständige Zählung.",
    "rate_not_convertible": "Eine fertig gelieferte Rate lässt sich nicht auf einen anderen "
    "Gebietsstand umrechnen.",
    "not_convertible": "Der Wert lässt sich nicht auf diesen Gebietsstand umrechnen.",
    "later_boundary": "Die Zahl gilt für einen späteren Gebietsstand; das Gebiet hat sich seither "
    "nur wenig verändert.",
    "denominator_zero": "Nicht zu berechnen: Der Nenner ist null.",
    "denominator_missing": "Nicht zu berechnen: Der Nenner fehlt.",
    "estimated_conversion": "Keine Zufallsprüfung möglich: Die Fallzahlen sind geschätzt auf den "
    "Gebietsstand umgerechnet.",
    "perturbed": "Keine Zufallsprüfung möglich: Die Statistik hat die Fallzahlen zum Schutz "
    "verändert.",
    "numerator_above_denominator": "Zweifelhaft: Der Zähler ist größer als der Nenner.",
    "across_break": "Mit Vorsicht zu lesen: Die verglichenen Jahre stehen auf verschiedenen "
    "Grundlagen.",
    "pooled": "Mehrere Jahre sind zusammengefasst, weil einzelne Jahre zu kleine Zahlen haben.",
    "impossible": "Der Wert ist unmöglich: Der Teil ist größer als das Ganze.",
    "middle_of_group": "Mitte (Median) mehrerer Kreise: Fertig gelieferte Werte lassen sich nicht "
    "zusammenzählen.",
}
WHY_NO_INTERVAL = {
    "delivered_rate": "fertig geliefert",
    "clustered": "Haushalte gemeinsam betroffen",
    "ratio": "zwei verschiedene Größen",
    "mean": "Durchschnitt",
    "amount": "Betrag oder Menge",
    "index": "Index aus mehreren Größen",
    "full_count": "vollständige Zählung",
}
METHODS = {
    "wilson": "Vertrauensbereich nach Wilson (95 %)",
    "byar": "Vertrauensbereich nach Byar (95 %)",
    "exact": "exakter Vertrauensbereich (95 %)",
    "dobson": "Vertrauensbereich nach Dobson (95 %)",
}


def domain(code: str) -> str:
    """Return the German word of a domain; an unknown one is shown as written."""
    return DOMAINS.get(code, code.replace("_", " ").capitalize())


def level(code: str) -> str:
    """Return the German word of an area level; of an own geography its title."""
    own = geographies.find(code)
    return own.title if own else LEVELS.get(code, code)


def breakdown(sex: str = TOTAL, age: str = TOTAL, nationality: str = TOTAL) -> str:
    """Say which part of the people is meant; empty for all."""
    parts = [SEXES.get(sex, sex) if sex != TOTAL else "", age_group(age) if age != TOTAL else ""]
    parts += [NATIONALITIES.get(nationality, nationality) if nationality != TOTAL else ""]
    return ", ".join(part for part in parts if part)


def codes(text: str) -> str:
    """Say the breakdowns of an observation in German: "sex=F, age=Y65T74"."""
    pairs = [part.strip().partition("=") for part in text.split(",") if part.strip()]
    return ", ".join(_CODES.get(name, _plain)(code) or f"{name} {code}" for name, _, code in pairs)


def _plain(_code: str) -> str:
    return ""


def age_group(code: str) -> str:
    """Say an age code in German: Y0T2, Y_GE75, Y_LT15, Y5."""
    body = code.removeprefix("Y")
    if body.startswith("_GE"):
        return f"{body[3:]} Jahre und älter"
    if body.startswith("_LT"):
        return f"unter {body[3:]} Jahren"
    first, separator, last = body.partition("T")
    if separator and first.isdigit() and last.isdigit():
        return f"{first} bis unter {int(last) + 1} Jahre"
    return f"{body} Jahre" if body.isdigit() else code


_PEOPLE = {"M": "Männer", "F": "Frauen", "D": "Personen mit Eintrag „divers“"}
_CODES = {
    "sex": lambda code: _PEOPLE.get(code, SEXES.get(code, code)),
    "age": age_group,
    "nationality": lambda code: NATIONALITIES.get(code, code),
}


def reader(name: str) -> str:
    """Return the title of a format; a reader that is gone keeps its name."""
    return next((one.title for one in SOURCES if one.name == name), name)
