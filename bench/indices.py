# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""An index of 33,000 areas, 40 inputs and 7 domains, and its 500 variants, against plain pandas.

Run: `python -m bench.indices [--areas 33000] [--variants 500] [--repeat 3]`. Figures are made up.
Inputs become normal scores, sums of a domain are stretched exponentially, domains are added and
divided into tenths: the way with the most sorting. The pandas program is the one that one would
write first. Its variants are counted from a tenth of them. The limit is sorting each input and
each domain once, and the index twice. Each runs alone; of several runs the quickest counts, in
seconds of processor time, without imports.
"""

import argparse
import csv
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.measuring import Cost, alone, table, told

MODULE = "bench.indices"
INPUTS, DOMAINS = 40, 7
LIMITS = {"index": 2.0, "robustness": 20.0, "command": 2.0}


def main() -> None:
    """Measure and print, or run one task here."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--areas", type=int, default=33_000)
    parser.add_argument("--variants", type=int, default=500)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--task", choices=TASKS, help="run one task here")
    given = parser.parse_args()
    if given.task:
        TASKS[given.task](given.areas, given.variants)
        return
    print(compared(given.areas, given.variants, repeat=given.repeat))


def compared(areas: int, variants: int, *, repeat: int) -> str:
    """Return a table of seconds and ratios."""
    words = ("--areas", str(areas), "--variants", str(variants))
    cost: dict[str, Cost] = {
        name: alone(MODULE, name, *words, repeat=1 if "robust" in name else repeat)
        for name in TASKS
    }
    tenth = cost["pandas-robustness"].cpu * 10
    rows = [
        _row("index", cost["index"].cpu, cost["pandas"].cpu, cost["limit"].cpu),
        _row("robustness", cost["robustness"].cpu, tenth, cost["limit"].cpu * variants),
        _row("command", cost["command"].cpu, cost["pandas-command"].cpu, None),
        ["robustness with counts", f"{cost['counts'].cpu:.1f} s", "–", "–", "≤ 20 s"],
    ]
    head = [f"{areas:,} areas", "Klammer", "pandas ÷ Klammer", "Klammer ÷ limit", "goal"]
    return table(head, rows)


def _row(name: str, own: float, peer: float, limit: float | None) -> list[object]:
    against = "–" if limit is None else f"{own / max(limit, 0.001):.1f}"
    return [name, f"{own:.2f} s", f"{peer / max(own, 0.001):.1f}", against, f"≤ {LIMITS[name]:g} s"]


def figures(areas: int) -> dict[str, Any]:
    """Make up correlated shares of 40 kinds, and the counts behind them."""
    import numpy as np

    random = np.random.default_rng(1)
    common = random.normal(size=areas)
    people = random.integers(1000, 3000, areas)
    made: dict[str, Any] = {"area": [f"E{n:08d}" for n in range(areas)], "population": people}
    for number in range(INPUTS):
        share = 1 / (1 + np.exp(2 - common - random.normal(size=areas)))
        made[f"n{number}"] = random.binomial(people, share).astype(float)
        made[f"x{number}"] = 100 * made[f"n{number}"] / people
    return {**made, "population": people.astype(float)}


def parts() -> list[list[str]]:
    """Return the inputs of each domain."""
    return [[f"x{n}" for n in range(INPUTS) if n % DOMAINS == one] for one in range(DOMAINS)]


def specified(*, counted: bool = False) -> dict[str, Any]:
    """Return the specification as plain values."""
    names = [{"column": f"x{n}"} for n in range(INPUTS)]
    if counted:
        names = [
            {"column": f"x{n}", "numerator": f"n{n}", "denominator": "population", "per": 100}
            for n in range(INPUTS)
        ]
    domains = [
        {"id": f"d{at}", "parts": inside, "standardisation": "exponential"}
        for at, inside in enumerate(parts())
    ]
    return {
        "id": "bench", "title": "Bench", "population": "population",
        "standardisation": "z" if counted else {"method": "normal_scores", "ties": "mean"},
        "inputs": names, "domains": domains, "classes": {"method": "quantiles", "count": 10},
    }  # fmt: skip


