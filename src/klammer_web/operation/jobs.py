# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Background work, for every context: `@job`, `enqueue`, `daily`; and the work of this context."""

from klammer_web.operation.mail.delivery import deliver
from klammer_web.operation.mail.digest import HOUR, write_digests
from klammer_web.operation.mail.outbox import DELIVER
from klammer_web.operation.queue.enqueueing import enqueue
from klammer_web.operation.queue.progress import (
    LaterError,
    LeaseLostError,
    Progress,
    StoppedError,
)
from klammer_web.operation.queue.registry import daily, job
from klammer_web.operation.tidying import tidy

__all__ = ["LaterError", "LeaseLostError", "Progress", "StoppedError", "daily", "enqueue", "job"]

job(DELIVER, title="Mail versenden")(deliver)
job("operation.digest", title="Tagesmails schreiben")(write_digests)
job("operation.tidy", title="Altes aufräumen")(tidy)
daily("operation.digest", hour=HOUR)
daily("operation.tidy", hour=3)
