# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worker: two lanes, so that nothing short waits for what takes minutes, and a housekeeper.

The housekeeper gives signs of life while the lanes work, takes up what died elsewhere, and asks for
what is due every day.
"""

import logging
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from klammer_web.operation.queue import leases
from klammer_web.operation.queue.dispatching import LANES
from klammer_web.operation.queue.enqueueing import enqueue
from klammer_web.operation.queue.progress import closing
from klammer_web.operation.queue.registry import due_daily

_LOOK_EVERY = 0.3  # seconds between two looks into an empty queue
_PATIENCE = 25.0  # seconds work may take to come to an end when the process is to stop
_SHORT_PATIENCE = 5.0  # the same when it stops because other work hangs and may hold locks
_log = logging.getLogger(__name__)


def work() -> bool:
    """Do background work until `stop` is called; then end what runs, or put it back.

    Returns False when work hangs that cannot be ended: the process is to go, whatever it does.
    """
    closing.clear()
    leases.give_sign()
    leases.reap()
    lanes = [_start(f"lane-{name}", _lane(name)) for name in LANES]
    housekeeper = _start("housekeeper", _housekeeper())
    # Asked here, without the database: what hangs may hold its lock.
    while not closing.wait(1.0) and not leases.hung():
        pass
    for name in leases.hung().values():
        _log.error("work '%s' makes no progress: this process ends", name)
    stop()
    end = time.monotonic() + (_SHORT_PATIENCE if leases.hung() else _PATIENCE)
    while time.monotonic() < end and _going((*lanes, housekeeper)):
        time.sleep(0.1)
    if leases.hung():
        return False
    leases.leave()
    return True


def _going(threads: tuple[threading.Thread, ...]) -> bool:
    """Whether one of the threads may still come to an end."""
    hung = leases.hung()
    return any(one.is_alive() and one.ident not in hung for one in threads)


def stop() -> None:
    """Ask this process to end."""
    closing.set()


def drain() -> None:
    """Do everything that waits in both lanes, in this thread, then return (tests, commands)."""
    for name in LANES:
        _worker(name).run()


def _start(name: str, turn: Callable[[], float]) -> threading.Thread:
    thread = threading.Thread(target=_turns, args=(turn,), name=name, daemon=True)
    thread.start()
    return thread


def _turns(turn: Callable[[], float]) -> None:
    """Repeat one turn; a database that is away for a while does not end the worker.

    Only the kind of an error is logged: its text may hold values.
    """
    while not closing.is_set():
        try:
            close_old_connections()
            pause = turn()
        except Exception as error:  # noqa: BLE001  # reason: the worker outlives its database
            _log.error("background work pauses: %s", type(error).__name__)
            connection.close()
            pause = 2.0
        closing.wait(pause)
    connection.close()


def _lane(name: str) -> Callable[[], float]:
    def turn() -> float:
        if DBTaskResult.objects.ready().filter(queue_name=name).exists():
            _worker(name).run()
        return _LOOK_EVERY

    return turn


def _worker(lane: str) -> Worker:
    return _Lane(
        queue_names=[lane],
        interval=0.0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=leases.holder(),
        excluded_queue_names=[],
    )


class _Lane(Worker):
    """The library's worker, which looks up after each task whether the process is to end."""

    def run_task(self, db_task_result: DBTaskResult) -> None:
        super().run_task(db_task_result)
        self.running = not closing.is_set()


def _housekeeper() -> Callable[[], float]:
    lease = float(settings.JOB_LEASE)
    last = {"reap": time.monotonic(), "daily": 0.0}

    def turn() -> float:
        leases.give_sign()
        now = time.monotonic()
        if now - last["reap"] >= lease / 2:
            last["reap"] = now
            leases.reap()
        if now - last["daily"] >= 60:
            last["daily"] = now
            ask_for_daily_work()
        return lease / 6

    return turn


def ask_for_daily_work() -> None:
    """Ask once a day for what is due, whichever of several workers is first."""
    local = timezone.localtime()
    for name in due_daily(local.hour):
        enqueue(name, {"day": local.date().isoformat()}, key=f"{name}:{local.date()}")
