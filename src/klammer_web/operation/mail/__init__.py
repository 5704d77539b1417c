# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outgoing mail: an outbox in the database, SMTP behind it, files for offices without SMTP."""

from klammer_web.operation.mail.outbox import send

__all__ = ["send"]
