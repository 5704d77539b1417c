# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""States of background work and of outgoing mail, with German words."""

from django.db.models import TextChoices


class JobState(TextChoices):
    """How far a piece of background work has come."""

    WAITING = "waiting", "wartet"
    RUNNING = "running", "läuft"
    DONE = "done", "fertig"
    FAILED = "failed", "fehlgeschlagen"
    UNCLEAR = "unclear", "unklar"
    CANCELLED = "cancelled", "abgebrochen"


class MailState(TextChoices):
    """How far a mail has come."""

    WAITING = "waiting", "wartet"
    SENDING = "sending", "wird versandt"
    SENT = "sent", "versandt"
    FAILED = "failed", "nicht versandt"
    UNCLEAR = "unclear", "unklar, ob versandt"
    BY_HAND = "by_hand", "von Hand versandt"
    DROPPED = "dropped", "verworfen"


class BarrierState(TextChoices):
    """How far the report of a barrier has come."""

    OPEN = "open", "neu"
    WORKING = "working", "in Arbeit"
    SOLVED = "solved", "behoben"
    DECLINED = "declined", "nicht behoben"


SETTLED_BARRIERS = (BarrierState.SOLVED, BarrierState.DECLINED)
OPEN_JOBS = (JobState.WAITING, JobState.RUNNING)
STOPPED_MAILS = (MailState.FAILED, MailState.UNCLEAR)
