# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: giving, changing, ending and reopening an assignment."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from klammer_web.accountability.actions import record
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Department
from klammer_web.accounts.seats import Seat
from klammer_web.chain import colleagues, kinds
from klammer_web.chain.assignments import queries, rules
from klammer_web.chain.enums import AssignmentState, NotificationKind
from klammer_web.chain.kinds import Ref
from klammer_web.chain.models import Assignment
from klammer_web.chain.notifications.sending import News, notify


@dataclass(frozen=True, slots=True)
class Whom:
    """To whom an assignment is given: exactly one of the three."""

    person_id: UUID | None = None
    role: str = ""
    department_id: UUID | None = None


@transaction.atomic
def assign(
    *,
    seat: Seat,
    title: str,
    whom: Whom,
    at: datetime,
    note: str = "",
    due_on: date | None = None,
    ref: Ref | None = None,
) -> Assignment:
    """Give an assignment; raise `ValidationError` where somebody could not see what it is about."""
    rules.check_give(seat)
    if ref is not None and kinds.card(seat, ref) is None:
        raise Http404
    one = Assignment(
        workspace_id=seat.workspace_id,
        object_kind=ref.kind if ref else "",
        object_id=ref.id if ref else "",
        made_by_id=seat.user_id,
        made_at=at,
    )
    _fill(one, seat=seat, title=title, note=note, due_on=due_on, whom=whom, at=at)
    one.save()
    _tell_new(one, seat=seat, at=at)
    _record("chain.assigned", one, seat, at, after=_told(one, seat))
    return one


@transaction.atomic
def change(
    *,
    seat: Seat,
    identity: UUID,
    title: str,
    whom: Whom,
    at: datetime,
    note: str = "",
    due_on: date | None = None,
) -> Assignment:
    """Change an open assignment; whoever has it now is told."""
    one = _locked(seat, identity)
    rules.check_change(seat, one)
    if not one.is_open:
        raise ValidationError("Der Auftrag ist abgeschlossen. Öffnen Sie ihn zuerst wieder.")
    before, held_by = _told(one, seat), (one.person_id, one.role, one.department_id)
    _fill(one, seat=seat, title=title, note=note, due_on=due_on, whom=whom, at=at)
    after = _told(one, seat)
    if before == after:
        return one
    one.save()
    if held_by != (one.person_id, one.role, one.department_id):
        _tell_new(one, seat=seat, at=at)
    else:
        _tell_changed(one, seat=seat, at=at)
    _record("chain.assignment_changed", one, seat, at, before=before, after=after)
    return one


@transaction.atomic
def end(
    *,
    seat: Seat,
    identity: UUID,
    at: datetime,
    state: AssignmentState = AssignmentState.DONE,
    reason: str = "",
) -> Assignment:
    """Say that it is done, or with a reason that it will not be done; tell who gave it."""
    one = _locked(seat, identity)
    departments = colleagues.departments_of(seat, day=timezone.localdate(at))
    rules.check_end(seat, one, departments=departments)
    if not one.is_open:
        return one
    if state == AssignmentState.DECLINED and not reason.strip():
        raise ValidationError({"reason": "Bitte sagen Sie kurz, warum nicht."})
    one.state, one.reason = state, " ".join(reason.split())[:500]
    one.closed_by_id, one.closed_at = seat.user_id, at
    one.save()
    word = AssignmentState(state).label
    notify(
        _news(
            one,
            key=f"assignment:{one.pk}:{at.timestamp():.0f}",
            title=f"{word.capitalize()}: {one.title}",
        ),
        to=[one.made_by_id],
        workspace_id=one.workspace_id,
        besides=seat.user_id,
        at=at,
    )
    verb = "chain.assignment_done" if state == AssignmentState.DONE else "chain.assignment_declined"
    _record(verb, one, seat, at, after={"Stand": word, "Begründung": one.reason})
    return one


