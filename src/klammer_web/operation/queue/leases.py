# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who holds a job and until when; what died is taken up again."""

import os
import secrets
import socket
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from klammer_web.operation.enums import JobState
from klammer_web.operation.models import Job, WorkerProcess
from klammer_web.operation.queue import dispatching
from klammer_web.operation.queue.refusals import GIVEN_UP, INTERRUPTED
from klammer_web.operation.queue.registry import PATIENCE, UnknownJobError, kind

MOST_ATTEMPTS = 5
_OWN: dict[int, str] = {}


@dataclass(slots=True)
class _Held:
    """A job this process really works at: in which thread, and when it last moved."""

    name: str
    limit: float
    thread: int
    moved_at: float

    @property
    def is_hung(self) -> bool:
        return time.monotonic() - self.moved_at > self.limit


_ACTIVE: dict[UUID, _Held] = {}


def holder() -> str:
    """Return the name of this process: machine, number, and a word against reused numbers."""
    pid = os.getpid()
    if pid not in _OWN:
        _OWN[pid] = f"{socket.gethostname()[:32]}-{pid}-{secrets.token_hex(4)}"
    return _OWN[pid]


def lease() -> datetime:
    """Return until when a sign of life given now holds."""
    return timezone.now() + timedelta(seconds=settings.JOB_LEASE)


def claim(job: Job) -> bool:
    """Take a waiting job for this process; False when another one was quicker."""
    taken = Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(
        state=JobState.RUNNING,
        holder=holder(),
        lease_until=lease(),
        started_at=timezone.now(),
        attempts=F("attempts") + 1,
        step="",
        progress=0.0,
    )
    if taken:
        _ACTIVE[job.pk] = _Held(job.name, _limit(job), threading.get_ident(), time.monotonic())
    return taken == 1


def _limit(job: Job) -> float:
    try:
        return kind(job.name).limit
    except UnknownJobError:
        return PATIENCE


def moved(job_id: UUID) -> None:
    """Note that the job made progress."""
    if held := _ACTIVE.get(job_id):
        held.moved_at = time.monotonic()


def hung() -> dict[int, str]:
    """Return thread → name of the work in it that made no progress for longer than it may."""
    return {held.thread: held.name for held in list(_ACTIVE.values()) if held.is_hung}


def release(job: Job) -> None:
    """Work at the job no longer: no sign of life is given for it from now on."""
    _ACTIVE.pop(job.pk, None)


def give_sign() -> None:
    """Say that this process lives: for itself and for every job it really works at.

    What hangs gets none: its lease runs out, and it is taken up elsewhere.
    """
    WorkerProcess.objects.update_or_create(holder=holder(), defaults={"sign_at": timezone.now()})
    moving = [pk for pk, held in list(_ACTIVE.items()) if not held.is_hung]
    mine = Job.objects.filter(pk__in=moving, state=JobState.RUNNING, holder=holder())
    mine.update(lease_until=lease())


def leave() -> None:
    """Take this process off the list of those that work."""
    WorkerProcess.objects.filter(holder=holder()).delete()


def reap() -> int:
    """Take up what died; returns how many jobs were touched."""
    now = timezone.now()
    died = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now)
    touched = sum(_decide(one, now=now) for one in died)
    return touched + sum(_dispatch_again(one) for one in _forgotten(now)) + _tidy(now)


def _decide(job: Job, *, now: datetime) -> bool:
    """Run it again, ask a person, or end it; only if nobody else decided meanwhile."""
    same = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, lease_until=job.lease_until)
    with transaction.atomic():
        if job.stop_asked_at is not None:
            return bool(same.update(state=JobState.CANCELLED, finished_at=now))
        if not _is_repeatable(job):
            return bool(same.update(state=JobState.UNCLEAR, refusal=INTERRUPTED, finished_at=now))
        if job.attempts >= MOST_ATTEMPTS:
            return bool(same.update(state=JobState.FAILED, refusal=GIVEN_UP, finished_at=now))
        if not same.update(state=JobState.WAITING, holder="", lease_until=None):
            return False
        dispatching.dispatch(job)
        return True


def _is_repeatable(job: Job) -> bool:
    try:
        return kind(job.name).repeatable
    except UnknownJobError:
        return False


def _forgotten(now: datetime) -> list[Job]:
    """Return waiting jobs whose entry in the queue was taken by a process that died before them."""
    limit = now - timedelta(seconds=settings.JOB_LEASE)
    waiting = Job.objects.filter(state=JobState.WAITING, run_after__lt=limit)
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY).values("id")
    return list(waiting.filter(Q(task_id__isnull=True) | ~Q(task_id__in=ready)))


def _dispatch_again(job: Job) -> bool:
    with transaction.atomic():
        same = Job.objects.filter(pk=job.pk, state=JobState.WAITING, task_id=job.task_id)
        if not same.update(run_after=timezone.now()):
            return False
        dispatching.dispatch(job)
        return True


def _tidy(now: datetime) -> int:
    """End entries of the queue whose process is gone, and forget processes of long ago."""
    limit = now - timedelta(seconds=settings.JOB_LEASE)
    gone = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=limit)
    held = Job.objects.filter(state=JobState.RUNNING, task_id__isnull=False).values("task_id")
    ended = gone.exclude(id__in=held).update(status=TaskResultStatus.FAILED, finished_at=now)
    WorkerProcess.objects.filter(sign_at__lt=now - timedelta(days=1)).delete()
    return ended
