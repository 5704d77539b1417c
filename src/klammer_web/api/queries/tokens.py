# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: access keys, and the seat behind one."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from klammer_web.accounts.queries import seat_in
from klammer_web.accounts.seats import NOBODY, Seat
from klammer_web.api.models import ApiToken

BEGINNING = "klm_"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: nobody, or the seat behind a key."""

    seat: Seat = NOBODY
    token: ApiToken | None = None

    @property
    def name(self) -> str:
        """By what requests are counted; empty without a key."""
        return f"token {self.token.pk}" if self.token else ""


class UnknownTokenError(Exception):
    """A key that opens nothing; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def hash_of(word: str) -> str:
    """Return what is kept of a key. It holds 256 random bits: a plain hash cannot be guessed."""
    return hashlib.sha256(word.encode()).hexdigest()


def caller_of(word: str, *, at: datetime) -> Caller:
    """Return the seat behind a key; raise `UnknownTokenError` when there is none any more.

    The role is looked up anew each time: whoever left the workspace reads nothing, and a new role
    opens at once what it opens on pages.
    """
    found = (
        ApiToken.objects.select_related("user").filter(token_hash=hash_of(word)).first()
        if word.startswith(BEGINNING)
        else None
    )
    if found is None or found.revoked_at or at >= found.expires_at or not found.user.is_active:
        raise UnknownTokenError("token_invalid")
    day = timezone.localdate(at)
    seat = seat_in(found.user, day=day, workspace_id=found.workspace_id)
    if seat.workspace_id != found.workspace_id:
        raise UnknownTokenError("seat_gone")
    return Caller(seat, found)


def own(seat: Seat) -> QuerySet[ApiToken]:
    """Return the keys of the person in the workspace where they sit."""
    return ApiToken.objects.filter(user_id=seat.user_id, workspace_id=seat.workspace_id)
