# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""States of uploads, with German words."""

from django.db.models import TextChoices


class UploadState(TextChoices):
    """How far an uploaded file has come."""

    RECEIVED = "received", "hochgeladen"
    MAPPED = "mapped", "Spalten zugeordnet"
    STAGED = "staged", "geprüft, wartet auf Übernahme"
    REFUSED = "refused", "abgelehnt"
    ACCEPTED = "accepted", "übernommen"
    DISCARDED = "discarded", "verworfen"


class DestructionState(TextChoices):
    """How far the destruction of a delivered file has come."""

    ASKED = "asked", "wartet auf eine zweite Person"
    DECLINED = "declined", "nicht vernichtet"
    CONFIRMED = "confirmed", "wird vernichtet"
    DONE = "done", "vernichtet"


OPEN_STATES = (UploadState.RECEIVED, UploadState.MAPPED, UploadState.STAGED, UploadState.REFUSED)
