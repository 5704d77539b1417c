# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: people, workspaces, memberships. Who may is asked by the actions that call these."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from klammer_web.accountability.actions import record
from klammer_web.accounts.actions.second_looks import tell_new_head
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.models import Department, Membership, User, Workspace


@transaction.atomic
def open_workspace(
    *,
    kind: WorkspaceKind,
    key: str,
    name: str,
    actor_id: UUID | None = None,
    at: datetime | None = None,
) -> Workspace:
    """Create the workspace with this key, or return the one there is."""
    at = at or timezone.now()
    workspace, is_new = Workspace.objects.get_or_create(
        key=key, defaults={"kind": kind, "name": name, "opened_at": at}
    )
    if is_new:
        record(
            verb="accounts.opened_workspace",
            actor_id=actor_id,
            workspace_id=workspace.id,
            kind="accounts.workspace",
            object_id=str(workspace.id),
            title=name,
            after={"kind": str(WorkspaceKind(kind)), "key": key, "name": name},
            at=at,
        )
    return workspace


@transaction.atomic
def admit(
    *,
    user: User,
    workspace: Workspace,
    role: Role,
    since: date,
    until: date | None = None,
    department: Department | None = None,
    actor_id: UUID | None = None,
    at: datetime | None = None,
) -> Membership:
    """Give a person a role in a workspace; a role that is already held stays as it is.

    A new head gets the links to what waits for a second look.
    """
    at = at or timezone.now()
    held = Membership.objects.filter(user=user, workspace=workspace, role=role)
    found = held.filter(valid_until=None).first() or held.filter(valid_from=since).first()
    if found and found.valid_until is None:
        return found
    membership = found or Membership(user=user, workspace=workspace, role=role, valid_from=since)
    membership.valid_until, membership.department = until, department
    membership.save()
    record(
        verb="accounts.admitted",
        actor_id=actor_id,
        workspace_id=workspace.id,
        kind="accounts.membership",
        object_id=str(membership.id),
        title=str(user),
        after=told(membership),
        at=at,
    )
    if role == Role.HEAD and since <= timezone.localdate(at):
        tell_new_head(user=user, workspace_id=workspace.id)
    return membership


@transaction.atomic
def create_person(
    *,
    email: str,
    name: str,
    password: str | None,
    is_demo: bool = False,
    actor_id: UUID | None = None,
    at: datetime | None = None,
) -> User:
    """Create a person, or set name and password of the demonstration account there is.

    Raises `ValueError` when the address belongs to a real person.
    """
    found = User.objects.filter(email__iexact=email).first()
    if found and not (is_demo and found.is_demo):
        raise ValueError(f"a person with the address {email} exists")
    user = found or User.objects.create_user(email, password, name=name)
    user.name, user.is_demo = name, is_demo
    user.set_password(password)
    user.save()
    if not found:
        record(
            verb="accounts.created_person",
            actor_id=actor_id or user.id,
            workspace_id=None,
            kind="accounts.user",
            object_id=str(user.id),
            title=name,
            after={"name": name, "email": user.email},
            at=at or timezone.now(),
        )
    return user


@transaction.atomic
def rename_person(*, user: User, name: str, at: datetime) -> None:
    """Set the name by which others find the person."""
    before, user.name = user.name, name.strip()
    if before == user.name:
        return
    user.save(update_fields=["name"])
    record(
        verb="accounts.renamed_person",
        actor_id=user.id,
        workspace_id=None,
        kind="accounts.user",
        object_id=str(user.id),
        title=user.name,
        before={"name": before},
        after={"name": user.name},
        at=at,
    )


def told(membership: Membership) -> dict[str, str | None]:
    """Return a membership as the audit trail keeps it."""
    until = membership.valid_until
    return {
        "user": str(membership.user_id),
        "role": str(Role(membership.role)),
        "department": str(membership.department or "") or None,
        "from": membership.valid_from.isoformat(),
        "until": until.isoformat() if until else None,
    }
