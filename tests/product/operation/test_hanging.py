# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work that hangs without dying: its process goes, another one does the work, once."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
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
_JOBS = "SELECT state, attempts FROM operation_job WHERE name = 'test.hanging'"
_LONGEST = 150  # seconds that a busy machine may take


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


def _worker(mark, environment, *, patience):
    words = [sys.executable, "-m", "tests.product.operation.hanging", str(mark), str(patience)]
    return subprocess.Popen(words, cwd=ROOT, env=environment)


def _ask(database, question):
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as connection:
        return connection.execute(question).fetchall()


def test_hung_work_is_done_by_the_next_process(surroundings, tmp_path):
    database, mark = tmp_path / "instance" / "db.sqlite3", tmp_path / "hung"

    first = _worker(mark, surroundings, patience=1)
    ended_with = first.wait(_LONGEST)
    left = _ask(database, _JOBS)
    second = _worker(mark, surroundings, patience=100)
    try:
        end = time.monotonic() + _LONGEST
        while time.monotonic() < end:
            jobs = _ask(database, _JOBS)
            if jobs == [("done", 2)]:
                break
            time.sleep(0.2)
    finally:
        second.terminate()
        second.wait(_LONGEST)

    assert (ended_with, left) == (75, [("running", 1)])
    assert jobs == [("done", 2)]
    # What hung was rolled back with its process.
    assert _ask(database, "SELECT key FROM operation_digestitem") == [("again: True",)]


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
