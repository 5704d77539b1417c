# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outbox: a mail is stored with the deed that causes it, and sent after that is stored."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from klammer_web.operation.models import OutgoingMail
from klammer_web.operation.queue.enqueueing import enqueue

DELIVER = "operation.deliver_mail"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail, for example an appointment (.ics)."""

    name: str
    content: bytes
    kind: str = "application/octet-stream"

    def as_json(self) -> dict[str, str]:
        """Return it as the outbox keeps it."""
        packed = base64.b64encode(self.content).decode("ascii")
        return {"name": self.name, "kind": self.kind, "content": packed}


def send(
    *,
    to: str,
    subject: str,
    text: str,
    key: str,
    attachments: Iterable[Attachment] = (),
    workspace_id: UUID | None = None,
) -> OutgoingMail:
    """Put a mail into the outbox; the same key is the same mail, whatever became of it.

    Raises `ValueError` for an address or subject with a line break.
    """
    if any(sign in to + subject for sign in "\r\n\0") or "@" not in to:
        raise ValueError("an address or a subject may not hold line breaks")
    with transaction.atomic():
        mail, is_new = OutgoingMail.objects.get_or_create(
            key=key,
            defaults={
                "message_id": message_id(key),
                "recipient": to,
                "subject": subject[:300],
                "text": text,
                "attachments": [one.as_json() for one in attachments],
                "workspace_id": workspace_id,
            },
        )
        if is_new:
            deliver(mail)
    return mail


def deliver(mail: OutgoingMail, *, attempt: str = "first") -> None:
    """Ask for a delivery; part of the caller's transaction. Each person's word is an attempt."""
    enqueue(
        DELIVER,
        {"mail": str(mail.pk)},
        key=f"{DELIVER}:{mail.pk}:{attempt}",
        workspace_id=mail.workspace_id,
    )


def message_id(key: str) -> str:
    """Return the identity a mail keeps over all attempts, so that a second copy is recognised."""
    secret = f"{settings.SECRET_KEY}\0{key}".encode()
    return f"<{hashlib.sha256(secret).hexdigest()[:40]}@{settings.MAIL_DOMAIN}>"
