# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counting who asks how often: quickly in one process, and together with all the others.

Each process remembers the last requests of an asker. Of those who ask much it tells a shared
table, a handful at a time (`_STEPS` times until the limit): whoever asks now and then costs no
write, and a limit holds over all web processes but for one handful each.
"""

import hashlib
import hmac
import ipaddress
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F

from klammer_web.operation.models import AskedAmount

_REMEMBERED = 10_000  # askers; the one that was silent longest is forgotten
_STEPS = 8  # how often a process tells the others on the way to a limit


class Limited(Protocol):
    """So many requests in so many seconds."""

    @property
    def name(self) -> str: ...

    @property
    def amount(self) -> int: ...

    @property
    def seconds(self) -> int: ...


@dataclass(slots=True)
class Asker:
    """What one process knows of one asker: when it asked, and what the others were told.

    times    of the last requests here
    untold   requests that the shared table does not know yet
    refused  until when the table said no: it is not asked again before
    """

    times: deque[float] = field(default_factory=deque)
    untold: int = 0
    refused: float = 0.0


@dataclass(slots=True)
class Counter:
    """When each asker last asked; forgets who was silent longest.

    shared  adds to the common count of a span and returns it; None counts for this process alone
    """

    shared: Callable[..., int] | None = None
    asked: OrderedDict[tuple[str, str], Asker] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def wait(
        self, limit: Limited, *, asker: str, now: float, factor: int = 1, clock: float | None = None
    ) -> int:
        """Count one request; return 0, or the seconds after which the next one is answered.

        now, clock  seconds that only go forward, and those of the wall, which all processes share
        """
        wall = time.time() if clock is None else clock
        amount = limit.amount * factor
        with self.lock:
            found = self._asker(limit, asker)
            while found.times and found.times[0] <= now - limit.seconds:
                found.times.popleft()
            if len(found.times) >= amount:
                return max(1, round(found.times[0] + limit.seconds - now))
            if found.refused > wall:
                return max(1, round(found.refused - wall))
            found.times.append(now)
            found.untold += 1
            if self.shared is None or found.untold < max(1, amount // _STEPS):
                return 0
            told, found.untold = found.untold, 0
        if self.shared(limit, asker=asker, more=told, clock=wall) <= amount:
            return 0
        with self.lock:
            found.refused = _end_of_span(limit, wall)
        return max(1, round(found.refused - wall))

    def _asker(self, limit: Limited, asker: str) -> Asker:
        found = self.asked.setdefault((limit.name, asker), Asker())
        self.asked.move_to_end((limit.name, asker))
        while len(self.asked) > _REMEMBERED:
            self.asked.popitem(last=False)
        return found

    def forget(self) -> None:
        """Begin anew in this process."""
        with self.lock:
            self.asked.clear()


def _end_of_span(limit: Limited, clock: float) -> float:
    return (clock // limit.seconds + 1) * limit.seconds


def count_together(limit: Limited, *, asker: str, more: int, clock: float) -> int:
    """Add requests to the table all processes share; return how many there are in this span.

    Who asked is kept as a keyed hash, and the row is gone a day later. A table that cannot be
    written counts nothing: a page is not refused because counting failed.
    """
    number = int(clock // limit.seconds)
    told = f"{limit.name}|{asker}|{number}".encode()
    key = hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).hexdigest()
    until = datetime.fromtimestamp(_end_of_span(limit, clock), tz=UTC)
    try:
        with transaction.atomic():
            AskedAmount.objects.get_or_create(key=key, defaults={"until": until})
            AskedAmount.objects.filter(key=key).update(amount=F("amount") + more)
            return AskedAmount.objects.values_list("amount", flat=True).get(key=key)
    except DatabaseError:
        return 0


def network_of(text: str) -> str:
    """Return by what an address is counted: of IPv6 its network, since one house has many."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "nowhere"
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return str(address)
