# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evidence as it is shown: as it was pinned, and what a newer release says.

The chain keeps where evidence leads; how it is read knows who shows figures. Contexts register a
reader for each shape, and everybody who holds evidence asks `shown`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.chain.enums import EvidenceShape
from klammer_web.chain.models import Evidence


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that a newer release shows differently: what it is, then and now as printed."""

    what: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence.

    title    what it is; empty when the seat may not see it, or its release is gone
    figure   the figure as printed; empty for a view of several
    address  where it is seen as it was pinned
    newer    one sentence about what a newer release says; empty when it says the same
    """

    evidence: Evidence
    title: str = ""
    figure: str = ""
    address: str = ""
    newer: str = ""
    is_withdrawn: bool = False

    @property
    def is_there(self) -> bool:
        """Whether the seat may see it, and its release is still there."""
        return bool(self.title)

    @property
    def is_one(self) -> bool:
        """Whether it is one figure, not a view of several."""
        return self.evidence.shape == EvidenceShape.CELL


@dataclass(frozen=True, slots=True)
class Reader:
    """How evidence of some shapes is read.

    show      evidence, seat, current release → as it is shown; None when it is not there
    figures   evidence, seat → addresses of the figures it rests on; empty when it is not there
    """

    show: Callable[[Evidence, Seat, Release | None], Shown | None]
    figures: Callable[[Evidence, Seat], frozenset[str]]


_READERS: dict[str, Reader] = {}


def register(reader: Reader, *shapes: EvidenceShape) -> None:
    """Tell who reads evidence of these shapes."""
    _READERS.update(dict.fromkeys(map(str, shapes), reader))


def shown(held: Sequence[Evidence], *, seat: Seat, current: Release | None) -> list[Shown]:
    """Return each piece of evidence as it was pinned, and what the release shown now says."""
    return [_shown(one, seat, current) for one in held]


def _shown(one: Evidence, seat: Seat, current: Release | None) -> Shown:
    reader = _READERS.get(one.shape)
    found = reader.show(one, seat, current) if reader else None
    return found or Shown(one)


def figures_of(one: Evidence, *, seat: Seat) -> frozenset[str]:
    """Return the addresses of the figures that a piece of evidence rests on."""
    reader = _READERS.get(one.shape)
    return reader.figures(one, seat) if reader else frozenset()
