# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Running one job: claim it, do it, note how it ended. No text of an error is ever stored."""

import logging
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from klammer_web.operation.enums import JobState
from klammer_web.operation.models import Job
from klammer_web.operation.queue import dispatching, leases
from klammer_web.operation.queue.progress import (
    LaterError,
    LeaseLostError,
    Progress,
    StoppedError,
)
from klammer_web.operation.queue.refusals import BROKEN, UNKNOWN
from klammer_web.operation.queue.registry import Registered, UnknownJobError, kind

_log = logging.getLogger(__name__)


def run(job_id: UUID) -> None:
    """Run a waiting job to its end; does nothing when it is not waiting."""
    job = Job.objects.filter(pk=job_id).first()
    if job is None or not leases.claim(job):
        return
    try:
        _run(job)
    finally:
        leases.release(job)


def _run(job: Job) -> None:
    try:
        registered = kind(job.name)
    except UnknownJobError:
        _end(job, JobState.FAILED, refusal=UNKNOWN)
        return
    try:
        _do(job, registered)
    except StoppedError:
        _end(job, JobState.CANCELLED)
    except LeaseLostError:
        _log.warning("work '%s' was taken up by another process", job.name)
    except LaterError as error:
        _again(job, error)
    except Exception as error:  # noqa: BLE001  # reason: nobody above would tell the person
        _failed(job, registered, error)


def _do(job: Job, registered: Registered) -> None:
    progress = Progress(
        job.pk,
        holder=leases.holder(),
        lease=leases.lease,
        moved=lambda: leases.moved(job.pk),
        may_pause=registered.repeatable,
    )
    if registered.whole:
        with transaction.atomic():
            result = registered.work(job.payload, progress)
            if not _end(job, JobState.DONE, result=result or ""):
                raise LeaseLostError
    else:
        result = registered.work(job.payload, progress)
        _end(job, JobState.DONE, result=result or "")


def _failed(job: Job, registered: Registered, error: Exception) -> None:
    explained = registered.explain(error) if registered.explain else None
    if explained is None:
        _log.error("work '%s' failed", job.name, exc_info=error)
    _end(job, JobState.FAILED, refusal=explained or BROKEN)


def _again(job: Job, error: LaterError) -> None:
    at = timezone.now() + error.wait
    with transaction.atomic():
        held = _held(job).update(
            state=JobState.WAITING,
            holder="",
            lease_until=None,
            attempts=0,
            step=error.step[:200],
            run_after=at,
        )
        if held:
            dispatching.dispatch(job, at=at)


def _end(
    job: Job, state: JobState, *, result: str = "", refusal: dict[str, Any] | None = None
) -> bool:
    """Note the end, if this process still holds the job."""
    share = {"progress": 1.0} if state == JobState.DONE else {}
    ended = _held(job).update(
        state=state,
        result=result[:500],
        refusal=refusal,
        finished_at=timezone.now(),
        lease_until=None,
        **share,
    )
    return ended == 1


def _held(job: Job):
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, holder=leases.holder())
