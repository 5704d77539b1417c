# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Views of lists that were kept under a name."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_vocabularies"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("listing", models.CharField(max_length=80, verbose_name="Liste")),
                ("name", models.CharField(max_length=80, verbose_name="Name")),
                ("query", models.CharField(blank=True, max_length=2000, verbose_name="Auswahl")),
                (
                    "is_default",
                    models.BooleanField(default=False, verbose_name="öffnet sich zuerst"),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "gespeicherte Ansicht",
                "verbose_name_plural": "gespeicherte Ansichten",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("workspace"),
                        models.F("owner"),
                        models.F("listing"),
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("owner__isnull", False)),
                        name="saved_view_name_once_for_a_person",
                    ),
                    models.UniqueConstraint(
                        models.F("workspace"),
                        models.F("listing"),
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("owner__isnull", True)),
                        name="saved_view_name_once_in_a_workspace",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True), ("owner__isnull", False)),
                        fields=("workspace", "owner", "listing"),
                        name="saved_view_one_default_for_a_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True), ("owner__isnull", True)),
                        fields=("workspace", "listing"),
                        name="saved_view_one_default_in_a_workspace",
                    ),
                ],
            },
        ),
    ]
