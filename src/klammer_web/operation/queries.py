# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: what waits, what stopped, who works."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from klammer_web.operation.enums import (
    OPEN_JOBS,
    SETTLED_BARRIERS,
    STOPPED_MAILS,
    JobState,
    MailState,
)
from klammer_web.operation.models import BarrierReport, Job, OutgoingMail, WorkerProcess
from klammer_web.operation.ports import Actor

_TROUBLED = (JobState.FAILED, JobState.UNCLEAR)


@dataclass(frozen=True, slots=True)
class Pulse:
    """How background work and mail stand, in numbers without any content."""

    workers: int
    jobs: dict[str, int]
    mails: dict[str, int]
    oldest_waiting: timedelta

    @property
    def stopped_mails(self) -> int:
        """Return how many mails wait for a person."""
        return sum(self.mails.get(state, 0) for state in STOPPED_MAILS)

    @property
    def troubled_jobs(self) -> int:
        """Return how many pieces of work came to a bad end."""
        return sum(self.jobs.get(state, 0) for state in _TROUBLED)


def pulse(actor: Actor | None = None) -> Pulse:
    """Count for the whole instance, or for what the actor may see."""
    jobs = Job.objects.all() if actor is None else jobs_for(actor)
    mails = OutgoingMail.objects.all() if actor is None else mails_for(actor)
    now = timezone.now()
    waiting = jobs.filter(state=JobState.WAITING, run_after__lte=now)
    oldest: datetime | None = waiting.aggregate(at=Min("run_after"))["at"]
    return Pulse(
        workers=living_workers().count(),
        jobs=_by_state(jobs),
        mails=_by_state(mails),
        oldest_waiting=now - oldest if oldest else timedelta(0),
    )


def _by_state(rows: QuerySet) -> dict[str, int]:
    counted = rows.order_by().values_list("state").annotate(count=Count("pk"))
    return dict(counted)


def living_workers() -> QuerySet[WorkerProcess]:
    """Return the processes that gave a sign within a lease."""
    limit = timezone.now() - timedelta(seconds=settings.JOB_LEASE)
    return WorkerProcess.objects.filter(sign_at__gte=limit)


def work_is_done_here() -> bool:
    """Return whether any process does background work at present."""
    return settings.WORK_INLINE or living_workers().exists()


def mails_for(actor: Actor) -> QuerySet[OutgoingMail]:
    """Return the mails of the actor's workspace; an operator's also those of none."""
    return OutgoingMail.objects.filter(_scope(actor))


def jobs_for(actor: Actor) -> QuerySet[Job]:
    """Return the work of the actor's workspace; an operator's also that of none."""
    return Job.objects.filter(_scope(actor))


def barriers_for(actor: Actor) -> QuerySet[BarrierReport]:
    """Return what was reported from the actor's workspace, the open first; as above."""
    is_settled = Q(state__in=SETTLED_BARRIERS)
    found = BarrierReport.objects.filter(_scope(actor)).annotate(is_settled=is_settled)
    return found.order_by("is_settled", "-created_at")


def _scope(actor: Actor) -> Q:
    own = Q(workspace_id=actor.workspace_id) if actor.workspace_id else Q(pk__in=[])
    return own | Q(workspace_id__isnull=True) if actor.is_operator else own


def in_order(mails: QuerySet[OutgoingMail], *, state: str = "") -> QuerySet[OutgoingMail]:
    """Return mails in one state, or all of them; the newest first."""
    return mails.filter(state=state) if state in MailState.values else mails


def jobs_in_order(jobs: QuerySet[Job], *, state: str = "") -> QuerySet[Job]:
    """Return work in one state, or everything; the newest first."""
    if state == "open":
        return jobs.filter(state__in=OPEN_JOBS)
    return jobs.filter(state=state) if state in JobState.values else jobs
