# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plan types, committees and holidays of each workspace."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_departments_invitations_shares_second_looks"),
    ]

    operations = [
        migrations.CreateModel(
            name="VocabularyEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "list",
                    models.CharField(
                        choices=[
                            ("plan_type", "Planart"),
                            ("committee", "Gremium"),
                            ("holiday", "Feiertag"),
                        ],
                        max_length=20,
                        verbose_name="Liste",
                    ),
                ),
                ("key", models.CharField(max_length=60, verbose_name="Schlüssel")),
                ("label", models.CharField(max_length=200, verbose_name="Bezeichnung")),
                ("valid_from", models.DateField(verbose_name="ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="bis vor")),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vocabulary",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Eintrag eines Verzeichnisses",
                "verbose_name_plural": "Einträge der Verzeichnisse",
                "ordering": ["list", "valid_from", "label"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "list", "key", "valid_from"),
                        name="vocabulary_entry_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="vocabulary_entry_period",
                    ),
                ],
            },
        ),
    ]
