# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Time and peak memory of one piece of work, each in a process of its own."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    """Seconds of wall time and peak resident memory in MB."""

    seconds: float
    megabytes: float


def alone(module: str, task: str, *words: str, repeat: int = 1) -> Cost:
    """Run `python -m module --task task words…` and return the quickest of `repeat` runs.

    The task prints what `told` prints: its own time without starting Python.
    """
    best: Cost | None = None
    for _ in range(repeat):
        done = subprocess.run(
            [sys.executable, "-m", module, "--task", task, *words],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        found = Cost(**json.loads(done.stdout.strip().splitlines()[-1]))
        best = found if best is None or found.seconds < best.seconds else best
    assert best is not None  # noqa: S101  # reason: repeat is at least one
    return best


def told(work: Callable[[], object]) -> None:
    """Do the work and print its cost as one line of JSON."""
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": round(seconds, 3), "megabytes": round(peak)}))


def table(head: list[str], rows: list[list[object]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
