# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of words that all workspaces have in common."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_saved_views"),
    ]

    operations = [
        migrations.AlterField(
            model_name="vocabularyentry",
            name="list",
            field=models.CharField(
                choices=[
                    ("target_group", "Zielgruppe"),
                    ("life_phase", "Lebensphase"),
                    ("sector", "Handlungsfeld"),
                    ("plan_type", "Planart"),
                    ("committee", "Gremium"),
                    ("holiday", "Feiertag"),
                ],
                max_length=20,
                verbose_name="Liste",
            ),
        ),
        migrations.AlterField(
            model_name="vocabularyentry",
            name="workspace",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="vocabulary",
                to="accounts.workspace",
            ),
        ),
        migrations.AddConstraint(
            model_name="vocabularyentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("workspace__isnull", True)),
                fields=("list", "key", "valid_from"),
                name="vocabulary_common_entry_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="vocabularyentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("list__in", ["life_phase", "sector", "target_group"]),
                        ("workspace__isnull", True),
                    ),
                    models.Q(
                        ("workspace__isnull", False),
                        models.Q(
                            ("list__in", ["life_phase", "sector", "target_group"]), _negated=True
                        ),
                    ),
                    _connector="OR",
                ),
                name="vocabulary_entry_where_its_list_is",
            ),
        ),
    ]
