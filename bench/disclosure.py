# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Secondary suppression: loss and seconds, beside τ-ARGUS (pytauargus), on the same tables.

Run: `python -m bench.disclosure [--tables 40x10,20x5x6] [--large] [--seconds 60]`. Tables are made
up: independent margins, Poisson counts. Both get the same primary cells (counts 1 to 4), the same
protection levels (30 % of the count, over real numbers, τ-ARGUS' FREQ(5,30)), the same cells that
may be hidden (no zeros), and the same price (the count). Loss is the sum of the counts of
secondary cells. Seconds are wall time from rows in memory to the pattern; starting Python and
importing is not counted. τ-ARGUS reads microdata; writing them down for it is part of its time and
told apart as `files`. Each program runs alone in a process of its own.

With `--large` our engine alone: protecting and auditing 10 000 and 100 000 cells under the rules
of the public.
"""

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

PROGRAMS = ("klammer fast", "klammer auto", "tau-argus modular", "tau-argus optimal")
LARGE = ((80, 10, 10), (200, 20, 20))
_NAMES = ("region", "age", "kind")


def main() -> None:
    """Measure and print, or run one program here."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tables", default="40x10,120x18,12x4x5,20x5x6", help="rows x columns x …")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60.0, help="for one program and table")
    parser.add_argument("--large", action="store_true", help="our engine on large tables")
    parser.add_argument("--only", choices=PROGRAMS, help="run one program here")
    parser.add_argument("--table", default="")
    given = parser.parse_args()
    if given.only:
        print(json.dumps(run_here(given.only, _shape(given.table), given.seconds)))
        return
    if given.large:
        print("\n".join(large(shape, seconds=given.seconds) for shape in LARGE))
        return
    print("| table | program | cells | loss | loss ÷ optimal | seconds | of these files |")
    print("|---|---|---|---|---|---|---|")
    for table in given.tables.split(","):
        for seed in range(given.seeds):
            print("\n".join(compare(f"{table}:{seed}", seconds=given.seconds)), flush=True)


def _shape(text: str) -> tuple[tuple[int, ...], int]:
    shape, _, seed = text.partition(":")
    return tuple(int(one) for one in shape.split("x")), int(seed or 0)


def counts(shape: tuple[int, ...], seed: int, *, mean: float = 15.0) -> Any:
    """A table of counts with independent margins."""
    random = np.random.default_rng(seed)
    expected = np.ones(shape)
    for axis, size in enumerate(shape):
        margin = random.gamma(1.5, 1.0, size=size)
        expected = expected * margin.reshape([-1 if at == axis else 1 for at in range(len(shape))])
    return random.poisson(expected / expected.mean() * mean)


def compare(table: str, *, seconds: float) -> list[str]:
    """Lines of all programs for one table, each run in a process of its own."""
    found = {program: run_alone(program, table, seconds) for program in PROGRAMS}
    best = found["tau-argus optimal"].get("loss") or found["klammer auto"].get("loss") or 1
    lines = []
    for program, one in found.items():
        if "error" in one:
            lines.append(f"| {table} | {program} | {one['error']} | | | | |")
            continue
        lines.append(
            f"| {table} | {program} | {one['cells']} | {one['loss']:.0f} | {one['loss'] / best:.3f}"
            f" | {one['seconds']:.2f} | {one['files']:.2f} |"
        )
    return lines


def run_alone(program: str, table: str, seconds: float) -> dict[str, Any]:
    """Run one program in a process of its own; {"error": …} when it is not there or too slow."""
    words = ["--only", program, "--table", table, "--seconds", str(seconds)]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bench.disclosure", *words],
            cwd=Path(__file__).parents[1], capture_output=True, text=True,
            timeout=seconds * 2 + 60, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return {"error": f"not finished in {seconds * 2 + 60:.0f} s"}
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1][:80]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def run_here(program: str, table: tuple[tuple[int, ...], int], seconds: float) -> dict[str, Any]:
    """Run one program; returns cells and loss of the secondary cells, and seconds."""
    values = counts(*table)
    name, method = program.split()
    if name == "klammer":
        return _ours(values, method, seconds)
    return _theirs(values, {"modular": "MOD(1)", "optimal": "OPT(1)"}[method])


def _ours(values: Any, method: str, seconds: float) -> dict[str, Any]:
    import highspy  # noqa: F401 - loaded before the clock starts, as the peer is
    from scipy import optimize, sparse  # noqa: F401 - as above

    from klammer.disclosure.tabular import protection

    begin = time.perf_counter()
    problem = problem_of(values)
    made = protection.protect_problem(problem, method=method, seconds=seconds)
    spent = time.perf_counter() - begin
    loss = float(problem.base[made.secondary].sum())
    return {"cells": len(made.secondary), "loss": loss, "seconds": spent, "files": 0.0}


