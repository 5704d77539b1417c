# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Start of the command line: `klammer tidy|rate|convert --help`, median of five, goal ≤ 0.5 s.

python -m bench.starting [--repeat 5]
"""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench import record
from bench.measuring import table

GOAL = 0.5
COMMANDS = ("tidy", "rate", "convert")


def seconds(words: list[str], *, repeat: int) -> list[float]:
    """Run a command so many times, after one run that warms the disk, and return the times."""
    found = []
    for _ in range(repeat + 1):
        start = time.perf_counter()
        subprocess.run(words, check=True, capture_output=True)
        found.append(time.perf_counter() - start)
    return found[1:]


def compare(*, repeat: int = 5) -> tuple[str, dict[str, dict[str, float]]]:
    """Return the table and the numbers."""
    script = Path(sys.executable).with_name("klammer")
    program = [str(script)] if script.exists() else [sys.executable, "-m", "klammer.cli"]
    asked = {f"klammer {name} --help": [*program, name, "--help"] for name in COMMANDS}
    asked["Python alone"] = [sys.executable, "-c", "pass"]
    found = {}
    for name, words in asked.items():
        times = seconds(words, repeat=repeat)
        found[name] = {"median": round(statistics.median(times), 3), "least": round(min(times), 3)}
    rows: list[list[object]] = [
        [f"`{name}`" if name.startswith("klammer") else name, f"{one['median']:.2f} s",
         f"{one['least']:.2f} s", f"≤ {GOAL} s" if name.startswith("klammer") else ""]
        for name, one in found.items()
    ]  # fmt: skip
    return table(["command", f"median of {repeat}", "least", "goal"], rows), found


def main() -> None:
    """Print the table and keep it."""
    parse = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parse.add_argument("--repeat", type=int, default=5)
    parse.add_argument("--smoke", action="store_true", help="keep the result apart")
    given = parse.parse_args()
    began = record.load()
    text, found = compare(repeat=given.repeat)
    print(text)
    record.write(
        "starting", text, around=record.surroundings(began=began), smoke=given.smoke, data=found,
        command=f"python -m bench.starting --repeat {given.repeat}",
    )  # fmt: skip


if __name__ == "__main__":
    main()
