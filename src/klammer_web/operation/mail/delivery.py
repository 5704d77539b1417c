# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sending what lies in the outbox, and noting what is known about it. No address enters a log."""

from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from klammer_web.operation.enums import MailState
from klammer_web.operation.mail import smtp
from klammer_web.operation.mail.letter import letter
from klammer_web.operation.models import OutgoingMail
from klammer_web.operation.queue.progress import LaterError, Progress

WAITS = (1, 5, 15, 60, 240)  # minutes between attempts; then a person is asked
WITHOUT_SERVER = "Es ist kein Mailserver eingerichtet. Laden Sie die Mail herunter."
BROKE_OFF = "Die Verbindung brach ab, nachdem der Text übergeben war."
DIED = "Der Dienst wurde während des Versands beendet."


def deliver(payload: dict[str, Any], progress: Progress) -> None:
    """Send one mail, once: what may have been sent already is never sent again unasked."""
    progress.check()
    mail = OutgoingMail.objects.filter(pk=payload["mail"]).first()
    if mail is None:
        return
    if mail.state == MailState.SENDING:
        _note(mail, MailState.UNCLEAR, error=DIED)
        return
    if mail.state != MailState.WAITING:
        return
    if not smtp.is_configured():
        _note(mail, MailState.FAILED, error=WITHOUT_SERVER)
        return
    taken = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.WAITING).update(
        state=MailState.SENDING, attempts=F("attempts") + 1, error=""
    )
    if taken:
        mail.refresh_from_db()
        _try(mail)


def _try(mail: OutgoingMail) -> None:
    try:
        smtp.hand_over(letter(mail))
    except smtp.UnclearError:
        _note(mail, MailState.UNCLEAR, error=BROKE_OFF)
    except smtp.RefusedForGoodError as error:
        _note(mail, MailState.FAILED, error=f"Der Mailserver lehnt die Mail ab ({error}).")
    except smtp.NotSentError as error:
        _later(mail, error)
    else:
        _note(mail, MailState.SENT)


def _later(mail: OutgoingMail, error: smtp.NotSentError) -> None:
    reason = f"Der Mailserver war nicht zu erreichen oder nahm die Mail nicht an ({error})."
    if mail.attempts > len(WAITS):
        _note(mail, MailState.FAILED, error=reason)
        return
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.WAITING, error=reason)
    raise LaterError(timedelta(minutes=WAITS[mail.attempts - 1]), step=reason)


def _note(mail: OutgoingMail, state: MailState, *, error: str = "") -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=state, error=error, finished_at=timezone.now()
    )
