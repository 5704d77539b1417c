# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may find an entry, as tokens of the index."""

from uuid import UUID

from klammer.base.cells import Audience
from klammer_web.accounts.enums import Role
from klammer_web.accounts.seats import Seat
from klammer_web.chain.search.asking import READER

EVERYBODY = READER + "public"


def of_workspace(workspace_id: UUID, audience: Audience) -> str:
    """Those in the workspace who belong to this audience, or to a more detailed one."""
    return f"{READER}{workspace_id.hex}.{audience.value}"


def of_role(workspace_id: UUID, role: Role) -> str:
    """Those who hold this role in the workspace."""
    return f"{READER}{workspace_id.hex}.{role.value}"


def of_role_anywhere(role: Role) -> str:
    """Those who hold this role in whichever workspace."""
    return f"{READER}{role.value}"


def of_person(user_id: UUID) -> str:
    """One person, in whichever workspace."""
    return f"{READER}{user_id.hex}"


def tokens_of(seat: Seat) -> tuple[str, ...]:
    """Return every token by which this seat may find entries."""
    found = [EVERYBODY]
    if seat.user_id:
        found.append(of_person(seat.user_id))
    found += [of_role_anywhere(one) for one in sorted(seat.roles)]
    if seat.workspace_id:
        below = [one for one in Audience if one.rank <= seat.audience.rank]
        found += [of_workspace(seat.workspace_id, one) for one in below]
        found += [of_role(seat.workspace_id, one) for one in sorted(seat.roles)]
    return tuple(found)
