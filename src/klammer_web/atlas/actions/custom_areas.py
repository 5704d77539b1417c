# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: keeping, changing, deleting and bringing back an area of one's own.

Who else sees it is decided by sharing (`atlas.sharing`), also for the public.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from klammer.base.errors import InputRefusedError
from klammer.territory.custom_areas import combine_units
from klammer_web.accountability.actions import record
from klammer_web.accounts.actions import sharing
from klammer_web.accounts.queries import shares
from klammer_web.accounts.seats import Seat
from klammer_web.atlas import finding, rules
from klammer_web.atlas.models import CustomArea

KIND = "atlas.custom_area"
KEPT = timedelta(days=30)  # how long a deleted area can be brought back


class AreaConflictError(Exception):
    """Somebody else changed the area meanwhile; `present` is how it stands now."""

    def __init__(self, present: CustomArea) -> None:
        super().__init__(str(present.id))
        self.present = present


@dataclass(frozen=True, slots=True)
class Draft:
    """What an area consists of, before it is kept."""

    name: str
    level: str
    boundary: str
    parts: tuple[str, ...]


@transaction.atomic
def keep_area(*, draft: Draft, seat: Seat, at: datetime) -> CustomArea:
    """Keep a new area in the seat's workspace.

    Raises `InputRefusedError` for keys that the boundary version does not have, or a name that
    is taken.
    """
    rules.check_make(seat)
    parts = _checked(draft)
    _check_name(draft.name, workspace_id=seat.workspace_id)
    area = CustomArea.objects.create(
        workspace_id=seat.workspace_id,
        name=draft.name,
        level=draft.level,
        boundary=draft.boundary,
        parts=parts,
        made_by_id=seat.user_id,
        made_at=at,
        changed_at=at,
    )
    _record("atlas.area_kept", area, seat, at, after=_content(area))
    return area


@transaction.atomic
def change_area(
    *, area_id: UUID, draft: Draft, edition: int, seat: Seat, at: datetime
) -> CustomArea:
    """Change name and parts of an area.

    edition  the one the person saw; raises `AreaConflictError` when there is a newer one
    """
    area = CustomArea.objects.select_for_update().get(id=area_id, deleted_at=None)
    rules.check_change(seat, area)
    if area.edition != edition:
        raise AreaConflictError(area)
    parts = _checked(draft)
    _check_name(draft.name, workspace_id=area.workspace_id, besides=area.id)
    before = _content(area)
    area.name, area.level, area.boundary, area.parts = (
        draft.name,
        draft.level,
        draft.boundary,
        parts,
    )
    area.edition, area.changed_at = area.edition + 1, at
    area.save()
    _record("atlas.area_changed", area, seat, at, before=before, after=_content(area))
    return area


@transaction.atomic
def delete_area(*, area_id: UUID, seat: Seat, at: datetime) -> CustomArea:
    """Delete an area; for thirty days it can be brought back. Older ones are removed for good.

    What it was shared to is taken back: brought back, it is for its workspace alone.
    """
    area = CustomArea.objects.select_for_update().get(id=area_id, deleted_at=None)
    rules.check_change(seat, area)
    CustomArea.objects.filter(workspace=area.workspace_id, deleted_at__lt=at - KEPT).delete()
    held = shares.holding(day=timezone.localdate(at)).filter(
        kind=KIND, object_id=str(area.id), workspace_id=area.workspace_id
    )
    for share in list(held):
        sharing.withdraw(seat=seat, share_id=share.id, at=at)
    area.deleted_at = at
    area.save(update_fields=["deleted_at"])
    _record("atlas.area_deleted", area, seat, at, before=_content(area))
    return area


@transaction.atomic
def restore_area(*, area_id: UUID, seat: Seat, at: datetime) -> CustomArea:
    """Bring a deleted area back, for its workspace alone until it is shared again.

    Raises `InputRefusedError` when another area has taken its name.
    """
    area = CustomArea.objects.select_for_update().get(id=area_id, deleted_at__isnull=False)
    rules.check_change(seat, area)
    _check_name(area.name, workspace_id=area.workspace_id)
    area.deleted_at = None
    area.save(update_fields=["deleted_at"])
    _record("atlas.area_restored", area, seat, at, after=_content(area))
    return area


def _checked(draft: Draft) -> list[str]:
    made = combine_units(draft.parts, name=draft.name, boundary=draft.boundary, level=draft.level)
    return list(made.units)


def _check_name(name: str, *, workspace_id: UUID | None, besides: UUID | None = None) -> None:
    taken = CustomArea.objects.filter(workspace=workspace_id, name=name, deleted_at=None)
    if taken.exclude(id=besides).exists():
        raise InputRefusedError(
            "the name is taken",
            where="name",
            why="another area of the workspace has it",
            remedy="choose another name",
            code="name_taken",
        )


def _content(area: CustomArea) -> dict[str, Any]:
    return {
        "name": area.name,
        "level": area.level,
        "boundary": area.boundary,
        "parts": list(area.parts),
    }


def _record(
    verb: str,
    area: CustomArea,
    seat: Seat,
    at: datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record(
        verb=verb,
        actor_id=seat.user_id,
        workspace_id=area.workspace_id,
        kind=KIND,
        object_id=str(area.id),
        title=area.name,
        before=before,
        after=after,
        at=at,
    )
    finding.put_again(area)
