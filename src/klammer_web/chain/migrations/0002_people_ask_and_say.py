# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_vocabularies"),
        ("chain", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token_hash",
                    models.CharField(
                        max_length=64, unique=True, verbose_name="Prüfsumme der Adresse"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="erneuert am")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Kalenderadresse",
                "verbose_name_plural": "Kalenderadressen",
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "object_kind",
                    models.CharField(max_length=60, verbose_name="Art des Gegenstands"),
                ),
                ("object_id", models.CharField(max_length=300, verbose_name="Gegenstand")),
                ("text", models.TextField(blank=True, verbose_name="Text")),
                ("made_at", models.DateTimeField(verbose_name="geschrieben am")),
                ("changed_at", models.DateTimeField(null=True, verbose_name="geändert am")),
                ("deleted_at", models.DateTimeField(null=True, verbose_name="gelöscht am")),
                ("resolved_at", models.DateTimeField(null=True, verbose_name="geklärt am")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="chain.comment",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Kommentar",
                "verbose_name_plural": "Kommentare",
                "ordering": ["made_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="DueDate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "object_kind",
                    models.CharField(max_length=60, verbose_name="Art des Gegenstands"),
                ),
                ("object_id", models.CharField(max_length=300, verbose_name="Gegenstand")),
                ("reason", models.CharField(max_length=200, verbose_name="Wofür")),
                ("day", models.DateField(verbose_name="Tag")),
                ("reminders", models.JSONField(default=list, verbose_name="Erinnern, Tage vorher")),
                ("made_at", models.DateTimeField(verbose_name="gesetzt am")),
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
                    "person",
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
                        related_name="due_dates",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Frist",
                "verbose_name_plural": "Fristen",
                "ordering": ["day", "made_at"],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="chain.comment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Erwähnung",
                "verbose_name_plural": "Erwähnungen",
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mention", "Jemand erwähnt mich oder antwortet mir"),
                            (
                                "assignment",
                                "Ich bekomme einen Auftrag, oder mein Auftrag wird erledigt",
                            ),
                            ("due_soon", "Etwas ist bald fällig"),
                            ("overdue", "Etwas ist überfällig"),
                            ("second_look", "Ein zweiter Blick ist erbeten oder entschieden"),
                            ("share", "Jemand gibt etwas an uns weiter"),
                            ("job", "Eine Hintergrundarbeit ist fertig oder gescheitert"),
                        ],
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                ("key", models.CharField(max_length=200, verbose_name="Schlüssel")),
                ("title", models.CharField(max_length=300, verbose_name="Nachricht")),
                (
                    "object_kind",
                    models.CharField(blank=True, max_length=60, verbose_name="Art des Gegenstands"),
                ),
                (
                    "object_id",
                    models.CharField(blank=True, max_length=300, verbose_name="Gegenstand"),
                ),
                ("address", models.CharField(max_length=500, verbose_name="führt zu")),
                ("made_at", models.DateTimeField(verbose_name="mitgeteilt am")),
                ("read_at", models.DateTimeField(null=True, verbose_name="gelesen am")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Benachrichtigung",
                "verbose_name_plural": "Benachrichtigungen",
                "ordering": ["-made_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="NotificationChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mention", "Jemand erwähnt mich oder antwortet mir"),
                            (
                                "assignment",
                                "Ich bekomme einen Auftrag, oder mein Auftrag wird erledigt",
                            ),
                            ("due_soon", "Etwas ist bald fällig"),
                            ("overdue", "Etwas ist überfällig"),
                            ("second_look", "Ein zweiter Blick ist erbeten oder entschieden"),
                            ("share", "Jemand gibt etwas an uns weiter"),
                            ("job", "Eine Hintergrundarbeit ist fertig oder gescheitert"),
                        ],
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                (
                    "manner",
                    models.CharField(
                        choices=[
                            ("at_once", "sofort per Mail"),
                            ("daily", "in der Tagesmail"),
                            ("here", "nur hier"),
                        ],
                        max_length=10,
                        verbose_name="Weg",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Wahl des Benachrichtigungswegs",
                "verbose_name_plural": "Wahlen des Benachrichtigungswegs",
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Was zu tun ist")),
                ("note", models.TextField(blank=True, verbose_name="Hinweise")),
                (
                    "object_kind",
                    models.CharField(blank=True, max_length=60, verbose_name="Art des Gegenstands"),
                ),
                (
                    "object_id",
                    models.CharField(blank=True, max_length=300, verbose_name="Gegenstand"),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("coordinator", "Planungskoordination"),
                            ("sector_planner", "Fachplanung"),
                            ("head", "Leitung"),
                            ("council_member", "Kreistag"),
                            ("provider", "Freier Träger"),
                            ("adviser", "Kompetenzzentrum"),
                            ("data_steward", "Datenpflege"),
                            ("administrator", "Verwaltung der Instanz"),
                        ],
                        max_length=20,
                        verbose_name="Rolle",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="bis")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "offen"),
                            ("done", "erledigt"),
                            ("declined", "abgelehnt"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="Stand",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="Begründung")),
                ("made_at", models.DateTimeField(verbose_name="vergeben am")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="abgeschlossen am"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.department",
                    ),
                ),
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
                    "person",
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
                        related_name="assignments",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Auftrag",
                "verbose_name_plural": "Aufträge",
                "ordering": ["due_on", "made_at"],
                "indexes": [
                    models.Index(fields=["workspace", "state", "due_on"], name="assignment_open"),
                    models.Index(fields=["object_kind", "object_id"], name="assignment_by_object"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("department__isnull", True),
                                ("person__isnull", False),
                                ("role", ""),
                            ),
                            models.Q(
                                ("department__isnull", True),
                                ("person__isnull", True),
                                models.Q(("role", ""), _negated=True),
                            ),
                            models.Q(
                                ("department__isnull", False),
                                ("person__isnull", True),
                                ("role", ""),
                            ),
                            models.Q(
                                ("department__isnull", True), ("person__isnull", True), ("role", "")
                            ),
                            _connector="OR",
                        ),
                        name="assignment_to_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("closed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_closed_at_a_time",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["workspace", "object_kind", "object_id"], name="comment_by_object"
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("thread__isnull", True), ("resolved_at__isnull", True), _connector="OR"
                ),
                name="comment_threads_are_resolved",
            ),
        ),
        migrations.AddIndex(
            model_name="duedate",
            index=models.Index(fields=["workspace", "day"], name="due_date_by_day"),
        ),
        migrations.AddIndex(
            model_name="duedate",
            index=models.Index(fields=["object_kind", "object_id"], name="due_date_by_object"),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(fields=("comment", "person"), name="mentioned_once"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["person", "read_at"], name="notification_unread"),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.UniqueConstraint(
                fields=("person", "key"), name="notification_told_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="notificationchoice",
            constraint=models.UniqueConstraint(
                fields=("person", "kind"), name="notification_chosen_once"
            ),
        ),
    ]
