# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may run things: what the room `operation` cannot know, because it stands below people."""

from uuid import UUID

from django.conf import settings

from klammer_web.accounts.enums import Role
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.rules import check_role
from klammer_web.accounts.seats import Seat
from klammer_web.operation.ports import Actor

OPERATORS = "instanz"  # the workspace of those who run the whole instance


def administrator(request) -> Actor:
    """Return the administrator who asks; raise `RefusedError` for everyone else."""
    seat = seat_of(request)
    check_role(seat, frozenset({Role.ADMINISTRATOR}), doing="den Betrieb überwachen")
    return actor(seat)


def actor(seat: Seat) -> Actor:
    """Return the seat as `operation` knows it."""
    is_operator = Role.ADMINISTRATOR in seat.roles and (
        seat.workspace_key == OPERATORS or settings.DEMO
    )
    return Actor(seat.user_id, seat.workspace_id, is_operator=is_operator)


def sender(request) -> Actor:
    """Return who sends something in, signed in or not."""
    return actor(seat_of(request))


def administrators(workspace_id: UUID | None) -> list[str]:
    """Return the addresses of the administrators of a workspace and of the whole instance."""
    from django.db.models import Q
    from django.utils import timezone

    from klammer_web.accounts.models import Membership
    from klammer_web.accounts.queries.people import holding

    found = Membership.objects.filter(
        holding(day=timezone.localdate()),
        Q(workspace_id=workspace_id) | Q(workspace__key=OPERATORS),
        role=Role.ADMINISTRATOR,
        user__is_active=True,
    )
    return sorted(set(found.values_list("user__email", flat=True)))
