# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Flat file → tidy Parquet: rows per second and peak memory, against pandas and pystatis.

Run: `python -m bench.reading [--rows 2000000] [--repeat 3] [--pystatis PYTHON]`. The file is made
up: layout of 2026, real width of lines, German municipalities × years × sex × age. What the
programs do stands in `bench.reading_programs`. Each runs alone in a process of its own, in turns;
of several runs the quickest counts. Seconds are wall time, CPU seconds those of all threads: on a
busy machine compare these, on an idle one a program with several threads gains in wall time.

pystatis is no dependency: `--pystatis` names a Python that has it (and pyarrow).
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.reading_programs import RUNS, generate

Cost = dict[str, float]
_OTHER = "pystatis"
_SHORT = 100_000  # rows below which starting takes longer than reading


def main() -> None:
    """Measure and print, or run one program here."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--repeat", type=int, help="runs of each program; 3, for few rows 1")
    parser.add_argument("--pystatis", default="", metavar="PYTHON", help="a Python that has it")
    parser.add_argument("--only", choices=RUNS, help="run one program here, on --file")
    parser.add_argument("--file", type=Path)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    if given.only:
        print(json.dumps(run_here(given.only, given.file, given.out)))
        return
    with tempfile.TemporaryDirectory(prefix="klammer-bench-") as folder:
        is_short = given.rows < _SHORT
        repeat = given.repeat or (1 if is_short else 3)
        print(compare(Path(folder), given.rows, repeat=repeat, pystatis=given.pystatis))
        if not is_short:
            print(f"\n{growth(Path(folder), given.rows)}")


def run_here(program: str, path: Path, out: Path) -> Cost:
    """Run one program and return what it took, imports not counted."""
    import resource

    if program == "klammer":
        import duckdb  # noqa: F401 - imported before the clock starts, as for pandas
        import numpy as np  # noqa: F401 - as above
    else:
        import pandas as pd  # noqa: F401 - as above
        import pyarrow as pa  # noqa: F401 - as above
    start, cpu = time.perf_counter(), time.process_time()
    rows = RUNS[program](path, out)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "cpu": cpu, "rows": rows, "peak": peak}


def run_alone(program: str, path: Path, *, python: str = sys.executable) -> Cost:
    """Run one program in a process of its own, so that its memory is its own."""
    out = path.with_suffix(".parquet")
    words = [python, "-m", "bench.reading", "--only", program, "--file", str(path)]
    done = subprocess.run(
        [*words, "--out", str(out)],
        cwd=Path(__file__).parents[1], check=True, capture_output=True, text=True,
    )  # fmt: skip
    found: Cost = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(folder: Path, rows: int, *, repeat: int, pystatis: str = "") -> str:
    """Return the table of all programs, and why one could not run."""
    path = folder / "12411-99-01-5_flat.csv"
    count = generate(path, rows=rows)
    costs: dict[str, list[Cost]] = {}
    reasons: dict[str, str] = {}
    for _ in range(repeat):
        for program in [name for name in RUNS if name not in reasons]:
            python = pystatis if program == _OTHER and pystatis else sys.executable
            try:
                costs.setdefault(program, []).append(run_alone(program, path, python=python))
            except (OSError, subprocess.CalledProcessError) as error:
                reasons[program] = _reason(program, error)
    best = {name: _best(costs[name]) for name in RUNS if costs.get(name)}
    note = f"{count:,} rows, {path.stat().st_size / 1e6:,.0f} MB; the best of {repeat}."
    lines = [
        "| program | seconds | CPU seconds | rows/s | peak MB | s ÷ | CPU s ÷ | MB ÷ |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *(_line(name, cost, best["klammer"]) for name, cost in best.items()),
        *(f"| {name} | not measured: {why} |||||||" for name, why in reasons.items()),
        "",
        f"{note} ÷: how many times as much as Klammer.",
    ]
    return "\n".join(lines)


def _best(costs: list[Cost]) -> Cost:
    return {what: min(cost[what] for cost in costs) for what in costs[0]}


def _line(name: str, cost: Cost, ours: Cost) -> str:
    ratios = " | ".join(f"{cost[what] / ours[what]:.1f}" for what in ("seconds", "cpu", "peak"))
    return (
        f"| {name} | {cost['seconds']:.2f} | {cost['cpu']:.2f} | "
        f"{cost['rows'] / cost['seconds']:,.0f} | {cost['peak']:,.0f} | {ratios} |"
    )


def _reason(program: str, error: OSError | subprocess.CalledProcessError) -> str:
    if isinstance(error, OSError):
        return f"{error.filename} cannot be started"
    said = (error.stderr or "").strip().splitlines()
    last = said[-1] if said else f"ended with {error.returncode}"
    if program == _OTHER and last.startswith("ModuleNotFoundError"):
        return f"{last}; name a Python that has it with --pystatis"
    return last


def growth(folder: Path, rows: int) -> str:
    """Return the table of our own cost at 1, 4 and 16 sixteenths of the rows."""
    lines = ["| rows | seconds | CPU seconds | CPU µs per row | peak MB |", "|" + " --- |" * 5]
    for part in (16, 4, 1):
        path = folder / "12411-99-01-5_flat.csv"
        count = generate(path, rows=rows // part)
        cost = _best([run_alone("klammer", path) for _ in range(2)])
        lines.append(
            f"| {count:,} | {cost['seconds']:.2f} | {cost['cpu']:.2f} | "
            f"{cost['cpu'] / count * 1e6:.2f} | {cost['peak']:,.0f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
