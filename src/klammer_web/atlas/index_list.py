# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of composite indices: what each says, for which areas and year, how sure it is."""

import re
from dataclasses import dataclass

from django.urls import reverse

from klammer.presentation import formats
from klammer_web.accounts.queries import seat_of
from klammer_web.atlas.enums import LEVEL_BY_CODE
from klammer_web.atlas.queries.indices import figures, readable
from klammer_web.atlas.queries.indices.beginning import begin_view
from klammer_web.atlas.queries.indices.readable import Readable
from klammer_web.catalogue.instance import current_release
from klammer_web.ui.listing import Column, Kind, Listing

_FROM = (
    ("common", "Mitgeliefert"),
    ("own", "In Ihrem Arbeitsbereich"),
    ("public", "Von anderen veröffentlicht"),
    ("given", "Für uns freigegeben"),
)
_SURE = (("stable", "stabil"), ("rather", "eher stabil"), ("unsure", "unsicher"))


@dataclass(frozen=True, slots=True)
class Row:
    """An index as the list tells it; without figures `level`, `year` and `sure` are empty."""

    one: Readable
    way: str
    level: str = ""
    year: str = ""
    sure: str = ""

    @property
    def note(self) -> str:
        """What it asks, in its first sentence."""
        plain = " ".join(self.one.specification.description.split())
        return re.split(r"(?<=[.?!]) ", plain, maxsplit=1)[0]

    @property
    def badges(self) -> list[tuple[str, str]]:
        """How far others read it."""
        if self.way != "own":
            return []
        return [("öffentlich", "info")] if self.one.is_public else [("Entwurf", "")]


def _columns(_request) -> list[Column]:
    return [
        Column(
            "index", "Index", lambda one: one.one.title,
            note=lambda one: one.note,
            link=lambda one: reverse("atlas:index", args=[one.one.id]),
            badges=lambda one: one.badges,
        ),
        Column(
            "woher", "Woher", lambda one: one.way, kind=Kind.CHOICE, choices=_FROM,
            phrase="und zwar", everything="alle", is_shown=False,
        ),
        Column("ebene", "Gebiete", lambda one: one.level),
        Column("jahr", "Jahr", lambda one: one.year),
        Column("sicher", "Einordnung", lambda one: one.sure, kind=Kind.CHOICE, choices=_SURE,
               phrase="mit Einordnung", everything="jeder Sicherheit"),
        Column("mandant", "Arbeitsbereich", lambda one: one.one.owner, is_shown=False),
    ]  # fmt: skip


def _rows(request) -> list[Row]:
    seat, release = seat_of(request), current_release(request)
    found = [_row(one, seat, release) for one in readable.readable(seat)]
    found = [row for row in found if row.level or row.way != "common"]  # this release has none
    order = [code for code, _ in _FROM]
    return sorted(found, key=lambda row: order.index(row.way))


def _row(one: Readable, seat, release) -> Row:
    way = _way(one, seat)
    view = begin_view(one, release=release) if release else None
    if view is None:
        return Row(one, way)
    level = LEVEL_BY_CODE[view.level].plural
    return Row(one, way, level, formats.period(view.period), figures.certainty_of(view, release))


def _way(one: Readable, seat) -> str:
    if one.row is None:
        return "common"
    if one.is_own and one.row.workspace_id == seat.workspace_id:
        return "own"
    return "public" if one.is_public else "given"


INDICES = Listing(
    key="atlas.indices",
    title="Indizes",
    noun=("Index", "Indizes"),
    columns=_columns,
    rows=_rows,
    address=lambda: reverse("atlas:indices"),
    group="woher",
    word_hint="Name oder Kennzahl",
)
