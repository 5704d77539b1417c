# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see, change and open areas of their own. Released public figures are for everybody."""

from klammer_web.accounts.enums import Role
from klammer_web.accounts.rules import RefusedError, check_role
from klammer_web.accounts.seats import Seat
from klammer_web.atlas.models import CustomArea
from klammer_web.catalogue.queries.pinned import CLIPBOARD
from klammer_web.chain.models import Evidence

EDITORS = frozenset({Role.COORDINATOR, Role.SECTOR_PLANNER})


def may_see(seat: Seat, area: CustomArea, *, is_shared: bool = False) -> bool:
    """Whether a seat may see an area: shared ones, others with a role in its workspace.

    is_shared  whether its workspace shared it with this seat, or with everybody
    """
    if area.deleted_at is not None:
        return False
    return is_shared or (bool(seat.roles) and seat.workspace_id == area.workspace_id)


def check_make(seat: Seat) -> None:
    """Raise `RefusedError` unless the seat may keep areas in its workspace."""
    check_role(seat, EDITORS, doing="eigene Gebiete speichern")


def may_make(seat: Seat) -> bool:
    """Whether the seat may keep areas in its workspace."""
    return seat.has_any(EDITORS)


def check_change(seat: Seat, area: CustomArea) -> None:
    """Raise `RefusedError` unless the seat may change or delete this area."""
    _check_own(seat, area)
    check_role(seat, EDITORS, doing="eigene Gebiete ändern oder löschen")


def may_change(seat: Seat, area: CustomArea) -> bool:
    """Whether the seat may change or delete this area."""
    return seat.workspace_id == area.workspace_id and seat.has_any(EDITORS)


def may_see_evidence(seat: Seat, held: Evidence) -> bool:
    """Whether a seat may see a pinned view: of its workspace; what is on a list, its person."""
    is_inside = bool(seat.roles) and seat.workspace_id == held.workspace_id
    return is_inside and (held.holder_kind != CLIPBOARD or held.holder_id == str(seat.user_id))


def _check_own(seat: Seat, area: CustomArea) -> None:
    if seat.workspace_id is None or seat.workspace_id != area.workspace_id:
        raise RefusedError(
            "Dieses Gebiet gehört einem anderen Arbeitsbereich.",
            ask="Sie können es ansehen, wenn es öffentlich ist, und daraus ein eigenes anlegen.",
        )
