# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The doctor finds each misconfiguration, and nothing where nothing is wrong."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from klammer.pipeline.instance import Instance
from klammer_web.config import diagnosis
from klammer_web.operation.models import Job, OutgoingMail, WorkerProcess

pytestmark = pytest.mark.django_db


@pytest.fixture
def sound(tmp_path, settings):
    """An instance with nothing wrong around it."""
    Instance.create(tmp_path / "instance")
    folder = tmp_path / "instance"
    (folder / "static").mkdir()
    (folder / "static" / "staticfiles.json").write_text("{}")
    (folder / "secret_key").write_text("x")
    (folder / "secret_key").chmod(0o600)
    backup(folder, datetime.now(UTC))
    settings.MAIL = settings.MAIL | {"host": "mail.example", "security": "starttls"}
    settings.ALLOWED_HOSTS = ["klammer.example"]
    settings.SESSION_COOKIE_SECURE = True
    settings.INSTANCE = folder
    WorkerProcess.objects.create(holder="hier")
    return folder


def backup(folder, at):
    (folder / "last_backup.json").write_text(json.dumps({"at": at.isoformat(), "files": 1}))


def found(folder):
    return [one.what for one in diagnosis.examine(folder)]


@pytest.fixture(autouse=True)
def _environment(monkeypatch):
    for name in ("KLAMMER_INSTANCE", "KLAMMER_SECRET_KEY"):
        monkeypatch.setenv(name, "")


def test_nothing_is_found_where_nothing_is_wrong(sound):
    assert found(sound) == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DEBUG", True, "KLAMMER_DEBUG is on"),
        ("ALLOWED_HOSTS", [], "KLAMMER_HOSTS is empty"),
        ("ALLOWED_HOSTS", ["*"], "KLAMMER_HOSTS allows every name"),
        ("SESSION_COOKIE_SECURE", False, "people reach klammer.example without HTTPS"),
        ("MAIL", {"host": ""}, "no mail server is named"),
        ("MAIL", {"host": "mail.example", "security": "none"}, "mail travels without encryption"),
    ],
)
def test_wrong_setting_is_found(sound, settings, name, value, said):
    setattr(settings, name, value)

    assert found(sound) == [said]


def test_secret_that_others_can_read_is_found(sound):
    (sound / "secret_key").chmod(0o644)

    assert found(sound) == ["others can read secret_key"]


def test_short_secret_is_found(sound, monkeypatch):
    monkeypatch.setenv("KLAMMER_SECRET_KEY", "kurz")

    assert found(sound) == ["KLAMMER_SECRET_KEY is short"]


def test_missing_static_files_are_found(sound):
    shutil.rmtree(sound / "static")

    assert found(sound) == ["static files were not collected"]


def test_full_disk_is_found(sound, monkeypatch):
    usage = SimpleNamespace(free=5_000_000)
    monkeypatch.setattr(diagnosis.shutil, "disk_usage", lambda _folder: usage)

    assert found(sound) == ["the disk is nearly full: 5 MB are free"]


def test_folder_that_cannot_be_written_is_found(sound, monkeypatch):
    monkeypatch.setattr(diagnosis.os, "access", lambda *_: False)

    assert found(sound) == ["the instance cannot be written by this account"]


def test_missing_worker_is_found(sound):
    WorkerProcess.objects.update(sign_at=datetime.now(UTC) - timedelta(hours=1))

    assert found(sound) == ["no process does background work"]


def test_what_waits_for_a_person_is_found(sound):
    OutgoingMail.objects.create(key="a", recipient="a@b.example", subject="x", state="unclear")
    Job.objects.create(name="x", key="a", state="failed")
    Job.objects.create(name="x", key="b", run_after=datetime.now(UTC) - timedelta(minutes=20))

    assert found(sound) == [
        "background work waits longer than 15 minutes",
        "1 mails wait for a person",
        "1 pieces of background work came to a bad end",
    ]


@pytest.mark.parametrize(
    ("age", "said"), [(timedelta(days=6), []), (timedelta(days=8), ["the last backup is of"])]
)
def test_old_backup_is_found(sound, age, said):
    backup(sound, datetime.now(UTC) - age)

    assert [what[: len("the last backup is of")] for what in found(sound)] == said


def test_missing_backup_is_found(sound):
    (sound / "last_backup.json").unlink()

    assert found(sound) == ["there never was a backup"]


def test_missing_migrations_are_found(sound):
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder.Migration.objects.filter(app="sessions").delete()

    assert found(sound) == ["the database lacks 1 changes of this version"]


def test_unreachable_database_is_found(sound, monkeypatch):
    from django.db import OperationalError, connection

    def gone():
        raise OperationalError("password of klammer")

    monkeypatch.setattr(connection, "cursor", gone)

    assert found(sound) == ["the database cannot be reached (OperationalError)"]
