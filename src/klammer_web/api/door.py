# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who asks: the seat behind a key, or nobody. A session's cookie counts for nothing here.

So a page of another site cannot read in somebody's name, and public answers may be kept by caches.
"""

from django.http import HttpRequest
from django.utils import timezone
from ninja.security.base import AuthBase

from klammer_web.api import limits
from klammer_web.api.actions import note_use
from klammer_web.api.problems import ProblemError
from klammer_web.api.queries.tokens import Caller, UnknownTokenError, caller_of

LONGEST = 200  # letters of the header


class AccessKey(AuthBase):
    """`Authorization: Bearer klm_…`; without it one reads what is public."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Caller:
        """Return who asks, and count the request; raise `ProblemError` for a false key."""
        header = request.headers.get("Authorization", "")
        caller = _caller(request, header) if header else Caller()
        if caller.token is None:
            limits.check_address(request)
        else:
            limits.check_key(caller.name)
            note_use(caller.token, day=timezone.localdate())
        request.seat = caller.seat  # type: ignore[attr-defined]  # reason: `seat_of` looks there
        return caller


def _caller(request: HttpRequest, header: str) -> Caller:
    kind, _, word = header[:LONGEST].strip().partition(" ")
    try:
        # Another kind of header holds no key of ours: the empty word opens nothing.
        return caller_of(word.strip() if kind.casefold() == "bearer" else "", at=timezone.now())
    except UnknownTokenError as error:
        limits.check_address(request)
        raise ProblemError(error.code) from error
