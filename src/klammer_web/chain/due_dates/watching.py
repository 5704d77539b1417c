# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Once a day: tell whom it concerns what is due soon, and what is overdue."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts.models import User
from klammer_web.chain import colleagues, kinds
from klammer_web.chain.assignments import queries as assignments
from klammer_web.chain.comments.actions import forget_deleted
from klammer_web.chain.enums import AssignmentState, NotificationKind
from klammer_web.chain.kinds import Ref
from klammer_web.chain.models import Assignment, DueDate
from klammer_web.chain.notifications.sending import News, notify
from klammer_web.operation.jobs import Progress, daily, job

WATCH = "chain.watch_due"
SOON = timedelta(days=3)  # before an assignment's day; due dates name their own reminders
LATE = timedelta(days=30)  # after so long nobody is told any more
KEPT = timedelta(days=1)  # a deleted comment can be put back so long
_HOUR = 5  # before the daily mails are written


@job(WATCH, title="An Fristen erinnern")
def watch(_payload: dict[str, Any], _progress: Progress) -> None:
    """Tell of everything that became due soon or overdue; each person of each thing once."""
    at = timezone.now()
    tell_of_assignments(at=at)
    tell_of_due_dates(at=at)
    forget_deleted(before=at - KEPT)


daily(WATCH, hour=_HOUR)


def tell_of_assignments(*, at: datetime) -> None:
    """Tell who has an open assignment that it is due soon, or overdue; then also who gave it."""
    today = timezone.localdate(at)
    found = Assignment.objects.filter(
        state=AssignmentState.OPEN, due_on__gte=today - LATE, due_on__lte=today + SOON
    )
    for one in found.select_related("workspace"):
        people = [user.id for user in assignments.people_of(one, day=today)]
        is_late = one.due_on < today
        news = _news(
            f"assignment:{one.pk}",
            one.title,
            days=(one.due_on - today).days,
            day=one.due_on,
            address=reverse("assignments:assignment", args=[one.pk]),
            ref=Ref(one.object_kind, one.object_id) if one.object_kind else None,
        )
        to = [*people, one.made_by_id] if is_late else people
        notify(news, to=to, workspace_id=one.workspace_id, at=at)


def tell_of_due_dates(*, at: datetime) -> None:
    """Remind of due dates on the days that each of them names, and once when it is overdue."""
    today = timezone.localdate(at)
    for one in DueDate.objects.filter(day__gte=today - LATE, person__isnull=False):
        days = (one.day - today).days
        passed = [before for before in one.reminders if before >= days]
        if days >= 0 and not passed:
            continue
        user = User.objects.get(pk=one.person_id)
        ref = Ref(one.object_kind, one.object_id)
        seat = colleagues.seat_at(user, one.workspace_id, day=today)
        card = kinds.card(seat, ref) if seat else None
        if card is None:
            continue
        step = f":{min(passed)}" if days >= 0 else ""
        news = _news(
            f"due_date:{one.pk}{step}",
            one.reason,
            days=days,
            day=one.day,
            address=card.address,
            ref=ref,
        )
        notify(news, to=[user.id], workspace_id=one.workspace_id, at=at)


def _news(key: str, title: str, *, days: int, day, address: str, ref: Ref | None) -> News:
    if days < 0:
        kind, word = NotificationKind.OVERDUE, f"Überfällig seit {day:%d.%m.%Y}"
    elif days == 0:
        kind, word = NotificationKind.DUE_SOON, "Heute fällig"
    elif days == 1:
        kind, word = NotificationKind.DUE_SOON, "Morgen fällig"
    else:
        kind, word = NotificationKind.DUE_SOON, f"Fällig am {day:%d.%m.%Y}"
    return News(kind, f"{key}:{kind.value}:{day}", f"{word}: {title}", address, ref)
