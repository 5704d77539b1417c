# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: what was read, and how a person wants to be told. Reading is no act: not recorded."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from klammer_web.accountability.actions import record
from klammer_web.accounts import rules
from klammer_web.accounts.seats import Seat
from klammer_web.chain.enums import NotificationKind, NotificationManner
from klammer_web.chain.models import Notification, NotificationChoice
from klammer_web.chain.notifications import manners, queries


def mark_read(*, user_id: UUID, at: datetime, identity: UUID | None = None) -> int:
    """Note that the person read one piece of news, or all; return how many were unread."""
    found = queries.of_person(user_id, day=timezone.localdate(at)).filter(read_at=None)
    if identity is not None:
        found = found.filter(pk=identity)
    return Notification.objects.filter(pk__in=list(found.values_list("pk", flat=True))).update(
        read_at=at
    )


def mark_unread(*, user_id: UUID, identity: UUID) -> None:
    """Let one piece of news count as unread again."""
    Notification.objects.filter(person_id=user_id, pk=identity).update(read_at=None)


@transaction.atomic
def choose(
    *, seat: Seat, wanted: Mapping[NotificationKind, NotificationManner], at: datetime
) -> None:
    """Choose for each kind of news how to be told of it."""
    rules.check_signed_in(seat)
    before = manners.of_person(seat.user_id)
    changed = {kind: way for kind, way in wanted.items() if before[kind] != way}
    for kind, manner in changed.items():
        NotificationChoice.objects.update_or_create(
            person_id=seat.user_id, kind=kind, defaults={"manner": manner}
        )
    if changed:
        record(
            verb="chain.notification_ways_chosen",
            actor_id=seat.user_id,
            workspace_id=None,
            kind="chain.notification_choice",
            object_id=str(seat.user_id),
            before={kind.label: before[kind].label for kind in changed},
            after={kind.label: way.label for kind, way in changed.items()},
            at=at,
        )
