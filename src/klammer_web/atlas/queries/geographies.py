# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Own geographies: which a seat may see, and what there is of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from klammer.base.cells import Audience
from klammer.indicators.definitions import Definition
from klammer.pipeline import deliveries
from klammer.pipeline import geographies as kept
from klammer.pipeline import geography_drafts as drafts
from klammer.pipeline.geography_drafts import GeographyDraft
from klammer.pipeline.records import Delivery
from klammer.territory.geographies import Geography, is_level
from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue.instance import definitions, instance


@dataclass(frozen=True)
class Standing:
    """A geography with what became of it.

    deliveries  accepted ones with figures for this version
    indicators  what the release that is looked at has for it
    """

    geography: Geography
    deliveries: Sequence[Delivery]
    indicators: Sequence[Definition]

    @property
    def in_use(self) -> bool:
        """Whether figures were delivered for it."""
        return bool(self.deliveries)


def may_see(level: str, *, seat: Seat, release: Release | None) -> bool:
    """Whether a seat may see a geography: its workspace, and who sees figures of it."""
    if not is_level(level):
        return False
    if release is not None and any(one.area_level == level for one in release.coverage()):
        return True
    return bool(seat.roles and of_seat(seat, level))


def listed(seat: Seat) -> list[Geography]:
    """Return the standing versions of the geographies of a seat's workspace."""
    if not seat.roles or not seat.workspace_key:
        return []
    return kept.listed(instance(), seat.workspace_key)


def of_seat(seat: Seat, level: str) -> list[Geography]:
    """Return the versions of one geography of the seat's workspace, oldest first."""
    return [one for one in listed(seat) if one.level == level]


def drafts_of(seat: Seat) -> list[GeographyDraft]:
    """Return the drafts that wait in the seat's workspace."""
    return drafts.drafts(instance(), seat.workspace_key) if seat.workspace_key else []


def draft_of(seat: Seat, level: str) -> GeographyDraft | None:
    """Return the draft of a level in the seat's workspace."""
    return drafts.draft_of(instance(), seat.workspace_key, level) if seat.workspace_key else None


def without_indicator(found: Standing, *, seat: Seat) -> int:
    """Return how many variables of its deliveries no indicator shows."""
    held = {name for one in found.deliveries for name in one.variables}
    known = definitions(seat.workspace_key).values()
    return len(held - {name for one in known for name in one.formula.variables})


def open_to_all(geography: Geography) -> int:
    """Return how many figures of a version the current public release has."""
    release = instance().current_release(Audience.PUBLIC.value, geography.workspace)
    place = (geography.level, geography.boundary)
    held = release.coverage() if release else ()
    return len({one.indicator for one in held if (one.area_level, one.boundary) == place})


def standing(geography: Geography, *, release: Release | None) -> Standing:
    """Return what became of a version: its deliveries, and the indicators that have it."""
    (found,) = standings([geography], release=release)
    return found


def standings(several: Sequence[Geography], *, release: Release | None) -> list[Standing]:
    """Return what became of versions, in their order; deliveries are read once for all."""
    accepted = deliveries.accepted(instance()) if several else []
    shown: dict[tuple[str, str], set[str]] = {}
    for one in release.coverage() if release else ():
        shown.setdefault((one.area_level, one.boundary), set()).add(one.indicator)
    found = []
    for geography in several:
        place = (geography.level, geography.boundary)
        names = shown.get(place, set())
        definitions = [release.definitions[name] for name in names] if release else []
        found.append(
            Standing(
                geography,
                [one for one in accepted if place in {tuple(there[:2]) for there in one.places}],
                sorted(definitions, key=lambda one: one.title.casefold()),
            )
        )
    return found
