# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Putting a job into the queue of django-tasks; part of the caller's transaction."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.module_loading import import_string

from klammer_web.operation.models import Job
from klammer_web.operation.queue.registry import UnknownJobError, kind

SHORT, LONG = "short", "long"
LANES = (SHORT, LONG)
# By its path, as the queue itself keeps it: the function runs jobs, and those dispatch again.
_ENTRY = "klammer_web.operation.queue.entry.run_job"


def dispatch(job: Job, *, at: datetime | None = None) -> None:
    """Write an entry into the queue; it becomes visible when the transaction is stored."""
    later = at if at is not None and at > timezone.now() else None
    task = import_string(_ENTRY).using(queue_name=_lane(job.name), run_after=later)
    entry = task.enqueue(str(job.pk))
    Job.objects.filter(pk=job.pk).update(task_id=UUID(entry.id))


def _lane(name: str) -> str:
    try:
        return LONG if kind(name).long else SHORT
    except UnknownJobError:
        return SHORT
