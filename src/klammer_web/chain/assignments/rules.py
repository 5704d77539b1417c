# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may give assignments, and who may end which."""

from uuid import UUID

from klammer_web.accounts.enums import Role
from klammer_web.accounts.rules import RefusedError, check_role
from klammer_web.accounts.seats import Seat
from klammer_web.chain.models import Assignment

GIVING = frozenset(
    {
        Role.COORDINATOR,
        Role.SECTOR_PLANNER,
        Role.HEAD,
        Role.DATA_STEWARD,
        Role.ADVISER,
        Role.ADMINISTRATOR,
    }
)
LEADING = frozenset({Role.COORDINATOR, Role.HEAD})


def may_give(seat: Seat) -> bool:
    """Whether the seat may give assignments."""
    return seat.has_any(GIVING)


def check_give(seat: Seat) -> None:
    """Giving an assignment to somebody of the own workspace."""
    check_role(seat, GIVING, doing="Aufträge vergeben")


def concerns(seat: Seat, one: Assignment, *, departments: set[UUID]) -> bool:
    """Whether the assignment is given to this person, to one of the roles, or the department."""
    if one.person_id is not None:
        return one.person_id == seat.user_id
    if one.role:
        return Role(one.role) in seat.roles
    return one.department_id in departments


def may_end(seat: Seat, one: Assignment, *, departments: set[UUID]) -> bool:
    """Whether the seat may say that it is done: who has it, who gave it, who leads."""
    if one.workspace_id != seat.workspace_id or not seat.is_signed_in:
        return False
    gave = one.made_by_id is not None and one.made_by_id == seat.user_id
    return gave or seat.has_any(LEADING) or concerns(seat, one, departments=departments)


def check_end(seat: Seat, one: Assignment, *, departments: set[UUID]) -> None:
    """Saying that an assignment is done, or that it will not be done."""
    if not may_end(seat, one, departments=departments):
        raise RefusedError(
            "Dieser Auftrag ist nicht an Sie gerichtet.",
            ask="Abschließen können ihn, wer ihn hat, wer ihn vergab, und: "
            f"{seat.labels.roles_in_words(LEADING)}.",
            roles=LEADING,
        )


def may_change(seat: Seat, one: Assignment) -> bool:
    """Whether the seat may change what is to be done, by whom, and until when."""
    gave = one.made_by_id is not None and one.made_by_id == seat.user_id
    is_here = one.workspace_id == seat.workspace_id and seat.is_signed_in
    return is_here and ((gave and may_give(seat)) or seat.has_any(LEADING))


def check_change(seat: Seat, one: Assignment) -> None:
    """Changing an assignment."""
    if not may_change(seat, one):
        raise RefusedError(
            "Diesen Auftrag hat jemand anderes vergeben.",
            ask=f"Ändern können ihn, wer ihn vergab, und: {seat.labels.roles_in_words(LEADING)}.",
            roles=LEADING,
        )
