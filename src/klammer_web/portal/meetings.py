# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The next meeting on the home page: told by the room that keeps meetings, absent until it does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from klammer_web.accounts.seats import Seat


@dataclass(frozen=True)
class NextMeeting:
    """One meeting: what, when, where, and the page that prepares it."""

    title: str
    begins_at: datetime
    place: str
    address: str


Provider = Callable[[Seat, datetime], NextMeeting | None]
_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> None:
    """Tell who knows the next meeting of a seat."""
    _PROVIDERS.append(provider)


def forget(provider: Provider) -> None:
    """Take a provider back; for tests."""
    _PROVIDERS.remove(provider)


def next_meeting(seat: Seat, *, now: datetime) -> NextMeeting | None:
    """Return the seat's next meeting, the earliest that any provider knows."""
    found = [meeting for ask in _PROVIDERS if (meeting := ask(seat, now))]
    return min(found, key=lambda one: one.begins_at, default=None)
