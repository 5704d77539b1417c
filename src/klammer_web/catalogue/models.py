# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the database keeps about data; the figures themselves lie in the instance's folder."""

import uuid

from django.conf import settings
from django.db import models

from klammer_web.accounts.models import Workspace
from klammer_web.catalogue.enums import OPEN_STATES, DestructionState, UploadState


class Upload(models.Model):
    """A file on its way into the instance: uploaded, mapped, checked, accepted or discarded."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField("Datei", max_length=255)
    size = models.BigIntegerField("Größe in Byte")
    state = models.CharField(
        "Stand", max_length=12, choices=UploadState, default=UploadState.RECEIVED
    )
    reader = models.CharField("Leser", max_length=60, blank=True)
    boundary = models.CharField("Gebietsstand", max_length=10, blank=True)
    mapping = models.JSONField("Zuordnung der Spalten", null=True, blank=True)
    is_common = models.BooleanField("amtliche Zahlen für alle Mandanten", default=False)
    fingerprint = models.CharField("Aufbau", max_length=64, blank=True)
    staged_id = models.CharField(max_length=80, blank=True)
    refusal = models.JSONField("Grund der Ablehnung", null=True, blank=True)
    delivery_id = models.CharField(max_length=80, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="uploads"
    )
    created_at = models.DateTimeField("hochgeladen am", auto_now_add=True)

    class Meta:
        verbose_name = "hochgeladene Datei"
        verbose_name_plural = "hochgeladene Dateien"
        ordering = ["-created_at"]

    def __str__(self):
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether a person still has to decide."""
        return self.state in OPEN_STATES

    @property
    def owner_key(self) -> str:
        """Key of the workspace its figures will belong to; empty: common."""
        return "" if self.is_common else self.workspace.key


class RememberedMapping(models.Model):
    """How files of one structure were read the last time; proposed for the next delivery."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="mappings")
    fingerprint = models.CharField("Aufbau", max_length=64)
    mapping = models.JSONField("Zuordnung")
    headers = models.JSONField("Überschriften, für die sie gemacht wurde", default=list)
    name = models.CharField("zuletzt für", max_length=255)
    used_at = models.DateTimeField("zuletzt am", auto_now=True)

    class Meta:
        verbose_name = "gemerkte Zuordnung"
        verbose_name_plural = "gemerkte Zuordnungen"
        constraints = [
            models.UniqueConstraint(fields=["workspace", "fingerprint"], name="mapping_once")
        ]

    def __str__(self):
        return f"{self.name} ({self.fingerprint[:12]})"


class Preparation(models.Model):
    """What a release would show, counted before anybody confirms it.

    build  key of the build that was looked at: only this one is released by it
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="preparations")
    audience = models.CharField("für", max_length=20)
    is_common = models.BooleanField("für alle Mandanten", default=False)
    build = models.CharField("Stand der Daten", max_length=64, blank=True)
    tables = models.JSONField("Kennzahlen", default=list)
    sample = models.JSONField("Beispiele", default=list)
    at = models.DateTimeField("am")

    class Meta:
        verbose_name = "vorbereitete Freigabe"
        verbose_name_plural = "vorbereitete Freigaben"
        ordering = ["-at"]

    def __str__(self):
        return f"{self.audience} {self.at:%Y-%m-%d}"

    @property
    def owner_key(self) -> str:
        """Key of the workspace it is for; empty: a common release."""
        return "" if self.is_common else self.workspace.key


class DefinitionKeeper(models.Model):
    """Who answers for a definition of an indicator; whoever leaves hands it over.

    owner_key  key of the workspace whose definition it is; empty: it is for all
    workspace  where the person works
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    owner_key = models.CharField("Mandant", max_length=40, blank=True)
    definition_id = models.CharField("Kennung", max_length=120)
    title = models.CharField("Kennzahl", max_length=300)
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    since = models.DateTimeField("seit")

    class Meta:
        verbose_name = "Zuständigkeit für eine Kennzahl"
        verbose_name_plural = "Zuständigkeiten für Kennzahlen"
        constraints = [
            models.UniqueConstraint(
                fields=["owner_key", "definition_id"], name="definition_kept_once"
            )
        ]

    def __str__(self):
        return self.title


class Recalculation(models.Model):
    """What came of computing a release again from the bytes as delivered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    root = models.CharField("Freigabe", max_length=64, db_index=True)
    agrees = models.BooleanField("gleich")
    reasons = models.JSONField("Unterschiede", default=list)
    by = models.CharField("von", max_length=200)
    at = models.DateTimeField("am")

    class Meta:
        verbose_name = "Nachrechnung"
        verbose_name_plural = "Nachrechnungen"
        ordering = ["-at"]

    def __str__(self):
        return f"{self.root[:12]} {self.at:%Y-%m-%d}"


class Destruction(models.Model):
    """Somebody asks that a delivered file be destroyed; a second person decides.

    owner_key  key of the workspace the delivery belongs to; empty: common to all
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delivery_id = models.CharField("Lieferung", max_length=80, db_index=True)
    owner_key = models.CharField("Mandant", max_length=40, blank=True)
    title = models.CharField("Titel", max_length=255)
    name = models.CharField("Datei", max_length=255)
    reason = models.TextField("Grund", max_length=1000)
    state = models.CharField(
        "Stand", max_length=12, choices=DestructionState, default=DestructionState.ASKED
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField("vorgeschlagen am")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField("entschieden am", null=True)

    class Meta:
        verbose_name = "Vernichtung"
        verbose_name_plural = "Vernichtungen"
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["delivery_id"],
                condition=models.Q(state=DestructionState.ASKED),
                name="destruction_asked_once",
            )
        ]

    def __str__(self):
        return f"{self.title} ({self.get_state_display()})"
