# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts of requests that all web processes share."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("operation", "0002_barriers"),
    ]

    operations = [
        migrations.CreateModel(
            name="AskedAmount",
            fields=[
                (
                    "key",
                    models.CharField(
                        max_length=64,
                        primary_key=True,
                        serialize=False,
                        verbose_name="Prüfwert von Grenze, Person und Zeit",
                    ),
                ),
                ("amount", models.PositiveIntegerField(default=0, verbose_name="Anfragen")),
                ("until", models.DateTimeField(db_index=True, verbose_name="Ende der Zeitspanne")),
            ],
            options={
                "verbose_name": "gezählte Anfragen",
                "verbose_name_plural": "gezählte Anfragen",
            },
        ),
    ]
