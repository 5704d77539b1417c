# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which functions may run in the background, under which names, and how."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from klammer_web.operation.queue.progress import Progress

Payload = dict[str, Any]
Work = Callable[[Payload, Progress], str | None]
Explain = Callable[[Exception], dict[str, Any] | None]
PATIENCE = 900.0  # a quarter of an hour, for work that takes seconds
_LONG_PATIENCE = 3 * 3600.0  # some long work tells its progress at the beginning alone


@dataclass(frozen=True, slots=True)
class Registered:
    """One kind of background work.

    repeatable  it may be run again after its process died; otherwise a person is asked
    whole       its writes and its end are one transaction: done exactly once, or not at all
    long        it takes minutes and waits in its own lane, so that nothing short waits for it
    explain     German sentences for an error of its own, as JSON; None is the general sentence
    patience    seconds without progress after which it counts as hung; 0: what its lane allows
    """

    name: str
    work: Work
    title: str = ""
    repeatable: bool = True
    whole: bool = False
    long: bool = False
    explain: Explain | None = None
    patience: float = 0.0

    @property
    def limit(self) -> float:
        """Seconds without progress after which nobody waits any longer."""
        return self.patience or (_LONG_PATIENCE if self.long else PATIENCE)


_KINDS: dict[str, Registered] = {}
_DAILY: dict[str, int] = {}


class UnknownJobError(LookupError):
    """No function is registered under this name."""


def job(name: str, **manner: Any) -> Callable[[Work], Work]:
    """Register a function(payload, progress) as background work; see `Registered` for the manner.

    What it returns is the address to go to when it is done, or None.
    """

    def register(work: Work) -> Work:
        known = _KINDS.get(name)
        if known is not None and known.work.__qualname__ != work.__qualname__:
            raise ValueError(f"background work '{name}' is registered twice")
        _KINDS[name] = Registered(name=name, work=work, **manner)
        return work

    return register


def kind(name: str) -> Registered:
    """Return what is registered under the name; raise `UnknownJobError` when nothing is."""
    try:
        return _KINDS[name]
    except KeyError:
        raise UnknownJobError(name) from None


def daily(name: str, *, hour: int) -> None:
    """Let registered work run once a day, from this hour on (local time)."""
    kind(name)
    _DAILY[name] = hour


def due_daily(hour: int) -> list[str]:
    """Return what is due once a day and may run at this hour."""
    return sorted(name for name, begins in _DAILY.items() if begins <= hour)
