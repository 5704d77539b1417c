# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who leaves hands over the areas that they made."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from klammer_web.accountability.actions import record
from klammer_web.accounts import ownership
from klammer_web.accounts.models import User
from klammer_web.accounts.ownership import Owned
from klammer_web.atlas.models import CustomArea

KIND = "atlas.custom_area"


def register() -> None:
    """Tell of the areas that a person made."""
    ownership.register(KIND, word="eigenen Gebiete", owned=_owned, hand_over=_hand_over)


def _owned(*, user_id: UUID, workspace_id: UUID) -> list[Owned]:
    return [
        Owned(str(one.id), one.name, reverse("atlas:own_area", args=[one.id]))
        for one in CustomArea.objects.filter(
            made_by=user_id, workspace=workspace_id, deleted_at=None
        )
    ]


def _hand_over(
    *, ids: Sequence[str], successor_id: UUID, workspace_id: UUID, actor_id: UUID, at: datetime
) -> None:
    successor = User.objects.get(id=successor_id)
    areas = CustomArea.objects.select_for_update(of=("self",)).filter(
        id__in=ids, workspace=workspace_id
    )
    for area in areas.select_related("made_by"):
        before, area.made_by = str(area.made_by or ""), successor
        area.save(update_fields=["made_by"])
        record(
            verb="atlas.area_handed_over",
            actor_id=actor_id,
            workspace_id=workspace_id,
            kind=KIND,
            object_id=str(area.id),
            title=area.name,
            before={"made_by": before},
            after={"made_by": str(successor)},
            at=at,
        )
