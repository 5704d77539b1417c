# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who leaves hands over waiting files, the definitions they answer for, and figures pinned."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from klammer_web.accountability.actions import record
from klammer_web.accounts import ownership
from klammer_web.accounts.models import User
from klammer_web.accounts.ownership import Owned
from klammer_web.catalogue.enums import OPEN_STATES
from klammer_web.catalogue.models import DefinitionKeeper, Upload
from klammer_web.catalogue.queries.pinned import CLIPBOARD
from klammer_web.chain.models import Evidence

UPLOAD = "catalogue.upload"
_SAME = ("shape", "root", "indicator", "boundary", "area", "period", "sex", "age", "nationality")


def register() -> None:
    """Tell of waiting files and of the figures on a person's list."""
    ownership.passing_on(
        UPLOAD,
        word="Dateien in Arbeit",
        field="created_by",
        verb="catalogue.upload_handed_over",
        waiting=lambda workspace_id: Upload.objects.filter(
            workspace=workspace_id, state__in=OPEN_STATES
        ),
        address=lambda upload: reverse("catalogue:upload", args=[upload.id]),
    )
    ownership.passing_on(
        "catalogue.definition",
        word="Kennzahlen, für die sie zuständig ist",
        field="keeper",
        verb="catalogue.definition_handed_over",
        waiting=lambda workspace_id: DefinitionKeeper.objects.filter(workspace=workspace_id),
        title=lambda kept: kept.title,
        about=lambda kept: ("catalogue.definition", kept.definition_id),
        address=lambda kept: reverse("catalogue:indicator", args=[kept.definition_id]),
    )
    ownership.register(
        CLIPBOARD, word="gemerkten Zahlen", owned=_pinned, hand_over=_hand_over_pinned
    )


def _list_of(user_id: UUID, workspace_id: UUID):
    return Evidence.objects.filter(
        workspace=workspace_id, holder_kind=CLIPBOARD, holder_id=str(user_id)
    )


def _pinned(*, user_id: UUID, workspace_id: UUID) -> list[Owned]:
    return [
        Owned(str(one.id), _named(one), f"{reverse('catalogue:trace')}?wert={one.address}")
        for one in _list_of(user_id, workspace_id)
    ]


def _named(one: Evidence) -> str:
    return " · ".join(filter(None, (one.indicator, one.area, one.period, one.note)))


def _hand_over_pinned(
    *, ids: Sequence[str], successor_id: UUID, workspace_id: UUID, actor_id: UUID, at: datetime
) -> None:
    """Put the figures on the successor's list; those that stand there already are left once."""
    successor = User.objects.get(id=successor_id)
    pinned = Evidence.objects.select_for_update(of=("self",)).filter(
        id__in=ids, workspace=workspace_id, holder_kind=CLIPBOARD
    )
    moved = list(pinned)
    for one in moved:
        same = {name: getattr(one, name) for name in _SAME}
        if _list_of(successor_id, workspace_id).filter(**same).exists():
            one.delete()
            continue
        one.holder_id = str(successor_id)
        one.save(update_fields=["holder_id"])
    record(
        verb="catalogue.clipboard_handed_over",
        actor_id=actor_id,
        workspace_id=workspace_id,
        kind=CLIPBOARD,
        object_id=str(successor_id),
        title="Merkliste",
        after={"to": str(successor), "count": len(moved)},
        at=at,
    )
