# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings by environment, the secret, headers, health."""

import logging
import re
import stat
import sys
from pathlib import Path

import pytest
from django.conf import settings as live

from klammer.base.errors import InputRefusedError
from klammer_web.config import environment
from klammer_web.config.database import database
from klammer_web.config.middleware import WithoutValues
from klammer_web.config.secret import secret_key

ROOT = Path(__file__).resolve().parents[3]


def test_every_variable_is_documented_with_its_default():
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(KLAMMER_\w+)` \| `?(.*?)`? \|", page, flags=re.MULTILINE))

    assert rows == {one.name: one.default or "empty" for one in environment.VARIABLES}


def test_no_other_variable_is_read():
    sources = [p.read_text(encoding="utf-8") for p in (ROOT / "src" / "klammer_web").rglob("*.py")]
    found = set(re.findall(r"KLAMMER_[A-Z_]+[A-Z]", "\n".join(sources)))

    assert found == {one.name for one in environment.VARIABLES}


@pytest.mark.parametrize(
    ("text", "meant"), [("yes", True), ("no", False), ("1", True), ("", False)]
)
def test_flag_is_read(monkeypatch, text, meant):
    monkeypatch.setenv("KLAMMER_DEBUG", text)

    assert environment.flag("KLAMMER_DEBUG") is meant


def test_flag_that_is_neither_is_refused(monkeypatch):
    monkeypatch.setenv("KLAMMER_DEBUG", "vielleicht")

    with pytest.raises(InputRefusedError, match="KLAMMER_DEBUG cannot be understood"):
        environment.flag("KLAMMER_DEBUG")


def test_postgresql_url_is_taken_apart(tmp_path):
    found = database("postgresql://klammer:ge%40heim@db.example:5433/planung", folder=tmp_path)

    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert [found[n] for n in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "planung", "klammer", "ge@heim", "db.example", "5433",
    ]  # fmt: skip


def test_sqlite_lies_in_the_instance_and_takes_the_lock_at_once(tmp_path):
    found = database("", folder=tmp_path)

    assert found["NAME"] == str(tmp_path / "db.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_other_databases_are_refused(tmp_path):
    with pytest.raises(InputRefusedError, match="KLAMMER_DATABASE_URL"):
        database("mysql://root@localhost/x", folder=tmp_path)


def test_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    first = secret_key("", folder=tmp_path)

    assert secret_key("", folder=tmp_path) == first
    assert len(first) >= 64
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["secret_key"]


def test_given_secret_wins_and_none_is_written(tmp_path):
    assert secret_key("gegeben", folder=tmp_path) == "gegeben"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_answers_carry_strict_headers(client):
    response = client.get("/konto/anmelden/")

    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert re.fullmatch(r"[2-9A-Z]{8}", response["X-Request-Number"])


@pytest.mark.django_db
def test_pages_hold_nothing_inline(client):
    text = client.get("/konto/anmelden/").content.decode()

    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"\bstyle=|<style|\bon[a-z]+=", text)


@pytest.mark.django_db
def test_health_fails_openly_without_an_instance(client, tmp_path, settings):
    settings.INSTANCE = tmp_path / "nowhere"

    response = client.get("/gesundheit/")

    assert (response.status_code, response.json()["status"]) == (503, "failed")
    assert str(tmp_path) not in response.content.decode()


def test_debug_and_demo_are_off_unless_asked_for():
    assert (live.DEBUG, live.DEMO) == (False, False)


def test_log_says_where_an_error_arose_but_not_its_text():
    config = live.LOGGING["formatters"]["line"]
    formatter = WithoutValues(config["format"])
    try:
        raise ValueError("im Gebiet 16063 sind es 17 Fälle")  # noqa: TRY301  # reason: logged below
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), sys.exc_info())
    record.number = "ABCDEFGH"

    line = formatter.format(record)

    assert line.endswith("ValueError")
    assert "test_settings.py" in line
    assert "ABCDEFGH" in line
    assert "17 Fälle" not in line.replace(
        'raise ValueError("im Gebiet 16063 sind es 17 Fälle")', ""
    )
