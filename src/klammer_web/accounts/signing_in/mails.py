# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mails about an account: German text, into the outbox, with links to our own address alone."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string

from klammer_web.operation import mail


def absolute(request, path: str) -> str:
    """Return the path with the instance's public address; a forged Host header never enters."""
    if settings.PUBLIC_ADDRESS:
        return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"
    return request.build_absolute_uri(path)


def send(template: str, *, to: str, context: dict[str, Any]) -> None:
    """Put the mail of this template into the outbox; it leaves after the transaction."""
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    text = render_to_string(f"{template}_message.txt", context).strip() + "\n"
    mail.send(to=to, subject=subject, text=text, key=f"signing-in/{uuid4()}")
