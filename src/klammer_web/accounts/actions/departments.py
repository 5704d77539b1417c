# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: the departments of a workspace."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404

from klammer_web.accountability.actions import record
from klammer_web.accounts import rules
from klammer_web.accounts.actions.members import check_department
from klammer_web.accounts.enums import DepartmentKind
from klammer_web.accounts.models import Department
from klammer_web.accounts.seats import Seat


@transaction.atomic
def add_department(
    *, seat: Seat, name: str, kind: DepartmentKind, parent: Department | None, at: datetime
) -> Department:
    """Add a department; its name stands once in a workspace."""
    rules.check_care_for_people(seat)
    check_department(seat, parent)
    _check_name(seat, name)
    made = Department.objects.create(
        workspace_id=seat.workspace_id, name=name, kind=kind, parent=parent
    )
    _tell("accounts.added_department", made, seat=seat, before=None, after=_told(made), at=at)
    return made


@transaction.atomic
def change_department(
    *,
    seat: Seat,
    department_id: UUID,
    name: str,
    kind: DepartmentKind,
    parent: Department | None,
    at: datetime,
) -> None:
    """Rename a department or put it elsewhere; never below itself."""
    rules.check_care_for_people(seat)
    held = get_object_or_404(_locked(seat), id=department_id)
    check_department(seat, parent)
    _check_name(seat, name, besides=held)
    above = parent
    while above is not None:
        if above.id == held.id:
            raise ValidationError(f"„{held}“ kann nicht unter sich selbst stehen.")
        above = above.parent
    before = _told(held)
    held.name, held.kind, held.parent = name, kind, parent
    held.save()
    _tell("accounts.changed_department", held, seat=seat, before=before, after=_told(held), at=at)


@transaction.atomic
def remove_department(*, seat: Seat, department_id: UUID, at: datetime) -> None:
    """Remove a department; people in it stay, without one; parts must be moved before."""
    rules.check_care_for_people(seat)
    held = get_object_or_404(_locked(seat), id=department_id)
    if held.parts.exists():
        raise ValidationError(
            f"Zu „{held}“ gehören noch andere. Ordnen Sie diese zuerst woanders ein."
        )
    before, identity = _told(held), held.id
    held.delete()
    held.id = identity
    _tell("accounts.removed_department", held, seat=seat, before=before, after=None, at=at)


def _locked(seat: Seat):
    return Department.objects.select_for_update().filter(workspace_id=seat.workspace_id)


def _check_name(seat: Seat, name: str, *, besides: Department | None = None) -> None:
    same = Department.objects.filter(workspace_id=seat.workspace_id, name__iexact=name)
    if same.exclude(id=besides.id if besides else None).exists():
        raise ValidationError({"name": f"„{name}“ gibt es hier schon."})


def _told(one: Department) -> dict[str, str | None]:
    return {
        "name": one.name,
        "kind": str(DepartmentKind(one.kind)),
        "parent": str(one.parent or ""),
    }


def _tell(verb, one: Department, *, seat: Seat, before, after, at) -> None:
    record(
        verb=verb,
        actor_id=seat.user_id,
        workspace_id=seat.workspace_id,
        kind="accounts.department",
        object_id=str(one.id),
        title=one.name,
        before=before,
        after=after,
        at=at,
    )
