# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_common_words"),
        ("atlas", "0003_findings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Index",
            fields=[
                (
                    "id",
                    models.CharField(
                        editable=False, max_length=60, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="Titel")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Entwurf"), ("published", "veröffentlicht")],
                        default="draft",
                        max_length=10,
                        verbose_name="Stand",
                    ),
                ),
                ("version", models.CharField(max_length=12, verbose_name="Fassung")),
                (
                    "published",
                    models.CharField(
                        blank=True, max_length=12, verbose_name="veröffentlichte Fassung"
                    ),
                ),
                (
                    "opened",
                    models.JSONField(
                        blank=True, default=list, verbose_name="Fassungen, die veröffentlicht waren"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="angelegt am")),
                ("changed_at", models.DateTimeField(verbose_name="geändert am")),
                (
                    "deleted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="gelöscht am"),
                ),
                (
                    "made_by",
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
                        related_name="indices",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Index",
                "verbose_name_plural": "Indizes",
                "ordering": ["title"],
            },
        ),
    ]
