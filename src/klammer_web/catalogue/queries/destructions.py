# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: files that somebody wants destroyed, and what would no longer be recomputable."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from klammer.pipeline import deliveries, destruction
from klammer.pipeline.records import Delivery
from klammer_web.accounts.enums import Role, WorkspaceKind
from klammer_web.accounts.models import User, Workspace
from klammer_web.accounts.queries.people import with_roles
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue import rules
from klammer_web.catalogue.enums import DestructionState
from klammer_web.catalogue.instance import instance
from klammer_web.catalogue.models import Destruction
from klammer_web.catalogue.queries.releases import Line, made_of
from klammer_web.chain.tasks import Task


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


def tasks_of(seat: Seat) -> Iterator[Task]:
    """Yield what waits for the seat's word as a second person."""
    for one in waiting(seat):
        if one.asked_by_id in {None, seat.user_id}:
            continue
        yield Task(
            title="Vernichtung einer Datei bestätigen oder ablehnen",
            why=f"{one.title} · vorgeschlagen von {one.asked_by} am "
            f"{timezone.localdate(one.asked_at):%d.%m.%Y}",
            address=reverse("catalogue:destruction", args=[one.pk]),
            urgent=True,
            whom=f"alle mit der Rolle {seat.labels.roles_in_words(rules.DESTROYERS)}",
            ref_label="Vernichtung",
        )


def seconds(asked: Destruction, *, day: date) -> dict[UUID, list[User]]:
    """Return workspace → who may decide there, without the person who asks.

    Of what is common to all, those who speak for all; each person once.
    """
    if asked.owner_key:
        places = Workspace.objects.filter(key=asked.owner_key)
        roles = rules.DESTROYERS
    else:
        named = Q(key=settings.COMMON_WORKSPACE) if settings.COMMON_WORKSPACE else Q(pk__in=[])
        central = Q(kind__in=[WorkspaceKind.LAND, WorkspaceKind.CENTRE])
        places, roles = Workspace.objects.filter(named | central), {Role.ADMINISTRATOR}
    known, found = {asked.asked_by_id}, {}
    for place in places:
        people = with_roles(roles, workspace_id=place.id, day=day).exclude(id__in=known - {None})
        found[place.id] = list(people)
        known |= {one.id for one in found[place.id]}
    return found


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
