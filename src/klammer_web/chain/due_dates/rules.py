# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may set due dates: who may link objects; who set one, or leads, may take it away."""

from klammer_web.accounts.rules import RefusedError, check_role
from klammer_web.accounts.seats import Seat
from klammer_web.chain.assignments.rules import GIVING, LEADING
from klammer_web.chain.models import DueDate


def may_set(seat: Seat) -> bool:
    """Whether the seat may set due dates."""
    return seat.has_any(GIVING)


def check_set(seat: Seat) -> None:
    """Setting a due date for an object."""
    check_role(seat, GIVING, doing="Fristen setzen")


def may_remove(seat: Seat, due: DueDate) -> bool:
    """Whether the seat may take the due date away."""
    own = due.made_by_id is not None and due.made_by_id == seat.user_id
    return due.workspace_id == seat.workspace_id and (own or seat.has_any(LEADING))


def check_remove(seat: Seat, due: DueDate) -> None:
    """Taking a due date away."""
    if not may_remove(seat, due):
        raise RefusedError(
            "Diese Frist hat jemand anderes gesetzt.",
            ask=f"Entfernen können sie, wer sie setzte, und: "
            f"{seat.labels.roles_in_words(LEADING)}.",
            roles=LEADING,
        )
