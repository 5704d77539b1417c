# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Uploads, remembered mappings, background work."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="Datei")),
                ("size", models.BigIntegerField(verbose_name="Größe in Byte")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "hochgeladen"),
                            ("mapped", "Spalten zugeordnet"),
                            ("staged", "geprüft, wartet auf Übernahme"),
                            ("refused", "abgelehnt"),
                            ("accepted", "übernommen"),
                            ("discarded", "verworfen"),
                        ],
                        default="received",
                        max_length=12,
                        verbose_name="Stand",
                    ),
                ),
                ("reader", models.CharField(blank=True, max_length=60, verbose_name="Leser")),
                (
                    "boundary",
                    models.CharField(blank=True, max_length=10, verbose_name="Gebietsstand"),
                ),
                (
                    "mapping",
                    models.JSONField(blank=True, null=True, verbose_name="Zuordnung der Spalten"),
                ),
                ("fingerprint", models.CharField(blank=True, max_length=64, verbose_name="Aufbau")),
                ("staged_id", models.CharField(blank=True, max_length=80)),
                (
                    "refusal",
                    models.JSONField(blank=True, null=True, verbose_name="Grund der Ablehnung"),
                ),
                ("delivery_id", models.CharField(blank=True, max_length=80)),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="hochgeladen am"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="uploads",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uploads",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "hochgeladene Datei",
                "verbose_name_plural": "hochgeladene Dateien",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="Work",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Arbeit")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "läuft"),
                            ("done", "fertig"),
                            ("failed", "fehlgeschlagen"),
                        ],
                        default="running",
                        max_length=8,
                        verbose_name="Stand",
                    ),
                ),
                ("step", models.CharField(blank=True, max_length=200, verbose_name="Schritt")),
                ("progress", models.FloatField(default=0.0, verbose_name="Fortschritt")),
                ("result", models.CharField(blank=True, max_length=200, verbose_name="Ergebnis")),
                ("refusal", models.JSONField(blank=True, null=True, verbose_name="Grund")),
                ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="begonnen")),
                (
                    "sign_at",
                    models.DateTimeField(auto_now=True, verbose_name="letztes Lebenszeichen"),
                ),
                (
                    "started_by",
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
                        related_name="work",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Hintergrundarbeit",
                "verbose_name_plural": "Hintergrundarbeiten",
                "ordering": ["-started_at"],
            },
        ),
        migrations.CreateModel(
            name="RememberedMapping",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64, verbose_name="Aufbau")),
                ("mapping", models.JSONField(verbose_name="Zuordnung")),
                (
                    "headers",
                    models.JSONField(
                        default=list, verbose_name="Überschriften, für die sie gemacht wurde"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="zuletzt für")),
                ("used_at", models.DateTimeField(auto_now=True, verbose_name="zuletzt am")),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mappings",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "gemerkte Zuordnung",
                "verbose_name_plural": "gemerkte Zuordnungen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "fingerprint"), name="mapping_once"
                    )
                ],
            },
        ),
    ]
