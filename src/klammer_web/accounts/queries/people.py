# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: who works in a workspace, in which department, and who was invited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from klammer_web.accounts.enums import InvitationState, Role
from klammer_web.accounts.models import Department, Invitation, Membership, User
from klammer_web.accounts.rules import CARETAKERS

MOST_NAMED = 3


@dataclass(frozen=True)
class Member:
    """One person of a workspace with every membership held there on a day."""

    user: User
    memberships: tuple[Membership, ...]


@dataclass(frozen=True)
class Branch:
    """One department in its tree: how deep it stands, and who belongs to it."""

    department: Department
    depth: int
    members: int


def holding(*, day: date) -> Q:
    """Return the condition under which a membership holds on this day."""
    return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))


def memberships_in(workspace_id: UUID | None, *, day: date) -> QuerySet[Membership]:
    """Return the memberships of a workspace that hold on this day or begin later."""
    over = Q(valid_until__isnull=False, valid_until__lte=day)
    return (
        Membership.objects.filter(workspace_id=workspace_id)
        .exclude(over)
        .select_related("user", "department", "workspace")
        .order_by("user__name", "user__email", "role")
    )


def members(workspace_id: UUID | None, *, day: date) -> list[Member]:
    """Return the people of a workspace by name, each with what they do there."""
    found: dict[UUID, list[Membership]] = {}
    for one in memberships_in(workspace_id, day=day):
        found.setdefault(one.user_id, []).append(one)
    return [Member(held[0].user, tuple(held)) for held in found.values()]


def member(workspace_id: UUID | None, user_id: UUID, *, day: date) -> Member | None:
    """Return one person of the workspace, or nothing when there is no such person."""
    held = tuple(memberships_in(workspace_id, day=day).filter(user_id=user_id))
    return Member(held[0].user, held) if held else None


def past_memberships(workspace_id: UUID | None, *, day: date) -> QuerySet[Membership]:
    """Return who worked here once, the latest first."""
    return (
        Membership.objects.filter(workspace_id=workspace_id, valid_until__lte=day)
        .select_related("user")
        .order_by("-valid_until", "user__name")
    )


def with_roles(roles: Iterable[Role], *, workspace_id: UUID, day: date) -> QuerySet[User]:
    """Return the active people who hold one of these roles on this day, by name."""
    held = Membership.objects.filter(holding(day=day), workspace_id=workspace_id, role__in=roles)
    return User.objects.filter(is_active=True, id__in=held.values("user_id")).order_by("name")


def names_with(roles: Iterable[Role], *, workspace_id: UUID, day: date) -> list[str]:
    """Return the names of a few people who hold one of these roles."""
    found = with_roles(roles, workspace_id=workspace_id, day=day)[:MOST_NAMED]
    return [str(user) for user in found]


def caretakers(workspace_id: UUID, *, day: date) -> QuerySet[User]:
    """Return who looks after the people of a workspace."""
    return with_roles(CARETAKERS, workspace_id=workspace_id, day=day)


def departments(workspace_id: UUID | None, *, day: date) -> list[Branch]:
    """Return the departments as a tree, each under the one it belongs to, by name."""
    found = list(Department.objects.filter(workspace_id=workspace_id))
    below: dict[UUID | None, list[Department]] = {}
    for one in found:
        below.setdefault(one.parent_id, []).append(one)
    counts: dict[UUID | None, set[UUID]] = {}
    for held in memberships_in(workspace_id, day=day):
        counts.setdefault(held.department_id, set()).add(held.user_id)
    return [Branch(one, depth, len(counts.get(one.id, ()))) for one, depth in _walk(below, None, 0)]


def _walk(below, parent, depth):
    for one in below.get(parent, ()):
        yield one, depth
        yield from _walk(below, one.id, depth + 1)


def invitations(workspace_id: UUID | None, *, at: datetime) -> list[Invitation]:
    """Return the invitations that still need somebody: open ones first, then expired ones."""
    found = Invitation.objects.filter(
        workspace_id=workspace_id, accepted_at__isnull=True, revoked_at__isnull=True
    ).select_related("invited_by", "department")
    order = [InvitationState.OPEN, InvitationState.EXPIRED]
    return sorted(found, key=lambda one: order.index(one.state_at(at)))
