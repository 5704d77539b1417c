# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Processes for background work: beside the web processes, or alone by `klammer worker`."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_RESTART_AFTER = 1.0  # seconds; doubled while a worker dies at once, up to a minute
_PATIENCE = 30.0  # seconds a worker has to end what it does
_HUNG = 75  # "temporary failure" in sysexits.h
_PARENT = "--until-parent-ends"


def run(*, with_parent: bool) -> int:
    """Work in this process until it is told to end, or until the parent is gone."""
    import django

    django.setup()
    from klammer_web.operation.queue import working

    def end(_signal: int, _frame: FrameType | None) -> None:
        working.stop()

    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), end)
    if with_parent:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, who tells us
        threading.Thread(target=_wait_for_parent, args=(working.stop,), daemon=True).start()
    if not working.work():
        os._exit(_HUNG)  # nothing is waited for; whoever keeps the workers starts another one
    return 0


def _wait_for_parent(then) -> None:
    """However the parent ends, another process becomes ours: then nobody would end this one."""
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(1.0)
    then()


@contextmanager
def beside(count: int) -> Iterator[None]:
    """Keep this many workers alive while the block runs; end them with it."""
    ending = threading.Event()
    keepers = [threading.Thread(target=_keep, args=(ending,), daemon=True) for _ in range(count)]
    for one in keepers:
        one.start()
    try:
        yield
    finally:
        ending.set()
        for one in keepers:
            one.join(_PATIENCE + 5)


def _keep(ending: threading.Event) -> None:
    pause = _RESTART_AFTER
    while not ending.is_set():
        begun = time.monotonic()
        process = _start()
        while process.poll() is None and not ending.wait(0.2):
            pass
        if ending.is_set():
            _end(process)
            return
        lived = time.monotonic() - begun
        pause = _RESTART_AFTER if lived > 30 else min(pause * 2, 60.0)
        ending.wait(pause)


def _start() -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "klammer.cli", "worker", _PARENT]
    return subprocess.Popen(words, stdin=subprocess.DEVNULL)  # noqa: S603  # reason: our own command


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()  # its lease ends, another worker takes the work up
        process.wait()
