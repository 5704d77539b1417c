# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: a figure by its address, as short as a line, and the figures a person has pinned."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse

from klammer.base.errors import InputRefusedError
from klammer.pipeline import traces
from klammer.presentation import formats, places
from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue import rules
from klammer_web.catalogue.instance import instance, release_known_to
from klammer_web.catalogue.phrases import words
from klammer_web.catalogue.queries.addresses import Address, parse_address
from klammer_web.catalogue.queries.places import area_of
from klammer_web.chain import kinds
from klammer_web.chain.actions import Figure
from klammer_web.chain.evidence import Shown
from klammer_web.chain.kinds import Card, Ref
from klammer_web.chain.models import Evidence

CLIPBOARD = "catalogue.clipboard"  # what a person pinned to use later; its id is the person's
DELIVERY = "catalogue.delivery"


@dataclass(frozen=True)
class Line:
    """One figure in a line: what it is, how much, where it can be walked back."""

    address: Address
    title: str
    place: str
    period: str
    shown: str
    release: Release
    row: Mapping[str, Any]

    @property
    def page(self) -> str:
        """Where the figure is walked back."""
        return f"{reverse('catalogue:trace')}?wert={self.address}"

    @property
    def digest(self) -> str:
        """A print of value and status, to tell whether another release shows the same."""
        told = [self.row["value"], self.row["status"], self.row["low"], self.row["high"]]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    @property
    def figure(self) -> Figure:
        """What evidence of this figure points at."""
        return Figure(
            root=self.release.root,
            address=str(self.address),
            title=f"{self.title}, {self.place}, {self.period}",
            **self.address.keys,
        )


def line(address: Address, *, seat: Seat, release: Release | None = None) -> Line:
    """Return a figure of the release its address names, or of another one.

    Raises `InputRefusedError` when there is none, or `RefusedError` when it is not for the seat.
    """
    held = release or release_known_to(seat, address.release)
    rules.check_see_audience(seat, held.audience)
    return _line(address, held)


@lru_cache(maxsize=4096)
def _line(address: Address, held: Release) -> Line:
    """Read a figure once: releases never change. Whether it is for a seat is asked before."""
    row = traces.figure_at(
        held,
        address.indicator,
        area=address.area,
        boundary=address.boundary,
        period=address.period,
        codes=(address.sex, address.age, address.nationality),
    )
    definition = held.definitions.get(address.indicator)
    if row is None or definition is None:
        raise InputRefusedError(
            "there is no such figure in this release",
            where=str(address),
            why="the release holds no row for it",
            remedy="choose it again in the atlas",
            code="figure_unknown",
        )
    area = area_of(address.area, level=row["area_level"], boundary=address.boundary)
    cut = words.breakdown(address.sex, address.age, address.nationality)
    return Line(
        address=address,
        title=f"{definition.title} ({cut})" if cut else definition.title,
        place=places.title_of(area.name, level=area.level, key=area.key, kind=area.kind),
        period=formats.period(address.period),
        shown=formats.cell(
            row["value"], status=row["status"], decimals=definition.decimals, unit=definition.unit
        ),
        release=held,
        row=row,
    )


def cell(one: Evidence, seat: Seat, current: Release | None) -> Shown | None:
    """Return one pinned figure as it is shown, and what the release shown now says about it."""
    try:
        found = line(parse_address(one.address), seat=seat)
    except (InputRefusedError, rules.RefusedError):
        return None
    return Shown(
        one,
        title=f"{found.title}, {found.place}, {found.period}",
        figure=found.shown,
        address=found.page,
        newer=_newer(one, found, seat, current),
        is_withdrawn=found.release.withdrawn is not None,
    )


def _newer(one: Evidence, found: Line, seat: Seat, current: Release | None) -> str:
    if current is None or current.root == found.release.root:
        return ""
    try:
        now = line(found.address, seat=seat, release=current)
    except InputRefusedError:
        return "Diese Zahl gibt es in der aktuellen Freigabe nicht mehr."
    return "" if now.digest == one.digest else f"In der aktuellen Freigabe steht: {now.shown}."


def itself(one: Evidence, _seat: Seat) -> frozenset[str]:
    """Return the one figure that evidence of a cell rests on."""
    return frozenset({one.address})


def figure_cards(seat: Seat, ids: Sequence[str]) -> dict[str, Card]:
    """Introduce figures by their addresses; those the seat may not see are left out."""
    found: dict[str, Card] = {}
    for one in ids:
        try:
            told = line(parse_address(one), seat=seat)
        except (InputRefusedError, rules.RefusedError):
            continue
        title = f"{told.title}, {told.place}, {told.period}: {told.shown}"
        found[one] = Card(Ref(kinds.FIGURE, one), "Zahl", title, told.page)
    return found


def deliveries_behind(seat: Seat, identity: str) -> list[Ref]:
    """Return the deliveries a figure was made from."""
    try:
        address = parse_address(identity)
        release = release_known_to(seat, address.release)
        rules.check_see_audience(seat, release.audience)
        found = traces.trace(instance(), release, **address.keys)
    except (InputRefusedError, rules.RefusedError):
        return []
    behind = [cell.delivery_id for part in found.parts for cell in part.observations]
    return [Ref(DELIVERY, one) for one in dict.fromkeys(behind)]


def delivery_cards(seat: Seat, ids: Sequence[str]) -> dict[str, Card]:
    """Introduce the deliveries the seat may know of."""
    from klammer_web.catalogue.queries.deliveries import visible_delivery

    found: dict[str, Card] = {}
    for one in ids:
        try:
            told = visible_delivery(one, seat=seat)
        except (InputRefusedError, rules.RefusedError):
            continue
        address = reverse("catalogue:delivery", args=[one])
        found[one] = Card(Ref(DELIVERY, one), "Lieferung", told.title, address, told.publisher)
    return found


def clipboard_cards(seat: Seat, ids: Sequence[str]) -> dict[str, Card]:
    """Introduce the person's own list of pinned figures; nobody else's."""
    own = str(seat.user_id)
    address = reverse("catalogue:pinned")
    card = Card(Ref(CLIPBOARD, own), "Merkliste", "Meine Merkliste", address)
    return {own: card} if own in ids and seat.is_signed_in else {}
