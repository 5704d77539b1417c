# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A database of the first landed version, filled, brought to this version, and compared."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from klammer.pipeline.instance import Instance

ROOT = Path(__file__).resolve().parents[3]

# What the first landed version had: its last migrations.
BEFORE = {"accounts": "0001_initial", "catalogue": "0003_preparation", "sessions": "0001_initial"}

_FILL = """
import json, sys
import django; django.setup()
from datetime import date, datetime, UTC
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
targets = list(json.loads(sys.argv[1]).items())
executor.migrate(targets)
apps = MigrationExecutor(connection).loader.project_state(targets).apps
of = apps.get_model
workspace = of("accounts", "Workspace").objects.create(kind="county", key="16063", name="Wartburgkreis")
user = of("accounts", "User").objects.create(email="planung@beispiel.example", name="Planung",
    password="argon2$nur-ein-Beispiel", last_login=datetime(2026, 1, 2, tzinfo=UTC))
of("accounts", "Membership").objects.create(user=user, workspace=workspace, role="coordinator",
    valid_from=date(2025, 1, 1))
upload = of("catalogue", "Upload").objects.create(workspace=workspace, name="Straße.csv", size=7,
    state="staged", mapping={"a": [1, "ß"]}, created_by=user)
of("catalogue", "RememberedMapping").objects.create(workspace=workspace, fingerprint="f",
    mapping={"x": 1}, headers=["Kopf"], name="Straße.csv")
of("catalogue", "Preparation").objects.create(workspace=workspace, audience="public",
    tables=[{"rows": 3}], at=datetime(2026, 1, 2, tzinfo=UTC))
of("catalogue", "Recalculation").objects.create(root="ab" * 32, agrees=True, by="Planung",
    at=datetime(2026, 1, 2, tzinfo=UTC))
work = of("catalogue", "Work").objects
done = work.create(workspace=workspace, title="Freigabe", state="done", result="/daten/", progress=1,
    started_by=user)
cut = work.create(workspace=workspace, title="Zweite", state="running")
print(json.dumps({"user": str(user.pk), "workspace": str(workspace.pk), "upload": str(upload.pk),
    "done": str(done.pk), "cut": str(cut.pk)}))
"""
_LOOK = """
import json
import django; django.setup()
from klammer_web.accounts.models import Membership, User, Workspace
from klammer_web.catalogue.models import Preparation, Recalculation, RememberedMapping, Upload
from klammer_web.operation.models import Job
user, place = User.objects.get(), Workspace.objects.get()
upload = Upload.objects.get()
print(json.dumps({
    "user": [str(user.pk), user.email, user.name, user.password, user.last_login.isoformat()],
    "workspace": [str(place.pk), place.kind, place.key, place.name],
    "memberships": [[str(m.user_id), str(m.workspace_id), m.role, str(m.valid_from)]
                    for m in Membership.objects.all()],
    "upload": [str(upload.pk), upload.name, upload.size, upload.state, upload.mapping,
               str(upload.created_by_id)],
    "counts": [RememberedMapping.objects.count(), Preparation.objects.get().tables,
               Recalculation.objects.get().root],
    "jobs": {job.title: [str(job.pk), job.state, job.result, str(job.workspace_id),
             str(job.requested_by_id), bool(job.refusal)] for job in Job.objects.all()},
}))
"""


def _run(*words, environment):
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_first_version_becomes_this_one_with_everything_in_it(engine, request, tmp_path):
    url = _fresh(request.getfixturevalue("postgres_url")) if engine == "postgresql" else ""
    Instance.create(tmp_path / "instance")
    environment = os.environ | {
        "KLAMMER_INSTANCE": str(tmp_path / "instance"),
        "KLAMMER_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "klammer_web.config.settings",
    }
    old = json.loads(_run("-c", _FILL, json.dumps(BEFORE), environment=environment))

    _run("-m", "django", "migrate", "-v0", "--skip-checks", environment=environment)

    new = json.loads(_run("-c", _LOOK, environment=environment))
    assert new["user"] == [
        old["user"], "planung@beispiel.example", "Planung", "argon2$nur-ein-Beispiel",
        "2026-01-02T00:00:00+00:00",
    ]  # fmt: skip
    assert new["workspace"] == [old["workspace"], "county", "16063", "Wartburgkreis"]
    assert new["memberships"] == [[old["user"], old["workspace"], "coordinator", "2025-01-01"]]
    assert new["upload"] == [
        old["upload"], "Straße.csv", 7, "staged", {"a": [1, "ß"]}, old["user"],
    ]  # fmt: skip
    assert new["counts"] == [1, [{"rows": 3}], "ab" * 32]
    assert new["jobs"] == {
        "Freigabe": [old["done"], "done", "/daten/", old["workspace"], old["user"], False],
        "Zweite": [old["cut"], "failed", "", old["workspace"], "None", True],
    }


def _fresh(url):
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS upgraded WITH (FORCE)")
        connection.execute("CREATE DATABASE upgraded")
    return f"{url.rpartition('/')[0]}/upgraded"
