# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who answers for a definition."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_common_words"),
        ("catalogue", "0006_destruction"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DefinitionKeeper",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("owner_key", models.CharField(blank=True, max_length=40, verbose_name="Mandant")),
                ("definition_id", models.CharField(max_length=120, verbose_name="Kennung")),
                ("title", models.CharField(max_length=300, verbose_name="Kennzahl")),
                ("since", models.DateTimeField(verbose_name="seit")),
                (
                    "keeper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zuständigkeit für eine Kennzahl",
                "verbose_name_plural": "Zuständigkeiten für Kennzahlen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner_key", "definition_id"), name="definition_kept_once"
                    )
                ],
            },
        ),
    ]
