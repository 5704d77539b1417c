# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who leaves hands over the second looks that are still waiting for an answer."""

from datetime import datetime

from django.urls import reverse

from klammer_web.accounts import ownership
from klammer_web.accounts.enums import SecondLookState
from klammer_web.accounts.models import SecondLook

KIND = "accounts.second_look"


def register() -> None:
    """Tell of the second looks that a person asked for."""
    ownership.passing_on(
        KIND,
        word="Bitten um einen zweiten Blick",
        field="asked_by",
        verb="accounts.second_look_handed_over",
        waiting=lambda workspace_id: SecondLook.objects.filter(
            workspace=workspace_id, state=SecondLookState.WAITING
        ),
        title=lambda look: look.title,
        address=lambda look: reverse("accounts:second_look", args=[look.id]),
        about=lambda look: (look.kind, look.object_id),
        changed=_begin_anew,
    )


def _begin_anew(look: SecondLook, at: datetime) -> None:
    """Let the day to wait begin anew: nobody inherits half of it.

    A head who takes over has asked from then on, and cannot answer alone what nobody else saw.
    """
    look.asked_at = at
