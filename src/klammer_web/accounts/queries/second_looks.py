# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: what waits for a second look, and what was looked at."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from klammer_web.accounts.enums import Role, SecondLookState
from klammer_web.accounts.models import Membership, SecondLook, User
from klammer_web.accounts.queries.people import with_roles
from klammer_web.accounts.seats import Seat

PATIENCE = timedelta(hours=24)
_CLEARING = [SecondLookState.AGREED, SecondLookState.ALONE]


def cleared(
    *, workspace_id: UUID | None, kind: str, object_id: str, fingerprint: str
) -> SecondLook | None:
    """Return the second look that covers exactly this content, or nothing."""
    return SecondLook.objects.filter(
        workspace_id=workspace_id,
        kind=kind,
        object_id=str(object_id),
        fingerprint=fingerprint,
        state__in=_CLEARING,
    ).first()


def of_workspace(workspace_id: UUID | None) -> QuerySet[SecondLook]:
    """Return every second look of a workspace, the latest first."""
    return SecondLook.objects.filter(workspace_id=workspace_id).select_related(
        "asked_by", "decided_by", "workspace"
    )


def waiting_for(seat: Seat) -> QuerySet[SecondLook]:
    """Return what waits for this seat's own second look."""
    if Role.HEAD not in seat.roles:
        return SecondLook.objects.none()
    return (
        of_workspace(seat.workspace_id)
        .filter(state=SecondLookState.WAITING)
        .exclude(asked_by_id=seat.user_id)
    )


def heads(workspace_id: UUID, *, besides: UUID | None, day: date) -> QuerySet[User]:
    """Return who can be asked: the heads of a workspace, without the person who asks."""
    return with_roles([Role.HEAD], workspace_id=workspace_id, day=day).exclude(id=besides)


def alone_from(look: SecondLook) -> datetime | None:
    """Return when the person who asked may confirm alone; nothing while there is a head.

    Somebody who was head at any time since the question counts: ending that role opens no way.
    """
    asked_on = timezone.localdate(look.asked_at)
    since = Q(valid_until__isnull=True) | Q(valid_until__gt=asked_on)
    others = Membership.objects.filter(
        since, workspace_id=look.workspace_id, role=Role.HEAD, user__is_active=True
    ).exclude(user_id=look.asked_by_id)
    if look.state != SecondLookState.WAITING or others.exists():
        return None
    return look.asked_at + PATIENCE
