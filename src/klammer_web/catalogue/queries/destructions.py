# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: files that somebody wants destroyed, and what would no longer be recomputable."""

from dataclasses import dataclass

from django.http import Http404

from klammer.pipeline import deliveries, destruction
from klammer.pipeline.records import Delivery
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue import rules
from klammer_web.catalogue.enums import DestructionState
from klammer_web.catalogue.instance import instance
from klammer_web.catalogue.models import Destruction
from klammer_web.catalogue.queries.releases import Line, made_of


@dataclass(frozen=True)
class Reach:
    """What a destruction touches.

    releases  which then can no longer be recomputed; those the seat may know
    is_held   the bytes stay for now, because somebody else delivered the same file
    """

    delivery: Delivery
    releases: list[Line]
    is_held: bool


def visible(identity: object, *, seat: Seat) -> Destruction:
    """Return a request the seat may decide about; another workspace's is not there."""
    found = (
        Destruction.objects.select_related("asked_by", "answered_by").filter(pk=identity).first()
    )
    if found is None or found.owner_key not in {rules.COMMON, seat.workspace_key}:
        raise Http404("Diese Vernichtung gibt es nicht.")
    rules.check_destroy(seat, found.owner_key)
    return found


def waiting(seat: Seat) -> list[Destruction]:
    """Return the requests that wait for a second person among whom the seat is."""
    found = Destruction.objects.filter(state=DestructionState.ASKED).select_related("asked_by")
    return [one for one in found if rules.may_destroy(seat, one.owner_key)]


def asked_for(delivery: Delivery, *, seat: Seat) -> Destruction | None:
    """Return the request that is under way for a delivery, to those who may decide."""
    if not rules.may_destroy(seat, delivery.workspace):
        return None
    states = (DestructionState.ASKED, DestructionState.CONFIRMED)
    return Destruction.objects.filter(delivery_id=delivery.id, state__in=states).first()


def reach(asked: Destruction, *, seat: Seat) -> Reach:
    """Return what the page of a request tells about its consequences."""
    found = deliveries.delivery(instance(), asked.delivery_id)
    return Reach(
        delivery=found,
        releases=made_of(found, seat=seat),
        is_held=destruction.is_held_elsewhere(instance(), found),
    )
