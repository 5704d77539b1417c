# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: the views of a list that a seat may choose from."""

from django.db.models import Q, QuerySet

from klammer_web.accounts.models import SavedView
from klammer_web.accounts.seats import Seat


def saved_views(seat: Seat, *, listing: str = "") -> QuerySet[SavedView]:
    """Return the own views and those of the workspace, the own ones first."""
    if seat.workspace_id is None:
        return SavedView.objects.none()
    mine = Q(owner_id=seat.user_id) | Q(owner__isnull=True)
    found = SavedView.objects.filter(mine, workspace_id=seat.workspace_id)
    return found.filter(listing=listing) if listing else found


def default_view(views: list[SavedView]) -> SavedView | None:
    """Return the view that opens first: the own one before the workspace's."""
    defaults = [one for one in views if one.is_default]
    return min(defaults, key=lambda one: one.owner_id is None, default=None)
