# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Backup while writing goes on, restored elsewhere and compared, on both databases."""

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from klammer.pipeline.instance import Instance

ROOT = Path(__file__).resolve().parents[3]

# Each deed is two rows and a file: a backup that holds one of them holds the others.
_WRITER = """
import os, sys
from pathlib import Path
import django; django.setup()
from django.db import transaction
from klammer_web.operation.models import DigestItem
raw = Path(os.environ["KLAMMER_INSTANCE"]) / "raw"
for number in range(100_000):
    (raw / f"bytes-{number:06}").write_bytes(b"x" * 1000)
    with transaction.atomic():
        for half in "ab":
            DigestItem.objects.create(key=f"{half}-{number:06}", recipient="a@b.example",
                                      heading="Straße", text="Zeile\\tmit\\nallem \\\\ 'ß'")
    print(number, flush=True)
"""
_ASK = """
import json
import django; django.setup()
from django.db import connection
from klammer_web.operation.models import DigestItem, Job
Job.objects.create(name="test.after", key="after")
rows = list(DigestItem.objects.order_by("key").values_list("key", "text"))
from klammer_web.accounts.models import Workspace
from django.contrib.contenttypes.models import ContentType
ContentType.objects.create(app_label="danach", model="danach")
print(json.dumps({"rows": rows, "vendor": connection.vendor}))
"""


def _environment(folder, url=""):
    return os.environ | {
        "KLAMMER_INSTANCE": str(folder),
        "KLAMMER_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "klammer_web.config.settings",
    }


def _run(*words, environment, code=0):
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def _fresh(url, name):
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    return f"{url.rpartition('/')[0]}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def urls(request):
    """The addresses of the database in use and of the one it is restored into."""
    if request.param == "sqlite":
        return "", ""
    url = request.getfixturevalue("postgres_url")
    return _fresh(url, "used"), _fresh(url, "again")


def test_backup_taken_while_writing_is_whole_and_comes_back(urls, tmp_path):
    used, again = tmp_path / "used", tmp_path / "again"
    Instance.create(used)
    here, there = _environment(used, urls[0]), _environment(again, urls[1])
    _run("-m", "django", "migrate", "-v0", "--skip-checks", environment=here)
    archive = tmp_path / "backup.tar"

    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER], env=here, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        while int(writer.stdout.readline()) < 50:
            pass
        _cli("backup", "-o", str(archive), "--instance", str(used), environment=here)
    finally:
        writer.kill()
        written = int(writer.communicate()[0].split()[-1])
    _cli("restore", str(archive), "--instance", str(again), environment=there)

    found = json.loads(_run("-c", _ASK, environment=there))
    numbers = [key.partition("-")[2] for key, _text in found["rows"] if key.startswith("a")]
    halves = [key.partition("-")[2] for key, _text in found["rows"] if key.startswith("b")]
    assert numbers == halves == [f"{number:06}" for number in range(len(numbers))]
    assert 50 < len(numbers) < written
    assert {text for _key, text in found["rows"]} == {"Zeile\tmit\nallem \\ 'ß'"}
    kept = {path.name for path in (again / "raw").iterdir()}
    assert {f"bytes-{number}" for number in numbers} <= kept
    assert not (again / "database").exists()
    assert archive.stat().st_mode & 0o077 == 0


def _cli(*words, environment, code=0):
    return _run("-m", "klammer.cli", *words, environment=environment, code=code)


@pytest.mark.postgres
def test_backup_is_not_restored_over_a_database_with_something_in_it(postgres_url, tmp_path):
    used, full = _fresh(postgres_url, "used"), _fresh(postgres_url, "again")
    Instance.create(tmp_path / "used")
    here = _environment(tmp_path / "used", used)
    _run("-m", "django", "migrate", "-v0", "--skip-checks", environment=here)
    archive = tmp_path / "backup.tar"
    _cli("backup", "-o", str(archive), "--instance", str(tmp_path / "used"), environment=here)
    with tarfile.open(archive) as tar:
        names = tar.getnames()

    for url, said in ((used, "the database is not empty"), ("", "holds the tables of PostgreSQL")):
        there = _environment(tmp_path / "again", url)
        text = _cli(
            "restore",
            str(archive),
            "--instance",
            str(tmp_path / "again"),
            environment=there,
            code=1,
        )
        assert said in text
        assert not (tmp_path / "again").exists()
    assert "database/state.json" in names
    assert full
