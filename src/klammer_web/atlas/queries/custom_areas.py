# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Areas of a planner's own: which there are, and what a drawn line or circle holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from klammer.territory.custom_areas import INSIDE, shares_inside
from klammer_web.accounts.enums import ShareTarget
from klammer_web.accounts.queries import shares
from klammer_web.accounts.seats import Seat
from klammer_web.atlas import rules
from klammer_web.atlas.models import CustomArea
from klammer_web.atlas.queries import areas

KIND = "atlas.custom_area"


@dataclass(frozen=True)
class OwnName(areas.AreaName):
    """The name of an own area inside German sentences."""

    @property
    def title(self) -> str:
        """As it stands alone."""
        return self.name

    @property
    def sorting(self) -> str:
        """By what it is sorted."""
        return self.name.casefold()

    @property
    def within(self) -> str:
        """After "in": im Gebiet „Nordkreis“."""
        return f"im Gebiet „{self.name}“"

    @property
    def concerning(self) -> str:
        """After "für"."""
        return f"das Gebiet „{self.name}“"


@dataclass(frozen=True)
class Caught:
    """What a line or circle holds: whole units, and those it cuts with their share inside."""

    whole: Sequence[str]
    cut: Mapping[str, float]


def visible(seat: Seat) -> QuerySet[CustomArea]:
    """Return the areas a seat may see: those of its workspace, and those shared with it or all."""
    shown = Q(id__in=shared_ids(seat))
    if seat.roles and seat.workspace_id:
        shown |= Q(workspace=seat.workspace_id)
    return CustomArea.objects.filter(shown, deleted_at=None).select_related("workspace", "made_by")


def of_workspace(seat: Seat) -> list[CustomArea]:
    """Return the areas of the seat's own workspace, by name."""
    if not seat.roles or seat.workspace_id is None:
        return []
    return list(CustomArea.objects.filter(workspace=seat.workspace_id, deleted_at=None))


def one_visible(area_id: UUID, *, seat: Seat) -> CustomArea | None:
    """Return an area if the seat may see it."""
    found = visible(seat).filter(id=area_id).first()
    if found is None:
        return None
    is_shared = found.id in shared_ids(seat)
    return found if rules.may_see(seat, found, is_shared=is_shared) else None


def shared_ids(seat: Seat) -> set[UUID]:
    """Return the areas that other workspaces shared with the seat, or with everybody."""
    held = shares.visible_to(seat, kind=KIND, day=timezone.localdate())
    others = held.exclude(workspace_id=seat.workspace_id) if seat.workspace_id else held
    return {UUID(one) for one in others.values_list("object_id", flat=True)}


def public_ids() -> set[UUID]:
    """Return the areas that their workspaces shared with everybody."""
    held = shares.holding(day=timezone.localdate()).filter(kind=KIND, target=ShareTarget.PUBLIC)
    return {UUID(one) for one in held.values_list("object_id", flat=True)}


def shared_with(area: CustomArea) -> list[str]:
    """Return who outside the workspace can see the area by a share, in words."""
    day = timezone.localdate()
    held = shares.holding(day=day).filter(
        kind=KIND, object_id=str(area.id), workspace_id=area.workspace_id
    )
    named = held.select_related("to_workspace")
    return [shares.target_in_words(share, day=day) for share in named]


def deleted(seat: Seat) -> QuerySet[CustomArea]:
    """Return the areas that the seat may bring back, the last deleted first."""
    if not rules.may_make(seat):
        return CustomArea.objects.none()
    return CustomArea.objects.filter(
        workspace=seat.workspace_id, deleted_at__isnull=False
    ).order_by("-deleted_at")


def caught(shape: Any, *, level: str, boundary: str, extent: str) -> Caught:
    """Return what a shape in metres holds of the areas in an extent."""
    shares = shares_inside(shape, boundary=boundary, within=extent, level=level)
    whole = [key for key, share in shares.items() if share >= INSIDE]
    return Caught(whole, {key: share for key, share in shares.items() if share < INSIDE})


def part_names(parts: Sequence[str], *, level: str, boundary: str) -> list[areas.AreaName]:
    """Return the names of parts, sorted as people look for them."""
    known = areas.names(level, boundary)
    return sorted((known[key] for key in parts if key in known), key=lambda one: one.sorting)


def above(parts: Sequence[str], *, level: str, boundary: str) -> list[areas.AreaName]:
    """Return the areas above that hold all parts, the nearest first."""
    found = [areas.above(key, boundary=boundary) for key in parts]
    if not found:
        return []
    common = set.intersection(*({one.key for one in several} for several in found))
    return [one for one in found[0] if one.key in common and one.level != level]
