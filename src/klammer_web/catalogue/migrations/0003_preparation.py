# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a release would show, before it is confirmed."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_recalculation")]

    operations = [
        migrations.CreateModel(
            name="Preparation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("audience", models.CharField(max_length=20, verbose_name="für")),
                ("tables", models.JSONField(default=list, verbose_name="Kennzahlen")),
                ("at", models.DateTimeField(verbose_name="am")),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preparations",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "vorbereitete Freigabe",
                "verbose_name_plural": "vorbereitete Freigaben",
                "ordering": ["-at"],
            },
        ),
    ]
