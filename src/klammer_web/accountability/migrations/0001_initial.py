# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from klammer_web.accountability import triggers


def build_walls(_apps, editor):
    triggers.install(editor.connection)


def tear_walls_down(_apps, editor):
    triggers.remove(editor.connection)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "sequence",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="Nummer"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True, verbose_name="Zeitpunkt")),
                ("verb", models.CharField(max_length=80, verbose_name="Vorgang")),
                ("kind", models.CharField(max_length=80, verbose_name="Art")),
                ("object_id", models.CharField(max_length=200, verbose_name="Gegenstand")),
                (
                    "workspace_id",
                    models.UUIDField(db_index=True, null=True, verbose_name="Mandant"),
                ),
                (
                    "actor_key",
                    models.UUIDField(db_index=True, null=True, verbose_name="Kennung der Person"),
                ),
                ("content", models.CharField(max_length=64, verbose_name="Prüfwert des Inhalts")),
                ("origin", models.CharField(max_length=64, verbose_name="Prüfwert der Herkunft")),
                ("previous", models.CharField(max_length=64, verbose_name="Prüfwert davor")),
                ("seal", models.CharField(max_length=64, unique=True, verbose_name="Prüfwert")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Person",
                    ),
                ),
            ],
            options={
                "verbose_name": "Protokolleintrag",
                "verbose_name_plural": "Protokolleinträge",
                "ordering": ["sequence"],
            },
        ),
        migrations.CreateModel(
            name="AuditContent",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="held",
                        serialize=False,
                        to="accountability.auditentry",
                    ),
                ),
                ("salt", models.CharField(max_length=32, verbose_name="Salz")),
                ("text", models.TextField(verbose_name="Inhalt")),
            ],
            options={
                "verbose_name": "Protokollinhalt",
                "verbose_name_plural": "Protokollinhalte",
            },
        ),
        migrations.CreateModel(
            name="AuditOrigin",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="came_from",
                        serialize=False,
                        to="accountability.auditentry",
                    ),
                ),
                ("salt", models.CharField(max_length=32, verbose_name="Salz")),
                (
                    "request",
                    models.CharField(blank=True, max_length=20, verbose_name="Nummer der Anfrage"),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="gekürzte Netzadresse"
                    ),
                ),
            ],
            options={
                "verbose_name": "Protokollherkunft",
                "verbose_name_plural": "Protokollherkünfte",
            },
        ),
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("sequence", models.BigIntegerField(default=0, verbose_name="Nummer")),
                ("seal", models.CharField(max_length=64, verbose_name="Prüfwert")),
            ],
            options={
                "verbose_name": "Kettenende",
                "verbose_name_plural": "Kettenenden",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="one_chain")
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("form", models.CharField(max_length=80, verbose_name="Formular")),
                (
                    "object_id",
                    models.CharField(blank=True, max_length=200, verbose_name="Gegenstand"),
                ),
                ("content", models.JSONField(verbose_name="Eingaben")),
                ("at", models.DateTimeField(verbose_name="gespeichert am")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Entwurf einer Eingabe",
                "verbose_name_plural": "Entwürfe einer Eingabe",
            },
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["kind", "object_id", "sequence"], name="audit_object"),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                fields=("person", "form", "object_id"), name="draft_once"
            ),
        ),
        migrations.RunPython(build_walls, tear_walls_down),
    ]
