# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: what a person was told, as far as they still belong there and may see it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from klammer_web.accounts.models import Membership, User
from klammer_web.accounts.queries.people import holding
from klammer_web.chain import colleagues, kinds
from klammer_web.chain.kinds import Card, Ref
from klammer_web.chain.models import Notification

MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of news with the card of its object; no card where it may not be seen any more."""

    told: Notification
    card: Card | None
    place: str


def of_person(user_id: UUID | None, *, day: date) -> QuerySet[Notification]:
    """Return what a person was told in the workspaces they belong to today, the latest first."""
    here = Membership.objects.filter(holding(day=day), user_id=user_id)
    return Notification.objects.filter(
        person_id=user_id, workspace_id__in=here.values("workspace_id")
    )


def unread(user_id: UUID | None, *, day: date) -> int:
    """Count what the person has not read yet; one more than `MOST_COUNTED` means many."""
    return of_person(user_id, day=day).filter(read_at=None)[: MOST_COUNTED + 1].count()


def lines(found: list[Notification], *, user: User, day: date) -> list[Line]:
    """Return the news with the objects they are about, each as its own workspace's seat sees it."""
    cards: dict[tuple[UUID, Ref], Card] = {}
    for workspace_id in {one.workspace_id for one in found}:
        seat = colleagues.seat_at(user, workspace_id, day=day)
        if seat is not None:
            refs = [ref_of(one) for one in found if one.workspace_id == workspace_id]
            known = kinds.cards(seat, [ref for ref in refs if ref])
            cards |= {(workspace_id, ref): card for ref, card in known.items()}
    return [
        Line(one, cards.get((one.workspace_id, ref_of(one) or Ref("", ""))), one.workspace.name)
        for one in found
    ]


def ref_of(one: Notification) -> Ref | None:
    """Return the object a piece of news is about."""
    return Ref(one.object_kind, one.object_id) if one.object_kind else None
