# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may do something at all; the contexts' own rules build on this."""

from django.core.exceptions import PermissionDenied

from klammer_web.accounts.enums import Role
from klammer_web.accounts.seats import Seat
from klammer_web.ui.errors import Refusal

_REMEDIES = (("Anmelden", "/konto/anmelden/"), ("Zur Startseite", "/"))


class RefusedError(PermissionDenied):
    """A refusal that says why, and whom to ask."""

    def __init__(self, reason: str, *, ask: str = "") -> None:
        super().__init__(Refusal(what=reason, why=ask, remedies=_REMEDIES))
        self.reason, self.ask = reason, ask


def check_role(seat: Seat, roles: frozenset[Role], *, doing: str) -> None:
    """Raise `RefusedError` unless one of the roles is held; `doing` completes "darf …"."""
    if seat.has_any(roles):
        return
    named = ", ".join(str(role.label) for role in Role if role in roles)
    if not seat.is_signed_in:
        raise RefusedError(
            f"Nur angemeldete Personen dürfen {doing}.", ask="Bitte melden Sie sich an."
        )
    raise RefusedError(
        f"Ihre Rolle darf nicht {doing}.",
        ask=f"Das können in „{seat.workspace_name or 'Ihrem Mandanten'}“: {named}.",
    )
