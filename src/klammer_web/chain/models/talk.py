# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people of a workspace say about an object, and whom they address."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from klammer_web.accounts.models import Workspace


class Comment(models.Model):
    """A remark on an object; it begins a thread, or answers in one.

    The text names people as `@[key]`, so that it follows their names, and loses them with them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="comments")
    object_kind = models.CharField("Art des Gegenstands", max_length=60)
    object_id = models.CharField("Gegenstand", max_length=300)
    thread = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="answers")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField("Text", blank=True)
    made_at = models.DateTimeField("geschrieben am")
    changed_at = models.DateTimeField("geändert am", null=True)
    deleted_at = models.DateTimeField("gelöscht am", null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    resolved_at = models.DateTimeField("geklärt am", null=True)

    class Meta:
        verbose_name = "Kommentar"
        verbose_name_plural = "Kommentare"
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(thread__isnull=True) | Q(resolved_at__isnull=True),
                name="comment_threads_are_resolved",
            )
        ]
        indexes = [
            models.Index(fields=["workspace", "object_kind", "object_id"], name="comment_by_object")
        ]

    def __str__(self):
        return self.text[:60]


class Mention(models.Model):
    """A comment addresses a person."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "Erwähnung"
        verbose_name_plural = "Erwähnungen"
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="mentioned_once")]

    def __str__(self):
        return f"@{self.person}"
