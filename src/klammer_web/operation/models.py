# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables of the queue and of the outbox.

The context stands below people and workspaces: it keeps their keys, never a reference.
"""

import uuid

from django.db import models
from django.utils import timezone

from klammer_web.operation.enums import OPEN_JOBS, BarrierState, JobState, MailState


class Job(models.Model):
    """Background work a person can leave and find again: what it does and how far it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("Art", max_length=80)
    key = models.CharField("Schlüssel", max_length=200, unique=True)
    title = models.CharField("Arbeit", max_length=200, blank=True)
    payload = models.JSONField("Angaben", default=dict)
    workspace_id = models.UUIDField("Mandant", null=True, blank=True, db_index=True)
    requested_by_id = models.UUIDField("begonnen von", null=True, blank=True)
    state = models.CharField("Stand", max_length=10, choices=JobState, default=JobState.WAITING)
    step = models.CharField("Schritt", max_length=200, blank=True)
    progress = models.FloatField("Fortschritt", default=0.0)
    result = models.CharField("Ergebnis", max_length=500, blank=True)
    refusal = models.JSONField("Grund", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("Versuche", default=0)
    holder = models.CharField("Prozess", max_length=64, blank=True)
    lease_until = models.DateTimeField("Frist des Lebenszeichens", null=True, blank=True)
    task_id = models.UUIDField("Eintrag der Warteschlange", null=True, blank=True)
    run_after = models.DateTimeField("nicht vor", default=timezone.now)
    stop_asked_at = models.DateTimeField("Abbruch verlangt am", null=True, blank=True)
    created_at = models.DateTimeField("angelegt am", default=timezone.now)
    started_at = models.DateTimeField("begonnen am", null=True, blank=True)
    finished_at = models.DateTimeField("beendet am", null=True, blank=True)

    class Meta:
        verbose_name = "Hintergrundarbeit"
        verbose_name_plural = "Hintergrundarbeiten"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "lease_until"], name="job_lease")]

    def __str__(self):
        return self.title or self.name

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN_JOBS


class WorkerProcess(models.Model):
    """A process that does background work, and when it last gave a sign of life."""

    holder = models.CharField("Prozess", max_length=64, primary_key=True)
    started_at = models.DateTimeField("begonnen am", default=timezone.now)
    sign_at = models.DateTimeField("letztes Lebenszeichen", default=timezone.now)

    class Meta:
        verbose_name = "Arbeitsprozess"
        verbose_name_plural = "Arbeitsprozesse"
        ordering = ["started_at"]

    def __str__(self):
        return self.holder


class OutgoingMail(models.Model):
    """A mail in the outbox: written with the deed that causes it, sent after that is stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField("Schlüssel", max_length=200, unique=True)
    message_id = models.CharField("Message-ID", max_length=200)
    workspace_id = models.UUIDField("Mandant", null=True, blank=True, db_index=True)
    recipient = models.CharField("an", max_length=320)
    subject = models.CharField("Betreff", max_length=300)
    text = models.TextField("Text")
    attachments = models.JSONField("Anlagen", default=list)
    state = models.CharField("Stand", max_length=10, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField("Versuche", default=0)
    error = models.CharField("Grund", max_length=300, blank=True)
    created_at = models.DateTimeField("geschrieben am", default=timezone.now)
    finished_at = models.DateTimeField("erledigt am", null=True, blank=True)

    class Meta:
        verbose_name = "ausgehende Mail"
        verbose_name_plural = "ausgehende Mails"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "created_at"], name="mail_state")]

    def __str__(self):
        return self.subject


class DigestItem(models.Model):
    """One line of a person's daily mail, kept until that mail is written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField("Schlüssel", max_length=200, unique=True)
    recipient = models.CharField("an", max_length=320, db_index=True)
    heading = models.CharField("Überschrift", max_length=120)
    text = models.CharField("Zeile", max_length=500)
    address = models.CharField("führt zu", max_length=500, blank=True)
    mailed_at = models.DateTimeField("aufgenommen am", null=True, blank=True)
    created_at = models.DateTimeField("angelegt am", default=timezone.now)

    class Meta:
        verbose_name = "Eintrag der Tagesmail"
        verbose_name_plural = "Einträge der Tagesmail"
        ordering = ["created_at"]

    def __str__(self):
        return self.text


class BarrierReport(models.Model):
    """Something hinders somebody here: said with or without an account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.TextField("Was nicht geht")
    page = models.CharField("Seite", max_length=300, blank=True)
    aid = models.CharField("Hilfsmittel", max_length=200, blank=True)
    email = models.CharField("Antwort an", max_length=254, blank=True)
    workspace_id = models.UUIDField("Mandant", null=True, blank=True, db_index=True)
    reported_by_id = models.UUIDField("gemeldet von", null=True, blank=True)
    state = models.CharField(
        "Stand", max_length=10, choices=BarrierState, default=BarrierState.OPEN
    )
    note = models.TextField("Was geschah", blank=True)
    created_at = models.DateTimeField("gemeldet am", default=timezone.now)
    settled_at = models.DateTimeField("abgeschlossen am", null=True, blank=True)

    class Meta:
        verbose_name = "Meldung einer Barriere"
        verbose_name_plural = "Meldungen von Barrieren"
        ordering = ["-created_at"]

    def __str__(self):
        return self.number

    @property
    def number(self) -> str:
        """Return what a person quotes when asking about it."""
        return f"B-{self.pk.hex[:6].upper()}"


class AskedAmount(models.Model):
    """How often somebody asked for something costly in one span, over all web processes."""

    key = models.CharField("Prüfwert von Grenze, Person und Zeit", max_length=64, primary_key=True)
    amount = models.PositiveIntegerField("Anfragen", default=0)
    until = models.DateTimeField("Ende der Zeitspanne", db_index=True)

    class Meta:
        verbose_name = "gezählte Anfragen"
        verbose_name_plural = "gezählte Anfragen"

    def __str__(self):
        return f"{self.key[:12]}: {self.amount}"
