# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an access key opens, and what holds for it."""

from django.db.models import TextChoices


class Scope(TextChoices):
    """What a program may do with a key."""

    READ = "read", "lesen"


class TokenState(TextChoices):
    """What holds for an access key today."""

    ACTIVE = "active", "gilt"
    EXPIRED = "expired", "abgelaufen"
    REVOKED = "revoked", "zurückgezogen"
