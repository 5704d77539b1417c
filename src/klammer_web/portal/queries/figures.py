# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: the headline figures of a county, each with its sentence and its origin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse

from klammer.indicators.definitions import Definition
from klammer.presentation import formats, judgements, movements
from klammer.warehouse.open import Release
from klammer_web.accounts.models import Workspace
from klammer_web.accounts.seats import Seat
from klammer_web.atlas.enums import domain_label, domain_place
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.figures import wording_of

MOST_TILES = 6
FALLBACK = "16063"
# What people ask first about a county, one of each field; a county's own list comes later.
FIRST_ASKED = (
    "bevoelkerung",
    "anteil_65_plus",
    "kinderarmut",
    "arbeitslosenquote",
    "pflegequote",
    "betreuungsquote_u3",
)


@dataclass(frozen=True)
class Tile:
    """One headline figure of the county as number, label and sentence."""

    number: str
    label: str
    sentence: str
    address: str
    trace: str


def home_area(seat: Seat) -> str:
    """Return the county the home page speaks of: the seat's own, else the first that was opened."""
    if seat.workspace_key.isdigit():
        return seat.workspace_key
    keys = Workspace.objects.filter(kind__in=["county", "city"], key__regex=r"^[0-9]{5}$")
    return keys.order_by("opened_at").values_list("key", flat=True).first() or FALLBACK


def tiles(release: Release | None, *, area: str, domain: str = "") -> tuple[Tile, ...]:
    """Return a few headline figures of a county, one of each domain first; or those of a domain."""
    return _tiles(release, area, domain) if release else ()


@lru_cache(maxsize=128)
def _tiles(release: Release, area: str, domain: str) -> tuple[Tile, ...]:
    """Read the tiles once: a release never changes."""
    found: list[Tile] = []
    for one in _chosen(release):
        if domain in {"", one.domain} and (tile := _tile(release, one, area=area)):
            found.append(tile)
        if len(found) == MOST_TILES:
            break
    return tuple(found)


def domains(release: Release | None) -> list[tuple[str, str]]:
    """Return (key, label) of each domain with headline figures for counties, people first."""
    held = {one.domain for one in _chosen(release)} if release else set()
    return sorted(((one, domain_label(one)) for one in held), key=lambda one: domain_place(one[1]))


def _chosen(release: Release) -> list[Definition]:
    """Return headline indicators with figures for counties, the usual first questions first."""
    held = {one.indicator for one in release.coverage() if one.area_level == "county"}
    headlines = {
        name: one for name, one in release.definitions.items() if one.headline and name in held
    }
    first = [headlines.pop(name) for name in FIRST_ASKED if name in headlines]
    return first + list(headlines.values())


def _tile(release: Release, definition: Definition, *, area: str) -> Tile | None:
    reach = [c for c in release.coverage(definition.id) if c.area_level == "county" and c.periods]
    if not reach:
        return None
    boundary = reach[0].boundary
    points = list(
        release.values(definition.id, area_level="county", boundary=boundary, areas=[area]).rows()
    )
    known = [one for one in points if one["value"] is not None]
    if not known:
        return None
    last = known[-1]
    return Tile(
        number=formats.cell(
            last["value"], status=last["status"], decimals=definition.decimals, unit=definition.unit
        ),
        label=f"{definition.title}, {formats.period(last['period'])}",
        sentence=_sentence(release, definition, known, last),
        address=reverse("atlas:map", args=[definition.id]),
        trace=f"{reverse('catalogue:trace')}?wert={release.root[:12]}/{definition.id}/{boundary}/"
        f"{area}/{last['period']}",
    )


def _sentence(
    release: Release,
    definition: Definition,
    points: Sequence[Mapping[str, Any]],
    last: Mapping[str, Any],
) -> str:
    """Say how the county stands to its state, or how it moved: in the words of the profile."""
    wording = wording_of(definition)
    parts: list[str] = []
    if not definition.kind.adds_up:
        others = _states(release, definition, last["area"][:2])
        parts = judgements.against(
            points,
            others,
            kind=definition.kind,
            wording=wording,
            factor=definition.formula.factor,
        )[:1]
    if not parts:
        breaks = {one.period: one.reason for one in definition.breaks}
        parts = [movements.change(points, wording=wording, breaks=breaks)]
    return " ".join(part for part in parts if part)


def _states(
    release: Release, definition: Definition, state: str
) -> list[tuple[str, Mapping[str, Mapping[str, Any]]]]:
    """Return the state's name and figures by period, at its newest boundary with figures."""
    reach = [one for one in release.coverage(definition.id) if one.area_level == "state"][-1:]
    name = areas.name_of(state, boundary=reach[0].boundary) if reach else None
    if name is None:
        return []
    table = release.values(
        definition.id, area_level="state", boundary=reach[0].boundary, areas=[state]
    )
    return [(name.concerning, {row["period"]: row for row in table.rows()})]


def municipal(release: Release | None) -> list[tuple[str, str]]:
    """Return (title, address of the map) of headline indicators known for municipalities."""
    if release is None:
        return []
    held = {one.indicator for one in release.coverage() if one.area_level == "municipality"}
    return [
        (one.title, f"{reverse('atlas:map', args=[name])}?ebene=gemeinde")
        for name, one in release.definitions.items()
        if name in held
    ]
