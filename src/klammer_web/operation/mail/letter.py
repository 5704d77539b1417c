# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mail of the outbox as RFC 5322 says it: for SMTP and for the file (.eml)."""

import base64
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.conf import settings

from klammer_web.operation.models import OutgoingMail


def letter(mail: OutgoingMail) -> EmailMessage:
    """Return the message; the same mail gives the same message at every attempt."""
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(mail.created_at)
    message["From"] = settings.DEFAULT_FROM_EMAIL
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    for one in mail.attachments:
        maintype, _, subtype = one["kind"].partition("/")
        parameters = {"method": "PUBLISH"} if subtype == "calendar" else {}
        message.add_attachment(
            base64.b64decode(one["content"]),
            maintype=maintype,
            subtype=subtype,
            filename=one["name"],
            params=parameters,
        )
    _boundary(message, mail)
    return message


def _boundary(message: EmailMessage, mail: OutgoingMail) -> None:
    if message.is_multipart():
        message.set_boundary(f"=_{mail.pk.hex}")


def as_file(mail: OutgoingMail) -> bytes:
    """Return the mail as a file that any mail program opens."""
    return letter(mail).as_bytes()


def calendars(mail: OutgoingMail) -> list[tuple[str, bytes]]:
    """Return the mail's appointments: name and content of each .ics."""
    return [
        (one["name"], base64.b64decode(one["content"]))
        for one in mail.attachments
        if one["kind"] == "text/calendar"
    ]
