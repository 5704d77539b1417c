# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes: a report comes in, and somebody notes what became of it."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from klammer_web.operation import mail, phrases
from klammer_web.operation.enums import SETTLED_BARRIERS
from klammer_web.operation.models import BarrierReport
from klammer_web.operation.ports import Actor, record

_MAIL = """Jemand meldet eine Barriere (Nummer {number}).

Was nicht geht:
{text}

Seite: {page}
Hilfsmittel: {aid}
Antwort erbeten an: {email}

Alle Meldungen: {address}
"""


@transaction.atomic
def report(
    *,
    text: str,
    page: str,
    aid: str,
    email: str,
    by: Actor,
    address: str,
    at: datetime,
) -> BarrierReport:
    """Keep the report and tell those who can do something about it."""
    made = BarrierReport.objects.create(
        text=text,
        page=page,
        aid=aid,
        email=email,
        workspace_id=by.workspace_id,
        reported_by_id=by.user_id,
        created_at=at,
    )
    _tell(made, address=address)
    _record(made, phrases.BARRIER_REPORTED, actor=by, at=at)
    return made


@transaction.atomic
def note(found: BarrierReport, *, state: str, text: str, actor: Actor, at: datetime) -> None:
    """Note how far it has come, and what was done."""
    held = BarrierReport.objects.select_for_update().get(pk=found.pk)
    before = {"state": held.state, "note": held.note}
    held.state, held.note = state, text
    held.settled_at = (held.settled_at or at) if state in SETTLED_BARRIERS else None
    held.save(update_fields=["state", "note", "settled_at"])
    after = {"state": held.state, "note": held.note}
    _record(held, phrases.BARRIER_NOTED, actor=actor, before=before, after=after, at=at)


def recipients(workspace_id: UUID | None) -> list[str]:
    """Return who is told: the address the operator named, else those who run the instance."""
    if settings.ACCESSIBILITY["mail"]:
        return [settings.ACCESSIBILITY["mail"]]
    return import_string(settings.OPERATION_ADMINISTRATORS)(workspace_id)


def _tell(made: BarrierReport, *, address: str) -> None:
    text = _MAIL.format(
        number=made.number,
        text=made.text,
        page=made.page or "nicht angegeben",
        aid=made.aid or "nicht angegeben",
        email=made.email or "nicht gewünscht",
        address=address,
    )
    for to in recipients(made.workspace_id):
        mail.send(
            to=to,
            subject=f"Barriere gemeldet: {made.number}",
            text=text,
            key=f"barrier/{made.pk}/{to}",
            workspace_id=made.workspace_id,
        )


def _record(made: BarrierReport, verb: str, *, actor: Actor, at: datetime, **more) -> None:
    record(
        verb=verb,
        actor=actor,
        kind=phrases.BARRIER,
        object_id=str(made.pk),
        title=made.number,
        at=at,
        **more,
    )
