# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Background work: a thread of this process does it, a row in the database tells how far it is.

A person can leave the page and find it again. Work whose process died is recognised by its
missing signs of life; what it had written is swept up, because everything in an instance becomes
visible by one rename.
"""

import logging
import threading
import time
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

from klammer.base.errors import InputRefusedError, KlammerError
from klammer_web.accounts.seats import Seat
from klammer_web.catalogue.enums import WorkState
from klammer_web.catalogue.models import Work
from klammer_web.catalogue.phrases.refusals import Refusal, refusal

Progress = Callable[[str, float], None]
_SIGN_EVERY = 1.0  # seconds between two signs of life written to the database
_LIFE_EVERY = 20.0  # seconds between signs while a step takes long
_log = logging.getLogger(__name__)


def begin(title: str, *, seat: Seat, task: Callable[[Progress], str]) -> Work:
    """Start a task; what it returns is the address to go to when it is done.

    Raises `InputRefusedError` while other work of this instance is running.
    """
    for other in Work.objects.filter(state=WorkState.RUNNING):
        if not other.has_died:
            raise InputRefusedError(
                "other work is running",
                where=other.title,
                why="two builds at the same time would only slow each other down",
                remedy="wait until it is done",
                code="work_running",
                title=other.title,
            )
        _finish(other.pk, WorkState.FAILED, refusal=_DIED)
    work = Work.objects.create(
        title=title, workspace_id=seat.workspace_id, started_by_id=seat.user_id
    )
    if settings.WORK_INLINE:
        _run(work.pk, task)
    else:
        name = f"klammer-work-{work.pk}"
        threading.Thread(target=_run_alone, args=(work.pk, task), name=name, daemon=True).start()
    work.refresh_from_db()
    return work


def _run_alone(identity: UUID, task: Callable[[Progress], str]) -> None:
    done = threading.Event()
    threading.Thread(target=_give_signs, args=(identity, done), daemon=True).start()
    try:
        _run(identity, task)
    finally:
        done.set()
        connection.close()


def _give_signs(identity: UUID, done: threading.Event) -> None:
    """Say that the process lives while one step takes long."""
    try:
        while not done.wait(_LIFE_EVERY):
            Work.objects.filter(pk=identity, state=WorkState.RUNNING).update(sign_at=timezone.now())
    finally:
        connection.close()


def _run(identity: UUID, task: Callable[[Progress], str]) -> None:
    last = 0.0

    def progress(step: str, share: float) -> None:
        nonlocal last
        if time.monotonic() - last >= _SIGN_EVERY:
            last = time.monotonic()
            Work.objects.filter(pk=identity).update(
                step=step[:200], progress=share, sign_at=timezone.now()
            )

    try:
        result = task(progress)
    except KlammerError as error:
        _finish(identity, WorkState.FAILED, refusal=refusal(error))
    except Exception:  # noqa: BLE001  # reason: a thread has nobody above it who would say so
        _log.exception("background work failed")
        _finish(identity, WorkState.FAILED, refusal=_BROKEN)
    else:
        _finish(identity, WorkState.DONE, result=result)


def _finish(
    identity: UUID, state: WorkState, *, result: str = "", refusal: Refusal | None = None
) -> None:
    Work.objects.filter(pk=identity).update(
        state=state,
        result=result,
        progress=1.0,
        refusal=refusal.as_json() if refusal else None,
        sign_at=timezone.now(),
    )


_DIED = Refusal(
    "Die Arbeit wurde unterbrochen.",
    why="Der Dienst wurde währenddessen beendet.",
    remedy="Starten Sie sie noch einmal. Der Datenbestand ist, wie er vorher war.",
)
_BROKEN = Refusal(
    "Bei der Arbeit ist ein Fehler aufgetreten.",
    remedy="Der Datenbestand ist, wie er vorher war. Geben Sie die Uhrzeit an die Verwaltung der "
    "Instanz weiter; sie findet die Ursache im Protokoll.",
)
