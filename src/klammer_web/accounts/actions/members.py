# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: giving and ending roles in a workspace, and saying goodbye to a person."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from klammer_web.accountability.actions import record
from klammer_web.accounts import ownership, rules
from klammer_web.accounts.actions.people import admit, told
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Department, Membership, User, Workspace
from klammer_web.accounts.queries import people
from klammer_web.accounts.seats import Seat

_NOBODY_LEFT = (
    "Danach könnte hier niemand mehr Personen verwalten. Geben Sie zuerst jemandem unbefristet "
    "die Planungskoordination oder die Verwaltung."
)


@transaction.atomic
def give_role(
    *,
    seat: Seat,
    user_id: UUID,
    role: Role,
    since: date,
    until: date | None = None,
    department: Department | None = None,
    at: datetime,
) -> Membership:
    """Give a person of this workspace one more role; nobody gives a role to themselves."""
    rules.check_give_role(seat, role)
    if people.member(seat.workspace_id, user_id, day=timezone.localdate(at)) is None:
        raise Http404
    if user_id == seat.user_id:
        raise ValidationError(
            "Eine Rolle gibt man sich nicht selbst. Bitten Sie jemand anderen aus der Verwaltung."
        )
    check_department(seat, department)
    return admit(
        user=User.objects.get(id=user_id),
        workspace=Workspace.objects.get(id=seat.workspace_id),
        role=role,
        since=since,
        until=until,
        department=department,
        actor_id=seat.user_id,
        at=at,
    )


@transaction.atomic
def end_role(*, seat: Seat, membership_id: UUID, day: date, at: datetime) -> None:
    """End one role of a person; the person keeps the others and what belongs to them."""
    rules.check_care_for_people(seat)
    held = get_object_or_404(_locked(seat), id=membership_id)
    rules.check_give_role(seat, Role(held.role))
    others = people.memberships_in(seat.workspace_id, day=timezone.localdate(at)).filter(
        user_id=held.user_id
    )
    if not others.exclude(id=held.id).exists():
        owned = ownership.holdings(user_id=held.user_id, workspace_id=held.workspace_id)
        if owned:
            raise ValidationError(
                "Das ist die letzte Rolle dieser Person. Verabschieden Sie sie stattdessen: "
                "Dabei wird übergeben, wofür sie zuständig ist."
            )
    _end(held, seat=seat, day=day, at=at)
    check_somebody_cares(seat.workspace_id, day=timezone.localdate(at))


@transaction.atomic
def move_membership(
    *, seat: Seat, membership_id: UUID, department: Department | None, at: datetime
) -> None:
    """Put a membership into another department."""
    rules.check_care_for_people(seat)
    held = get_object_or_404(_locked(seat), id=membership_id)
    check_department(seat, department)
    before, held.department = told(held), department
    held.save(update_fields=["department"])
    _tell("accounts.moved", held, seat=seat, before=before, after=told(held), at=at)


@transaction.atomic
def say_goodbye(
    *, seat: Seat, user_id: UUID, successors: Mapping[str, UUID], day: date, at: datetime
) -> None:
    """End everything a person is in this workspace; others take over what belonged to them.

    successors  kind of things → the person who takes them over; every kind needs one
    """
    rules.check_care_for_people(seat)
    held = list(
        _locked(seat).filter(
            id__in=people.memberships_in(seat.workspace_id, day=timezone.localdate(at)).values(
                "id"
            ),
            user_id=user_id,
        )
    )
    if not held:
        raise Http404
    for one in held:
        rules.check_give_role(seat, Role(one.role))
    for holding in ownership.holdings(user_id=user_id, workspace_id=seat.workspace_id):
        successor = successors.get(holding.kind.kind)
        _check_successor(seat, successor, leaving=user_id, word=holding.kind.word, day=day)
        holding.kind.hand_over(
            ids=[thing.id for thing in holding.things],
            successor_id=successor,
            workspace_id=seat.workspace_id,
            actor_id=seat.user_id,
            at=at,
        )
    for one in held:
        _end(one, seat=seat, day=day, at=at)
    check_somebody_cares(seat.workspace_id, day=timezone.localdate(at))


def check_department(seat: Seat, department: Department | None) -> None:
    """Raise `Http404` for a department of another workspace."""
    if department is not None and department.workspace_id != seat.workspace_id:
        raise Http404


def check_somebody_cares(workspace_id: UUID, *, day: date) -> None:
    """Raise `ValidationError` when nobody would look after the workspace for good."""
    left = Membership.objects.filter(
        people.holding(day=day),
        workspace_id=workspace_id,
        valid_until=None,
        role__in=rules.CARETAKERS,
        user__is_active=True,
    )
    if not left.exists():
        raise ValidationError(_NOBODY_LEFT)


def _locked(seat: Seat):
    # The workspace's row is held first: two people ending each other's roles come one by one.
    get_object_or_404(Workspace.objects.select_for_update(), id=seat.workspace_id)
    return Membership.objects.select_for_update().filter(workspace_id=seat.workspace_id)


def _end(held: Membership, *, seat: Seat, day: date, at: datetime) -> None:
    if held.valid_until and held.valid_until <= day:
        return
    if day < timezone.localdate(at):
        raise ValidationError("Der letzte Tag kann nicht in der Vergangenheit liegen.")
    before, identity = told(held), held.id
    if held.valid_from >= day:
        held.delete()  # it never held on a day that counts; the audit trail keeps it
        held.id = identity
        _tell("accounts.ended", held, seat=seat, before=before, after=None, at=at)
        return
    held.valid_until = day
    held.save(update_fields=["valid_until"])
    _tell("accounts.ended", held, seat=seat, before=before, after=told(held), at=at)


def _check_successor(
    seat: Seat, successor: UUID | None, *, leaving: UUID, word: str, day: date
) -> None:
    if successor is None or successor == leaving:
        raise ValidationError(f"Wer übernimmt die {word}? Bitte wählen Sie eine andere Person.")
    held = Membership.objects.filter(
        people.holding(day=day + timedelta(days=1)),
        workspace_id=seat.workspace_id,
        user_id=successor,
        user__is_active=True,
    )
    if not held.exists():
        raise ValidationError(f"{word}: Diese Person arbeitet dann nicht mehr hier.")


def _tell(verb, held: Membership, *, seat: Seat, before, after, at) -> None:
    record(
        verb=verb,
        actor_id=seat.user_id,
        workspace_id=seat.workspace_id,
        kind="accounts.membership",
        object_id=str(held.id),
        title=str(held.user),
        before=before,
        after=after,
        at=at,
    )
