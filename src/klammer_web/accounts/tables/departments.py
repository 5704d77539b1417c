# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The departments of a workspace as a list that travels through the office."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts import rules
from klammer_web.accounts.actions import departments as actions
from klammer_web.accounts.enums import DepartmentKind
from klammer_web.accounts.models import Department
from klammer_web.accounts.queries import people, seat_of
from klammer_web.accounts.seats import Seat
from klammer_web.ui.listing import Change, Column, Editing, Kind, Listing, RowRefusedError
from klammer_web.ui.listing.columns import NEW

_NOWHERE = object()  # a department that this one shall belong to and that is not there yet


def _columns(request) -> list[Column]:
    names = [
        (str(one.id), one.name)
        for one in Department.objects.filter(workspace_id=seat_of(request).workspace_id)
    ]
    return [
        Column(
            "name", "Name", lambda one: one.department.name, is_editable=True, is_required=True,
            depth=lambda one: min(one.depth, 3),
            link=lambda one: reverse("accounts:department", args=[one.department.id]),
        ),
        Column(
            "art", "Art", lambda one: one.department.kind, kind=Kind.CHOICE,
            choices=DepartmentKind.choices, phrase="der Art", everything="jeder",
            is_editable=True, is_required=True,
        ),
        Column(
            "gehoert", "gehört zu", lambda one: _parent(one.department), kind=Kind.CHOICE,
            choices=names, own_words="name", phrase="in", everything="allen", is_editable=True,
        ),
        Column("personen", "Personen", lambda one: one.members, kind=Kind.NUMBER),
    ]  # fmt: skip


def _parent(department: Department) -> str | None:
    return str(department.parent_id) if department.parent_id else None


def _rows(request) -> list[people.Branch]:
    return people.departments(seat_of(request).workspace_id, day=timezone.localdate())


def _write(request, *, changes: Sequence[Change], at: datetime) -> list[str]:
    """Write changes in an order in which each finds what it belongs to; then remove."""
    seat, made = seat_of(request), []
    waiting = [one for one in changes if one.values is not None]
    while waiting:
        later = []
        for change in waiting:
            key = _written(change, seat=seat, at=at)
            if key is _NOWHERE:
                later.append(change)
            elif change.key is None:
                made.append(key)
        if len(later) == len(waiting):
            missing = str(later[0].values["gehoert"]).removeprefix(NEW)
            raise RowRefusedError(later[0], f"„{missing}“, wozu sie gehören soll, gibt es nicht.")
        waiting = later
    _remove([one for one in changes if one.values is None], seat=seat, at=at)
    return made


def _written(change: Change, *, seat: Seat, at: datetime):
    """Write one change; return the key, or that its parent is not there yet."""
    here = Department.objects.filter(workspace_id=seat.workspace_id)
    held = here.filter(id=UUID(change.key)).first() if change.key else None
    if change.key and held is None:
        raise RowRefusedError(change, "Diese Organisationseinheit gibt es nicht mehr.")
    now = {"name": held.name, "art": held.kind, "gehoert": _parent(held)} if held else {}
    wish = now | dict(change.values)
    parent = _found(here, wish["gehoert"])
    if parent is _NOWHERE:
        return _NOWHERE
    fields = {"name": wish["name"], "kind": DepartmentKind(wish["art"]), "parent": parent}
    try:
        if held is None:
            return str(actions.add_department(seat=seat, **fields, at=at).id)
        actions.change_department(seat=seat, department_id=held.id, **fields, at=at)
    except ValidationError as error:
        raise RowRefusedError(change, " ".join(error.messages)) from error
    return change.key


def _found(here, wish: str | None):
    if not wish:
        return None
    if wish.startswith(NEW):
        return here.filter(name__iexact=wish.removeprefix(NEW)).first() or _NOWHERE
    return here.filter(id=UUID(wish)).first() or _NOWHERE


def _remove(changes: Sequence[Change], *, seat: Seat, at: datetime) -> None:
    """Remove what lies deepest first: a department with parts cannot go."""
    branches = people.departments(seat.workspace_id, day=timezone.localdate(at))
    depths = {str(one.department.id): one.depth for one in branches}
    for change in sorted(changes, key=lambda one: -depths.get(one.key, 0)):
        try:
            actions.remove_department(seat=seat, department_id=UUID(change.key), at=at)
        except ValidationError as error:
            raise RowRefusedError(change, " ".join(error.messages)) from error


DEPARTMENTS = Listing(
    key="accounts.departments",
    title="Organisation",
    noun=("Organisationseinheit", "Organisationseinheiten"),
    columns=_columns,
    rows=_rows,
    address=lambda: reverse("accounts:departments"),
    check=lambda request: rules.check_care_for_people(seat_of(request)),
    editing=Editing(
        check=lambda request: rules.check_care_for_people(seat_of(request)),
        key=lambda one: str(one.department.id),
        name=lambda one: one.department.name,
        write=_write,
        kind="accounts.department",
        may_add=True,
        may_remove=True,
    ),
    word_hint="z. B. Jugendamt",
)
