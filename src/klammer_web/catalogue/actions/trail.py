# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""One entry in the audit trail for each act on data."""

from datetime import datetime
from typing import Any

from klammer_web.accountability.actions import record
from klammer_web.accounts.seats import Seat


def note(
    act: str,
    *,
    seat: Seat,
    kind: str,
    object_id: object,
    title: str,
    at: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Record an act of this context inside the caller's transaction."""
    record(
        verb=f"catalogue.{act}",
        actor_id=seat.user_id,
        workspace_id=seat.workspace_id,
        kind=f"catalogue.{kind}",
        object_id=str(object_id),
        title=title,
        before=before,
        after=after,
        at=at,
    )


def owner(seat: Seat, workspace: str) -> str:
    """Say whom data belong to."""
    return seat.workspace_name if workspace else "alle Mandanten"
