# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads. Who sits where is asked by every context, and stands here."""

from klammer_web.accounts.queries.demonstration import demo_users
from klammer_web.accounts.queries.seats import (
    SESSION_KEY,
    memberships_on,
    seat_in,
    seat_of,
    workspaces_of,
    workspaces_of_request,
)

__all__ = [
    "SESSION_KEY",
    "demo_users",
    "memberships_on",
    "seat_in",
    "seat_of",
    "workspaces_of",
    "workspaces_of_request",
]
