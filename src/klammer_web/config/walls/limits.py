# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often expensive pages may be asked: by one person, or one address without a sign-in.

Counted for all web processes together (`operation.counting`), as allauth counts signing in.
"""

import time
from dataclasses import dataclass

from django.conf import settings

from klammer_web.config.walls.pages import too_many
from klammer_web.operation.counting import Counter, count_together, network_of

_LARGE = 100_000  # bytes
# Kept answers and outlines of maps: cheap, cached by everybody's browser, and asked for by a whole
# administration behind one address. They are not counted, so that they know no session either.
_FREE = frozenset({"atlas:values", "atlas:outlines", "atlas:outlines_json"})


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in so many seconds, for addresses whose name holds one of these words."""

    name: str
    words: tuple[str, ...]
    amount: int
    seconds: int
    methods: frozenset[str] = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
    is_for_files: bool = False


LIMITS = (
    Limit("uploads", (), 30, 60, methods=frozenset({"POST", "PUT", "PATCH"}), is_for_files=True),
    Limit("searches", ("search", "find_area"), 120, 60),
    Limit("suggestions while typing", ("suggest",), 900, 60),
    Limit(
        "exports",
        ("download", "export", "values", "table", "raw", "picture", "resource", "file"),
        120,
        60,
    ),
    Limit("reports of barriers", ("barrier",), 10, 600, methods=frozenset({"POST"})),
    Limit("calculations", ("verify", "prepare", "custom_area"), 20, 60),
)


COUNTER = Counter(count_together)


def limits_of(*, view_name: str, method: str, is_file: bool) -> list[Limit]:
    """Return the limits that hold for this request; the programming interface has its own."""
    context, _, name = view_name.rpartition(":")
    if context.startswith("api") or view_name in _FREE:
        return []
    words = {name, *name.split("_")}
    return [
        limit
        for limit in LIMITS
        if method in limit.methods and (is_file if limit.is_for_files else words & set(limit.words))
    ]


def _is_file(request) -> bool:
    """Return whether this is a form with something large in it; small ones cost nothing."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    is_large = length.isdigit() and int(length) > _LARGE
    return request.content_type == "multipart/form-data" and is_large


def asker_of(request) -> str:
    """Return the person, or the address: of IPv6 its network, since one house has many."""
    person = request.session.get("_auth_user_id") if hasattr(request, "session") else None
    if person:
        return f"person {person}"
    return network_of(request.META.get("REMOTE_ADDR", ""))


class Moderation:
    """Answer 429 to who asks for expensive pages too often."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, _view, _arguments, _named):
        """Count once the address is known."""
        held = limits_of(
            view_name=request.resolver_match.view_name or "",
            method=request.method,
            is_file=_is_file(request),
        )
        if not held:
            return None
        asker = asker_of(request)
        now, factor = time.monotonic(), settings.LIMIT_FACTOR
        waits = [COUNTER.wait(limit, asker=asker, now=now, factor=factor) for limit in held]
        return too_many(request, wait=max(waits)) if any(waits) else None
