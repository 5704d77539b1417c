# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads: what waits for a person, the most urgent first."""

from dataclasses import dataclass

from django.urls import reverse

from klammer.base.errors import InputRefusedError
from klammer.warehouse.open import Release
from klammer_web.accounts.queries import second_looks
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue import rules
from klammer_web.catalogue.queries import deliveries, releases


@dataclass(frozen=True)
class Task:
    """One thing a person should do, with its address."""

    word: str
    note: str
    address: str


def tasks(seat: Seat, release: Release | None) -> list[Task]:
    """Return what waits for this person, the most urgent first."""
    return [*_second_looks(seat), *_data(seat, release)]


def _second_looks(seat: Seat) -> list[Task]:
    return [
        Task(
            one.title,
            f"Zweiter Blick, erbeten von {one.asked_by or 'einer früheren Person'}",
            reverse("accounts:second_look", args=[one.id]),
        )
        for one in second_looks.waiting_for(seat)
    ]


def _data(seat: Seat, release: Release | None) -> list[Task]:
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
    if _is_release_due(seat, release):
        found.append(
            Task(
                "Neue Freigabe anlegen",
                "Übernommene Lieferungen oder geänderte Kennzahlen sind noch nicht freigegeben.",
                reverse("catalogue:releases"),
            )
        )
    return found


def _is_release_due(seat: Seat, release: Release | None) -> bool:
    try:
        return releases.freshness(release, workspace=seat.workspace_key).is_due
    except InputRefusedError:  # there is no instance to compare with
        return False
