# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of `accountability` ask: who reads here, and whether this role may."""

from klammer_web.accountability.access import Reader
from klammer_web.accounts.enums import Role
from klammer_web.accounts.queries import seat_of
from klammer_web.accounts.rules import RefusedError, check_role

TRAIL = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR, Role.HEAD})
CARE = frozenset({Role.ADMINISTRATOR})


class AccountsDoor:
    """Answers with the seat of the request."""

    def reader_of(self, request) -> Reader:
        seat = seat_of(request)
        return Reader(
            user_id=seat.user_id,
            workspace_id=seat.workspace_id,
            workspace_name=seat.workspace_name,
            may_read_trail=seat.has_any(TRAIL),
            may_care_for_personal_data=seat.has_any(CARE),
        )

    def check_trail(self, request) -> Reader:
        check_role(seat_of(request), TRAIL, doing="das Protokoll lesen")
        return self.reader_of(request)

    def check_signed_in(self, request) -> Reader:
        if not seat_of(request).is_signed_in:
            raise RefusedError(
                "Diese Seite gehört zu einem Konto.", ask="Bitte melden Sie sich an."
            )
        return self.reader_of(request)

    def check_care(self, request) -> Reader:
        check_role(seat_of(request), CARE, doing="personenbezogene Daten anderer verwalten")
        return self.reader_of(request)
