# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every benchmark, one after the other, each kept in `bench/results/`.

    uv run --group bench python -m bench [--smoke] [NAME …]

Full size takes about an hour and a quiet machine; `--smoke` at most a minute, without the
peer that would have to be downloaded, and only to see that everything runs.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from bench import record

# name → words of the full run, words of the short one
RUNS = {
    "starting": ((), ("--repeat", "1")),
    "atlas_pages": ((), ("--areas", "700", "--rounds", "1")),
    "reading": ((), ("--rows", "20000")),
    "build": ((), ("--areas", "320", "--indicators", "3", "--years", "3")),
    "serving": (
        ("--peer",),
        ("--areas", "320", "--requests", "50", "--rounds", "1", "--indicators", "2",
         "--years", "2"),
    ),
    "load": (("--keep",), ("--rate", "10", "--seconds", "2")),
    "indices": ((), ("--areas", "500", "--variants", "40", "--repeat", "1")),
    "spatial": ((), ("--areas", "900", "--permutations", "99", "--repeat", "1", "--without-peer")),
    "disclosure": ((), ("--tables", "12x8", "--seeds", "1", "--seconds", "10")),
    "searching": (("--keep",), ("--objects", "2000", "--rounds", "1")),
}  # fmt: skip
_KEEPS_ITSELF = {"starting", "spatial", "serving", "atlas_pages", "load", "searching"}


def main(words: list[str] | None = None) -> int:
    """Return 0 when every benchmark ran."""
    parse = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parse.add_argument("--smoke", action="store_true", help="a few seconds for each")
    parse.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(RUNS)}")
    given = parse.parse_args(words)
    unknown = set(given.names) - RUNS.keys()
    if unknown:
        parse.error(f"unknown: {', '.join(sorted(unknown))}")
    failed = [name for name in given.names or RUNS if not run(name, smoke=given.smoke)]
    print(f"\nbenchmarks failed: {', '.join(failed)}" if failed else "\nall benchmarks ran")
    return 1 if failed else 0


def run(name: str, *, smoke: bool) -> bool:
    """Run one in a process of its own and keep what it prints; False when it failed."""
    full, short = RUNS[name]
    words = [name, *(short if smoke else full)]
    print(f"\n── {' '.join(words)}", flush=True)
    began, lines = record.load(), []
    command = [sys.executable, "-m", f"bench.{name}", *words[1:]]
    if smoke and name in _KEEPS_ITSELF:
        command.append("--smoke")
    root = Path(__file__).resolve().parents[1]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None  # noqa: S101  # reason: asked for above
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    if process.returncode:
        return False
    if name not in _KEEPS_ITSELF:
        text = "".join(lines)
        is_markdown = text.lstrip().startswith("|")
        record.write(
            name,
            text if is_markdown else f"```text\n{text.strip()}\n```",
            around=record.surroundings(began=began),
            smoke=smoke,
            command=f"python -m bench.{' '.join(words)}",
        )
    return True


sys.exit(main())
