# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: what the home page says about a county, and what waits for a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from klammer.indicators.definitions import Definition
from klammer.presentation import formats, judgements, movements
from klammer.warehouse.open import Release
from klammer_web.accounts.models import Workspace
from klammer_web.accounts.seats import Seat
from klammer_web.atlas.queries import areas
from klammer_web.atlas.queries.figures import wording_of
from klammer_web.catalogue import rules
from klammer_web.catalogue.queries import deliveries, releases

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


@dataclass(frozen=True)
class Task:
    """One thing a person should do, with its address."""

    word: str
    note: str
    address: str


def home_area(seat: Seat) -> str:
    """Return the county the home page speaks of: the seat's own, else the instance's first."""
    if seat.workspace_key.isdigit():
        return seat.workspace_key
    keys = Workspace.objects.filter(kind__in=["county", "city"], key__regex=r"^[0-9]{5}$")
    return keys.values_list("key", flat=True).first() or FALLBACK


def tiles(release: Release | None, *, area: str) -> list[Tile]:
    """Return a few headline figures of a county, one of each domain first."""
    if release is None:
        return []
    chosen = _chosen(release)
    found = (_tile(release, one, area=area) for one in chosen)
    return [tile for tile in found if tile is not None][:MOST_TILES]


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


def tasks(seat: Seat, release: Release | None) -> list[Task]:
    """Return what waits for this person, the most urgent first."""
    if not rules.may_work_with_data(seat):
        return []
    found = [
        Task(
            one.name,
            f"Lieferung: {one.get_state_display()}",
            reverse("catalogue:upload", args=[one.id]),
        )
        for one in deliveries.waiting(seat)
    ]
    if releases.freshness(release, workspace=seat.workspace_key).is_due:
        found.append(
            Task(
                "Neue Freigabe anlegen",
                "Übernommene Lieferungen oder geänderte Kennzahlen sind noch nicht freigegeben.",
                reverse("catalogue:releases"),
            )
        )
    return found
