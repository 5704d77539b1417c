# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""German sentences of what people do with data, for the audit trail."""

KINDS = {
    "catalogue.upload": "Datei",
    "catalogue.clipboard": "Merkliste",
    "catalogue.delivery": "Lieferung",
    "catalogue.release": "Freigabe",
    "catalogue.preparation": "vorbereitete Freigabe",
    "catalogue.definition": "Kennzahl",
    "catalogue.own_definition": "eigene Kennzahl",
    "catalogue.destruction": "Vernichtung",
}
VERBS = {
    "catalogue.upload_received": "hat die Datei {title} hochgeladen",
    "catalogue.upload_discarded": "hat die Datei {title} verworfen",
    "catalogue.upload_handed_over": "hat die Datei {title} an {after.to} übergeben",
    "catalogue.definition_handed_over": "hat die Kennzahl {title} an {after.to} übergeben",
    "catalogue.clipboard_handed_over": "hat die {title} an {after.to} übergeben",
    "catalogue.delivery_accepted": "hat die Lieferung {title} für {after.owner} übernommen",
    "catalogue.delivery_taken_back": "hat die Lieferung {title} zurückgenommen: {after.reason}",
    "catalogue.destruction_asked": "schlägt vor, die Datei von {title} zu vernichten: "
    "{after.reason}",
    "catalogue.destruction_declined": "hat die Vernichtung der Datei von {title} abgelehnt",
    "catalogue.destruction_confirmed": "hat bestätigt, dass die Datei von {title} vernichtet wird",
    "catalogue.delivery_destroyed": "hat die Datei von {title} und alle Auszüge vernichtet",
    "catalogue.release_made": "hat die {title} angelegt; sie wird gezeigt: {after.seen_by}",
    "catalogue.release_shown": "hat die {title} wieder gezeigt",
    "catalogue.release_withdrawn": "hat die {title} zurückgezogen: {after.reason}",
    "catalogue.release_verified": "hat die {title} nachgerechnet: {after.outcome}",
    "catalogue.definition_saved": "hat die Kennzahl {title} geändert; die Fassung gilt für "
    "{after.owner}",
}
