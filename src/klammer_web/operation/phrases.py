# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""German sentences of what people do here, for the audit trail above."""

MAIL, JOB = "operation.outgoing_mail", "operation.job"
BARRIER = "operation.barrier_report"
KINDS = {MAIL: "Mail", JOB: "Hintergrundarbeit", BARRIER: "Meldung einer Barriere"}
BARRIER_REPORTED = "operation.barrier_reported"
BARRIER_NOTED = "operation.barrier_noted"
SENT_AGAIN = "operation.mail_sent_again"
SENT_BY_HAND = "operation.mail_sent_by_hand"
DROPPED = "operation.mail_dropped"
STOPPED = "operation.job_stopped"
REPEATED = "operation.job_repeated"
VERBS = {
    BARRIER_REPORTED: "hat eine Barriere gemeldet: {title}",
    BARRIER_NOTED: "hat zur Meldung {title} vermerkt, was geschah",
    SENT_AGAIN: "hat die Mail {title} erneut in den Versand gegeben",
    SENT_BY_HAND: "hat vermerkt, die Mail {title} von Hand versandt zu haben",
    DROPPED: "hat die Mail {title} verworfen",
    STOPPED: "hat die Hintergrundarbeit {title} abgebrochen",
    REPEATED: "hat die Hintergrundarbeit {title} noch einmal begonnen",
}
