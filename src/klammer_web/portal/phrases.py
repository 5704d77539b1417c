# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the home page says to each role."""

from klammer_web.accounts.enums import Role

# role → (what one can do here now, word of the main action, name of its address)
FIRST = {
    Role.COORDINATOR: (
        "Die Zahlen des Kreises und seiner Gemeinden, mit Quelle und Lesehilfe.",
        "Profil des Kreises öffnen",
        "profile",
    ),
    Role.SECTOR_PLANNER: (
        "Die Zahlen Ihres Bereichs, mit Lesehilfe und Grenzen.",
        "Kennzahlen ansehen",
        "indicators",
    ),
    Role.HEAD: (
        "Auf einen Blick: wie der Kreis dasteht und wie es sich entwickelt hat.",
        "Profil des Kreises öffnen",
        "profile",
    ),
    Role.COUNCIL_MEMBER: (
        "Nachlesen, woher eine Zahl kommt, was sie bedeutet und was nicht.",
        "Profil des Kreises öffnen",
        "profile",
    ),
    Role.PROVIDER: (
        "Die Lage vor Ort, Gemeinde für Gemeinde.",
        "Karte öffnen",
        "atlas",
    ),
    Role.ADVISER: (
        "Die Kreise auf der Karte und in der Tabelle, mit denselben Kennzahlen.",
        "Karte öffnen",
        "atlas",
    ),
    Role.DATA_STEWARD: (
        "Lieferungen prüfen, übernehmen und freigeben.",
        "Daten hochladen",
        "deliveries",
    ),
    Role.ADMINISTRATOR: (
        "Die Instanz: Daten, Freigaben und wer hier arbeitet.",
        "Daten und Freigaben",
        "data",
    ),
}
ADDRESSES = {
    "atlas": "atlas:entry",
    "indicators": "catalogue:indicators",
    "deliveries": "catalogue:deliveries",
    "data": "catalogue:overview",
}
