# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2

"""Areas of a planner's own."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_departments_invitations_shares_second_looks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CustomArea",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="Name")),
                ("level", models.CharField(max_length=20, verbose_name="Ebene der Teile")),
                ("boundary", models.CharField(max_length=10, verbose_name="Gebietsstand")),
                ("parts", models.JSONField(default=list, verbose_name="Schlüssel der Teile")),
                ("is_public", models.BooleanField(default=False, verbose_name="öffentlich")),
                ("edition", models.PositiveIntegerField(default=1, verbose_name="Fassung")),
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
                        related_name="custom_areas",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "eigenes Gebiet",
                "verbose_name_plural": "eigene Gebiete",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("workspace", "name"),
                        name="custom_area_name_once",
                    )
                ],
            },
        ),
    ]
