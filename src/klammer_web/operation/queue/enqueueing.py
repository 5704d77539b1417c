# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for background work, once for each key."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from klammer_web.operation.models import Job
from klammer_web.operation.queue import dispatching, running
from klammer_web.operation.queue.registry import kind


def enqueue(
    name: str,
    payload: dict[str, Any],
    *,
    key: str,
    title: str = "",
    workspace_id: UUID | None = None,
    requested_by_id: UUID | None = None,
    run_after: datetime | None = None,
) -> Job:
    """Ask for background work within the caller's transaction; it begins after that is stored.

    The same key is the same job, whatever became of it. With `WORK_INLINE` (tests) it runs at once.
    """
    registered = kind(name)
    with transaction.atomic():
        job, is_new = Job.objects.get_or_create(
            key=key,
            defaults={
                "name": name,
                "payload": payload,
                "title": (title or registered.title)[:200],
                "workspace_id": workspace_id,
                "requested_by_id": requested_by_id,
                "run_after": run_after or timezone.now(),
            },
        )
        if is_new:
            dispatching.dispatch(job, at=run_after)
    if is_new and settings.WORK_INLINE:
        running.run(job.pk)
    job.refresh_from_db()
    return job
