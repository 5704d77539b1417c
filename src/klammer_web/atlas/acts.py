# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the atlas's acts are called in the audit trail."""

KINDS = {
    "atlas.custom_area": "eigenes Gebiet",
    "atlas.finding": "Befund",
    "atlas.geography": "eigene Gebietseinteilung",
}
VERBS = {
    "atlas.geography_kept": "hat die Gebietseinteilung {title} angelegt",
    "atlas.geography_changed": "hat die Gebietseinteilung {title} geändert",
    "atlas.geography_deleted": "hat die Gebietseinteilung {title} gelöscht",
    "atlas.area_kept": "hat das eigene Gebiet {title} angelegt",
    "atlas.area_changed": "hat das eigene Gebiet {title} geändert",
    "atlas.area_opened": "hat das eigene Gebiet {title} veröffentlicht",
    "atlas.area_closed": "hat das eigene Gebiet {title} nicht mehr öffentlich gezeigt",
    "atlas.area_handed_over": (
        "hat das eigene Gebiet {title} an {after.to}{after.made_by} übergeben"
    ),
    "atlas.area_deleted": "hat das eigene Gebiet {title} gelöscht",
    "atlas.area_restored": "hat das eigene Gebiet {title} zurückgeholt",
    "atlas.finding_written": "hat den Befund {title} geschrieben",
    "atlas.finding_changed": "hat den Befund {title} geändert",
    "atlas.finding_agreed": "hat den Befund {title} als abgestimmt vermerkt",
    "atlas.finding_renewed": "hat die Belege des Befunds {title} erneuert",
    "atlas.finding_draft": "hat den Befund {title} wieder zum Entwurf gemacht",
    "atlas.finding_outdated": "hat den Befund {title} als überholt vermerkt",
    "atlas.finding_handed_over": "hat den Befund {title} an {after.to} übergeben",
    "atlas.finding_deleted": "hat den Befund {title} gelöscht",
    "atlas.finding_restored": "hat den Befund {title} zurückgeholt",
}
