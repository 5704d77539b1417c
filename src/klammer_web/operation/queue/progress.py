# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far work is, and whether it is to go on."""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from klammer_web.operation.models import Job

_WRITE_EVERY = 1.0  # seconds between two writes of the progress
closing = threading.Event()  # this process is to end: work that can be repeated is put back


class StoppedError(Exception):
    """A person asked for the end of this work."""


class LeaseLostError(Exception):
    """Another process took this work up, because this one gave no sign for too long."""


class LaterError(Exception):
    """The work cannot be done now and wants to be tried again after a while."""

    def __init__(self, wait: timedelta, *, step: str = "") -> None:
        super().__init__(step)
        self.wait, self.step = wait, step


class Progress:
    """Tell how far the work is: progress("Schritt", 0.4). Raises when it is to stop."""

    def __init__(
        self,
        job_id: UUID,
        *,
        holder: str,
        lease: Callable[[], datetime] = timezone.now,
        moved: Callable[[], None] = lambda: None,
        may_pause: bool = False,
    ) -> None:
        self._mine = Job.objects.filter(pk=job_id, holder=holder)
        self._lease = lease
        self._moved = moved
        self._told: tuple[str, float] | None = None
        self._last = 0.0
        self._may_pause = may_pause

    def __call__(self, step: str, share: float) -> None:
        """Write the step down, at most once a second; the same one again is no progress."""
        if (step, share) != self._told:
            self._told = (step, share)
            self._moved()
        if time.monotonic() - self._last < _WRITE_EVERY:
            return
        self._last = time.monotonic()
        self._mine.update(
            step=step[:200], progress=min(max(share, 0.0), 1.0), lease_until=self._lease()
        )
        self.check()

    def check(self) -> None:
        """Raise `StoppedError` or `LeaseLostError` where the work is not to go on."""
        found = self._mine.values_list("stop_asked_at", flat=True).first()
        if found is not None:
            raise StoppedError
        if not self._mine.exists():
            raise LeaseLostError
        if self._may_pause and closing.is_set():
            raise LaterError(timedelta(0))
