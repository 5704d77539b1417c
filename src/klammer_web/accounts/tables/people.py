# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works in a workspace: one line for each role that somebody holds."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts import rules
from klammer_web.accounts.actions.members import move_membership
from klammer_web.accounts.models import Department, Membership
from klammer_web.accounts.queries import people, seat_of
from klammer_web.ui.listing import (
    Change,
    Column,
    Editing,
    Kind,
    Listing,
    write_each,
)

_DAY = timedelta(days=1)
_TIME, _PAST = "zeit", "past"
_TIMES = (("now", "heute arbeitet"), ("later", "später anfängt"), (_PAST, "früher gearbeitet hat"))


def _columns(request) -> list[Column]:
    seat = seat_of(request)
    departments = Department.objects.filter(workspace_id=seat.workspace_id)
    return [
        Column(
            "name", "Name", lambda one: str(one.user),
            link=lambda one: reverse("accounts:person", args=[one.user_id]),
            note=lambda one: one.user.email if one.user.name else "",
            badges=lambda one: () if one.user.is_active else (("gesperrt", "warning"),),
        ),
        Column("mail", "E-Mail-Adresse", lambda one: one.user.email, is_shown=False),
        Column(
            "rolle", "Rolle", lambda one: one.role, kind=Kind.CHOICE, phrase="mit der Rolle",
            choices=[(role.value, seat.labels.role(role)) for role in seat.labels.roles],
            everything="jeder",
        ),
        Column(
            "einheit", "Organisationseinheit", _department, kind=Kind.CHOICE,
            choices=[(str(one.id), one.name) for one in departments], phrase="aus",
            everything="allen Organisationseinheiten", is_editable=True,
        ),
        Column(
            _TIME, "Zeit", lambda one: _time(one, timezone.localdate()), kind=Kind.CHOICE,
            choices=_TIMES, phrase="und zwar, wer hier", everything="arbeitet oder es vorhat",
            is_filter_only=True,
        ),
        Column("seit", "seit", lambda one: one.valid_from, kind=Kind.DATE),
        Column("bis", "letzter Tag", _last_day, kind=Kind.DATE),
    ]  # fmt: skip


def _time(one: Membership, today: date) -> str:
    if one.valid_from > today:
        return "later"
    return _PAST if one.valid_until and one.valid_until <= today else "now"


def _department(one: Membership) -> str | None:
    return str(one.department_id) if one.department_id else None


def _last_day(one: Membership):
    return one.valid_until - _DAY if one.valid_until else None


def _rows(request):
    """Return who works here now or later; former ones when they are asked for."""
    find = people.past_memberships if _asks_for_past(request) else people.memberships_in
    return find(seat_of(request).workspace_id, day=timezone.localdate())


def _asks_for_past(request) -> bool:
    return request.GET.get(_TIME) == _PAST


def _write(request, *, changes: Sequence[Change], at: datetime) -> list[str]:
    seat = seat_of(request)
    departments = {
        str(one.id): one for one in Department.objects.filter(workspace_id=seat.workspace_id)
    }

    def move(change: Change, *, at: datetime) -> None:
        wish = change.values["einheit"]
        if wish and wish not in departments:
            raise ValidationError("Diese Organisationseinheit gibt es nicht mehr.")
        move_membership(
            seat=seat, membership_id=UUID(change.key), department=departments.get(wish), at=at
        )

    return write_each(changes, one=move, refusals=(ValidationError, Http404), at=at)


PEOPLE = Listing(
    key="accounts.people",
    title="Personen",
    noun=("Rolle", "Rollen"),
    columns=_columns,
    rows=_rows,
    address=lambda: reverse("accounts:people"),
    check=lambda request: rules.check_care_for_people(seat_of(request)),
    order="name",
    editing=Editing(
        check=lambda request: rules.check_care_for_people(seat_of(request)),
        key=lambda one: "" if _time(one, timezone.localdate()) == _PAST else str(one.id),
        name=lambda one: f"{one.user}, {one.get_role_display()}",
        write=_write,
        kind="accounts.membership",
    ),
    word_hint="Name oder Adresse",
)
