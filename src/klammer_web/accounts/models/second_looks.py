# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who was asked for a second look at what, and what they said."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from klammer_web.accounts.enums import SecondLookState
from klammer_web.accounts.models.people import Workspace


class SecondLook(models.Model):
    """Somebody else shall look at exactly this content before it counts (four eyes)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="second_looks")
    kind = models.CharField("Art", max_length=60)
    object_id = models.CharField(max_length=80)
    title = models.CharField("Titel", max_length=300)
    fingerprint = models.CharField("Prüfsumme des Inhalts", max_length=64)
    note = models.TextField("Worum es geht", blank=True)
    state = models.CharField(
        "Stand", max_length=12, choices=SecondLookState, default=SecondLookState.WAITING
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField("erbeten am")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField("entschieden am", null=True, blank=True)
    by_link = models.BooleanField("über den Link in der Mail", default=False)
    reason = models.TextField("Begründung", blank=True)

    class Meta:
        verbose_name = "Zweiter Blick"
        verbose_name_plural = "Zweite Blicke"
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "kind", "object_id"],
                condition=Q(state=SecondLookState.WAITING),
                name="second_look_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(state=SecondLookState.WAITING, decided_at__isnull=True)
                | ~Q(state=SecondLookState.WAITING) & Q(decided_at__isnull=False),
                name="second_look_decided_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.title}: {self.get_state_display()}"
