# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of own areas: those of the workspace, and those that others shared or published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from klammer_web.accounts import lists
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.forms.own_areas import LEVELS
from klammer_web.atlas.geography_list import GEOGRAPHIES
from klammer_web.atlas.models import CustomArea
from klammer_web.atlas.queries import areas, custom_areas
from klammer_web.ui.listing import Column, Kind, Listing

_SHOWN_PARTS = 12
_FROM = (
    ("own", "In Ihrem Arbeitsbereich"),
    ("given", "Für uns freigegeben"),
    ("public", "Von anderen veröffentlicht"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """An area, how it came here, and whether everybody sees it."""

    area: CustomArea
    way: str
    is_public: bool

    @property
    def names(self) -> str:
        """The parts by name, as many as a line holds."""
        one = self.area
        named = custom_areas.part_names(one.parts, level=one.level, boundary=one.boundary)
        return _shortened(named)

    @property
    def maker(self) -> str:
        """Who answers for it; told inside the workspace alone."""
        return str(self.area.made_by or "") if self.way == "own" else ""


def _shortened(named: Sequence[areas.AreaName]) -> str:
    listed = ", ".join(one.title for one in named[:_SHOWN_PARTS])
    rest = len(named) - _SHOWN_PARTS
    return f"{listed} und {rest} weitere" if rest > 0 else listed


def _columns(_request) -> list[Column]:
    levels = [(code, LEVEL_BY_CODE[code].plural) for code in LEVELS]
    return [
        Column(
            "gebiet", "Gebiet", lambda one: one.area.name, note=lambda one: one.names,
            link=lambda one: reverse("atlas:own_area", args=[one.area.id]),
            badges=lambda one: [("öffentlich", "info")] if one.is_public else [],
        ),
        Column(
            "woher", "Woher", lambda one: one.way, kind=Kind.CHOICE, choices=_FROM,
            phrase="und zwar", everything="alle", is_shown=False,
        ),
        Column("mandant", "Arbeitsbereich", lambda one: str(one.area.workspace)),
        Column("ebene", "aus", lambda one: one.area.level, kind=Kind.CHOICE, choices=levels,
               phrase="aus", everything="Teilen jeder Art"),
        Column("teile", "Teile", lambda one: len(one.area.parts), kind=Kind.NUMBER),
        Column("stand", "Gebietsstand", lambda one: date.fromisoformat(one.area.boundary),
               kind=Kind.DATE, is_shown=False),
        Column("zustaendig", "zuständig", lambda one: one.maker),
        Column("geaendert", "geändert", lambda one: timezone.localdate(one.area.changed_at),
               kind=Kind.DATE),
    ]  # fmt: skip


def _rows(request) -> list[Row]:
    seat = seat_of(request)
    everybody = custom_areas.public_ids()
    found = [
        Row(one, _way(one, seat, everybody), one.id in everybody)
        for one in custom_areas.visible(seat)
    ]
    order = [code for code, _ in _FROM]
    return sorted(found, key=lambda row: order.index(row.way))


def _way(area: CustomArea, seat, everybody) -> str:
    if area.workspace_id == seat.workspace_id:
        return "own"
    return "public" if area.id in everybody else "given"


OWN_AREAS = Listing(
    key="atlas.own_areas",
    title="Eigene Gebiete",
    noun=("Gebiet", "Gebiete"),
    columns=_columns,
    rows=_rows,
    address=lambda: reverse("atlas:own_areas"),
    group="woher",
    word_hint="Name oder Gemeinde",
)


def register() -> None:
    """Let the lists of own areas and own geographies be opened, kept as views and taken along."""
    lists.register(OWN_AREAS)
    lists.register(GEOGRAPHIES)
