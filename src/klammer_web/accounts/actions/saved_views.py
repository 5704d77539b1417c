# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: keeping a view of a list under a name, for oneself or for everybody here."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404

from klammer_web.accountability.actions import record
from klammer_web.accounts import rules
from klammer_web.accounts.models import SavedView
from klammer_web.accounts.queries.saved_views import saved_views
from klammer_web.accounts.seats import Seat

MOST = 30


@transaction.atomic
def save_view(
    *, seat: Seat, listing: str, name: str, query: str, is_shared: bool, at: datetime
) -> SavedView:
    """Keep a view; one of the same name is replaced."""
    rules.check_save_view(seat, is_shared=is_shared)
    owner = None if is_shared else seat.user_id
    same = SavedView.objects.filter(workspace_id=seat.workspace_id, owner_id=owner, listing=listing)
    held = same.filter(name__iexact=name).first()
    if held is None and same.count() >= MOST:
        raise ValidationError(
            f"Mehr als {MOST} Ansichten einer Liste lassen sich nicht überblicken."
        )
    before = _told(held) if held else None
    made = held or SavedView(workspace_id=seat.workspace_id, owner_id=owner, listing=listing)
    made.name, made.query = name, query
    made.save()
    _tell("accounts.saved_view", made, seat=seat, before=before, after=_told(made), at=at)
    return made


@transaction.atomic
def remove_view(*, seat: Seat, view_id: UUID, at: datetime) -> SavedView:
    """Forget a view; the list itself stays."""
    held = _held(seat, view_id)
    before, identity = _told(held), held.id
    held.delete()
    held.id = identity
    _tell("accounts.removed_view", held, seat=seat, before=before, after=None, at=at)
    return held


@transaction.atomic
def choose_default_view(*, seat: Seat, view_id: UUID, at: datetime) -> SavedView:
    """Let the list open with this view, or no longer when it did."""
    held = _held(seat, view_id)
    before = _told(held)
    SavedView.objects.filter(
        workspace_id=held.workspace_id, owner_id=held.owner_id, listing=held.listing
    ).exclude(id=held.id).update(is_default=False)
    held.is_default = not held.is_default
    held.save(update_fields=["is_default"])
    _tell("accounts.chose_view", held, seat=seat, before=before, after=_told(held), at=at)
    return held


def _held(seat: Seat, view_id: UUID) -> SavedView:
    rules.check_save_view(seat, is_shared=False)
    held = get_object_or_404(saved_views(seat).select_for_update(of=("self",)), id=view_id)
    rules.check_save_view(seat, is_shared=held.owner_id is None)
    return held


def _told(one: SavedView) -> dict[str, object]:
    return {"name": one.name, "query": one.query, "is_default": one.is_default}


def _tell(verb, one: SavedView, *, seat: Seat, before, after, at) -> None:
    record(
        verb=verb,
        actor_id=seat.user_id,
        workspace_id=seat.workspace_id,
        kind="accounts.saved_view",
        object_id=str(one.id),
        title=one.name,
        before=before,
        after=after,
        at=at,
    )
