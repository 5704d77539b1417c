# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_common_words"),
        ("atlas", "0002_public_areas_are_shared"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="Titel")),
                (
                    "seen",
                    models.TextField(blank=True, max_length=4000, verbose_name="Was sehen wir?"),
                ),
                (
                    "meaning",
                    models.TextField(blank=True, max_length=4000, verbose_name="Was heißt es?"),
                ),
                (
                    "unknown",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="Was wissen wir nicht?"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("figure", "aus Zahlen"),
                            ("qualitative", "aus Gesprächen und Erfahrung"),
                        ],
                        default="figure",
                        max_length=12,
                        verbose_name="Art",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("shown", "belegt"),
                            ("likely", "wahrscheinlich"),
                            ("possible", "möglich"),
                            ("unclear", "noch offen"),
                        ],
                        default="unclear",
                        max_length=12,
                        verbose_name="Sicherheit",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("agreed", "abgestimmt"),
                            ("outdated", "überholt"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="Stand",
                    ),
                ),
                (
                    "outdated_why",
                    models.CharField(blank=True, max_length=500, verbose_name="Warum überholt"),
                ),
                ("areas", models.JSONField(blank=True, default=list, verbose_name="Gebiete")),
                (
                    "sectors",
                    models.JSONField(blank=True, default=list, verbose_name="Handlungsfelder"),
                ),
                (
                    "target_groups",
                    models.JSONField(blank=True, default=list, verbose_name="Zielgruppen"),
                ),
                (
                    "life_phases",
                    models.JSONField(blank=True, default=list, verbose_name="Lebensphasen"),
                ),
                ("is_private", models.BooleanField(default=False, verbose_name="nur für mich")),
                ("made_at", models.DateTimeField(verbose_name="geschrieben am")),
                ("changed_at", models.DateTimeField(verbose_name="geändert am")),
                (
                    "agreed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="abgestimmt am"),
                ),
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
                    "responsible",
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
                        related_name="findings",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Befund",
                "verbose_name_plural": "Befunde",
                "ordering": ["-changed_at", "title"],
                "indexes": [models.Index(fields=["workspace", "state"], name="finding_by_state")],
            },
        ),
    ]