@transaction.atomic
def reopen(*, seat: Seat, identity: UUID, at: datetime) -> Assignment:
    """Take back that it is done or declined; whoever may end it may reopen it."""
    one = _locked(seat, identity)
    departments = colleagues.departments_of(seat, day=timezone.localdate(at))
    rules.check_end(seat, one, departments=departments)
    if one.is_open:
        return one
    before = {"Stand": AssignmentState(one.state).label, "Begründung": one.reason}
    one.state, one.reason, one.closed_by, one.closed_at = AssignmentState.OPEN, "", None, None
    one.save()
    after = {"Stand": AssignmentState.OPEN.label, "Begründung": ""}
    _record("chain.assignment_reopened", one, seat, at, before=before, after=after)
    return one


def _locked(seat: Seat, identity: UUID) -> Assignment:
    found = queries.one_of(seat, identity)
    if found is None:
        raise Http404
    return Assignment.objects.select_for_update().get(pk=found.pk)


def _fill(
    one: Assignment,
    *,
    seat: Seat,
    title: str,
    note: str,
    due_on: date | None,
    whom: Whom,
    at: datetime,
) -> None:
    one.title, one.note, one.due_on = " ".join(title.split())[:200], note.strip(), due_on
    one.person_id, one.role, one.department_id = whom.person_id, whom.role, whom.department_id
    day = timezone.localdate(at)
    _check_whom(one, whom, seat=seat)
    people = queries.people_of(one, day=day)
    if whom.person_id and not people:
        raise ValidationError({"whom": "Diese Person arbeitet hier nicht."})
    if one.object_kind and people:
        ref = Ref(one.object_kind, one.object_id)
        if not colleagues.who_see(people, ref, workspace_id=one.workspace_id, day=day):
            raise ValidationError(
                {"whom": "Von diesen Personen darf niemand sehen, worum es geht. Bitte wählen Sie "
                 "jemand anderen oder geben Sie zuerst Einblick."}
            )  # fmt: skip


def _check_whom(one: Assignment, whom: Whom, *, seat: Seat) -> None:
    named = [bool(whom.person_id), bool(whom.role), bool(whom.department_id)]
    if sum(named) != 1:
        raise ValidationError({"whom": "Bitte wählen Sie, wer es tun soll."})
    if whom.role and Role(whom.role) not in seat.labels.roles:
        raise ValidationError({"whom": "Diese Rolle gibt es hier nicht."})
    departments = Department.objects.filter(workspace_id=one.workspace_id)
    if whom.department_id and not departments.filter(pk=whom.department_id).exists():
        raise ValidationError({"whom": "Diese Organisationseinheit gibt es hier nicht."})


def _tell_new(one: Assignment, *, seat: Seat, at: datetime) -> None:
    people = queries.people_of(one, day=timezone.localdate(at))
    key = f"assignment:{one.pk}:new:{one.person_id or one.role or one.department_id}"
    due = f", bis {one.due_on:%d.%m.%Y}" if one.due_on else ""
    notify(
        _news(one, key=key, title=f"Neuer Auftrag: {one.title}{due}"),
        to=[user.id for user in people],
        workspace_id=one.workspace_id,
        besides=seat.user_id,
        at=at,
    )


def _tell_changed(one: Assignment, *, seat: Seat, at: datetime) -> None:
    key = f"assignment:{one.pk}:changed:{at.timestamp():.0f}"
    notify(
        _news(one, key=key, title=f"Auftrag geändert: {one.title}"),
        to=[user.id for user in queries.people_of(one, day=timezone.localdate(at))],
        workspace_id=one.workspace_id,
        besides=seat.user_id,
        at=at,
    )


def _news(one: Assignment, *, key: str, title: str) -> News:
    address = reverse("assignments:assignment", args=[one.pk])
    ref = Ref(one.object_kind, one.object_id) if one.object_kind else None
    return News(NotificationKind.ASSIGNMENT, key, title, address, ref)


def _told(one: Assignment, seat: Seat) -> dict[str, str]:
    whom = one.person or one.department or (seat.labels.role(one.role) if one.role else "")
    return {
        "title": one.title,
        "note": one.note,
        "due_on": one.due_on.isoformat() if one.due_on else "",
        "whom": str(whom),
    }


def _record(verb: str, one: Assignment, seat: Seat, at: datetime, **fields: dict) -> None:
    record(
        verb=verb,
        actor_id=seat.user_id,
        workspace_id=seat.workspace_id,
        kind=queries.KIND,
        object_id=str(one.pk),
        title=one.title,
        at=at,
        **fields,
    )
