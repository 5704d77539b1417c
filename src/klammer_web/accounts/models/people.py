# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""People, workspaces, and who does what where and when."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from klammer_web.accounts.enums import DepartmentKind, Role, WorkspaceKind


class UserManager(BaseUserManager):
    """Users are found by their mail address; capital letters do not matter."""

    def create_user(self, email, password=None, *, name=""):
        """Create one person; without a password nobody can sign in as this person."""
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who can sign in. Rights come from memberships alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("E-Mail-Adresse", unique=True)
    name = models.CharField("Name", max_length=200)
    is_active = models.BooleanField("darf sich anmelden", default=True)
    is_demo = models.BooleanField("Vorführkonto", default=False)
    created_at = models.DateTimeField("angelegt am", auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self):
        return self.name or self.email


class Workspace(models.Model):
    """A county, a city, the competence centre or the Land; everything belongs to one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("Art", max_length=20, choices=WorkspaceKind)
    key = models.CharField(
        "Schlüssel",
        max_length=12,
        unique=True,
        help_text="Amtlicher Gemeindeschlüssel, z. B. 16063; beim Kompetenzzentrum ein Kurzname.",
    )
    name = models.CharField("Name", max_length=200)
    opened_at = models.DateTimeField("eröffnet am", default=timezone.now)

    class Meta:
        verbose_name = "Mandant"
        verbose_name_plural = "Mandanten"
        ordering = ["key"]

    def __str__(self):
        return self.name


class Department(models.Model):
    """A part of the administration of a workspace; departments stand inside one another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="departments")
    name = models.CharField("Name", max_length=200)
    kind = models.CharField("Art", max_length=20, choices=DepartmentKind)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )

    class Meta:
        verbose_name = "Organisationseinheit"
        verbose_name_plural = "Organisationseinheiten"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "workspace", Lower("name"), name="department_name_once_in_a_workspace"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="department_not_in_self"
            ),
        ]

    def __str__(self):
        return self.name


class Membership(models.Model):
    """A person has a role in a workspace from a day on, and until before another day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField("Rolle", max_length=20, choices=Role)
    department = models.ForeignKey(
        Department, on_delete=models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    valid_from = models.DateField("ab")
    valid_until = models.DateField("bis vor", null=True, blank=True)

    class Meta:
        verbose_name = "Mitgliedschaft"
        verbose_name_plural = "Mitgliedschaften"
        ordering = ["workspace", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "workspace", "role", "valid_from"], name="membership_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="membership_period",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()} in {self.workspace}"
