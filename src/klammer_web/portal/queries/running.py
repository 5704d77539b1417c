# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: how the machine and the people stand, for those who look after them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts.models import Department, Invitation
from klammer_web.accounts.queries import people
from klammer_web.operation import queries as operation
from klammer_web.operation.ports import Actor


@dataclass(frozen=True)
class Crew:
    """Who works in a workspace, and who was asked to come."""

    people: int
    waiting: int  # invitations without an answer
    over: int  # invitations that ended without one


@dataclass(frozen=True)
class Machine:
    """How background work and mail stand."""

    workers: int
    failed_mails: int
    failed_jobs: int

    @property
    def is_well(self) -> bool:
        """Whether nothing waits for a person."""
        return bool(self.workers) and not self.failed_mails and not self.failed_jobs


@dataclass(frozen=True)
class Step:
    """One thing to do first in a new workspace."""

    word: str
    note: str
    address: str
    is_done: bool


def first_steps(workspace_id: UUID | None, *, crew: Crew) -> list[Step]:
    """Return what a new workspace needs first, in order, and what of it is done."""
    has_departments = Department.objects.filter(workspace_id=workspace_id).exists()
    return [
        Step(
            "Die Verwaltung abbilden",
            "Dezernate, Ämter und Stabsstellen, so wie es sie bei Ihnen gibt.",
            reverse("accounts:departments"),
            has_departments,
        ),
        Step(
            "Jemanden einladen",
            "Wer plant, leitet oder Daten pflegt, arbeitet mit dem eigenen Konto.",
            reverse("accounts:invite"),
            crew.people > 1 or crew.waiting > 0,
        ),
    ]


def crew(workspace_id: UUID | None, *, now: datetime) -> Crew:
    """Count the people of a workspace and its invitations."""
    held = people.memberships_in(workspace_id, day=timezone.localdate(now))
    unanswered = Invitation.objects.filter(
        workspace_id=workspace_id, accepted_at__isnull=True, revoked_at__isnull=True
    )
    return Crew(
        people=held.order_by().values("user_id").distinct().count(),
        waiting=unanswered.filter(expires_at__gt=now).count(),
        over=unanswered.filter(expires_at__lte=now).count(),
    )


def machine(actor: Actor) -> Machine:
    """Count what the administrator may see."""
    pulse = operation.pulse(actor)
    return Machine(
        workers=int(operation.work_is_done_here()),
        failed_mails=pulse.stopped_mails,
        failed_jobs=pulse.troubled_jobs,
    )
