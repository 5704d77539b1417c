# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What operation needs from rooms above it, named by settings: who asks, and where deeds are kept.

`OPERATION_ACCESS` is a function(request) → `Actor` that raises the refusal of who may not;
`OPERATION_SENDER` one that names anybody, and `OPERATION_ADMINISTRATORS` a function(workspace) →
addresses of those who are told;
`OPERATION_RECORD` is the function that writes an entry of the audit trail, `OPERATION_PHRASES` the
one that learns the German sentences of such entries.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Actor:
    """Who runs things: for one workspace, or (operator) for the whole instance."""

    user_id: UUID | None
    workspace_id: UUID | None
    is_operator: bool = False


def actor_of(request) -> Actor:
    """Return who asks; raises the refusal of the room above."""
    return import_string(settings.OPERATION_ACCESS)(request)


def sender_of(request) -> Actor:
    """Return who sends something in that anybody may send, signed in or not."""
    return import_string(settings.OPERATION_SENDER)(request)


def record(
    *, verb: str, actor: Actor, kind: str, object_id: str, at: datetime, **more: Any
) -> None:
    """Write one entry of the audit trail within the caller's transaction."""
    import_string(settings.OPERATION_RECORD)(
        verb=verb,
        actor_id=actor.user_id,
        workspace_id=actor.workspace_id,
        kind=kind,
        object_id=object_id,
        at=at,
        **more,
    )
