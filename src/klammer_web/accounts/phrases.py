# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""German sentences of what is done to people and workspaces, for the audit trail."""

KINDS = {
    "accounts.user": "Person",
    "accounts.workspace": "Mandant",
    "accounts.membership": "Mitgliedschaft",
    "accounts.invitation": "Einladung",
    "accounts.department": "Organisationseinheit",
    "accounts.saved_view": "gespeicherte Ansicht",
    "accounts.vocabulary": "Verzeichnis",
    "accounts.vocabulary_entry": "Eintrag eines Verzeichnisses",
}
VERBS = {
    "accounts.opened_workspace": "hat den Mandanten {title} eröffnet",
    "accounts.added_word": "hat den Eintrag {title} hinzugefügt",
    "accounts.changed_word": "hat den Eintrag {title} geändert",
    "accounts.removed_word": "hat den Eintrag {title} entfernt",
    "accounts.set_vocabulary": "hat das Verzeichnis {title} festgelegt",
    "accounts.created_person": "hat das Konto {title} angelegt",
    "accounts.second_factor_taken_off": "hat den zweiten Faktor von {title} entfernt. "
    "Begründung: {after.reason}",
    "accounts.renamed_person": "hat den eigenen Namen geändert in {title}",
    "accounts.admitted": "hat {title} aufgenommen",
    "accounts.moved": "hat {title} einer anderen Organisationseinheit zugeordnet",
    "accounts.ended": "hat eine Rolle von {title} beendet",
    "accounts.invited": "hat {title} eingeladen",
    "accounts.resent_invitation": "hat {title} noch einmal eingeladen",
    "accounts.revoked_invitation": "hat die Einladung an {title} zurückgezogen",
    "accounts.accepted_invitation": "hat die Einladung angenommen",
    "accounts.added_department": "hat die Organisationseinheit {title} angelegt",
    "accounts.changed_department": "hat die Organisationseinheit {title} geändert",
    "accounts.removed_department": "hat die Organisationseinheit {title} entfernt",
    "accounts.saved_view": "hat die Ansicht {title} gespeichert",
    "accounts.removed_view": "hat die Ansicht {title} gelöscht",
    "accounts.chose_view": "hat bestimmt, ob sich die Ansicht {title} zuerst öffnet",
    "accounts.shared": "hat {title} weitergegeben",
    "accounts.withdrew_share": "hat die Weitergabe von {title} zurückgenommen",
    "accounts.asked_second_look": "hat um einen zweiten Blick auf {title} gebeten",
    "accounts.second_look_handed_over": "hat die Bitte um einen zweiten Blick auf {title} an "
    "{after.to} übergeben",
    "accounts.second_look_agreed": "hat {title} als zweite Person bestätigt",
    "accounts.second_look_declined": "hat {title} als zweite Person noch nicht bestätigt",
    "accounts.second_look_alone": "hat {title} ohne zweiten Blick bestätigt",
    "accounts.second_look_withdrawn": "hat die Bitte um einen zweiten Blick auf {title} "
    "zurückgezogen",
}
