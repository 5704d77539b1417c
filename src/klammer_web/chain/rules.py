# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may link objects and pin figures."""

from klammer_web.accounts.enums import Role
from klammer_web.accounts.rules import check_role
from klammer_web.accounts.seats import Seat

LINKING = frozenset({Role.COORDINATOR, Role.SECTOR_PLANNER, Role.HEAD})
PINNING = LINKING | {Role.DATA_STEWARD, Role.ADVISER, Role.PROVIDER}


def check_link(seat: Seat) -> None:
    """Linking objects of the own workspace, and taking links away."""
    check_role(seat, LINKING, doing="Gründe und Folgen verknüpfen")


def may_link(seat: Seat) -> bool:
    """Whether the seat may link objects of its workspace."""
    return seat.has_any(LINKING)


def check_pin(seat: Seat) -> None:
    """Pinning a figure as evidence."""
    check_role(seat, PINNING, doing="Zahlen als Beleg merken")


def may_pin(seat: Seat) -> bool:
    """Whether the seat may pin a figure as evidence."""
    return seat.has_any(PINNING)
