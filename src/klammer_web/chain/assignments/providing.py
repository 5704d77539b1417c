# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tasks of the rooms below, which know no list of tasks: second looks, mails that got stuck."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from klammer_web.accounts import second_look
from klammer_web.accounts.enums import Role
from klammer_web.accounts.queries import second_looks as looks
from klammer_web.accounts.seats import Seat
from klammer_web.chain import tasks
from klammer_web.chain.assignments import queries
from klammer_web.chain.tasks import Task
from klammer_web.operation.enums import STOPPED_MAILS
from klammer_web.operation.models import OutgoingMail


def register() -> None:
    """Let the list of tasks know assignments, second looks and stopped mails."""
    tasks.register("chain", queries.tasks_of)
    tasks.register("accounts", second_looks)
    tasks.register("operation", stopped_mails)


def second_looks(seat: Seat) -> Iterator[Task]:
    """What waits for the seat's second look."""
    for look in looks.waiting_for(seat):
        kind = second_look.kind_of(look.kind)
        yield Task(
            title=f"Zweiter Blick: {look.title}",
            why=f"{kind.word if kind else 'Zweiter Blick'} · erbeten von "
            f"{look.asked_by or 'einer ehemaligen Person'} am {look.asked_at:%d.%m.%Y}",
            address=reverse("accounts:second_look", args=[look.pk]),
            urgent=True,
            whom=f"alle mit der Rolle {seat.labels.role(Role.HEAD)}",
            ref_label="Zweiter Blick",
        )


def stopped_mails(seat: Seat) -> Iterator[Task]:
    """Mails of the workspace that wait for an administrator's word."""
    if Role.ADMINISTRATOR not in seat.roles:
        return
    here = Q(workspace_id=seat.workspace_id, state__in=STOPPED_MAILS)
    count = OutgoingMail.objects.filter(here).count()
    if count:
        yield Task(
            title="Eine Mail ist nicht versandt"
            if count == 1
            else f"{count} Mails sind nicht versandt",
            why="Klammer sendet nicht von selbst noch einmal, was unklar ist: Bitte entscheiden.",
            address=reverse("operation:mails"),
            urgent=True,
            whom=f"alle mit der Rolle {seat.labels.role(Role.ADMINISTRATOR)}",
            ref_label="Betrieb",
        )
