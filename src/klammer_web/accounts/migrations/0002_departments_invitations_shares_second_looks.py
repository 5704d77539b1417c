# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Departments, invitations, what was shared, and second looks."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="workspace",
            name="opened_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, verbose_name="eröffnet am"
            ),
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("division", "Dezernat"),
                            ("section", "Fachbereich"),
                            ("office", "Amt"),
                            ("service", "Fachdienst"),
                            ("unit", "Sachgebiet"),
                            ("staff_unit", "Stabsstelle"),
                            ("other", "Sonstige Stelle"),
                        ],
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="accounts.department",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="departments",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Organisationseinheit",
                "verbose_name_plural": "Organisationseinheiten",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="membership",
            name="department",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="memberships",
                to="accounts.department",
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="E-Mail-Adresse")),
                (
                    "role",
                    models.CharField(
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
                ("valid_from", models.DateField(verbose_name="ab")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="bis vor")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("invited_at", models.DateTimeField(verbose_name="eingeladen am")),
                ("expires_at", models.DateTimeField(verbose_name="gilt bis")),
                (
                    "sent",
                    models.PositiveSmallIntegerField(default=1, verbose_name="verschickte Mails"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="angenommen am"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="zurückgezogen am"),
                ),
                (
                    "accepted_by",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.department",
                    ),
                ),
                (
                    "invited_by",
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
                        related_name="invitations",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Einladung",
                "verbose_name_plural": "Einladungen",
                "ordering": ["-invited_at"],
            },
        ),
        migrations.CreateModel(
            name="SecondLook",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="Art")),
                ("object_id", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=300, verbose_name="Titel")),
                (
                    "fingerprint",
                    models.CharField(max_length=64, verbose_name="Prüfsumme des Inhalts"),
                ),
                ("note", models.TextField(blank=True, verbose_name="Worum es geht")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "wartet auf den zweiten Blick"),
                            ("agreed", "bestätigt"),
                            ("declined", "nicht bestätigt"),
                            ("alone", "allein bestätigt, ohne zweiten Blick"),
                            ("withdrawn", "zurückgezogen"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="Stand",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="erbeten am")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="entschieden am"),
                ),
                (
                    "by_link",
                    models.BooleanField(default=False, verbose_name="über den Link in der Mail"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
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
                        related_name="second_looks",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zweiter Blick",
                "verbose_name_plural": "Zweite Blicke",
                "ordering": ["-asked_at"],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="Art")),
                ("object_id", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=300, verbose_name="Titel")),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("workspace", "anderer Mandant"),
                            ("role", "bestimmte Rolle"),
                            ("committee", "Gremium"),
                            ("partners", "unsere Partner (freie Träger)"),
                            ("public", "Öffentlichkeit"),
                        ],
                        max_length=20,
                        verbose_name="weitergegeben an",
                    ),
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
                ("committee", models.CharField(blank=True, max_length=80, verbose_name="Gremium")),
                ("at", models.DateTimeField(verbose_name="weitergegeben am")),
                ("until", models.DateField(blank=True, null=True, verbose_name="bis vor")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="zurückgenommen am"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_workspace",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="received_shares",
                        to="accounts.workspace",
                    ),
                ),
                (
                    "withdrawn_by",
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
                        related_name="shares",
                        to="accounts.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name": "Weitergabe",
                "verbose_name_plural": "Weitergaben",
                "ordering": ["-at"],
            },
        ),
        migrations.AddConstraint(
            model_name="department",
            constraint=models.UniqueConstraint(
                models.F("workspace"),
                django.db.models.functions.text.Lower("name"),
                name="department_name_once_in_a_workspace",
            ),
        ),
        migrations.AddConstraint(
            model_name="department",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True),
                    models.Q(("parent", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="department_not_in_self",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gt", models.F("valid_from")),
                    _connector="OR",
                ),
                name="invitation_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted_at__isnull", True), ("revoked_at__isnull", True), _connector="OR"
                ),
                name="invitation_accepted_or_revoked",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondlook",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("workspace", "kind", "object_id"),
                name="second_look_waits_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondlook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("state", "waiting")),
                    models.Q(
                        models.Q(("state", "waiting"), _negated=True), ("decided_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="second_look_decided_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="share",
            index=models.Index(fields=["kind", "target"], name="share_kind_target"),
        ),
        migrations.AddIndex(
            model_name="share",
            index=models.Index(fields=["kind", "object_id"], name="share_kind_object"),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("committee", ""),
                        ("role", ""),
                        ("target", "workspace"),
                        ("to_workspace__isnull", False),
                    ),
                    models.Q(
                        ("committee", ""),
                        ("target", "role"),
                        ("to_workspace__isnull", False),
                        models.Q(("role", ""), _negated=True),
                    ),
                    models.Q(
                        ("role", ""),
                        ("target", "committee"),
                        ("to_workspace__isnull", True),
                        models.Q(("committee", ""), _negated=True),
                    ),
                    models.Q(
                        ("committee", ""),
                        ("role", ""),
                        ("target__in", ["partners", "public"]),
                        ("to_workspace__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="share_names_its_target",
            ),
        ),
    ]
