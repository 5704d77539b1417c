# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: the assignments of a seat and of an object, and as tasks."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import User
from klammer_web.accounts.queries.people import with_roles
from klammer_web.accounts.seats import Seat
from klammer_web.chain import colleagues, kinds
from klammer_web.chain.assignments import rules
from klammer_web.chain.enums import AssignmentState
from klammer_web.chain.kinds import Card, Ref
from klammer_web.chain.models import Assignment
from klammer_web.chain.tasks import Task

KIND = "chain.assignment"


def in_workspace(seat: Seat) -> QuerySet[Assignment]:
    """Return the workspace's assignments that this seat may know of.

    Who may give assignments knows of all; everybody else of those given to or by them.
    """
    if seat.workspace_id is None or not seat.is_signed_in:
        return Assignment.objects.none()
    found = Assignment.objects.filter(workspace_id=seat.workspace_id).select_related(
        "person", "department", "made_by", "closed_by"
    )
    return found if rules.may_give(seat) else found.filter(_mine(seat) | Q(made_by=seat.user_id))


def given_to(seat: Seat) -> QuerySet[Assignment]:
    """Return the assignments given to the person, to a role held, or to the department."""
    return in_workspace(seat).filter(_mine(seat))


def given_to_or_by(seat: Seat) -> QuerySet[Assignment]:
    """Return those given to the seat, and those it gave."""
    return in_workspace(seat).filter(_mine(seat) | Q(made_by=seat.user_id))


def _mine(seat: Seat) -> Q:
    departments = colleagues.departments_of(seat, day=timezone.localdate())
    return (
        Q(person_id=seat.user_id) | Q(role__in=sorted(seat.roles)) | Q(department__in=departments)
    )


def one_of(seat: Seat, identity: UUID) -> Assignment | None:
    """Return an assignment this seat may know of, or nothing."""
    return in_workspace(seat).filter(pk=identity).first()


def of_object(seat: Seat, ref: Ref) -> list[Assignment]:
    """Return what is asked about an object, the open ones first."""
    found = in_workspace(seat).filter(object_kind=ref.kind, object_id=ref.id)
    return sorted(found, key=lambda one: (not one.is_open, one.due_on or date.max))


def whom_in_words(one: Assignment, seat: Seat) -> str:
    """Say to whom it is given: "mich", a person, a role as it is called here, a department."""
    if one.person_id is not None:
        return "mich" if one.person_id == seat.user_id else str(one.person)
    if one.role:
        return f"alle mit der Rolle {seat.labels.role(one.role)}"
    return str(one.department) if one.department_id else "niemanden mehr"


def people_of(one: Assignment, *, day: date) -> list[User]:
    """Return who has it to do today."""
    if one.person_id is not None:
        everybody = colleagues.in_workspace(one.workspace_id, day=day)
        return [user for user in everybody if user.id == one.person_id]
    if one.role:
        return list(with_roles([Role(one.role)], workspace_id=one.workspace_id, day=day))
    if one.department_id is None:
        return []
    return colleagues.of_department(one.department_id, workspace_id=one.workspace_id, day=day)


def tasks_of(seat: Seat) -> list[Task]:
    """Return the open assignments of a seat as tasks."""
    found = list(given_to(seat).filter(state=AssignmentState.OPEN))
    return as_tasks(found, seat)


def as_tasks(found: Iterable[Assignment], seat: Seat) -> list[Task]:
    """Return assignments as tasks; objects the seat may not see stay unnamed."""
    assignments = list(found)
    refs = [Ref(one.object_kind, one.object_id) for one in assignments if one.object_kind]
    cards = kinds.cards(seat, refs)
    return [
        Task(
            title=one.title,
            why=_why(one, seat, cards.get(Ref(one.object_kind, one.object_id))),
            address=reverse("assignments:assignment", args=[one.pk]),
            due=one.due_on,
            whom=whom_in_words(one, seat),
            is_mine=one.person_id == seat.user_id,
            assignment=one.pk,
            ref_label="Auftrag",
        )
        for one in assignments
    ]


def _why(one: Assignment, seat: Seat, card: Card | None) -> str:
    parts = [f"{card.label}: {card.title}"] if card else []
    if one.made_by_id is not None and one.made_by_id != seat.user_id:
        parts.append(f"von {one.made_by}")
    return " · ".join(parts)


def cards(seat: Seat, ids: Iterable[str]) -> dict[str, Card]:
    """Introduce assignments to the chain."""
    wanted = []
    for text in ids:
        try:
            wanted.append(UUID(text))
        except ValueError:
            continue
    return {
        str(one.pk): Card(
            Ref(KIND, str(one.pk)),
            "Auftrag",
            one.title,
            reverse("assignments:assignment", args=[one.pk]),
            AssignmentState(one.state).label,
        )
        for one in in_workspace(seat).filter(pk__in=wanted)
    }


def open_in(workspace_id: UUID) -> QuerySet[Assignment]:
    """Return the open assignments of a workspace, whoever has them."""
    return Assignment.objects.filter(workspace_id=workspace_id, state=AssignmentState.OPEN)


def object_behind(seat: Seat, identity: str) -> list[Ref]:
    """Return the object an assignment is about: its reason."""
    one = one_of(seat, UUID(identity))
    return [Ref(one.object_kind, one.object_id)] if one and one.object_kind else []
