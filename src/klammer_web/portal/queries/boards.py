# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: all counties side by side, for the centre and the Land. Public figures alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse

from klammer.indicators.definitions import Definition
from klammer.presentation import formats
from klammer.presentation.contrasts import contrast
from klammer.presentation.sentences import is_number
from klammer.warehouse.open import Release
from klammer_web.accounts import places
from klammer_web.accounts.enums import WorkspaceKind
from klammer_web.accounts.models import Workspace
from klammer_web.accounts.seats import NOBODY
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.figures import wording_of
from klammer_web.catalogue.instance import chosen_county, release_for

_COUNTIES = {WorkspaceKind.COUNTY, WorkspaceKind.CITY}
_BURDENS = {"worse-1", "worse-2"}
MOST_SPANS = 8


@dataclass(frozen=True)
class Standing:
    """One county on the board: since when it works here, and what it made public itself."""

    key: str
    name: str
    kind: str
    opened_on: str
    own_made_on: str
    own_deliveries: int
    address: str


@dataclass(frozen=True)
class Span:
    """How far the counties of the Land lie apart in one indicator."""

    title: str
    low: str
    low_place: str
    high: str
    high_place: str
    unfavourable: int | None  # None: no test is possible
    counted: int
    address: str


def board() -> list[Standing]:
    """Return every county and city; those that published figures of their own come first."""
    opened = {one.key: one for one in Workspace.objects.all()}
    found = [
        _standing(place, opened.get(key))
        for key, place in places.offered().items()
        if place.kind in _COUNTIES
    ]
    return sorted(found, key=lambda one: (not one.own_made_on, not one.opened_on, one.name))


def _standing(place: places.Place, workspace: Workspace | None) -> Standing:
    release = release_for(NOBODY, scope=place.key) if chosen_county(place.key) else None
    own = [] if release is None else release.manifest["deliveries"]
    return Standing(
        key=place.key,
        name=place.name,
        kind=place.kind.label,
        opened_on=formats.german_date(workspace.opened_at.isoformat()) if workspace else "",
        own_made_on=formats.german_date(str(release.manifest["made"]["at"])) if release else "",
        own_deliveries=sum(one.get("workspace") == place.key for one in own),
        address=reverse("atlas:profile", args=[place.key]),
    )


@lru_cache(maxsize=8)
def spans(release: Release, *, state: str) -> tuple[Span, ...]:
    """Return where the counties lie apart: first where most of them stand unfavourably."""
    found = [
        span
        for name, definition in release.definitions.items()
        if definition.headline and definition.direction != "neutral"
        if (span := _span(release, name, definition, state=state))
    ]
    return tuple(sorted(found, key=lambda one: -(one.unfavourable or 0)))[:MOST_SPANS]


def _span(release: Release, name: str, definition: Definition, *, state: str) -> Span | None:
    counties, whole = _newest(release, name, "county"), _newest(release, name, "state")
    known = [row for row in counties if row["area"][:2] == state and is_number(row)]
    beside = next((row for row in whole if row["area"] == state), None)
    if len(known) < 2:
        return None
    low, high = min(known, key=lambda row: row["value"]), max(known, key=lambda row: row["value"])
    wording = wording_of(definition)
    return Span(
        title=f"{definition.title}, {formats.period(low['period'])}",
        low=wording.text(low["value"]),
        low_place=_name(low),
        high=wording.text(high["value"]),
        high_place=_name(high),
        unfavourable=_unfavourable(known, beside, definition),
        counted=len(known),
        address=reverse("atlas:map", args=[name]),
    )


def _unfavourable(known, beside: Mapping[str, Any] | None, definition: Definition) -> int | None:
    if beside is None or beside["period"] != known[0]["period"] or definition.kind.adds_up:
        return None
    found = [contrast(row, beside, among=[row], definition=definition) for row in known]
    tested = [one.style for one in found if one and not one.style.startswith("rank-")]
    return sum(style in _BURDENS for style in tested) if tested else None


def _newest(release: Release, name: str, level: str) -> list[Mapping[str, Any]]:
    reach = [one for one in release.coverage(name) if one.area_level == level and one.periods]
    if not reach:
        return []
    last = max(reach, key=lambda one: (max(one.periods), one.boundary))
    table = release.values(name, area_level=level, boundary=last.boundary, period=max(last.periods))
    return list(table.rows())


def _name(row: Mapping[str, Any]) -> str:
    found = areas.name_of(row["area"], boundary=row["boundary"])
    return found.title if found else str(row["area"])
