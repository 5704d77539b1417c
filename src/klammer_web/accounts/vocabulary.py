# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words all workspaces have in common, as an instance begins with them.

Proposals: the administration of the Land or the centre changes them, and nothing is changed back.
"""

from datetime import date

from klammer_web.accounts.enums import COMMON_LISTS, VocabularyList
from klammer_web.accounts.models import VocabularyEntry

BEGIN = date(2026, 1, 1)
COMMON = {
    VocabularyList.TARGET_GROUP: {
        "kinder": "Kinder",
        "jugendliche": "Jugendliche",
        "junge-erwachsene": "Junge Erwachsene",
        "familien": "Familien",
        "alleinerziehende": "Alleinerziehende",
        "aeltere": "Ältere Menschen",
        "behinderung": "Menschen mit Behinderungen",
        "pflegebedarf": "Menschen mit Pflegebedarf",
        "pflegende": "Pflegende An- und Zugehörige",
        "migration": "Menschen mit Migrationsgeschichte",
        "gefluechtete": "Geflüchtete Menschen",
        "arbeitsuchende": "Arbeitsuchende",
        "wohnungsnot": "Menschen in Wohnungsnot",
        "ueberschuldung": "Menschen mit Schulden",
        "sucht": "Menschen mit einer Suchterkrankung",
        "psychisch": "Menschen mit einer psychischen Erkrankung",
        "engagierte": "Ehrenamtlich Engagierte",
    },
    VocabularyList.LIFE_PHASE: {
        "anfang": "Rund um die Geburt und die ersten drei Jahre",
        "kindergarten": "Kindergartenalter",
        "schule": "Schulalter",
        "uebergang": "Übergang in Ausbildung und Beruf",
        "erwerb": "Erwerbs- und Familienphase",
        "ruhestand": "Ruhestand",
        "hohes-alter": "Hohes Alter",
    },
    VocabularyList.SECTOR: {
        "kinder-jugend": "Kinder- und Jugendhilfe",
        "familie": "Familie",
        "senioren": "Leben im Alter",
        "pflege": "Pflege",
        "teilhabe": "Teilhabe und Inklusion",
        "integration": "Integration",
        "gesundheit": "Gesundheit",
        "bildung": "Bildung",
        "arbeit": "Arbeit und Existenzsicherung",
        "wohnen": "Wohnen",
    },
}


def begin(**_signal) -> None:
    """Give an instance without common words the proposals; runs after every migration."""
    if VocabularyEntry.objects.filter(list__in=COMMON_LISTS).exists():
        return
    VocabularyEntry.objects.bulk_create(
        VocabularyEntry(workspace=None, list=name, key=key, label=label, valid_from=BEGIN)
        for name, words in COMMON.items()
        for key, label in words.items()
    )
