# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: pinned maps, series, tables and comparisons, as they were and as they are now."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.urls import reverse

from klammer.base.errors import KlammerError
from klammer.presentation import formats
from klammer.warehouse.open import Release
from klammer_web.accounts.rules import RefusedError
from klammer_web.accounts.seats import Seat
from klammer_web.atlas import seen as seeing
from klammer_web.atlas.seen import Seen, figure_of
from klammer_web.catalogue import rules
from klammer_web.catalogue.instance import release_known_to
from klammer_web.catalogue.queries.addresses import parse_address
from klammer_web.catalogue.queries.pinned import DELIVERY
from klammer_web.chain import kinds
from klammer_web.chain.enums import EvidenceShape
from klammer_web.chain.evidence import Change, Shown
from klammer_web.chain.kinds import Card, Ref
from klammer_web.chain.models import Evidence
from klammer_web.ui.errors import PageRefusedError

Told = tuple[Any, ...]  # value, status, low, high
GONE = (KlammerError, RefusedError, PageRefusedError)


def pinned_view(one: Evidence, *, seat: Seat) -> Seen:
    """Return what was seen when it was pinned, from the release of then.

    Raises one of `GONE` when the seat may not see it, or it is not there any more.
    """
    release = release_known_to(seat, one.root)
    rules.check_see_audience(seat, release.audience)
    return seeing.at(one.view, release=release, seat=seat)


def seen_now(one: Evidence, *, seat: Seat, current: Release) -> Seen | None:
    """Return what evidence shows in the current release; None when it is not there any more."""
    place = one.view
    if one.shape == EvidenceShape.CELL:
        address = replace(parse_address(one.address), release=current.root)
        place = f"{reverse('catalogue:trace')}?wert={address}"
    try:
        return seeing.at(place, release=current, seat=seat)
    except GONE:
        return None


def show(one: Evidence, seat: Seat, current: Release | None) -> Shown | None:
    """Return a pinned view as it is shown; None when the seat may not see it."""
    try:
        release = release_known_to(seat, one.root)
        rules.check_see_audience(seat, release.audience)
    except GONE:
        return None
    return Shown(
        one,
        title=one.title,
        address=reverse("atlas:evidence", args=[one.pk]),
        newer=_newer(one, release, seat, current),
        is_withdrawn=release.withdrawn is not None,
    )


def figures(one: Evidence, seat: Seat) -> frozenset[str]:
    """Return the addresses of the figures that a pinned view rests on."""
    try:
        release = release_known_to(seat, one.root)
        return frozenset(f"{one.root[:12]}/{key}" for key in _told(one.view, release, seat))
    except GONE:
        return frozenset()


def _newer(one: Evidence, release: Release, seat: Seat, current: Release | None) -> str:
    if current is None or current.root == release.root:
        return ""
    try:
        then, now = _told(one.view, release, seat), _told(one.view, current, seat)
    except GONE:
        return "Diese Ansicht gibt es in der aktuellen Freigabe nicht mehr."
    different = sum(told != now.get(key) for key, told in then.items())
    if not different:
        return ""
    return (
        f"In der aktuellen Freigabe {'steht' if different == 1 else 'stehen'} "
        f"{formats.number(different)} von {formats.number(len(then))} Zahlen anders."
    )


@lru_cache(maxsize=64)
def _told(view: str, release: Release, seat: Seat) -> Mapping[str, Told]:
    """Return address without release → what is told of each figure; a release never changes."""
    found = seeing.at(view, release=release, seat=seat)
    return {key: _of(row) for key, row in _keyed(found)}


def _keyed(found: Seen) -> list[tuple[str, seeing.Row]]:
    rows = [row for row in found.rows if row.get("indicator")]
    return [(str(figure_of(found.release, row)).partition("/")[2], row) for row in rows]


def _of(row: seeing.Row) -> Told:
    return (row["value"], row["status"], row["low"], row["high"])


def changes(then: Seen, *, current: Release | None, seat: Seat) -> list[Change]:
    """Return the figures that the current release shows differently; new ones are none."""
    if current is None or current.root == then.release.root:
        return []
    try:
        now = dict(_keyed(seeing.at(then.address, release=current, seat=seat)))
    except GONE:
        now = {}
    return [
        Change(_named(then, row), _printed(then, row), _printed(then, now.get(key)))
        for key, row in _keyed(then)
        if key not in now or _of(now[key]) != _of(row)
    ]


def _named(found: Seen, row: seeing.Row) -> str:
    definition = found.release.definitions[row["indicator"]]
    place = found.names.get(row["area"], row["area"])
    return f"{definition.title}, {place}, {formats.period(row['period'])}"


def _printed(found: Seen, row: seeing.Row | None) -> str:
    if row is None:
        return "nicht mehr enthalten"
    one = found.release.definitions[row["indicator"]]
    return formats.cell(row["value"], status=row["status"], decimals=one.decimals, unit=one.unit)


def cards(seat: Seat, ids: Sequence[str]) -> dict[str, Card]:
    """Introduce pinned views by the address in their evidence, of the seat's workspace."""
    held = Evidence.objects.filter(workspace_id=seat.workspace_id, address__in=ids).exclude(view="")
    found: dict[str, Card] = {}
    for one in held:
        told = show(one, seat, None)
        if told is not None:
            word = _WORDS.get(one.shape, "Ansicht")
            found[one.address] = Card(Ref(kinds.VIEW, one.address), word, one.title, told.address)
    return found


_WORDS = {"map": "Karte", "series": "Zeitreihe", "table": "Tabelle", "comparison": "Vergleich"}


def deliveries_behind(seat: Seat, identity: str) -> list[Ref]:
    """Return the deliveries that hold the variables of a pinned view's indicators."""
    held = Evidence.objects.filter(workspace_id=seat.workspace_id, address=identity)
    one = held.exclude(view="").first()
    try:
        found = pinned_view(one, seat=seat) if one else None
    except GONE:
        found = None
    if found is None:
        return []
    indicators = dict.fromkeys(row["indicator"] for row in found.rows if row.get("indicator"))
    wanted = {
        variable
        for name in indicators
        for variable in found.release.definitions[name].formula.variables
    }
    told = found.release.manifest.get("deliveries", ())
    return [Ref(DELIVERY, str(one["id"])) for one in told if wanted & set(one.get("variables", ()))]
