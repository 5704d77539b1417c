# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Uploads and prepared releases say whom they belong to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_work_becomes_jobs"),
    ]

    operations = [
        migrations.AddField(
            model_name="preparation",
            name="build",
            field=models.CharField(blank=True, max_length=64, verbose_name="Stand der Daten"),
        ),
        migrations.AddField(
            model_name="preparation",
            name="is_common",
            field=models.BooleanField(default=False, verbose_name="für alle Mandanten"),
        ),
        migrations.AddField(
            model_name="preparation",
            name="sample",
            field=models.JSONField(default=list, verbose_name="Beispiele"),
        ),
        migrations.AddField(
            model_name="upload",
            name="is_common",
            field=models.BooleanField(
                default=False, verbose_name="amtliche Zahlen für alle Mandanten"
            ),
        ),
    ]
