# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Background work, for every context: `@job`, `enqueue`, `daily`; and the work of this context."""

from klammer_web.operation.mail.delivery import deliver
from klammer_web.operation.mail.outbox import DELIVER
from klammer_web.operation.queue.enqueueing import enqueue
from klammer_web.operation.queue.progress import (
    LaterError,
    LeaseLostError,
    Progress,
    StoppedError,
)
from klammer_web.operation.queue.registry import daily, job

__all__ = ["LaterError", "LeaseLostError", "Progress", "StoppedError", "daily", "enqueue", "job"]

job(DELIVER, title="Mail versenden")(deliver)
