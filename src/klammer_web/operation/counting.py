# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counting who asks how often, in the memory of one process: a limit must cost little."""

import ipaddress
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

_REMEMBERED = 10_000  # askers; the one that was silent longest is forgotten


class Limited(Protocol):
    """So many requests in so many seconds."""

    @property
    def name(self) -> str: ...

    @property
    def amount(self) -> int: ...

    @property
    def seconds(self) -> int: ...


@dataclass(slots=True)
class Counter:
    """When each asker last asked; forgets who was silent longest."""

    asked: OrderedDict[tuple[str, str], deque[float]] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def wait(self, limit: Limited, *, asker: str, now: float, factor: int = 1) -> int:
        """Count one request; return 0, or the seconds after which the next one is answered."""
        with self.lock:
            times = self.asked.setdefault((limit.name, asker), deque())
            self.asked.move_to_end((limit.name, asker))
            while times and times[0] <= now - limit.seconds:
                times.popleft()
            if len(times) >= limit.amount * factor:
                return max(1, round(times[0] + limit.seconds - now))
            times.append(now)
            while len(self.asked) > _REMEMBERED:
                self.asked.popitem(last=False)
            return 0

    def forget(self) -> None:
        """Begin anew."""
        with self.lock:
            self.asked.clear()


def network_of(text: str) -> str:
    """Return by what an address is counted: of IPv6 its network, since one house has many."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "nowhere"
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return str(address)
