# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the database keeps of the atlas: own areas, findings, indices; never figures."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from klammer_web.accounts.models import Workspace
from klammer_web.atlas.enums import Certainty, FindingKind, FindingState, IndexState


class CustomArea(models.Model):
    """An area made of whole areas of one level and boundary version; it holds no figures."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="custom_areas")
    name = models.CharField("Name", max_length=80)
    level = models.CharField("Ebene der Teile", max_length=20)
    boundary = models.CharField("Gebietsstand", max_length=10)
    parts = models.JSONField("Schlüssel der Teile", default=list)
    edition = models.PositiveIntegerField("Fassung", default=1)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField("angelegt am")
    changed_at = models.DateTimeField("geändert am")
    deleted_at = models.DateTimeField("gelöscht am", null=True, blank=True)

    class Meta:
        verbose_name = "eigenes Gebiet"
        verbose_name_plural = "eigene Gebiete"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "name"],
                condition=Q(deleted_at__isnull=True),
                name="custom_area_name_once",
            )
        ]

    def __str__(self):
        return self.name


class Finding(models.Model):
    """What somebody read from figures, or learned otherwise: the reason of everything in planning.

    It holds no figures: what it rests on is evidence of the chain. Areas are official keys; words
    of the common vocabulary are kept by their keys, which stay when a word changes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="findings")
    title = models.CharField("Titel", max_length=160)
    seen = models.TextField("Was sehen wir?", max_length=4000, blank=True)
    meaning = models.TextField("Was heißt es?", max_length=4000, blank=True)
    unknown = models.TextField("Was wissen wir nicht?", max_length=4000, blank=True)
    kind = models.CharField("Art", max_length=12, choices=FindingKind, default=FindingKind.FIGURE)
    certainty = models.CharField(
        "Sicherheit", max_length=12, choices=Certainty, default=Certainty.UNCLEAR
    )
    state = models.CharField(
        "Stand", max_length=10, choices=FindingState, default=FindingState.DRAFT
    )
    outdated_why = models.CharField("Warum überholt", max_length=500, blank=True)
    areas = models.JSONField("Gebiete", default=list, blank=True)
    sectors = models.JSONField("Handlungsfelder", default=list, blank=True)
    target_groups = models.JSONField("Zielgruppen", default=list, blank=True)
    life_phases = models.JSONField("Lebensphasen", default=list, blank=True)
    is_private = models.BooleanField("nur für mich", default=False)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField("geschrieben am")
    changed_at = models.DateTimeField("geändert am")
    agreed_at = models.DateTimeField("abgestimmt am", null=True, blank=True)
    deleted_at = models.DateTimeField("gelöscht am", null=True, blank=True)

    class Meta:
        verbose_name = "Befund"
        verbose_name_plural = "Befunde"
        ordering = ["-changed_at", "title"]
        indexes = [models.Index(fields=["workspace", "state"], name="finding_by_state")]

    def __str__(self):
        return self.title


class Index(models.Model):
    """A composite index of a workspace: what leads to its specification in the instance.

    The specification itself is a file, a new one for each version (`klammer.pipeline.indices`).
    """

    id = models.CharField(primary_key=True, max_length=60, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="indices")
    title = models.CharField("Titel", max_length=160)
    state = models.CharField("Stand", max_length=10, choices=IndexState, default=IndexState.DRAFT)
    version = models.CharField("Fassung", max_length=12)
    published = models.CharField("veröffentlichte Fassung", max_length=12, blank=True)
    opened = models.JSONField("Fassungen, die veröffentlicht waren", default=list, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField("angelegt am")
    changed_at = models.DateTimeField("geändert am")
    deleted_at = models.DateTimeField("gelöscht am", null=True, blank=True)

    class Meta:
        verbose_name = "Index"
        verbose_name_plural = "Indizes"
        ordering = ["title"]

    def __str__(self):
        return self.title
