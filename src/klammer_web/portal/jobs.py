# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Background work: loading the official figures into an instance that has none."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from klammer_web.accountability.actions import record
from klammer_web.catalogue import official
from klammer_web.catalogue.instance import instance
from klammer_web.catalogue.signals import released
from klammer_web.operation.jobs import Progress, enqueue, job

LOAD = "portal.load_official"
_BY = "Einrichtung"


def load_official(*, workspace_id: UUID, requested_by_id: UUID | None) -> None:
    """Ask for the official figures; asking twice is one job."""
    enqueue(
        LOAD,
        {"workspace": str(workspace_id), "user": str(requested_by_id or "")},
        key=LOAD,
        title="Amtliche Zahlen für Thüringen laden",
        workspace_id=workspace_id,
        requested_by_id=requested_by_id,
    )


@job(LOAD, title="Amtliche Zahlen laden", long=True)
def load(payload: dict[str, Any], progress: Progress) -> str:
    """Load, build and release; tell the rooms that keep something about the release."""
    note = "Amtliche Zahlen, bei der Einrichtung geladen"
    made = official.load(instance(), by=_BY, note=note, progress=progress)
    with transaction.atomic():
        record(
            verb="portal.loaded_official",
            actor_id=UUID(payload["user"]) if payload["user"] else None,
            workspace_id=UUID(payload["workspace"]),
            kind="catalogue.release",
            object_id=made.root,
            title="Amtliche Zahlen für Thüringen",
            at=timezone.now(),
        )
    released.send(load_official, root=made.root)
    return "/"
