# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What died is taken up again, or a person is asked; what is stopped ends."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from klammer_web.operation import actions
from klammer_web.operation.jobs import LaterError, enqueue
from klammer_web.operation.models import Job, WorkerProcess
from klammer_web.operation.ports import Actor
from klammer_web.operation.queue import leases, progress, running, working
from klammer_web.operation.queue.progress import Progress

pytestmark = pytest.mark.django_db
NOBODY = Actor(None, None, is_operator=True)


def died(job, *, seconds=1, **more):
    """Leave the job as a killed process would: running, with a lease that is over."""
    over = timezone.now() - timedelta(seconds=seconds)
    Job.objects.filter(pk=job.pk).update(
        state="running", holder="fort", lease_until=over, attempts=1, **more
    )
    DBTaskResult.objects.filter(pk=job.task_id).update(status="RUNNING", started_at=over)


@pytest.fixture
def plain(kinds):
    """Kinds of work that note that they ran."""
    seen = []
    kinds("test.plain", lambda payload, _progress: seen.append(payload))
    kinds("test.once", lambda payload, _progress: seen.append(payload), repeatable=False)
    return seen


def test_job_of_a_dead_process_is_done_by_another(plain):
    job = enqueue("test.plain", {"n": 1}, key="a")
    died(job)

    leases.reap()
    working.drain()

    job.refresh_from_db()
    assert (job.state, job.attempts, plain) == ("done", 2, [{"n": 1}])


def test_job_whose_lease_holds_is_left_alone(plain):
    job = enqueue("test.plain", {}, key="a")
    died(job, seconds=-5)

    leases.reap()
    working.drain()

    job.refresh_from_db()
    assert (job.state, job.holder, plain) == ("running", "fort", [])


def test_job_that_may_not_be_repeated_is_left_to_a_person(plain):
    job = enqueue("test.once", {}, key="a")
    died(job)

    leases.reap()
    working.drain()

    job.refresh_from_db()
    assert (job.state, job.refusal["what"], plain) == (
        "unclear", "Die Arbeit wurde unterbrochen.", [],
    )  # fmt: skip


def test_person_lets_unclear_work_be_done(plain, record_of):
    job = enqueue("test.once", {"n": 2}, key="a")
    died(job)
    leases.reap()
    job.refresh_from_db()

    actions.repeat(job, actor=NOBODY, at=timezone.now())
    working.drain()

    job.refresh_from_db()
    assert (job.state, plain) == ("done", [{"n": 2}])
    assert record_of() == ["operation.job_repeated"]


def test_job_that_kills_its_process_each_time_is_given_up(plain):
    job = enqueue("test.plain", {}, key="a")
    died(job)
    Job.objects.filter(pk=job.pk).update(attempts=leases.MOST_ATTEMPTS)

    leases.reap()

    job.refresh_from_db()
    assert (job.state, plain) == ("failed", [])
    assert job.refusal["what"].startswith("Die Arbeit wurde mehrmals unterbrochen")


def test_job_whose_entry_was_taken_by_a_dead_process_is_entered_again(plain, settings):
    job = enqueue("test.plain", {"n": 3}, key="a")
    long_ago = timezone.now() - timedelta(seconds=settings.JOB_LEASE + 1)
    DBTaskResult.objects.update(status="RUNNING", started_at=long_ago)
    Job.objects.filter(pk=job.pk).update(run_after=long_ago)

    leases.reap()
    working.drain()

    job.refresh_from_db()
    assert (job.state, plain) == ("done", [{"n": 3}])
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"FAILED", "SUCCESSFUL"}


def test_sign_of_life_prolongs_only_what_is_really_worked_at(plain):
    job = enqueue("test.plain", {}, key="a")
    died(job)
    Job.objects.filter(pk=job.pk).update(holder=leases.holder())

    leases.give_sign()

    job.refresh_from_db()
    assert job.lease_until < timezone.now()
    assert WorkerProcess.objects.filter(holder=leases.holder()).exists()


def test_process_that_lost_its_lease_notes_nothing(kinds):
    def robbed(_payload, _progress):
        Job.objects.update(holder="anderer Prozess")
        return "/falsch/"

    kinds("test.robbed", robbed)
    job = enqueue("test.robbed", {}, key="a")
    running.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.result, job.holder) == ("running", "", "anderer Prozess")


def test_running_work_is_stopped_at_its_next_step(kinds, record_of):
    def long(_payload, tell):
        actions.ask_to_stop(Job.objects.get(), actor=NOBODY, at=timezone.now())
        tell("noch ein Schritt", 0.5)
        raise AssertionError("went on")

    kinds("test.long", long)
    job = enqueue("test.long", {}, key="a")
    running.run(job.pk)

    job.refresh_from_db()
    assert job.state == "cancelled"
    assert record_of() == ["operation.job_stopped"]


def test_waiting_work_that_was_stopped_never_begins(plain, record_of):
    job = enqueue("test.plain", {}, key="a")

    actions.ask_to_stop(job, actor=NOBODY, at=timezone.now())
    working.drain()

    job.refresh_from_db()
    assert (job.state, plain) == ("cancelled", [])


def test_progress_is_told(kinds):
    told = []

    def work(_payload, tell):
        tell("Lieferungen lesen", 0.25)
        told.append(Job.objects.values_list("step", "progress").get())

    kinds("test.work", work)
    running.run(enqueue("test.work", {}, key="a").pk)

    assert told == [("Lieferungen lesen", 0.25)]


def test_work_that_wants_to_wait_is_tried_later(kinds):
    def later(_payload, _progress):
        raise LaterError(timedelta(minutes=5), step="Mailserver antwortet nicht")

    kinds("test.later", later)
    job = enqueue("test.later", {}, key="a")
    running.run(job.pk)

    job.refresh_from_db()
    entry = DBTaskResult.objects.get(pk=job.task_id)
    assert (job.state, job.step) == ("waiting", "Mailserver antwortet nicht")
    assert entry.status == "READY"
    assert timedelta(minutes=4) < entry.run_after - timezone.now() <= timedelta(minutes=5)


def test_work_is_put_back_when_the_process_is_to_end(kinds):
    kinds("test.long", lambda _payload, tell: tell("Schritt", 0.5))
    job = enqueue("test.long", {}, key="a")

    progress.closing.set()
    try:
        running.run(job.pk)
    finally:
        progress.closing.clear()

    job.refresh_from_db()
    assert (job.state, job.attempts, job.holder) == ("waiting", 0, "")


def test_unknown_kind_is_told(plain):
    job = enqueue("test.plain", {}, key="a")
    Job.objects.filter(pk=job.pk).update(name="test.abgeschafft")
    running.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.refusal["what"]) == (
        "failed", "Diese Art von Arbeit kennt der Dienst nicht mehr.",
    )  # fmt: skip


def test_daily_work_is_asked_for_once_a_day(kinds):
    from klammer_web.operation.jobs import daily

    kinds("test.daily", lambda _payload, _progress: None)
    daily("test.daily", hour=0)

    working.ask_for_daily_work()
    working.ask_for_daily_work()

    assert list(Job.objects.values_list("payload", flat=True)) == [
        {"day": timezone.localdate().isoformat()}
    ]


def test_progress_of_a_stranger_is_refused(kinds):
    kinds("test.plain", lambda _payload, _progress: None)
    job = enqueue("test.plain", {}, key="a")

    with pytest.raises(progress.LeaseLostError):
        Progress(job.pk, holder="niemand").check()
