# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the queue of django-tasks calls; it knows this function by its dotted path."""

from uuid import UUID

from django_tasks import task

from klammer_web.operation.queue import running


@task(queue_name="short")
def run_job(job_id: str) -> None:
    """Run the job with this key, unless another process holds it or it is over."""
    running.run(UUID(job_id))
