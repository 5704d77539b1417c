# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a workspace shared with others, and until when."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from klammer_web.accounts.enums import Role, ShareState, ShareTarget
from klammer_web.accounts.models.people import Workspace

_NAMED = (
    Q(target=ShareTarget.WORKSPACE, to_workspace__isnull=False, role="", committee="")
    | Q(target=ShareTarget.ROLE, to_workspace__isnull=False, committee="") & ~Q(role="")
    | Q(target=ShareTarget.COMMITTEE, to_workspace__isnull=True, role="") & ~Q(committee="")
    | Q(
        target__in=[ShareTarget.PARTNERS, ShareTarget.PUBLIC],
        to_workspace__isnull=True,
        role="",
        committee="",
    )
)


class Share(models.Model):
    """One text or file of a workspace can be read by somebody else from a moment on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="shares")
    kind = models.CharField("Art", max_length=60)
    object_id = models.CharField(max_length=80)
    title = models.CharField("Titel", max_length=300)
    target = models.CharField("weitergegeben an", max_length=20, choices=ShareTarget)
    to_workspace = models.ForeignKey(
        Workspace, on_delete=models.CASCADE, null=True, blank=True, related_name="received_shares"
    )
    role = models.CharField("Rolle", max_length=20, choices=Role, blank=True)
    committee = models.CharField("Gremium", max_length=80, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField("weitergegeben am")
    until = models.DateField("bis vor", null=True, blank=True)
    withdrawn_at = models.DateTimeField("zurückgenommen am", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "Weitergabe"
        verbose_name_plural = "Weitergaben"
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["kind", "target"], name="share_kind_target"),
            models.Index(fields=["kind", "object_id"], name="share_kind_object"),
        ]
        constraints = [models.CheckConstraint(condition=_NAMED, name="share_names_its_target")]

    def __str__(self):
        return f"{self.title}: {self.get_target_display()}"

    def state_on(self, day) -> ShareState:
        """Return whether others can still see it on this day."""
        if self.withdrawn_at:
            return ShareState.WITHDRAWN
        return ShareState.ENDED if self.until and self.until <= day else ShareState.HOLDS
