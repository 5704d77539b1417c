# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Access keys: a program reads as a person does in one workspace. The word itself is not kept."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from klammer_web.accounts.models import Workspace
from klammer_web.api.enums import Scope, TokenState


class ApiToken(models.Model):
    """A key of a person in a workspace; only its hash and its first letters are kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens"
    )
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField("Wofür", max_length=80)
    scope = models.CharField("darf", max_length=10, choices=Scope, default=Scope.READ)
    beginning = models.CharField("Anfang des Schlüssels", max_length=12)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField("angelegt am")
    expires_at = models.DateTimeField("gilt bis")
    last_used_on = models.DateField("zuletzt benutzt am", null=True, blank=True)
    revoked_at = models.DateTimeField("zurückgezogen am", null=True, blank=True)

    class Meta:
        verbose_name = "Zugangsschlüssel"
        verbose_name_plural = "Zugangsschlüssel"
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="api_token_expires_later"
            ),
        ]

    def __str__(self):
        return self.name

    def state_at(self, at) -> TokenState:
        """Return what holds for the key at this time."""
        if self.revoked_at:
            return TokenState.REVOKED
        return TokenState.ACTIVE if at < self.expires_at else TokenState.EXPIRED
