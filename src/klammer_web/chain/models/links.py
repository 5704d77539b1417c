# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links between objects of all contexts, and evidence: pinned references into releases."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from klammer_web.accounts.models import Workspace
from klammer_web.chain.enums import EvidenceShape


class Link(models.Model):
    """One object is a reason for another: need for goal, goal for measure, measure for paper."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="links")
    reason_kind = models.CharField("Art des Grundes", max_length=60)
    reason_id = models.CharField("Grund", max_length=300)
    result_kind = models.CharField("Art der Folge", max_length=60)
    result_id = models.CharField("Folge", max_length=300)
    note = models.CharField("Begründung", max_length=500, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField("verknüpft am")

    class Meta:
        verbose_name = "Verknüpfung"
        verbose_name_plural = "Verknüpfungen"
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "reason_kind", "reason_id", "result_kind", "result_id"],
                name="link_once",
            ),
            models.CheckConstraint(
                condition=~Q(reason_kind=F("result_kind"), reason_id=F("result_id")),
                name="link_not_to_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["reason_kind", "reason_id"], name="link_by_reason"),
            models.Index(fields=["result_kind", "result_id"], name="link_by_result"),
        ]

    def __str__(self):
        return f"{self.reason_kind} → {self.result_kind}"


class Evidence(models.Model):
    """A pinned reference into one release, held by an object of any context.

    It never stores a figure: root and address lead to the same one for ever. `digest` tells
    whether a newer release shows the same. A series, map, table or comparison rests on many
    figures: `view` is the address that shows them all again, `digest` the print of all of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="evidence")
    holder_kind = models.CharField("Art des Trägers", max_length=60)
    holder_id = models.CharField("gehört zu", max_length=300)
    shape = models.CharField(
        "Form", max_length=12, choices=EvidenceShape, default=EvidenceShape.CELL
    )
    title = models.CharField("Bezeichnung", max_length=300, blank=True)
    view = models.CharField("Adresse der Ansicht", max_length=2000, blank=True)
    root = models.CharField("Freigabe", max_length=64)
    indicator = models.CharField("Indikator", max_length=120)
    boundary = models.CharField("Gebietsstand", max_length=10)
    area = models.CharField("Gebiet", max_length=12, blank=True)
    period = models.CharField("Zeit", max_length=10, blank=True)
    sex = models.CharField("Geschlecht", max_length=20, default="_T")
    age = models.CharField("Alter", max_length=20, default="_T")
    nationality = models.CharField("Staatsangehörigkeit", max_length=20, default="_T")
    address = models.CharField("Adresse der Zahl", max_length=300, db_index=True)
    digest = models.CharField("Abdruck der Zahl", max_length=64)
    note = models.CharField("Notiz", max_length=500, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField("gemerkt am")

    class Meta:
        verbose_name = "Beleg"
        verbose_name_plural = "Belege"
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "holder_kind", "holder_id", "shape", "root", "address"],
                name="evidence_once",
            )
        ]
        indexes = [
            models.Index(fields=["holder_kind", "holder_id"], name="evidence_by_holder"),
            models.Index(fields=["indicator", "area", "period"], name="evidence_by_figure"),
        ]

    def __str__(self):
        return self.address
