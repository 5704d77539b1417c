# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: due dates of an object, of a workspace, and as tasks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from klammer_web.accounts.seats import Seat
from klammer_web.chain import kinds
from klammer_web.chain.due_dates import rules
from klammer_web.chain.kinds import Card, Ref
from klammer_web.chain.models import DueDate
from klammer_web.chain.tasks import Task

PAST = timedelta(days=30)  # as long as a missed due date stays in lists and calendars
AHEAD = timedelta(days=7)  # a due date becomes a task so long before, or at its first reminder


@dataclass(frozen=True, slots=True)
class Line:
    """A due date with its object, as a seat sees it."""

    due: DueDate
    card: Card
    days: int
    may_remove: bool


def of_object(seat: Seat, ref: Ref) -> list[Line]:
    """Return the due dates of an object, the next first."""
    if seat.workspace_id is None:
        return []
    found = DueDate.objects.filter(object_kind=ref.kind, object_id=ref.id)
    return _lines(seat, found.filter(workspace_id=seat.workspace_id).select_related("person"))


def of_workspace(seat: Seat, *, today: date) -> list[Line]:
    """Return what is due in the workspace, as far as the seat sees the objects."""
    if seat.workspace_id is None or not seat.is_signed_in:
        return []
    found = DueDate.objects.filter(workspace_id=seat.workspace_id, day__gte=today - PAST)
    return _lines(seat, found.select_related("person"))


def _lines(seat: Seat, found) -> list[Line]:
    held, today = list(found), timezone.localdate()
    cards = kinds.cards(seat, [Ref(one.object_kind, one.object_id) for one in held])
    return [
        Line(one, cards[ref], (one.day - today).days, rules.may_remove(seat, one))
        for one in held
        if (ref := Ref(one.object_kind, one.object_id)) in cards
    ]


def one_of(seat: Seat, identity: UUID) -> Line | None:
    """Return a due date the seat may know of, or nothing."""
    if seat.workspace_id is None or not seat.is_signed_in:
        return None
    found = DueDate.objects.filter(pk=identity, workspace_id=seat.workspace_id)
    lines = _lines(seat, found.select_related("person"))
    return lines[0] if lines else None


def tasks_of(seat: Seat) -> Iterator[Task]:
    """Return the due dates the person answers for, once they are near."""
    today = timezone.localdate()
    for one in of_workspace(seat, today=today):
        near = max([AHEAD.days, *one.due.reminders])
        if one.due.person_id == seat.user_id and one.days <= near:
            yield Task(
                title=one.due.reason,
                why=f"{one.card.label}: {one.card.title}",
                address=one.card.address,
                due=one.due.day,
                whom="mich",
                is_mine=True,
                ref_label="Frist",
            )
