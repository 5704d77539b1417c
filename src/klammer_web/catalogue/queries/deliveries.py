# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: deliveries, uploads that wait, sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from klammer.base.errors import InputRefusedError
from klammer.pipeline import deliveries
from klammer.pipeline.records import Delivery
from klammer.warehouse.open import Release
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue import rules
from klammer_web.catalogue.enums import OPEN_STATES
from klammer_web.catalogue.instance import instance
from klammer_web.catalogue.models import Upload


def uploads_of(seat: Seat) -> QuerySet[Upload]:
    """Return the uploads of the seat's workspace; nobody sees another one's."""
    if seat.workspace_id is None:
        return Upload.objects.none()
    return Upload.objects.filter(workspace_id=seat.workspace_id).select_related("created_by")


def waiting(seat: Seat) -> list[Upload]:
    """Return the uploads a person still has to decide about, the newest first."""
    return list(uploads_of(seat).filter(state__in=OPEN_STATES))


def recorded(seat: Seat) -> list[Delivery]:
    """Return the deliveries the seat may know of, those taken back included, the newest first."""
    found = deliveries.recorded(instance())[::-1]
    return [one for one in found if rules.may_know_delivery(seat, one)]


def visible_delivery(identity: str, *, seat: Seat) -> Delivery:
    """Return a delivery; one the seat may not know of is as if it were not there."""
    found = deliveries.delivery(instance(), identity)
    if not rules.may_know_delivery(seat, found):
        raise InputRefusedError(
            f"there is no delivery '{identity}'",
            where="deliveries",
            why="it is not public",
            remedy="look at the list",
            code="delivery_unknown",
        )
    return found


def may_download(delivery: Delivery, *, seat: Seat) -> bool:
    """Whether the bytes may be handed out: openly licensed ones to all, others to data people."""
    if delivery.destroyed is not None:
        return False  # also where the same bytes stay because another owner delivered them
    is_open = delivery.source_class == "official" and bool(delivery.licence)
    return rules.may_know_delivery(seat, delivery) and (is_open or rules.may_work_with_data(seat))


@dataclass(frozen=True)
class SourceLine:
    """One original behind the figures that are shown."""

    publisher: str
    title: str
    table: str
    licence: str
    retrieved: str
    attribution: str
    url: str
    assembled: bool
    files: tuple[str, ...]


def sources(release: Release | None) -> list[SourceLine]:
    """Return the sources of a release by publisher and title, each once."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for delivery in release.manifest["deliveries"] if release else ():
        for file, one in delivery["files"].items():
            if not (one.get("publisher") or one.get("title")):
                continue
            key = (one.get("publisher", ""), one.get("title", ""), one.get("table", ""))
            found.setdefault(key, {"origin": one, "files": []})["files"].append(file)
    return [_source(one["origin"], one["files"]) for _, one in sorted(found.items())]


def _source(origin: Mapping[str, Any], files: Sequence[str]) -> SourceLine:
    return SourceLine(
        publisher=str(origin.get("publisher", "")),
        title=str(origin.get("title", "")),
        table=str(origin.get("table", "")),
        licence=str(origin.get("licence", "")),
        retrieved=str(origin.get("retrieved", "")),
        attribution=str(origin.get("attribution", "")),
        url=str(origin.get("url", "")),
        assembled=bool(origin.get("assembled", False)),
        files=tuple(sorted(set(files))),
    )
