# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The people of a workspace: who they are today, and what each of them may see there."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Membership, User
from klammer_web.accounts.queries import seat_in
from klammer_web.accounts.queries.people import holding, with_roles
from klammer_web.accounts.seats import Seat
from klammer_web.chain import kinds
from klammer_web.chain.kinds import Ref


def in_workspace(workspace_id: UUID | None, *, day: date) -> list[User]:
    """Return the active people with a role here on this day, by name."""
    if workspace_id is None:
        return []
    return list(with_roles(list(Role), workspace_id=workspace_id, day=day))


def of_department(department_id: UUID, *, workspace_id: UUID, day: date) -> list[User]:
    """Return the active people of a department on this day, by name."""
    held = Membership.objects.filter(
        holding(day=day), workspace_id=workspace_id, department_id=department_id
    )
    return list(User.objects.filter(is_active=True, id__in=held.values("user_id")).order_by("name"))


def departments_of(seat: Seat, *, day: date) -> set[UUID]:
    """Return the departments in which the seat's person works here."""
    if seat.user_id is None or seat.workspace_id is None:
        return set()
    held = Membership.objects.filter(
        holding(day=day),
        user_id=seat.user_id,
        workspace_id=seat.workspace_id,
        department_id__isnull=False,
    )
    return set(held.values_list("department_id", flat=True))


def seat_at(user: User, workspace_id: UUID, *, day: date) -> Seat | None:
    """Return the person's seat in this workspace, or nothing without a role there."""
    seat = seat_in(user, day=day, workspace_id=workspace_id)
    return seat if user.is_active and seat.workspace_id == workspace_id else None


def who_see(people: Iterable[User], ref: Ref, *, workspace_id: UUID, day: date) -> list[User]:
    """Return those of the people who may see the object."""
    found = []
    for user in people:
        seat = seat_at(user, workspace_id, day=day)
        if seat is not None and kinds.card(seat, ref) is not None:
            found.append(user)
    return found


def handles(people: Iterable[User]) -> dict[str, User]:
    """Return what is written behind the @ → person: the name, or the address of namesakes."""
    by_name: dict[str, list[User]] = {}
    for user in people:
        by_name.setdefault(str(user).casefold(), []).append(user)
    found = {}
    for same in by_name.values():
        for user in same:
            found[str(user) if len(same) == 1 else user.email] = user
    return found
