# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The audit trail: a chain of entries; what can be erased lies apart from what is chained."""

from django.conf import settings
from django.db import models


class UnchangeableError(TypeError):
    """Somebody tried to change or delete what can only be added."""


class AppendOnly(models.QuerySet):
    """Rows can be added and read, never changed or deleted."""

    def update(self, **_changes):
        raise UnchangeableError("the audit trail is append-only: no update")

    def delete(self):
        raise UnchangeableError("the audit trail is append-only: no deletion")

    def bulk_update(self, *_rows, **_options):
        raise UnchangeableError("the audit trail is append-only: no update")


class WrittenOnce(models.QuerySet):
    """Rows can be added, read and erased as a whole, never changed."""

    def update(self, **_changes):
        raise UnchangeableError("what the audit trail holds is never changed")

    def bulk_update(self, *_rows, **_options):
        raise UnchangeableError("what the audit trail holds is never changed")


class AuditEntry(models.Model):
    """One act: who, when, what, on which object. Chained by hashes; never changed or deleted.

    actor      the person, as long as the account exists
    actor_key  the person's number, which tells nothing once the person is erased
    content    salted hash of title, before and after (`AuditContent`)
    origin     salted hash of request and address (`AuditOrigin`)
    """

    sequence = models.BigIntegerField("Nummer", primary_key=True)
    at = models.DateTimeField("Zeitpunkt", db_index=True)
    verb = models.CharField("Vorgang", max_length=80)
    kind = models.CharField("Art", max_length=80)
    object_id = models.CharField("Gegenstand", max_length=200)
    workspace_id = models.UUIDField("Mandant", null=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="Person",
    )
    actor_key = models.UUIDField("Kennung der Person", null=True, db_index=True)
    content = models.CharField("Prüfwert des Inhalts", max_length=64)
    origin = models.CharField("Prüfwert der Herkunft", max_length=64)
    previous = models.CharField("Prüfwert davor", max_length=64)
    seal = models.CharField("Prüfwert", max_length=64, unique=True)

    objects = AppendOnly.as_manager()

    class Meta:
        verbose_name = "Protokolleintrag"
        verbose_name_plural = "Protokolleinträge"
        ordering = ["sequence"]
        indexes = [models.Index(fields=["kind", "object_id", "sequence"], name="audit_object")]

    def __str__(self):
        return f"{self.sequence} {self.verb}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise UnchangeableError("the audit trail is append-only: no update")
        super().save(*args, **kwargs)

    def delete(self, *_args, **_kwargs):
        raise UnchangeableError("the audit trail is append-only: no deletion")


class AuditContent(models.Model):
    """Title, before and after of one act, as canonical JSON; erased without breaking the chain."""

    entry = models.OneToOneField(
        AuditEntry, primary_key=True, on_delete=models.PROTECT, related_name="held"
    )
    salt = models.CharField("Salz", max_length=32)
    text = models.TextField("Inhalt")

    objects = WrittenOnce.as_manager()

    class Meta:
        verbose_name = "Protokollinhalt"
        verbose_name_plural = "Protokollinhalte"

    def __str__(self):
        return str(self.entry_id)


class AuditOrigin(models.Model):
    """From where one act came: number of the request, shortened address. Erased after a while."""

    entry = models.OneToOneField(
        AuditEntry, primary_key=True, on_delete=models.PROTECT, related_name="came_from"
    )
    salt = models.CharField("Salz", max_length=32)
    request = models.CharField("Nummer der Anfrage", max_length=20, blank=True)
    address = models.CharField("gekürzte Netzadresse", max_length=60, blank=True)

    objects = WrittenOnce.as_manager()

    class Meta:
        verbose_name = "Protokollherkunft"
        verbose_name_plural = "Protokollherkünfte"

    def __str__(self):
        return str(self.entry_id)


class ChainHead(models.Model):
    """The one row that knows the newest entry; writers wait for each other at it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField("Nummer", default=0)
    seal = models.CharField("Prüfwert", max_length=64)

    class Meta:
        verbose_name = "Kettenende"
        verbose_name_plural = "Kettenenden"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_chain")]

    def __str__(self):
        return f"{self.sequence} {self.seal[:12]}"


class Draft(models.Model):
    """What a person typed into a form and has not yet saved."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    form = models.CharField("Formular", max_length=80)
    object_id = models.CharField("Gegenstand", max_length=200, blank=True)
    content = models.JSONField("Eingaben")
    at = models.DateTimeField("gespeichert am")

    class Meta:
        verbose_name = "Entwurf einer Eingabe"
        verbose_name_plural = "Entwürfe einer Eingabe"
        constraints = [
            models.UniqueConstraint(fields=["person", "form", "object_id"], name="draft_once")
        ]

    def __str__(self):
        return f"{self.form} {self.object_id}"
