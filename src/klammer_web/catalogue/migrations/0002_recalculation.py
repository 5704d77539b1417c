# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of computing a release again."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Recalculation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("root", models.CharField(db_index=True, max_length=64, verbose_name="Freigabe")),
                ("agrees", models.BooleanField(verbose_name="gleich")),
                ("reasons", models.JSONField(default=list, verbose_name="Unterschiede")),
                ("by", models.CharField(max_length=200, verbose_name="von")),
                ("at", models.DateTimeField(verbose_name="am")),
            ],
            options={
                "verbose_name": "Nachrechnung",
                "verbose_name_plural": "Nachrechnungen",
                "ordering": ["-at"],
            },
        ),
    ]
