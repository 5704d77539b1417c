# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who leaves hands over the second looks that are still waiting for an answer."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from klammer_web.accountability.actions import record
from klammer_web.accounts import ownership
from klammer_web.accounts.enums import SecondLookState
from klammer_web.accounts.models import SecondLook, User
from klammer_web.accounts.ownership import Owned

KIND = "accounts.second_look"


def register() -> None:
    """Tell of the second looks that a person asked for."""
    ownership.register(
        KIND, word="Bitten um einen zweiten Blick", owned=_owned, hand_over=_hand_over
    )


def _owned(*, user_id: UUID, workspace_id: UUID) -> list[Owned]:
    waiting = SecondLook.objects.filter(
        asked_by=user_id, workspace=workspace_id, state=SecondLookState.WAITING
    )
    return [
        Owned(str(one.id), one.title, reverse("accounts:second_look", args=[one.id]))
        for one in waiting
    ]


def _hand_over(
    *, ids: Sequence[str], successor_id: UUID, workspace_id: UUID, actor_id: UUID, at: datetime
) -> None:
    """Let the successor wait for the answer.

    A head who takes over has asked from then on, and cannot answer alone what nobody else saw.
    """
    successor = User.objects.get(id=successor_id)
    waiting = SecondLook.objects.select_for_update(of=("self",)).filter(
        id__in=ids, workspace=workspace_id, state=SecondLookState.WAITING
    )
    for look in waiting.select_related("asked_by"):
        before, look.asked_by = str(look.asked_by or ""), successor
        look.asked_at = at  # the day to wait begins anew: nobody inherits half of it
        look.save(update_fields=["asked_by", "asked_at"])
        record(
            verb="accounts.second_look_handed_over",
            actor_id=actor_id,
            workspace_id=workspace_id,
            kind=look.kind,
            object_id=look.object_id,
            title=look.title,
            before={"to": before},
            after={"to": str(successor), "second_look": str(look.id)},
            at=at,
        )
