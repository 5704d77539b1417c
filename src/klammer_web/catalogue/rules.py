# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may change data, and what the state allows. Released public figures are for everybody."""

from klammer.base.cells import Audience
from klammer_web.accounts.enums import Role
from klammer_web.accounts.rules import RefusedError, check_role
from klammer_web.accounts.seats import Seat

DATA_ROLES = frozenset({Role.COORDINATOR, Role.DATA_STEWARD, Role.ADMINISTRATOR})


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


def check_edit_indicator(seat: Seat) -> None:
    """Adding and changing definitions of indicators."""
    check_role(seat, DATA_ROLES, doing="Kennzahlen anlegen oder ändern")


def may_edit_indicator(seat: Seat) -> bool:
    """Whether the seat may add and change definitions."""
    return seat.has_any(DATA_ROLES)


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
