# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work that hangs without dying: its process goes, another one does the work, once."""

import json
import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import timezone

from klammer.pipeline.instance import Instance
from klammer_web.operation.jobs import enqueue
from klammer_web.operation.models import Job
from klammer_web.operation.queue import leases, running

ROOT = Path(__file__).resolve().parents[3]
_ASK = """
import json, sys
import django; django.setup()
from klammer_web.operation.jobs import job, enqueue
from klammer_web.operation.models import DigestItem, Job
for name in sys.argv[2:]:
    job(name)(lambda *_: None)
    enqueue(name, {"mark": sys.argv[1]}, key=name)
print(json.dumps([
    sorted(Job.objects.filter(name__startswith="test.").values_list("name", "state", "attempts")),
    DigestItem.objects.count(),
]))
"""


@pytest.fixture
def surroundings(tmp_path):
    """The environment of processes with an instance of their own, on SQLite: one write lock."""
    Instance.create(tmp_path / "instance")
    return os.environ | {
        "KLAMMER_INSTANCE": str(tmp_path / "instance"),
        "KLAMMER_DATABASE_URL": "",
        "KLAMMER_JOB_LEASE": "2",
        "KLAMMER_LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "klammer_web.config.settings",
    }


def _run(*words, environment):
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def _worker(environment):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.product.operation.hanging"], cwd=ROOT, env=environment
    )


def test_hung_work_is_done_by_the_next_process(surroundings, tmp_path):
    _run("-m", "django", "migrate", "-v0", "--skip-checks", environment=surroundings)
    mark = str(tmp_path / "hung")
    _run("-c", _ASK, mark, "test.hanging", environment=surroundings)

    first = _worker(surroundings)
    ended_with = first.wait(60)
    _run("-c", _ASK, mark, "test.moving", environment=surroundings)
    second = _worker(surroundings)
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            jobs, rows = json.loads(_run("-c", _ASK, environment=surroundings))
            if {state for _name, state, _attempts in jobs} == {"done"}:
                break
    finally:
        second.terminate()
        second.wait(30)

    assert ended_with == 75
    assert jobs == [["test.hanging", "done", 2], ["test.moving", "done", 1]]
    assert rows == 1  # what hung was rolled back with its process


@pytest.mark.django_db
def test_work_that_does_not_move_gets_no_sign_of_life(kinds, monkeypatch):
    clock = [1_000.0]
    monkeypatch.setattr(leases, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    leases_until, hung = [], []

    def work(_payload, tell):
        def later(seconds):
            clock[0] += seconds
            Job.objects.update(lease_until=timezone.now() - timedelta(hours=1))
            leases.give_sign()
            leases_until.append(Job.objects.get().lease_until > timezone.now())
            hung.append(list(leases.hung().values()))

        later(9)
        tell("Schritt", 0.5)
        later(9)
        tell("Schritt", 0.5)  # the same again
        later(9)

    kinds("test.slow", work, patience=10)
    running.run(enqueue("test.slow", {}, key="a").pk)

    assert leases_until == [True, True, False]
    assert hung == [[], [], ["test.slow"]]
    assert leases.hung() == {}


@pytest.mark.parametrize(
    ("manner", "limit"),
    [({}, 900), ({"long": True}, 10_800), ({"long": True, "patience": 5}, 5)],
    ids=["short", "long", "own"],
)
def test_limit_follows_the_lane(kinds, manner, limit):
    from klammer_web.operation.queue.registry import kind

    kinds("test.any", lambda *_: None, **manner)

    assert kind("test.any").limit == limit
