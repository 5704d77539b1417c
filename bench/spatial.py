# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Local Moran of 11,000 areas with 999 permutations from a cold start, beside esda.

python -m bench.spatial [--areas 11000] [--permutations 999] [--repeat 3] [--without-peer]

Both sides get the same grid of squares with eight neighbours and the same values, and each runs in
a process of its own, importing included. Before times are shown, the statistics are compared.
"""

import argparse
import json
import math
import subprocess
import sys
from collections.abc import Callable

from bench import record
from bench.measuring import alone, table, told

GOAL = 2.0
_SEED = 1


def grid(areas: int) -> tuple[list[str], list[tuple[int, int]]]:
    """Return keys of a square grid of about so many areas, and pairs of those that touch."""
    side = math.isqrt(areas)
    steps = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right]
    pairs = [
        (row * side + column, (row + down) * side + column + right)
        for row in range(side)
        for column in range(side)
        for down, right in steps
        if 0 <= row + down < side and 0 <= column + right < side
    ]
    return [f"{number:06d}" for number in range(side * side)], pairs


def ours(areas: int, permutations: int) -> list[float]:
    """Return local Moran of every area, tested."""
    import numpy as np

    from klammer.patterns.autocorrelation import local_moran
    from klammer.patterns.weights import pair_weights

    keys, pairs = grid(areas)
    weights = pair_weights(keys, ((keys[one], keys[other]) for one, other in pairs))
    values = np.random.default_rng(_SEED).normal(size=len(keys))
    found = local_moran(values, weights, permutations=permutations)
    return [float(one.value or 0.0) for one in found.areas]


def esda(areas: int, permutations: int) -> list[float]:
    """Return the same from esda, in n − 1."""
    import warnings

    warnings.simplefilter("ignore")
    import numpy as np
    from esda.moran import Moran_Local
    from libpysal.weights import W

    keys, pairs = grid(areas)
    near: dict[int, list[int]] = {number: [] for number in range(len(keys))}
    for one, other in pairs:
        near[one].append(other)
    values = np.random.default_rng(_SEED).normal(size=len(keys))
    weights = W(near, silence_warnings=True)
    found = Moran_Local(
        values, weights, permutations=permutations, n_jobs=1, keep_simulations=False, seed=_SEED
    )
    return [one * len(keys) / (len(keys) - 1) for one in found.Is.tolist()]


TASKS: dict[str, Callable[[int, int], list[float]]] = {"ours": ours, "esda": esda}


def main() -> None:
    """Print the table and keep it."""
    parse = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parse.add_argument("--areas", type=int, default=11_000)
    parse.add_argument("--permutations", type=int, default=999)
    parse.add_argument("--repeat", type=int, default=3)
    parse.add_argument("--without-peer", action="store_true")
    parse.add_argument("--smoke", action="store_true", help="keep the result apart")
    parse.add_argument("--task", choices=(*TASKS, "same"), help=argparse.SUPPRESS)
    given = parse.parse_args()
    words = (f"--areas={given.areas}", f"--permutations={given.permutations}")
    if given.task in TASKS:
        told(lambda: TASKS[given.task](given.areas, given.permutations))
        return
    if given.task == "same":
        print(json.dumps(_difference(given.areas)))
        return
    began = record.load()
    text, found = compare(words, repeat=given.repeat, peer=not given.without_peer)
    print(text)
    record.write(
        "spatial", text, around=record.surroundings(began=began, more=_versions()),
        smoke=given.smoke, data=found, command=f"python -m bench.spatial {' '.join(words)}",
    )  # fmt: skip


def compare(words: tuple[str, ...], *, repeat: int, peer: bool) -> tuple[str, dict[str, object]]:
    """Return the table and the numbers; the first run of each also compiles and warms the disk."""
    names = ["ours", "esda"] if peer else ["ours"]
    cost = {name: alone("bench.spatial", name, *words, repeat=repeat) for name in names}
    rows: list[list[object]] = [
        [name, f"{one.seconds:.2f} s", f"{one.cpu:.2f} s", f"{one.megabytes:.0f} MB"]
        for name, one in cost.items()
    ]
    text = table(["", "wall time", "processor time", "memory"], rows)
    data: dict[str, object] = {name: vars(one) for name, one in cost.items()}
    if peer:
        ratio = cost["esda"].cpu / max(cost["ours"].cpu, 1e-9)
        differs = _asked(words[:1])
        data |= {"ratio": round(ratio, 1), "largest_difference": differs}
        text += (
            f"\n\nesda ÷ ours, processor time: {ratio:.1f}. Largest difference of a statistic: "
            f"{differs:.1e}. From starting the work, importing included; goal ≤ {GOAL:g} s."
        )
    return text, data


def _asked(words: tuple[str, ...]) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "bench.spatial", "--task", "same", *words],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return float(done.stdout.strip().splitlines()[-1])


def _difference(areas: int) -> float:
    """Return by how much the statistics of both differ at most."""
    pairs = zip(ours(areas, 99), esda(areas, 99), strict=True)
    return max(abs(one - other) for one, other in pairs)


def _versions() -> dict[str, str]:
    from importlib import metadata

    found = {}
    for name in ("scipy", "esda", "libpysal"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


if __name__ == "__main__":
    main()
