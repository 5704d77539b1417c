# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may have access keys. What a key opens is decided by the seat behind it, at each request."""

from klammer_web.accounts.rules import RefusedError, check_signed_in
from klammer_web.accounts.seats import Seat

MOST_TOKENS = 20  # that hold at a time, of one person in one workspace


def check_have_tokens(seat: Seat) -> None:
    """Making and seeing one's own access keys."""
    check_signed_in(seat)
    if not seat.workspace_id or not seat.roles:
        raise RefusedError(
            "Zugangsschlüssel gibt es nur für Personen mit einer Rolle in einem Mandanten.",
            ask="Öffentliche Zahlen kann jedes Programm ohne Schlüssel lesen.",
        )


def may_have_tokens(seat: Seat) -> bool:
    """Whether the seat may have access keys."""
    return seat.is_signed_in and bool(seat.workspace_id and seat.roles)
