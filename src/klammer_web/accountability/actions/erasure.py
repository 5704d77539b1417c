# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Erase a person: what tells who it was is gone, what happened stays as "ehemalige Person"."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from klammer_web.accountability import inspection, phrases
from klammer_web.accountability.actions.record import record
from klammer_web.accountability.actions.sessions import end_sessions
from klammer_web.accountability.models import AuditContent, AuditOrigin
from klammer_web.accountability.personal.classification import Holding, load
from klammer_web.accountability.personal.rows import Person, person, rows_of
from klammer_web.accountability.queries import personal


@transaction.atomic
def erase_person(
    *, person_id: UUID, actor_id: UUID | None, workspace_id: UUID | None, at: datetime
) -> dict[str, int]:
    """Erase by the classification, table by table; return how many rows were touched of each.

    The caller has made sure that nothing belongs to the person any more. The chain stays sound:
    which contents and origins are gone is recorded by the entry of this very act.
    """
    someone = person(person_id)
    if someone is None:
        raise LookupError(f"nobody has the number {person_id}")
    contents, origins = personal.contents_naming(someone), personal.origins_of(someone)
    end_sessions(someone.id)
    touched: dict[str, int] = {}
    # Rows are found by address and name: the account itself, which holds both, comes last.
    ordered = sorted(load().holdings.values(), key=lambda one: one.label == "accounts.User")
    for holding in ordered:
        count = _erase_rows(holding, someone)
        if count:
            touched[holding.label] = count
    AuditContent.objects.filter(entry_id__in=contents).delete()
    AuditOrigin.objects.filter(entry_id__in=origins).delete()
    record(
        verb=inspection.PERSON_ERASED,
        actor_id=actor_id,
        workspace_id=workspace_id,
        kind="accounts.user",
        object_id=str(person_id),
        title=phrases.FORMER,
        after={**inspection.erasure(content=contents, origin=origins), "rows": touched},
        at=at,
    )
    return touched


def _erase_rows(holding: Holding, someone: Person) -> int:
    rows = rows_of(holding, someone)
    if holding.rows == "delete":
        return rows.delete()[0]
    changes = {
        name: _instead(manner, someone)
        for name, manner in holding.erase.items()
        if not manner.startswith("keep: ")
    }
    if holding.label == "accounts.User":
        changes["is_active"] = False
    return rows.update(**changes) if changes else 0


def _instead(manner: str, someone: Person) -> Any:
    return {
        "former": phrases.FORMER,
        "address": f"{someone.id}@geloescht.invalid",  # the domain that never exists (RFC 2606)
        "unusable": make_password(None),
        "empty": "",
        "null": None,
    }[manner]
