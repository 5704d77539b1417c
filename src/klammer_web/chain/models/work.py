# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody has to do by when, and the days that matter for an object."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Department, Workspace
from klammer_web.chain.enums import AssignmentState

_ONE_ASSIGNEE = (
    Q(person__isnull=False, role="", department__isnull=True)
    | Q(person__isnull=True, department__isnull=True) & ~Q(role="")
    | Q(person__isnull=True, role="", department__isnull=False)
    | Q(person__isnull=True, role="", department__isnull=True)  # whoever it was is gone
)


class Assignment(models.Model):
    """A person, everybody in a role, or a department shall do something."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="assignments")
    title = models.CharField("Was zu tun ist", max_length=200)
    note = models.TextField("Hinweise", blank=True)
    object_kind = models.CharField("Art des Gegenstands", max_length=60, blank=True)
    object_id = models.CharField("Gegenstand", max_length=300, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    role = models.CharField("Rolle", max_length=20, choices=Role, blank=True)
    department = models.ForeignKey(
        Department, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    due_on = models.DateField("bis", null=True, blank=True)
    state = models.CharField(
        "Stand", max_length=10, choices=AssignmentState, default=AssignmentState.OPEN
    )
    reason = models.CharField("Begründung", max_length=500, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField("vergeben am")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    closed_at = models.DateTimeField("abgeschlossen am", null=True, blank=True)

    class Meta:
        verbose_name = "Auftrag"
        verbose_name_plural = "Aufträge"
        ordering = ["due_on", "made_at"]
        constraints = [
            models.CheckConstraint(condition=_ONE_ASSIGNEE, name="assignment_to_one"),
            models.CheckConstraint(
                condition=Q(state=AssignmentState.OPEN, closed_at__isnull=True)
                | ~Q(state=AssignmentState.OPEN) & Q(closed_at__isnull=False),
                name="assignment_closed_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "state", "due_on"], name="assignment_open"),
            models.Index(fields=["object_kind", "object_id"], name="assignment_by_object"),
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.state == AssignmentState.OPEN


class DueDate(models.Model):
    """A day by which something must have happened with an object, and when to remind of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="due_dates")
    object_kind = models.CharField("Art des Gegenstands", max_length=60)
    object_id = models.CharField("Gegenstand", max_length=300)
    reason = models.CharField("Wofür", max_length=200)
    day = models.DateField("Tag")
    reminders = models.JSONField("Erinnern, Tage vorher", default=list)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField("gesetzt am")

    class Meta:
        verbose_name = "Frist"
        verbose_name_plural = "Fristen"
        ordering = ["day", "made_at"]
        indexes = [
            models.Index(fields=["workspace", "day"], name="due_date_by_day"),
            models.Index(fields=["object_kind", "object_id"], name="due_date_by_object"),
        ]

    def __str__(self):
        return self.reason
