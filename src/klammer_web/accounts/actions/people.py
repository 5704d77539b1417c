# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: people, workspaces, memberships."""

from datetime import date

from django.db import transaction

from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.models import Membership, User, Workspace


@transaction.atomic
def open_workspace(*, kind: WorkspaceKind, key: str, name: str) -> Workspace:
    """Create the workspace with this key, or return the one there is."""
    workspace, _ = Workspace.objects.get_or_create(key=key, defaults={"kind": kind, "name": name})
    return workspace


@transaction.atomic
def admit(*, user: User, workspace: Workspace, role: Role, since: date) -> Membership:
    """Give a person a role in a workspace; a role that is already held stays as it is."""
    membership, _ = Membership.objects.get_or_create(
        user=user, workspace=workspace, role=role, valid_until=None, defaults={"valid_from": since}
    )
    return membership


@transaction.atomic
def create_person(*, email: str, name: str, password: str | None, is_demo: bool = False) -> User:
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
    return user
