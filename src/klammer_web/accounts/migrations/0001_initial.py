# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""People, workspaces, memberships."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Workspace",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("county", "Landkreis"),
                            ("city", "Kreisfreie Stadt"),
                            ("centre", "Kompetenzzentrum"),
                            ("land", "Land"),
                        ],
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="Amtlicher Gemeindeschlüssel, z. B. 16063; beim Kompetenzzentrum ein Kurzname.",
                        max_length=12,
                        unique=True,
                        verbose_name="Schlüssel",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
            ],
            options={
                "verbose_name": "Mandant",
                "verbose_name_plural": "Mandanten",
                "ordering": ["key"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "email",
                    models.EmailField(max_length=254, unique=True, verbose_name="E-Mail-Adresse"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                ("is_active", models.BooleanField(default=True, verbose_name="darf sich anmelden")),
                ("is_demo", models.BooleanField(default=False, verbose_name="Vorführkonto")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="angelegt am")),
            ],
            options={
                "verbose_name": "Person",
                "verbose_name_plural": "Personen",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="user_email_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "Planungskoordination"),
                            ("sector_planner", "Fachplanung"),
                            ("head", "Leitung"),
                            ("council_member", "Kreistag"),
                            ("provider", "Freier Träger"),
                            ("adviser", "Kompetenzzentrum"),
                            ("data_steward", "Datenpflege"),
                            ("administrator", "Verwaltung der Instanz"),
                        ],
                        max_length=20,
                        verbose_name="Rolle",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="bis vor")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Mitgliedschaft",
                "verbose_name_plural": "Mitgliedschaften",
                "ordering": ["workspace", "role"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "workspace", "role", "valid_from"), name="membership_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="membership_period",
                    ),
                ],
            },
        ),
    ]
