# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may change data, and what the state allows. Released public figures are for everybody.

Deliveries, releases and definitions belong to a workspace, named by its key, or are common to all
(""). What belongs to another workspace is not there for a seat: pages answer as if it were not.
"""

from collections.abc import Mapping
from typing import Any

from klammer.base.cells import Audience
from klammer.pipeline.records import Delivery
from klammer.warehouse.open import Release
from klammer_web.accounts.enums import Role, SecondLookState
from klammer_web.accounts.rules import RefusedError, check_role, speaks_for_all
from klammer_web.accounts.seats import Seat

DATA_ROLES = frozenset({Role.COORDINATOR, Role.DATA_STEWARD, Role.ADMINISTRATOR})
_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
COMMON = ""


def check_work_with_data(seat: Seat) -> None:
    """Loading, accepting and discarding deliveries, and seeing those that wait."""
    check_role(seat, DATA_ROLES, doing="Daten laden und übernehmen")


def may_work_with_data(seat: Seat) -> bool:
    """Whether the seat may load and accept deliveries."""
    return seat.has_any(DATA_ROLES)


def check_release(seat: Seat) -> None:
    """Creating, checking and withdrawing releases."""
    check_role(seat, DATA_ROLES, doing="Daten freigeben oder zurückziehen")


def may_release(seat: Seat) -> bool:
    """Whether the seat may create and withdraw releases."""
    return seat.has_any(DATA_ROLES)


def check_see_prepared(seat: Seat) -> None:
    """Looking at what a release would show: who makes it, and the head who looks a second time."""
    check_role(seat, DATA_ROLES | {Role.HEAD}, doing="vorbereitete Freigaben ansehen")


def check_edit_indicator(seat: Seat) -> None:
    """Adding and changing definitions of indicators."""
    check_role(seat, DATA_ROLES, doing="Kennzahlen anlegen oder ändern")


def may_edit_indicator(seat: Seat) -> bool:
    """Whether the seat may add and change definitions."""
    return seat.has_any(DATA_ROLES)


def check_act_for_all(seat: Seat) -> None:
    """Making deliveries, releases and definitions that are common to all workspaces."""
    check_role(seat, _ADMINISTRATOR, doing="gemeinsame Daten aller Mandanten ändern")
    if not speaks_for_all(seat):
        raise RefusedError(
            "Diese Daten sind allen Mandanten gemeinsam.",
            ask="Ändern können sie die Verwaltungen des Landes, des Kompetenzzentrums und der "
            "Instanz. Ihre eigenen Daten ändern Sie selbst.",
        )


def may_act_for_all(seat: Seat) -> bool:
    """Whether the seat may change what is common to all workspaces."""
    return speaks_for_all(seat)


def check_act_for(seat: Seat, workspace: str) -> None:
    """Changing data of this workspace (""; common): the own ones, or those common to all.

    Whether a workspace may be known at all is asked before (`may_know_delivery`, …).
    """
    if workspace == COMMON:
        check_act_for_all(seat)
    elif workspace != seat.workspace_key:
        raise RefusedError(
            "Diese Daten gehören einem anderen Mandanten.",
            ask="Ändern kann sie nur die Stelle, der sie gehören.",
        )


def may_act_for(seat: Seat, workspace: str) -> bool:
    """Whether the seat's data people may change data of this workspace."""
    if workspace == COMMON:
        return may_act_for_all(seat)
    return workspace == seat.workspace_key and may_work_with_data(seat)


DESTROYERS = frozenset({Role.ADMINISTRATOR, Role.DATA_STEWARD, Role.HEAD})


def check_destroy(seat: Seat, workspace: str) -> None:
    """Asking that a file of this workspace ("": common) be destroyed, and deciding about it.

    That two persons are needed is asked of the request (`check_second_person`).
    """
    check_role(seat, DESTROYERS, doing="gelieferte Dateien vernichten")
    if workspace == COMMON:
        check_act_for_all(seat)
    elif workspace != seat.workspace_key:
        raise RefusedError(
            "Diese Datei gehört einem anderen Mandanten.",
            ask="Vernichten kann sie nur die Stelle, der sie gehört.",
        )


def may_destroy(seat: Seat, workspace: str) -> bool:
    """Whether the seat may ask for a destruction, or decide about one."""
    if workspace == COMMON:
        return may_act_for_all(seat)
    return workspace == seat.workspace_key and seat.has_any(DESTROYERS)


def check_second_person(seat: Seat, asked_by_id: object) -> None:
    """Raise `RefusedError` for the one who asked: two persons decide."""
    if asked_by_id is None or seat.user_id == asked_by_id:
        raise RefusedError(
            "Bestätigen muss das eine zweite Person.",
            ask="Bitten Sie die Leitung, die Datenpflege oder die Verwaltung darum.",
        )


def may_know_delivery(seat: Seat, delivery: Delivery | Mapping[str, Any]) -> bool:
    """Whether the seat may know of a delivery, or of what a manifest keeps of it.

    Published figures: common ones everybody, others the own workspace. Unpublished ones: those who
    work with the data of their owner.
    """
    about = delivery if isinstance(delivery, Mapping) else vars(delivery)
    is_near = about.get("workspace", COMMON) in {COMMON, seat.workspace_key}
    return is_near and may_see_cells(seat, about)


def may_see_cells(seat: Seat, delivery: Mapping[str, Any]) -> bool:
    """Whether the seat may see single cells behind a figure it was shown.

    A sum may be public while the county's own small cells behind it are not.
    """
    owner = delivery.get("workspace", COMMON)
    return delivery["source_class"] == "official" or may_act_for(seat, owner)


def may_know_release(seat: Seat, release: Release) -> bool:
    """Whether the seat may know of a release: public ones all, others of the own workspace."""
    return release.audience is Audience.PUBLIC or release.workspace in {COMMON, seat.workspace_key}


def is_seen(release: Release) -> bool:
    """Whether somebody else looked at a release, or nobody has to."""
    if not release.workspace or release.audience is not Audience.PUBLIC:
        return True
    told = release.manifest["made"].get("second_look") or {}
    return told.get("state") in {SecondLookState.AGREED, SecondLookState.ALONE}


def may_see_audience(seat: Seat, audience: Audience) -> bool:
    """Whether figures made for this audience may be shown to the seat."""
    return audience.rank <= seat.audience.rank


def check_see_audience(seat: Seat, audience: Audience) -> None:
    """Raise `RefusedError` when figures of this audience are not for the seat."""
    if not may_see_audience(seat, audience):
        raise RefusedError(
            "Diese Zahlen sind nicht für Ihre Rolle bestimmt.",
            ask="Fragen Sie die Datenpflege Ihres Mandanten.",
        )
