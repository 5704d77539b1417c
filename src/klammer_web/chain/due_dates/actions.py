# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: setting and removing due dates, and renewing one's calendar address."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from klammer_web.accountability.actions import record
from klammer_web.accounts.rules import check_signed_in
from klammer_web.accounts.seats import Seat
from klammer_web.chain import colleagues, kinds
from klammer_web.chain.due_dates import queries, rules
from klammer_web.chain.kinds import Ref
from klammer_web.chain.models import CalendarFeed, DueDate

KIND = "chain.due_date"
MOST_REMINDERS, FARTHEST = 5, 365


@transaction.atomic
def set_due(
    *,
    seat: Seat,
    ref: Ref,
    reason: str,
    day: date,
    at: datetime,
    reminders: Collection[int] = (),
    person_id: UUID | None = None,
) -> DueDate:
    """Set a due date for an object; one person answers for it and is reminded."""
    rules.check_set(seat)
    if kinds.card(seat, ref) is None:
        raise Http404
    kept = sorted(set(reminders), reverse=True)
    if len(kept) > MOST_REMINDERS or any(not 0 <= one <= FARTHEST for one in kept):
        raise ValidationError(
            {"reminders": "Bitte höchstens fünf Erinnerungen, je 0 bis 365 Tage."}
        )
    person_id = person_id or seat.user_id
    people = colleagues.in_workspace(seat.workspace_id, day=timezone.localdate(at))
    chosen = [user for user in people if user.id == person_id]
    today = timezone.localdate(at)
    if not colleagues.who_see(chosen, ref, workspace_id=seat.workspace_id, day=today):
        raise ValidationError(
            {"person": "Diese Person arbeitet hier nicht oder darf es nicht sehen."}
        )
    made = DueDate.objects.create(
        workspace_id=seat.workspace_id,
        object_kind=ref.kind,
        object_id=ref.id,
        reason=" ".join(reason.split())[:200],
        day=day,
        reminders=kept,
        person_id=person_id,
        made_by_id=seat.user_id,
        made_at=at,
    )
    after = {"reason": made.reason, "day": day.isoformat(), "reminders": kept}
    _record("chain.due_date_set", made, seat, at, after=after)
    return made


@transaction.atomic
def remove(*, seat: Seat, identity: UUID, at: datetime) -> DueDate:
    """Take a due date away."""
    found = queries.one_of(seat, identity)
    if found is None:
        raise Http404
    rules.check_remove(seat, found.due)
    before = {"reason": found.due.reason, "day": found.due.day.isoformat()}
    _record("chain.due_date_removed", found.due, seat, at, before=before)
    DueDate.objects.filter(pk=identity).delete()
    return found.due


@transaction.atomic
def renew_feed(*, seat: Seat, at: datetime) -> str:
    """Make a new secret calendar address; the old one ends. Only its print is kept."""
    check_signed_in(seat)
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        person_id=seat.user_id, defaults={"token_hash": print_of(token), "made_at": at}
    )
    _record_feed("chain.feed_renewed", seat, at)
    return token


@transaction.atomic
def end_feed(*, seat: Seat, at: datetime) -> None:
    """End one's calendar address."""
    check_signed_in(seat)
    if CalendarFeed.objects.filter(person_id=seat.user_id).delete()[0]:
        _record_feed("chain.feed_ended", seat, at)


def print_of(token: str) -> str:
    """Return what is kept of a token: it cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def _record(verb: str, due: DueDate, seat: Seat, at: datetime, **fields: dict) -> None:
    record(
        verb=verb,
        actor_id=seat.user_id,
        workspace_id=seat.workspace_id,
        kind=KIND,
        object_id=str(due.pk),
        title=due.reason,
        at=at,
        **fields,
    )


def _record_feed(verb: str, seat: Seat, at: datetime) -> None:
    record(
        verb=verb,
        actor_id=seat.user_id,
        workspace_id=None,
        kind="chain.calendar_feed",
        object_id=str(seat.user_id),
        at=at,
    )
