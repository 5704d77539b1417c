# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: who sits where today."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Membership, User, Workspace
from klammer_web.accounts.queries.people import holding
from klammer_web.accounts.seats import NOBODY, Seat

SESSION_KEY = "workspace"


def memberships_on(user: User, *, day: date) -> QuerySet[Membership]:
    """Return the memberships that hold on this day, in the order of workspaces."""
    return (
        user.memberships.filter(holding(day=day))
        .select_related("workspace")
        .order_by("workspace__key", "role")
    )


def seat_in(user: User, *, day: date, workspace_id: UUID | None = None) -> Seat:
    """Return the person's seat in this workspace, else in the first one, else without any."""
    return _seat(user, list(memberships_on(user, day=day)), workspace_id)


def _seat(user: User, held: list[Membership], workspace_id: UUID | None) -> Seat:
    here = [one for one in held if one.workspace_id == workspace_id] or held
    if not here:
        return Seat(user_id=user.id, user_name=str(user))
    workspace: Workspace = here[0].workspace
    roles = frozenset(Role(one.role) for one in held if one.workspace_id == workspace.id)
    return Seat(
        user_id=user.id,
        user_name=str(user),
        workspace_id=workspace.id,
        workspace_name=workspace.name,
        workspace_key=workspace.key,
        workspace_kind=workspace.kind,
        roles=roles,
    )


def seat_of(request) -> Seat:
    """Return who acts in this request; asked once, then remembered on the request."""
    if not hasattr(request, "seat"):
        request.seat = _seat_of(request)
    return request.seat


def _seat_of(request) -> Seat:
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return NOBODY
    try:
        chosen = UUID(request.session.get(SESSION_KEY, ""))
    except ValueError:
        chosen = None
    return _seat(request.user, _held(request), chosen)


def _held(request) -> list[Membership]:
    """Return the memberships of who asks; asked once, then remembered on the request."""
    if not hasattr(request, "memberships"):
        request.memberships = list(memberships_on(request.user, day=timezone.localdate()))
    return request.memberships


def workspaces_of_request(request) -> list[Workspace]:
    """Return the workspaces in which the person who asks has a role today."""
    if not seat_of(request).is_signed_in:
        return []
    return list(dict.fromkeys(one.workspace for one in _held(request)))


def workspaces_of(user: User, *, day: date) -> list[Workspace]:
    """Return the workspaces in which the person has a role on this day."""
    return list(dict.fromkeys(one.workspace for one in memberships_on(user, day=day)))
