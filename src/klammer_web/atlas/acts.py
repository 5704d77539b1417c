# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the atlas's acts are called in the audit trail."""

KINDS = {"atlas.custom_area": "eigenes Gebiet"}
VERBS = {
    "atlas.area_kept": "hat das eigene Gebiet {title} angelegt",
    "atlas.area_changed": "hat das eigene Gebiet {title} geändert",
    "atlas.area_opened": "hat das eigene Gebiet {title} veröffentlicht",
    "atlas.area_closed": "hat das eigene Gebiet {title} nicht mehr öffentlich gezeigt",
    "atlas.area_handed_over": "hat das eigene Gebiet {title} an {after.to}{after.made_by} übergeben",
    "atlas.area_deleted": "hat das eigene Gebiet {title} gelöscht",
    "atlas.area_restored": "hat das eigene Gebiet {title} zurückgeholt",
}
