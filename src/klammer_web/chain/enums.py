# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What evidence points at; states of assignments; what people are told of, and how."""

from django.db.models import TextChoices


class EvidenceShape(TextChoices):
    """One figure, or several that are read together."""

    CELL = "cell", "eine Zahl"
    SERIES = "series", "eine Zeitreihe"
    MAP = "map", "eine Karte"
    TABLE = "table", "eine Tabelle"
    COMPARISON = "comparison", "ein Vergleich"


class AssignmentState(TextChoices):
    """What became of an assignment."""

    OPEN = "open", "offen"
    DONE = "done", "erledigt"
    DECLINED = "declined", "abgelehnt"


class NotificationKind(TextChoices):
    """What people are told of."""

    MENTION = "mention", "Jemand erwähnt mich oder antwortet mir"
    ASSIGNMENT = "assignment", "Ich bekomme einen Auftrag, oder mein Auftrag wird erledigt"
    DUE_SOON = "due_soon", "Etwas ist bald fällig"
    OVERDUE = "overdue", "Etwas ist überfällig"
    SECOND_LOOK = "second_look", "Ein zweiter Blick ist erbeten oder entschieden"
    SHARE = "share", "Jemand gibt etwas an uns weiter"
    JOB = "job", "Eine Hintergrundarbeit ist fertig oder gescheitert"


class NotificationManner(TextChoices):
    """How a person is told."""

    AT_ONCE = "at_once", "sofort per Mail"
    DAILY = "daily", "in der Tagesmail"
    HERE = "here", "nur hier"
