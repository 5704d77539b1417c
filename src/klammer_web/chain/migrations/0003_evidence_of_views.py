# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_saved_views"),
        ("chain", "0002_people_ask_and_say"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="evidence",
            name="evidence_once",
        ),
        migrations.AddField(
            model_name="evidence",
            name="title",
            field=models.CharField(blank=True, max_length=300, verbose_name="Bezeichnung"),
        ),
        migrations.AddField(
            model_name="evidence",
            name="view",
            field=models.CharField(blank=True, max_length=2000, verbose_name="Adresse der Ansicht"),
        ),
        migrations.AlterField(
            model_name="evidence",
            name="shape",
            field=models.CharField(
                choices=[
                    ("cell", "eine Zahl"),
                    ("series", "eine Zeitreihe"),
                    ("map", "eine Karte"),
                    ("table", "eine Tabelle"),
                    ("comparison", "ein Vergleich"),
                ],
                default="cell",
                max_length=12,
                verbose_name="Form",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                fields=("workspace", "holder_kind", "holder_id", "shape", "root", "address"),
                name="evidence_once",
            ),
        ),
    ]
