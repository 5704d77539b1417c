# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which evidence a new delivery touches: later contexts say it, the review shows it.

A context that keeps evidence registers a provider in its `apps.ready()`:

    evidence.register(touched_by)

    def touched_by(changes: Changes, *, seat: Seat) -> Iterable[Touched]: ...

It is asked only while somebody reviews a delivery, and answers for what the seat may see.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from klammer_web.accounts.seats import Seat


@dataclass(frozen=True, slots=True)
class Changes:
    """Figures that a delivery changes: indicator × area × period (a year as text).

    Areas that contain a changed one are among them, because its figures are added up into theirs.
    """

    cells: frozenset[tuple[str, str, str]]

    @property
    def indicators(self) -> frozenset[str]:
        """The indicators that change at all."""
        return frozenset(indicator for indicator, _, _ in self.cells)

    def touch(self, indicator: str, *, area: str, period: str) -> bool:
        """Whether this figure may change."""
        return (indicator, area, period) in self.cells


@dataclass(frozen=True, slots=True)
class Touched:
    """Something that quotes a figure the delivery changes.

    kind   what it is, in a word: "Befund", "Ziel", "Vorlage"
    title  its name; address: its page; figure: the figure it quotes, in words
    """

    kind: str
    title: str
    address: str
    figure: str = ""


class Provider(Protocol):
    """Says which evidence points at changed figures."""

    def __call__(self, changes: Changes, *, seat: Seat) -> Iterable[Touched]: ...


_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> None:
    """Ask this provider from now on; once, however often it registers."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def is_asked_for() -> bool:
    """Whether anybody keeps evidence."""
    return bool(_PROVIDERS)


def touched_by(changes: Changes, *, seat: Seat) -> Iterator[Touched]:
    """Yield everything that quotes a changed figure, in the order of providers."""
    if changes.cells:
        for provider in _PROVIDERS:
            yield from provider(changes, seat=seat)
