# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""German sentences of what is done here, for the audit trail."""

KINDS = {
    "chain.link": "Verknüpfung",
    "chain.evidence": "Beleg",
    "chain.assignment": "Auftrag",
    "chain.comment": "Kommentar",
    "chain.due_date": "Frist",
    "chain.notification_choice": "Benachrichtigung",
    "chain.calendar_feed": "Kalenderadresse",
}
VERBS = {
    "chain.linked": "hat {title} mit „{after.Folge}“ verknüpft",
    "chain.unlinked": "hat eine Verknüpfung gelöst",
    "chain.pinned": "hat {title} als Beleg gemerkt",
    "chain.unpinned": "hat den Beleg {title} entfernt",
    "chain.assigned": "hat den Auftrag {title} vergeben an: {after.whom}",
    "chain.assignment_changed": "hat den Auftrag {title} geändert",
    "chain.assignment_done": "hat den Auftrag {title} erledigt",
    "chain.assignment_declined": "hat den Auftrag {title} abgelehnt: {after.Begründung}",
    "chain.assignment_reopened": "hat den Auftrag {title} wieder geöffnet",
    "chain.assignment_handed_over": "hat den Auftrag {title} weitergegeben",
    "chain.commented": "hat etwas kommentiert: {title}",
    "chain.comment_changed": "hat einen eigenen Kommentar geändert: {title}",
    "chain.comment_deleted": "hat einen eigenen Kommentar gelöscht: {title}",
    "chain.comment_restored": "hat einen eigenen Kommentar wiederhergestellt: {title}",
    "chain.thread_settled": "hat ein Gespräch als geklärt vermerkt: {title}",
    "chain.thread_reopened": "hat ein Gespräch wieder geöffnet: {title}",
    "chain.due_date_set": "hat die Frist {title} gesetzt",
    "chain.due_date_removed": "hat die Frist {title} entfernt",
    "chain.feed_renewed": "hat die eigene Kalenderadresse erneuert",
    "chain.feed_ended": "hat die eigene Kalenderadresse beendet",
    "chain.notification_ways_chosen": "hat gewählt, wovon Mails kommen",
}
