# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A seat: one person in one workspace with the roles held there today.

Rules of every context ask a seat, never the database: they stay truth tables.
"""

from dataclasses import dataclass
from uuid import UUID

from klammer.base.cells import Audience
from klammer_web.accounts.enums import Role
from klammer_web.accounts.labels import Labels, labels_of


@dataclass(frozen=True, slots=True)
class Seat:
    """Who acts: nobody signed in (no user), or a person in a workspace."""

    user_id: UUID | None = None
    user_name: str = ""
    workspace_id: UUID | None = None
    workspace_name: str = ""
    workspace_key: str = ""
    workspace_kind: str = ""
    roles: frozenset[Role] = frozenset()

    @property
    def is_signed_in(self) -> bool:
        """Whether a person stands behind this seat."""
        return self.user_id is not None

    @property
    def labels(self) -> Labels:
        """What this workspace calls its council, its head and its roles."""
        return labels_of(self.workspace_kind)

    def has_any(self, roles: frozenset[Role]) -> bool:
        """Whether one of these roles is held here."""
        return bool(self.roles & roles)

    @property
    def audience(self) -> Audience:
        """The most detailed audience whose figures this seat may see."""
        return max(
            (_AUDIENCE[role] for role in self.roles),
            key=lambda audience: audience.rank,
            default=Audience.PUBLIC,
        )


NOBODY = Seat()

_AUDIENCE = {
    Role.COUNCIL_MEMBER: Audience.PUBLIC,
    Role.ADVISER: Audience.PUBLIC,
    Role.ADMINISTRATOR: Audience.PUBLIC,  # runs the machine, is not meant to read figures
    Role.PROVIDER: Audience.PARTNERS,
    Role.SECTOR_PLANNER: Audience.ADMINISTRATION,
    Role.HEAD: Audience.ADMINISTRATION,
    Role.COORDINATOR: Audience.ADMINISTRATION,
    Role.DATA_STEWARD: Audience.CONFIDENTIAL,
}
