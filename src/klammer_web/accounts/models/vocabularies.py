# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words a workspace works with: its plan types, committees and holidays, each with its time."""

import uuid

from django.db import models
from django.db.models import F, Q

from klammer_web.accounts.enums import VocabularyList
from klammer_web.accounts.models.people import Workspace


class VocabularyEntry(models.Model):
    """One word of one list of a workspace, from a day on and until before another day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="vocabulary")
    list = models.CharField("Liste", max_length=20, choices=VocabularyList)
    key = models.CharField("Schlüssel", max_length=60)
    label = models.CharField("Bezeichnung", max_length=200)
    valid_from = models.DateField("ab")
    valid_until = models.DateField("bis vor", null=True, blank=True)

    class Meta:
        verbose_name = "Eintrag eines Verzeichnisses"
        verbose_name_plural = "Einträge der Verzeichnisse"
        ordering = ["list", "valid_from", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "list", "key", "valid_from"], name="vocabulary_entry_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="vocabulary_entry_period",
            ),
        ]

    def __str__(self):
        return self.label
