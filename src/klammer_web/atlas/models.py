# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the database keeps of the atlas: areas of a planner's own. Figures are never among it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from klammer_web.accounts.models import Workspace


class CustomArea(models.Model):
    """An area made of whole areas of one level and boundary version; it holds no figures."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="custom_areas")
    name = models.CharField("Name", max_length=80)
    level = models.CharField("Ebene der Teile", max_length=20)
    boundary = models.CharField("Gebietsstand", max_length=10)
    parts = models.JSONField("Schlüssel der Teile", default=list)
    edition = models.PositiveIntegerField("Fassung", default=1)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField("angelegt am")
    changed_at = models.DateTimeField("geändert am")
    deleted_at = models.DateTimeField("gelöscht am", null=True, blank=True)

    class Meta:
        verbose_name = "eigenes Gebiet"
        verbose_name_plural = "eigene Gebiete"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"],
                condition=Q(deleted_at__isnull=True),
                name="custom_area_name_once",
            )
        ]

    def __str__(self):
        return self.name
