# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2

import uuid

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("operation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BarrierReport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("text", models.TextField(verbose_name="Was nicht geht")),
                ("page", models.CharField(blank=True, max_length=300, verbose_name="Seite")),
                ("aid", models.CharField(blank=True, max_length=200, verbose_name="Hilfsmittel")),
                ("email", models.CharField(blank=True, max_length=254, verbose_name="Antwort an")),
                (
                    "workspace_id",
                    models.UUIDField(blank=True, db_index=True, null=True, verbose_name="Mandant"),
                ),
                (
                    "reported_by_id",
                    models.UUIDField(blank=True, null=True, verbose_name="gemeldet von"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "neu"),
                            ("working", "in Arbeit"),
                            ("solved", "behoben"),
                            ("declined", "nicht behoben"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="Stand",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Was geschah")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="gemeldet am"
                    ),
                ),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="abgeschlossen am"),
                ),
            ],
            options={
                "verbose_name": "Meldung einer Barriere",
                "verbose_name_plural": "Meldungen von Barrieren",
                "ordering": ["-created_at"],
            },
        ),
    ]
