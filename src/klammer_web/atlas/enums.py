# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of the atlas's addresses and what they stand for."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from klammer.territory import geographies
from klammer_web.catalogue.phrases import words


@dataclass(frozen=True)
class Level:
    """An area level: its code in the figures, in addresses, and its German nouns."""

    code: str
    word: str
    singular: str
    plural: str
    short: str  # plural for narrow places
    title: str = ""  # of an own geography: several may hold areas of one noun

    @property
    def choice(self) -> str:
        """What it is called where levels are offered side by side."""
        return self.title or self.plural


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


class _Levels(Mapping[str, Level]):
    """Official levels by code or word; a workspace's own geographies are found by their level.

    Going through it gives the official ones: which own ones there are, says a release.
    """

    def __init__(self, official: Mapping[str, Level]) -> None:
        self._official = official

    def __getitem__(self, code: str) -> Level:
        if code in self._official:
            return self._official[code]
        found = geographies.find(code)
        if found is None:
            raise KeyError(code)
        return Level(code, code, found.singular, found.plural, found.plural, found.title)

    def __iter__(self) -> Iterator[str]:
        return iter(self._official)

    def __len__(self) -> int:
        return len(self._official)


LEVEL_BY_CODE = _Levels({level.code: level for level in LEVELS})
LEVEL_BY_WORD = _Levels({level.word: level for level in LEVELS})


def levels_among(codes: Collection[str]) -> list[Level]:
    """Return the levels of these codes: own geographies first, then official ones from below."""
    own = [code for code in codes if geographies.is_level(code) and code in LEVEL_BY_CODE]
    named = sorted((LEVEL_BY_CODE[code] for code in own), key=lambda one: one.title.casefold())
    return [*named, *(level for level in LEVELS if level.code in codes)]


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

# Where the areas of an own geography come from.
FROM_FILE, FROM_LIST, FROM_OWN_AREAS, AS_BEFORE = "datei", "liste", "eigene", "bleiben"
FROM_DRAWING = "zeichnen"


class GeographyStep(TextChoices):
    """What became of an own geography."""

    DRAFT = "draft", "noch nicht gespeichert"
    EMPTY = "empty", "noch keine Zahlen"
    LOADED = "loaded", "übernommen, noch nicht freigegeben"
    SHOWN = "shown", "im Atlas"


def is_small(level: str) -> bool:
    """Whether areas of a level may have so few people that a rate jumps by chance."""
    return level in {"municipality", "association"} or geographies.is_level(level)


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


class FindingKind(TextChoices):
    """What a finding rests on."""

    FIGURE = "figure", "aus Zahlen"
    QUALITATIVE = "qualitative", "aus Gesprächen und Erfahrung"


class Certainty(TextChoices):
    """How sure those who wrote it are, in words; no figure is claimed for it."""

    SHOWN = "shown", "belegt"
    LIKELY = "likely", "wahrscheinlich"
    POSSIBLE = "possible", "möglich"
    UNCLEAR = "unclear", "noch offen"


class FindingState(TextChoices):
    """What became of a finding."""

    DRAFT = "draft", "Entwurf"
    AGREED = "agreed", "abgestimmt"
    OUTDATED = "outdated", "überholt"


# From which state a finding may come into which.
FINDING_WAYS = {
    FindingState.DRAFT: frozenset({FindingState.AGREED, FindingState.OUTDATED}),
    FindingState.AGREED: frozenset({FindingState.DRAFT, FindingState.OUTDATED}),
    FindingState.OUTDATED: frozenset({FindingState.DRAFT}),
}


class IndexState(TextChoices):
    """Who reads a composite index of a workspace."""

    DRAFT = "draft", "Entwurf"
    PUBLISHED = "published", "veröffentlicht"
