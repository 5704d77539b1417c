# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: what is new for a person: figures that were released, and what others shared."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.accounts import sharing
from klammer_web.accounts.queries import shares
from klammer_web.accounts.seats import Seat

RECENT = timedelta(days=30)
MOST = 5


@dataclass(frozen=True)
class News:
    """One thing that was not there before."""

    day: str
    word: str
    note: str
    address: str


def news(seat: Seat, release: Release | None, *, now: datetime) -> list[News]:
    """Return what is new for the seat since a month ago, the latest first."""
    found = [*_released(release, now=now), *_shared(seat, now=now)]
    return [one for _at, one in sorted(found, key=lambda pair: pair[0], reverse=True)][:MOST]


def _released(release: Release | None, *, now: datetime) -> list[tuple[datetime, News]]:
    if release is None:
        return []
    at = datetime.fromisoformat(str(release.manifest["made"]["at"]))
    if now - at > RECENT:
        return []
    count = len(release.manifest["tables"])
    note = f"{count} Kennzahlen" if count != 1 else "Eine Kennzahl"
    address = reverse("catalogue:release", args=[release.root[:12]])
    word = "Zahlen sind neu freigegeben"
    return [(at, News(formats.german_date(at.isoformat()), word, note, address))]


def _shared(seat: Seat, *, now: datetime) -> list[tuple[datetime, News]]:
    if seat.workspace_id is None:
        return []
    found = shares.received(seat, day=timezone.localdate(now)).filter(at__gte=now - RECENT)
    return [
        (
            one.at,
            News(
                formats.german_date(timezone.localdate(one.at).isoformat()),
                one.title,
                f"weitergegeben von {one.workspace}",
                _address(one.kind, one.object_id),
            ),
        )
        for one in found.order_by("-at")[:MOST]
    ]


def _address(kind: str, object_id: str) -> str:
    """Return where a shared thing is read; nothing when no room knows its kind."""
    known = sharing.kind_of(kind)
    return known.address(object_id) if known else ""
