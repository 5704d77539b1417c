# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words to work with, each with its time: common to all, or of one workspace."""

import uuid

from django.db import models
from django.db.models import F, Q

from klammer_web.accounts.enums import COMMON_LISTS, VocabularyList
from klammer_web.accounts.models.people import Workspace

_COMMON = sorted(one.value for one in COMMON_LISTS)


class VocabularyEntry(models.Model):
    """One word of one list, from a day on and until before another day.

    workspace  None for the lists that all workspaces have in common (`COMMON_LISTS`)
    key        stays the same when the word changes from a day on
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(
        Workspace, on_delete=models.CASCADE, null=True, blank=True, related_name="vocabulary"
    )
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
            models.UniqueConstraint(
                fields=["list", "key", "valid_from"],
                condition=Q(workspace__isnull=True),
                name="vocabulary_common_entry_once",
            ),
            models.CheckConstraint(
                condition=Q(workspace__isnull=True, list__in=_COMMON)
                | Q(workspace__isnull=False) & ~Q(list__in=_COMMON),
                name="vocabulary_entry_where_its_list_is",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="vocabulary_entry_period",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def is_common(self) -> bool:
        """Whether all workspaces have it."""
        return self.list in COMMON_LISTS
