# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that two persons have destroyed."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_owners"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Destruction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "delivery_id",
                    models.CharField(db_index=True, max_length=80, verbose_name="Lieferung"),
                ),
                ("owner_key", models.CharField(blank=True, max_length=40, verbose_name="Mandant")),
                ("title", models.CharField(max_length=255, verbose_name="Titel")),
                ("name", models.CharField(max_length=255, verbose_name="Datei")),
                ("reason", models.TextField(max_length=1000, verbose_name="Grund")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "wartet auf eine zweite Person"),
                            ("declined", "nicht vernichtet"),
                            ("confirmed", "wird vernichtet"),
                            ("done", "vernichtet"),
                        ],
                        default="asked",
                        max_length=12,
                        verbose_name="Stand",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="vorgeschlagen am")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="entschieden am")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Vernichtung",
                "verbose_name_plural": "Vernichtungen",
                "ordering": ["-asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("delivery_id",),
                        name="destruction_asked_once",
                    )
                ],
            },
        ),
    ]
