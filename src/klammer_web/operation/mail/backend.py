# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's way of sending mail leads into the outbox too: sign-in, password reset, invitations."""

from uuid import uuid4

from django.core.mail.backends.base import BaseEmailBackend

from klammer_web.operation.mail.outbox import send


class Outbox(BaseEmailBackend):
    """Put every message into the outbox, one for each recipient."""

    def send_messages(self, email_messages):
        """Return how many messages were put into the outbox."""
        for message in email_messages:
            for recipient in message.recipients():
                send(
                    to=recipient,
                    subject=" ".join(message.subject.split()),
                    text=message.body,
                    key=f"django:{uuid4()}",
                )
        return len(email_messages)