def _index(areas: int, _variants: int) -> None:
    from klammer.patterns.indices import compute, specification_of

    made = figures(areas)
    compute(specification_of(specified()), figures(100))  # what is imported late is there
    told(lambda: compute(specification_of(specified()), made))


def _robustness(areas: int, variants: int, *, counted: bool = False) -> None:
    from klammer.patterns.indices import robustness, specification_of

    said, made = specification_of(specified(counted=counted)), figures(areas)
    robustness(said, figures(100), variants=20)
    told(lambda: robustness(said, made, variants=variants))


def _counts(areas: int, variants: int) -> None:
    _robustness(areas, variants, counted=True)


def _pandas(areas: int, _variants: int) -> None:
    import pandas as pd
    import scipy.stats  # noqa: F401  # reason: imported before the clock starts, as for ours

    made = pd.DataFrame(figures(areas))
    told(lambda: plain_program(made))


def _pandas_robustness(areas: int, variants: int) -> None:
    import numpy as np
    import pandas as pd
    import scipy.stats  # noqa: F401  # reason: as above

    made, random = pd.DataFrame(figures(areas)), np.random.default_rng(0)

    def work() -> None:
        own = plain_program(made)
        ranks = []
        for _ in range(variants // 10):
            found = plain_program(made, weights=random.uniform(0.75, 1.25, INPUTS))
            ranks.append((found["rank"], found["class"] == own["class"]))
        pd.concat([rank for rank, _ in ranks], axis=1).quantile([0.05, 0.95], axis=1)

    told(work)


def plain_program(made: Any, *, weights: Any = None) -> Any:
    """Compute the same index the way one would write it first."""
    import numpy as np
    import pandas as pd
    from scipy.stats import norm

    scores = pd.DataFrame({"area": made["area"]})
    total = pd.Series(0.0, index=made.index)
    for inside in parts():
        domain = pd.Series(0.0, index=made.index)
        for name in inside:
            weight = 1.0 if weights is None else weights[int(name[1:])]
            domain += weight * norm.ppf(made[name].rank() / (len(made) + 1))
        share = domain.rank(method="min") / len(made)
        total += -23 * np.log(1 - share * (1 - np.exp(-100 / 23)))
    scores["index"] = total
    scores["rank"] = total.rank(ascending=False, method="min")
    scores["class"] = pd.qcut(total.rank(), 10, labels=False) + 1
    return scores


def _limit(areas: int, _variants: int) -> None:
    import numpy as np

    made = figures(areas)
    columns = [made[f"x{n}"] for n in range(INPUTS)] + [made["x0"]] * (DOMAINS + 2)
    told(lambda: [np.argsort(one) for one in columns])


def _command(areas: int, _variants: int) -> None:
    from klammer.cli import main as klammer
    from klammer.patterns.indices import specification_of, to_toml

    with tempfile.TemporaryDirectory(prefix="klammer-bench-") as folder:
        path = _written(Path(folder), areas)
        specification = Path(folder) / "bench.toml"
        specification.write_text(to_toml(specification_of(specified())), encoding="utf-8")
        words = [str(specification), str(path), "-o", str(Path(folder) / "out.csv")]
        told(lambda: klammer(["index", *words]))


def _pandas_command(areas: int, _variants: int) -> None:
    import pandas as pd
    import scipy.stats  # noqa: F401  # reason: as above

    with tempfile.TemporaryDirectory(prefix="klammer-bench-") as folder:
        path = _written(Path(folder), areas)
        out = Path(folder) / "out.csv"
        told(lambda: plain_program(pd.read_csv(path)).to_csv(out, index=False))


def _written(folder: Path, areas: int) -> Path:
    made = figures(areas)
    names = ["area", "population", *(f"x{n}" for n in range(INPUTS))]
    path = folder / "areas.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        rounded = [made["area"], *(made[name].round(4).tolist() for name in names[1:])]
        writer.writerows(zip(*rounded, strict=True))
    return path


TASKS = {
    "index": _index, "robustness": _robustness, "counts": _counts, "command": _command,
    "pandas": _pandas, "pandas-robustness": _pandas_robustness, "pandas-command": _pandas_command,
    "limit": _limit,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
