# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words all workspaces have in common, as an instance begins with them.

Proposals: the administration of the Land or the centre changes them, and nothing is changed back.
"""

from datetime import date

from django.apps import apps as models

from klammer_web.accounts.enums import COMMON_LISTS, VocabularyList

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


def begin(*, apps=models, **_signal) -> None:
    """Give an instance without common words the proposals; runs after every migration.

    apps  the models as the migration left them: half-way there may be no such table yet
    """
    try:
        entry = apps.get_model("accounts", "VocabularyEntry")
    except LookupError:
        return
    if not entry._meta.get_field("workspace").null:  # noqa: SLF001  # reason: Django's documented name
        return
    if entry.objects.filter(list__in=COMMON_LISTS).exists():
        return
    entry.objects.bulk_create(
        entry(workspace=None, list=name.value, key=key, label=label, valid_from=BEGIN)
        for name, words in COMMON.items()
        for key, label in words.items()
    )