def problem_of(values: Any) -> Any:
    """The counts as our problem, with the levels, prices and fixed zeros of τ-ARGUS."""
    from klammer.disclosure.tabular.problem import State

    linked = linked_of(values, "[rules]\nminimum_count = 5\n")
    problem = linked.problem
    primary = (problem.value > 0) & (problem.value < 5)
    problem.state[:] = State.OPEN
    problem.state[primary] = State.PRIMARY
    problem.state[problem.value == 0] = State.KNOWN
    problem.above[:] = problem.below[:] = np.where(primary, 0.3 * problem.value, 0.0)
    problem.whole[:] = False
    problem.cost[:] = problem.value
    return problem


def linked_of(values: Any, rules: str) -> Any:
    """The counts as linked tables under some rules."""
    from klammer.base.tables import Table
    from klammer.disclosure.tabular.building import link
    from klammer.disclosure.tabular.rules import apply_rules, price, thresholds_of
    from klammer.disclosure.tabular.specification import specification_of

    names = _NAMES[: values.ndim]
    text = 'audience = "public"\non = 2026-01-01\n' + "".join(f"[dimension.{n}]\n" for n in names)
    if values.ndim == 3:
        text = text.replace("[dimension.region]", "[dimension.region]\nprefix = [2, 5]")
    text += f'[[table]]\nname = "t"\ndimensions = {list(names)}\ncount = "n"\n' + rules
    places = np.argwhere(values >= 0)
    columns: dict[str, list[Any]] = {
        name: [f"{at // 8:02d}{at:03d}" if name == "region" and values.ndim == 3 else f"{at:03d}"
               for at in places[:, axis]]
        for axis, name in enumerate(names)
    }  # fmt: skip
    columns["n"] = values.ravel().tolist()
    specification = specification_of(text, read=lambda _: Table({}))
    linked = link(specification, {"t": Table(columns)})
    apply_rules(linked, thresholds_of(specification))
    price(linked.problem, specification.cost)
    return linked


def _theirs(values: Any, suppress: str) -> dict[str, Any]:
    import pytauargus

    names = _NAMES[: values.ndim]
    begin = time.perf_counter()
    places = np.repeat(np.argwhere(values > 0), values[values > 0], axis=0)
    columns: dict[str, Any] = {
        name: [f"{at:03d}" for at in places[:, axis]] for axis, name in enumerate(names)
    }
    columns["one"] = [1] * len(places)
    more = {}
    # τ-ARGUS also writes where the process stands.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        words = (columns, list(names), "one", "FREQ(5,30)", suppress)
        if values.ndim == 3:
            columns["region"] = [f"{at // 8:02d}{at:03d}" for at in places[:, 0]]
            more = {"hrc": {"region": "2 3"}}
        pytauargus.protect(*words, workdir=folder, run=False, **more)
        files = time.perf_counter() - begin
        found = pytauargus.protect(*words, workdir=folder, **more)
        spent = time.perf_counter() - begin - files
        lines = Path(found.files["tab1"]).read_text(encoding="utf-8").splitlines()
    cells = [line.split(";") for line in lines]
    hidden = [float(cell[values.ndim]) for cell in cells if cell[values.ndim + 3] == "M"]
    return {"cells": len(hidden), "loss": sum(hidden), "seconds": spent, "files": files}


def large(shape: tuple[int, ...], *, seconds: float) -> str:
    """Protecting and auditing one large table under the rules of the public, as one line."""
    from klammer.disclosure.tabular import safeguard
    from klammer.disclosure.tabular.protection import protect_problem
    from klammer.disclosure.tabular.released import released_table

    begin = time.perf_counter()
    linked = linked_of(counts(shape, 1, mean=40.0), "[rules]\nremainder = false\n")
    read, worked = time.perf_counter() - begin, time.process_time()
    made = protect_problem(linked.problem, method="fast", seconds=seconds)
    protected, worked = time.perf_counter() - begin, time.process_time() - worked
    out = {"t": released_table(linked, 0, made)}
    verdict = safeguard.audit(linked, made, out)
    audited = time.perf_counter() - begin - protected
    return (
        f"{len(linked.problem)} cells, {int((linked.problem.reason > 0).sum())} primary, "
        f"{len(made.secondary)} secondary: read {read:.1f} s, protect {protected - read:.1f} s "
        f"({worked:.1f} s of a processor), audit {audited:.1f} s, passed {verdict.passed}"
    )


if __name__ == "__main__":
    main()
