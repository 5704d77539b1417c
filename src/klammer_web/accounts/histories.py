# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose history may be seen in this context, and how a change is taken back."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.urls import reverse

from klammer_web.accountability import history
from klammer_web.accounts import rules
from klammer_web.accounts.actions.departments import change_department
from klammer_web.accounts.actions.people import rename_person
from klammer_web.accounts.actions.vocabularies import KIND as WORD
from klammer_web.accounts.actions.vocabularies import change_word
from klammer_web.accounts.enums import DepartmentKind, VocabularyList
from klammer_web.accounts.models import Department, Membership, User, VocabularyEntry
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.queries.vocabularies import visible


def register() -> None:
    """Let departments and one's own account show their history."""
    history.register(
        "accounts.department",
        may_see=_may_see_department,
        restore=_restore_department,
        model="accounts.Department",
        labels={"parent": "gehört zu"},
        address=lambda object_id: reverse("accounts:department", args=[object_id]),
    )
    history.register(
        WORD,
        may_see=_may_see_word,
        restore=_restore_word,
        model="accounts.VocabularyEntry",
        address=lambda object_id: reverse("accounts:word", args=[object_id]),
    )
    for kind, model in _IN_THE_TRAIL.items():
        hidden = frozenset({"user", "workspace", "id"})
        may_see = {"may_see": _may_see_membership} if kind == _MEMBERSHIP else {}
        history.register(kind, model=model, labels=_WORDS, hidden=hidden, **may_see)
    history.register(
        "accounts.user",
        may_see=_is_oneself,
        restore=_restore_name,
        model="accounts.User",
        address=lambda _object_id: reverse("accounts:account"),
    )


_WORDS = {
    "from": "ab",
    "until": "bis vor",
    "department": "Organisationseinheit",
    "parent": "gehört zu",
    "audience": "für",
    "expires": "gilt bis",
    "expires_at": "gilt bis",
    "to": "an",
    "target": "an",
    "reason": "Begründung",
    "note": "Anmerkung",
    "state": "Stand",
}
_MEMBERSHIP = "accounts.membership"
_IN_THE_TRAIL = {
    _MEMBERSHIP: "accounts.Membership",
    "accounts.invitation": "accounts.Invitation",
    "accounts.workspace": "accounts.Workspace",
    "accounts.saved_view": "accounts.SavedView",
    "accounts.share": "accounts.Share",
    "accounts.second_look": "accounts.SecondLook",
}


def _department(request, object_id: str) -> Department | None:
    try:
        identity = UUID(object_id)
    except ValueError:
        return None
    workspace = seat_of(request).workspace_id
    return Department.objects.filter(id=identity, workspace_id=workspace).first()


def _may_see_membership(request, object_id: str) -> bool:
    seat = seat_of(request)
    try:
        identity = UUID(object_id)
    except ValueError:
        return False
    held = Membership.objects.filter(id=identity, workspace_id=seat.workspace_id)
    return rules.may_care_for_people(seat) and held.exists()


def _may_see_department(request, object_id: str) -> bool:
    is_caretaker = rules.may_care_for_people(seat_of(request))
    return is_caretaker and _department(request, object_id) is not None


def _restore_department(request, *, object_id: str, values, expected, at) -> None:
    held = _department(request, object_id)
    now = {"name": held.name, "kind": held.kind, "parent": str(held.parent or "")}
    if any(now[name] != text for name, text in expected.items()):
        raise history.MovedOnError
    wanted = now | values
    parent = None
    if wanted["parent"]:
        same = Department.objects.filter(workspace_id=held.workspace_id, name=wanted["parent"])
        parent = same.first()
        if parent is None:
            raise history.MovedOnError
    change_department(
        seat=seat_of(request),
        department_id=held.id,
        name=wanted["name"],
        kind=DepartmentKind(wanted["kind"]),
        parent=parent,
        at=at,
    )


def _word(request, object_id: str) -> VocabularyEntry | None:
    try:
        return visible(seat_of(request)).filter(id=UUID(object_id)).first()
    except ValueError:
        return None


def _may_see_word(request, object_id: str) -> bool:
    return bool(seat_of(request).roles) and _word(request, object_id) is not None


def _restore_word(request, *, object_id: str, values, expected, at) -> None:
    held = _word(request, object_id)
    now = {
        "list": held.list,
        "label": held.label,
        "valid_from": held.valid_from.isoformat(),
        "valid_until": held.valid_until.isoformat() if held.valid_until else None,
    }
    if any(now[name] != text for name, text in expected.items()):
        raise history.MovedOnError
    wanted = now | values
    until = wanted["valid_until"]
    try:
        change_word(
            seat=seat_of(request),
            entry_id=held.id,
            name=VocabularyList(wanted["list"]),
            label=wanted["label"],
            since=date.fromisoformat(wanted["valid_from"]),
            until=date.fromisoformat(until) if until else None,
            at=at,
        )
    except ValidationError as error:  # another word stands there meanwhile
        raise history.MovedOnError from error


def _is_oneself(request, object_id: str) -> bool:
    return object_id == str(seat_of(request).user_id)


def _restore_name(_request, *, object_id: str, values, expected, at) -> None:
    user = User.objects.get(id=object_id)
    if set(values) != {"name"} or user.name != expected["name"]:
        raise history.MovedOnError
    rename_person(user=user, name=values["name"], at=at)
