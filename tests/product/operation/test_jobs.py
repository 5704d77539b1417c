# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Background work: once for each key, within the transaction, never lost, never half-done."""

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from klammer_web.operation.jobs import enqueue
from klammer_web.operation.models import DigestItem, Job
from klammer_web.operation.queue import running

pytestmark = pytest.mark.django_db


def test_job_is_done_with_its_payload_and_its_result(kinds):
    seen = []
    kinds("test.plain", lambda payload, _progress: seen.append(payload) or "/ergebnis/")
    job = enqueue("test.plain", {"n": 4}, key="a")

    running.run(job.pk)

    job.refresh_from_db()
    assert seen == [{"n": 4}]
    assert (job.state, job.result, job.progress, job.attempts) == ("done", "/ergebnis/", 1.0, 1)


def test_same_key_is_the_same_job(kinds):
    kinds("test.plain", lambda _payload, _progress: None)

    first = enqueue("test.plain", {"n": 1}, key="a")
    second = enqueue("test.plain", {"n": 2}, key="a")

    assert first.pk == second.pk
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (1, 1)
    assert Job.objects.get().payload == {"n": 1}


def test_job_of_a_deed_that_fails_is_gone_with_it(kinds):
    kinds("test.plain", lambda _payload, _progress: None)

    with transaction.atomic():
        enqueue("test.plain", {}, key="a")
        transaction.set_rollback(True)

    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_error_leaves_a_german_sentence_and_none_of_its_text(kinds, caplog):
    def broken(_payload, _progress):
        raise ValueError("geheimer Wert 17")

    kinds("test.broken", broken)
    job = enqueue("test.broken", {}, key="a")
    running.run(job.pk)

    job.refresh_from_db()
    assert job.state == "failed"
    assert job.refusal["what"] == "Bei der Arbeit ist ein Fehler aufgetreten."
    assert "geheimer" not in str(job.refusal)


def test_whole_job_that_fails_leaves_nothing(kinds):
    def half(_payload, _progress):
        DigestItem.objects.create(key="x", recipient="a@b.example", heading="h", text="t")
        raise ValueError

    kinds("test.half", half, whole=True)
    job = enqueue("test.half", {}, key="a")
    running.run(job.pk)

    job.refresh_from_db()
    assert (job.state, DigestItem.objects.count()) == ("failed", 0)


def test_work_inline_runs_where_it_stands(kinds, settings):
    settings.WORK_INLINE = True
    kinds("test.plain", lambda _payload, _progress: "/da/")

    assert enqueue("test.plain", {}, key="a").result == "/da/"
