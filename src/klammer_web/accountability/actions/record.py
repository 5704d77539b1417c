# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Record an act: one entry in the chain, inside the transaction of the act itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from klammer_web.accountability import sealing
from klammer_web.accountability.models import AuditContent, AuditEntry, AuditOrigin, ChainHead
from klammer_web.accountability.origins import PRESENT


@transaction.atomic
def record(
    *,
    verb: str,
    actor_id: UUID | None,
    workspace_id: UUID | None,
    kind: str,
    object_id: str,
    title: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    at: datetime,
) -> AuditEntry:
    """Add one entry; call it last in the action, so that others wait shortly.

    verb           what was done, `context.past_participle`, with a sentence in `phrases`
    actor_id       who did it; None for work that nobody ordered
    before, after  the fields that the act concerns; absent for what did not exist

    Raises `ValueError` for a time without its zone, or values that JSON does not know.
    """
    if at.tzinfo is None:
        raise ValueError(f"{verb}: the time of an act needs its zone")
    text = sealing.canonical({"title": title, "before": before, "after": after})
    came_from, head = PRESENT.get(), _locked_head()
    salt, origin_salt = sealing.new_salt(), sealing.new_salt()
    told = sealing.origin_text(request=came_from.request, address=came_from.address)
    fields = {
        "sequence": head.sequence + 1,
        "previous": head.seal,
        "at": at,
        "verb": verb,
        "kind": kind,
        "object_id": str(object_id),
        "workspace_id": workspace_id,
        "actor_key": actor_id,
        "content": sealing.salted(text, salt=salt),
        "origin": sealing.salted(told, salt=origin_salt),
    }
    entry = AuditEntry.objects.create(**fields, actor_id=actor_id, seal=sealing.seal_of(fields))
    AuditContent.objects.create(entry=entry, salt=salt, text=text)
    AuditOrigin.objects.create(
        entry=entry, salt=origin_salt, request=came_from.request, address=came_from.address
    )
    ChainHead.objects.filter(pk=1).update(sequence=entry.sequence, seal=entry.seal)
    return entry


def _locked_head() -> ChainHead:
    """Return the chain's end, held until the transaction ends: writers come one after the other.

    PostgreSQL locks the row; SQLite has locked the database since the transaction began.
    """
    found = ChainHead.objects.select_for_update().filter(pk=1).first()
    if found is None:
        ChainHead.objects.get_or_create(pk=1, defaults={"seal": sealing.START})
        found = ChainHead.objects.select_for_update().get(pk=1)
    return found
