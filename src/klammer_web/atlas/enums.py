# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of the atlas's addresses and what they stand for."""

from dataclasses import dataclass

from klammer_web.catalogue.phrases import words


@dataclass(frozen=True)
class Level:
    """An area level: its code in the figures, in addresses, and its German nouns."""

    code: str
    word: str
    singular: str
    plural: str
    short: str  # plural for narrow places


LEVELS = (
    Level("municipality", "gemeinde", "Gemeinde", "Gemeinden", "Gemeinden"),
    Level(
        "association",
        "verband",
        "Verwaltungsgemeinschaft",
        "Verwaltungsgemeinschaften",
        "Gemeinschaften",
    ),
    Level(
        "county",
        "kreis",
        "Kreis oder kreisfreie Stadt",
        "Kreise und kreisfreie Städte",
        "Kreise",
    ),
    Level("planning_region", "region", "Planungsregion", "Planungsregionen", "Regionen"),
    Level("state", "land", "Land", "Länder", "Länder"),
    Level("country", "bund", "Deutschland", "Deutschland", "Deutschland"),
)
LEVEL_BY_CODE = {level.code: level for level in LEVELS}
LEVEL_BY_WORD = {level.word: level for level in LEVELS}

# Breakdown column → word in addresses is the column itself; code → German label.
BREAKDOWN_LABELS = {
    "sex": ("Geschlecht", {"F": "Frauen", "M": "Männer", "D": "divers"}),
    "nationality": (
        "Staatsangehörigkeit",
        {"national": "Deutsche", "foreign": "Ausländerinnen und Ausländer"},
    ),
    "age": ("Alter", {}),
}
METHODS = {
    "quantile": "gleich viele Gebiete je Klasse",
    "equal": "gleich breite Klassen",
    "jenks": "natürliche Grenzen (Jenks)",
}
TOTAL_WORD = "insgesamt"
WHOLE = "DG"  # the extent that holds everything


def is_small(level: str) -> bool:
    """Whether areas of a level may have so few people that a rate jumps by chance."""
    return level in {"municipality", "association"}


def breakdown_label(column: str, code: str) -> str:
    """Return the German label of a breakdown's code; an age code is read out."""
    if column == "age":
        return age_label(code)
    return BREAKDOWN_LABELS.get(column, ("", {}))[1].get(code, code)


def age_label(code: str) -> str:
    """Read an age code: Y0T2 → 0 bis 2 Jahre, Y_GE75 → ab 75 Jahren, Y_LT15 → unter 15 Jahren."""
    text = code.removeprefix("Y")
    if text.startswith("_GE"):
        return f"ab {text[3:]} Jahren"
    if text.startswith("_LT"):
        return f"unter {text[3:]} Jahren"
    return f"{text.replace('T', ' bis ')} Jahre"


_ORDER = (
    "bevoelkerung",
    "familie",
    "arbeit",
    "soziale_sicherung",
    "einkommen",
    "bildung",
    "kita",
    "jugendhilfe",
    "pflege",
    "behinderung",
    "gesundheit",
    "wohnen",
    "integration",
    "beteiligung",
    "infrastruktur",
    "kommunalfinanzen",
    "sicherheit",
)


def domain_label(domain: str) -> str:
    """Return the German label of a domain, as the catalogue names it."""
    return words.domain(domain)


def domain_place(label: str) -> tuple[int, str]:
    """Return where a domain's label stands: people first, then their lives; own domains last."""
    labels = [words.domain(one) for one in _ORDER]
    return (labels.index(label) if label in labels else len(labels), label)
