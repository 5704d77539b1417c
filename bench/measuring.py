# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Time and peak memory of one piece of work, each in a process of its own."""

import atexit
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache


@dataclass(frozen=True)
class Cost:
    """Seconds of wall time, seconds of all processors, and peak resident memory in MB."""

    seconds: float
    cpu: float
    megabytes: float


_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


@cache
def _bytecode() -> str:
    """Give a folder for compiled modules: an installed program does not compile itself each time.

    What is repeated finds it filled; it is deleted at the end.
    """
    folder = tempfile.mkdtemp(prefix="klammer-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def alone(module: str, task: str, *words: str, repeat: int = 1) -> Cost:
    """Run `python -m module --task task words…` and return the quickest of `repeat` runs.

    The task prints what `told` prints: its own time without starting Python.
    """
    best: Cost | None = None
    environment = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    for _ in range(repeat):
        done = subprocess.run(
            [sys.executable, "-m", module, "--task", task, *words],
            check=True, capture_output=True, text=True,
            env=environment | {"PYTHONPYCACHEPREFIX": _bytecode()},
        )  # fmt: skip
        found = Cost(**json.loads(done.stdout.strip().splitlines()[-1]))
        best = found if best is None or found.seconds < best.seconds else best
    assert best is not None  # noqa: S101  # reason: repeat is at least one
    return best


def told(work: Callable[[], object]) -> None:
    """Do the work and print its cost as one line of JSON."""
    start, before = time.perf_counter(), time.process_time()
    work()
    seconds, cpu = time.perf_counter() - start, time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told_cost = Cost(round(seconds, 3), round(cpu, 3), round(peak))
    print(json.dumps(asdict(told_cost)))


def table(head: list[str], rows: list[list[object]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
