# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: opening the workspace of a county or city, and inviting its first person."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from klammer_web.accounts import places, rules
from klammer_web.accounts.actions.invitations import invite
from klammer_web.accounts.actions.people import open_workspace
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Workspace
from klammer_web.accounts.seats import Seat


@transaction.atomic
def open_place(
    *, seat: Seat, key: str, email: str, link: Callable[[str], str], at: datetime
) -> Workspace:
    """Open the workspace of a place in the register and invite who administers it first.

    The seat gets no role there: Land and centre open workspaces, they do not look into them.
    """
    rules.check_open_workspaces(seat)
    place = places.offered().get(key)
    if place is None:
        raise Http404
    if Workspace.objects.filter(key=key).exists():
        raise ValidationError({"key": f"{place.name} hat schon einen Mandanten."})
    made = open_workspace(kind=place.kind, key=key, name=place.name, actor_id=seat.user_id, at=at)
    there = replace(
        seat,
        workspace_id=made.id,
        workspace_name=made.name,
        workspace_key=made.key,
        workspace_kind=made.kind,
        roles=frozenset({Role.ADMINISTRATOR}),
    )
    since = timezone.localdate(at)
    invite(seat=there, email=email, role=Role.ADMINISTRATOR, since=since, link=link, at=at)
    return made
