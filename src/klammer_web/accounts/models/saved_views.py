# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How somebody likes to see a list: filters, order and columns under a name."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from klammer_web.accounts.models.people import Workspace


class SavedView(models.Model):
    """A named view of one list; without an owner it belongs to the whole workspace."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="saved_views")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="saved_views",
    )
    listing = models.CharField("Liste", max_length=80)
    name = models.CharField("Name", max_length=80)
    query = models.CharField("Auswahl", max_length=2000, blank=True)
    is_default = models.BooleanField("öffnet sich zuerst", default=False)

    class Meta:
        verbose_name = "gespeicherte Ansicht"
        verbose_name_plural = "gespeicherte Ansichten"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "workspace", "owner", "listing", Lower("name"),
                condition=Q(owner__isnull=False), name="saved_view_name_once_for_a_person",
            ),
            models.UniqueConstraint(
                "workspace", "listing", Lower("name"),
                condition=Q(owner__isnull=True), name="saved_view_name_once_in_a_workspace",
            ),
            models.UniqueConstraint(
                fields=["workspace", "owner", "listing"],
                condition=Q(owner__isnull=False, is_default=True),
                name="saved_view_one_default_for_a_person",
            ),
            models.UniqueConstraint(
                fields=["workspace", "listing"],
                condition=Q(owner__isnull=True, is_default=True),
                name="saved_view_one_default_in_a_workspace",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name
