# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every county and city, the centre and the Land: which of them have a workspace."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts import places, rules
from klammer_web.accounts.enums import WorkspaceKind
from klammer_web.accounts.models import Workspace
from klammer_web.accounts.places import Place
from klammer_web.accounts.queries import seat_of
from klammer_web.ui.listing import Column, Kind, Listing

_STATES = (("open", "eröffnet"), ("closed", "noch nicht eröffnet"))


@dataclass(frozen=True, slots=True)
class Offered:
    """One row: a place, when its workspace was opened, and how many people are in it."""

    place: Place
    opened_at: datetime | None
    people: int | None


def rows() -> list[Offered]:
    """Return every place that can have a workspace."""
    counted = Workspace.objects.annotate(people=Count("memberships__user", distinct=True))
    opened = {one.key: one for one in counted}
    return [
        Offered(place, opened[key].opened_at, opened[key].people)
        if key in opened
        else Offered(place, None, None)
        for key, place in places.offered().items()
    ]


def _columns(_request) -> list[Column]:
    return [
        Column("name", "Name", lambda one: one.place.name),
        Column("art", "Art", lambda one: one.place.kind, kind=Kind.CHOICE,
               choices=WorkspaceKind.choices, phrase="der Art", everything="jeder"),
        Column("schluessel", "Schlüssel", lambda one: one.place.key),
        Column(
            "stand", "Stand", lambda one: "open" if one.opened_at else "closed",
            kind=Kind.CHOICE, choices=_STATES, phrase="davon", everything="alle",
        ),
        Column("seit", "eröffnet am", _day, kind=Kind.DATE),
        Column("personen", "Personen", lambda one: one.people, kind=Kind.NUMBER),
    ]  # fmt: skip


def _day(one: Offered):
    return timezone.localdate(one.opened_at) if one.opened_at else None


WORKSPACES = Listing(
    key="accounts.workspaces",
    title="Mandanten",
    noun=("Kreis oder Stelle", "Kreise und Stellen"),
    columns=_columns,
    rows=lambda _request: rows(),
    address=lambda: reverse("accounts:workspaces"),
    check=lambda request: rules.check_open_workspaces(seat_of(request)),
    word_hint="Name oder Schlüssel",
)
