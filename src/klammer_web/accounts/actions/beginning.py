# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: opening a workspace with its words, its departments and its first people, in one go.

All or nothing: a mistake in the last address leaves no half-opened county.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from klammer.base import deadlines
from klammer_web.accountability.actions import record
from klammer_web.accounts import places, proposals, rules
from klammer_web.accounts.actions.invitations import invite
from klammer_web.accounts.actions.people import admit, create_person, open_workspace
from klammer_web.accounts.enums import Role, VocabularyList, WorkspaceKind
from klammer_web.accounts.models import Department, User, VocabularyEntry, Workspace
from klammer_web.accounts.seats import Seat

OPERATORS = "instanz"  # the workspace of those who run the whole instance
_FIRST_ROLES = (Role.COORDINATOR, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Opening:
    """What a county is opened with.

    plan_types, committees  key → label
    departments             key → proposal; a parent that is left out leaves its parts on top
    holidays                for each of these years
    invited                 (address, role) of the first people
    """

    key: str
    plan_types: dict[str, str]
    committees: dict[str, str]
    departments: dict[str, proposals.ProposedDepartment]
    holidays: tuple[int, ...]
    invited: tuple[tuple[str, Role], ...]


@dataclass(frozen=True)
class Founder:
    """Who opens the first workspace of an instance, and gets the first account."""

    name: str
    email: str
    password: str


@transaction.atomic
def open_county(
    *, seat: Seat, opening: Opening, link: Callable[[str], str], at: datetime
) -> Workspace:
    """Open a county for others: whoever opens it gets no role there."""
    rules.check_open_workspaces(seat)
    made = _open(opening, actor=seat, at=at)
    _invite(opening, seat=_sitting_in(seat, made), link=link, at=at)
    return made


@transaction.atomic
def open_first(
    *, founder: Founder, opening: Opening, link: Callable[[str], str], at: datetime
) -> tuple[Workspace, User]:
    """Open the first workspace of an empty instance; its founder cares for it and the machine.

    Raises `ValidationError` when somebody has an account already.
    """
    validate_password(founder.password, user=User(email=founder.email, name=founder.name))
    instance = open_workspace(kind=WorkspaceKind.COUNTY, key=OPERATORS, name="Instanz", at=at)
    if User.objects.exists():  # asked after the trail's lock: of two founders one comes too late
        raise ValidationError("Diese Instanz ist schon eingerichtet. Bitte melden Sie sich an.")
    user = create_person(email=founder.email, name=founder.name, password=founder.password, at=at)
    since = timezone.localdate(at)
    seat = Seat(user_id=user.id, user_name=user.name)
    made = _open(opening, actor=seat, at=at)
    for role in _FIRST_ROLES:
        admit(user=user, workspace=made, role=role, since=since, actor_id=user.id, at=at)
    admit(
        user=user, workspace=instance, role=Role.ADMINISTRATOR, since=since,
        actor_id=user.id, at=at,
    )  # fmt: skip
    _invite(opening, seat=_sitting_in(seat, made), link=link, at=at)
    return made, user


def _open(opening: Opening, *, actor: Seat, at: datetime) -> Workspace:
    place = places.offered().get(opening.key)
    if place is None:
        raise ValidationError({"key": "Diesen Kreis gibt es nicht."})
    made = open_workspace(
        kind=place.kind, key=place.key, name=place.name, actor_id=actor.user_id, at=at
    )
    if made.opened_at != at:
        raise ValidationError({"key": f"{place.name} hat schon einen Mandanten."})
    since = timezone.localdate(at)
    for name, words in (
        (VocabularyList.PLAN_TYPE, opening.plan_types),
        (VocabularyList.COMMITTEE, opening.committees),
    ):
        entries = [(key, label, since, None) for key, label in words.items()]
        _set_words(made, name, entries, actor=actor, at=at)
    _set_words(made, VocabularyList.HOLIDAY, _holidays(opening.holidays), actor=actor, at=at)
    _lay_out(made, opening.departments, actor=actor, at=at)
    return made


def _holidays(years: tuple[int, ...]) -> list[tuple[str, str, date, date | None]]:
    one = timedelta(days=1)
    return [
        (day.isoformat(), label, day, day + one)
        for year in years
        for day, label in deadlines.holidays(year).items()
    ]


def _set_words(workspace: Workspace, name: VocabularyList, entries, *, actor: Seat, at) -> None:
    VocabularyEntry.objects.bulk_create(
        VocabularyEntry(
            workspace=workspace,
            list=name,
            key=key,
            label=label,
            valid_from=since,
            valid_until=until,
        )
        for key, label, since, until in entries
    )
    if entries:
        _tell(
            "accounts.set_vocabulary", "accounts.vocabulary", name.value, name.label,
            {"entries": [label for _key, label, *_ in entries]},
            workspace=workspace, actor=actor, at=at,
        )  # fmt: skip


def _lay_out(workspace: Workspace, wanted, *, actor: Seat, at: datetime) -> None:
    made: dict[str, Department] = {}
    for key, one in wanted.items():
        made[key] = Department.objects.create(
            workspace=workspace, name=one.name, kind=one.kind, parent=made.get(one.parent)
        )
        _tell(
            "accounts.added_department", "accounts.department", str(made[key].id), one.name,
            {"name": one.name, "kind": one.kind.value, "parent": str(made[key].parent or "")},
            workspace=workspace, actor=actor, at=at,
        )  # fmt: skip


def _tell(verb, kind, object_id, title, after, *, workspace, actor: Seat, at: datetime) -> None:
    record(
        verb=verb,
        actor_id=actor.user_id,
        workspace_id=workspace.id,
        kind=kind,
        object_id=object_id,
        title=title,
        after=after,
        at=at,
    )


def _invite(opening: Opening, *, seat: Seat, link: Callable[[str], str], at: datetime) -> None:
    since = timezone.localdate(at)
    for email, role in opening.invited:
        invite(seat=seat, email=email, role=role, since=since, link=link, at=at)


def _sitting_in(seat: Seat, made: Workspace) -> Seat:
    """Return the seat as it were in the new workspace, to invite the first people."""
    return replace(
        seat,
        workspace_id=made.id,
        workspace_name=made.name,
        workspace_key=made.key,
        workspace_kind=made.kind,
        roles=frozenset({Role.ADMINISTRATOR}),
    )
