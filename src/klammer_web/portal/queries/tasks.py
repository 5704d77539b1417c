# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: what waits for a person, from every room; and what of the data waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from klammer.base.errors import InputRefusedError
from klammer.presentation import formats
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue import rules
from klammer_web.catalogue.instance import release_for
from klammer_web.catalogue.queries import deliveries, releases
from klammer_web.chain import tasks
from klammer_web.chain.tasks import Task


@dataclass(frozen=True)
class Waiting:
    """One task as the home page shows it."""

    word: str
    note: str
    address: str
    due_text: str
    is_late: bool


def waiting(seat: Seat, *, today: date) -> list[Waiting]:
    """Return everything that waits for the seat, what is due first."""
    return [_shown(task, today=today) for task in tasks.of_seat(seat)]


def _shown(task: Task, *, today: date) -> Waiting:
    is_late = task.due is not None and task.due < today
    day = formats.german_date(task.due.isoformat()) if task.due else ""
    due = "heute" if task.due == today else f"{'seit' if is_late else 'bis'} {day}" if day else ""
    return Waiting(task.title, task.why, task.address, due, is_late)


def of_data(seat: Seat) -> Iterator[Task]:
    """Yield what of the data waits: deliveries to decide about, a release that is due."""
    if not rules.may_work_with_data(seat):
        return
    for one in deliveries.waiting(seat):
        address = reverse("catalogue:upload", args=[one.id])
        yield Task(one.name, f"Lieferung: {one.get_state_display()}", address, urgent=True)
    if _is_release_due(seat):
        yield Task(
            "Neue Freigabe anlegen",
            "Übernommene Lieferungen oder geänderte Kennzahlen sind noch nicht freigegeben.",
            reverse("catalogue:releases"),
            urgent=True,
        )


def _is_release_due(seat: Seat) -> bool:
    release = release_for(seat)
    try:
        return releases.freshness(release, workspace=seat.workspace_key).is_due
    except InputRefusedError:  # there is no instance to compare with
        return False
