# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links, evidence, and what the search keeps."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from klammer_web.chain.search import index


def create_index(_apps, editor):
    index.create(editor.connection.vendor, editor.execute)


def drop_index(_apps, editor):
    index.drop(editor.connection.vendor, editor.execute)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_departments_invitations_shares_second_looks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=60, unique=True, verbose_name="Wort")),
                ("stem", models.CharField(db_index=True, max_length=60, verbose_name="Stamm")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="Einträge")),
            ],
            options={
                "verbose_name": "Suchwort",
                "verbose_name_plural": "Suchwörter",
            },
        ),
        migrations.CreateModel(
            name="SearchGram",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "gram",
                    models.CharField(db_index=True, max_length=3, verbose_name="drei Buchstaben"),
                ),
                (
                    "word",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grams",
                        to="chain.searchword",
                    ),
                ),
            ],
            options={
                "verbose_name": "Buchstabenfolge",
                "verbose_name_plural": "Buchstabenfolgen",
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("holder_kind", models.CharField(max_length=60, verbose_name="Art des Trägers")),
                ("holder_id", models.CharField(max_length=300, verbose_name="gehört zu")),
                (
                    "shape",
                    models.CharField(
                        choices=[
                            ("cell", "eine Zahl"),
                            ("series", "eine Zeitreihe"),
                            ("map", "eine Karte"),
                            ("table", "eine Tabelle"),
                        ],
                        default="cell",
                        max_length=8,
                        verbose_name="Form",
                    ),
                ),
                ("root", models.CharField(max_length=64, verbose_name="Freigabe")),
                ("indicator", models.CharField(max_length=120, verbose_name="Indikator")),
                ("boundary", models.CharField(max_length=10, verbose_name="Gebietsstand")),
                ("area", models.CharField(blank=True, max_length=12, verbose_name="Gebiet")),
                ("period", models.CharField(blank=True, max_length=10, verbose_name="Zeit")),
                ("sex", models.CharField(default="_T", max_length=20, verbose_name="Geschlecht")),
                ("age", models.CharField(default="_T", max_length=20, verbose_name="Alter")),
                (
                    "nationality",
                    models.CharField(
                        default="_T", max_length=20, verbose_name="Staatsangehörigkeit"
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        db_index=True, max_length=300, verbose_name="Adresse der Zahl"
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="Abdruck der Zahl")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="Notiz")),
                ("made_at", models.DateTimeField(verbose_name="gemerkt am")),
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
                        related_name="evidence",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Beleg",
                "verbose_name_plural": "Belege",
                "ordering": ["-made_at", "id"],
                "indexes": [
                    models.Index(fields=["holder_kind", "holder_id"], name="evidence_by_holder"),
                    models.Index(fields=["indicator", "area", "period"], name="evidence_by_figure"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "workspace",
                            "holder_kind",
                            "holder_id",
                            "shape",
                            "root",
                            "indicator",
                            "boundary",
                            "area",
                            "period",
                            "sex",
                            "age",
                            "nationality",
                        ),
                        name="evidence_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reason_kind", models.CharField(max_length=60, verbose_name="Art des Grundes")),
                ("reason_id", models.CharField(max_length=300, verbose_name="Grund")),
                ("result_kind", models.CharField(max_length=60, verbose_name="Art der Folge")),
                ("result_id", models.CharField(max_length=300, verbose_name="Folge")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="Begründung")),
                ("made_at", models.DateTimeField(verbose_name="verknüpft am")),
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
                        related_name="links",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Verknüpfung",
                "verbose_name_plural": "Verknüpfungen",
                "ordering": ["made_at", "id"],
                "indexes": [
                    models.Index(fields=["reason_kind", "reason_id"], name="link_by_reason"),
                    models.Index(fields=["result_kind", "result_id"], name="link_by_result"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "workspace",
                            "reason_kind",
                            "reason_id",
                            "result_kind",
                            "result_id",
                        ),
                        name="link_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reason_id", models.F("result_id")),
                            ("reason_kind", models.F("result_kind")),
                            _negated=True,
                        ),
                        name="link_not_to_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="Art")),
                ("object_id", models.CharField(max_length=300, verbose_name="Gegenstand")),
                ("title", models.CharField(max_length=300, verbose_name="Titel")),
                ("detail", models.CharField(blank=True, max_length=300, verbose_name="Zusatz")),
                ("text", models.TextField(blank=True, verbose_name="Text")),
                ("address", models.CharField(max_length=500, verbose_name="Adresse")),
                ("weight", models.SmallIntegerField(default=0, verbose_name="Gewicht")),
                (
                    "workspace",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entries",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Sucheintrag",
                "verbose_name_plural": "Sucheinträge",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id"), name="found_once")
                ],
            },
        ),
        migrations.RunPython(create_index, drop_index, elidable=False),
    ]
