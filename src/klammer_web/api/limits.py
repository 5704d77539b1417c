# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often one may ask: by address without a key, by key with one; over all web processes."""

import time
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from klammer_web.api.problems import ProblemError
from klammer_web.operation.counting import Counter, count_together, network_of


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in so many seconds."""

    name: str
    amount: int
    seconds: int = 60


BY_ADDRESS = Limit("address", 600)  # wrong keys are counted here: guessing is as slow as asking
BY_KEY = Limit("key", 1_200)
COUNTER = Counter(count_together)


def check_address(request: HttpRequest) -> None:
    """Count one request without a valid key; raise `ProblemError` when it is one too many."""
    _check(BY_ADDRESS, asker=network_of(request.META.get("REMOTE_ADDR", "")))


def check_key(name: str) -> None:
    """Count one request with this key; raise `ProblemError` when it is one too many."""
    _check(BY_KEY, asker=name)


def _check(limit: Limit, *, asker: str) -> None:
    now, factor = time.monotonic(), settings.LIMIT_FACTOR
    wait = COUNTER.wait(limit, asker=asker, now=now, factor=factor)
    if wait:
        raise ProblemError("too_often", wait=wait)
