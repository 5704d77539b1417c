# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person is told, in which way they want to be told, and their calendar."""

import uuid

from django.conf import settings
from django.db import models

from klammer_web.accounts.models import Workspace
from klammer_web.chain.enums import NotificationKind, NotificationManner


class Notification(models.Model):
    """One thing a person is told once.

    The object is named when the page is shown, as far as the person may see it then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField("Art", max_length=20, choices=NotificationKind)
    key = models.CharField("Schlüssel", max_length=200)
    title = models.CharField("Nachricht", max_length=300)
    object_kind = models.CharField("Art des Gegenstands", max_length=60, blank=True)
    object_id = models.CharField("Gegenstand", max_length=300, blank=True)
    address = models.CharField("führt zu", max_length=500)
    made_at = models.DateTimeField("mitgeteilt am")
    read_at = models.DateTimeField("gelesen am", null=True)

    class Meta:
        verbose_name = "Benachrichtigung"
        verbose_name_plural = "Benachrichtigungen"
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="notification_told_once")
        ]
        indexes = [models.Index(fields=["person", "read_at"], name="notification_unread")]

    def __str__(self):
        return self.title


class NotificationChoice(models.Model):
    """How a person wants to be told of one kind of news."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField("Art", max_length=20, choices=NotificationKind)
    manner = models.CharField("Weg", max_length=10, choices=NotificationManner)

    class Meta:
        verbose_name = "Wahl des Benachrichtigungswegs"
        verbose_name_plural = "Wahlen des Benachrichtigungswegs"
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="notification_chosen_once")
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_manner_display()}"


class CalendarFeed(models.Model):
    """A person's secret address under which calendar programs find what is due."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    token_hash = models.CharField("Prüfsumme der Adresse", max_length=64, unique=True)
    made_at = models.DateTimeField("erneuert am")

    class Meta:
        verbose_name = "Kalenderadresse"
        verbose_name_plural = "Kalenderadressen"

    def __str__(self):
        return "Kalenderadresse"
