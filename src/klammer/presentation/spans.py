# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Years printed as spans."""

from collections.abc import Sequence
from itertools import groupby


def spans(years: Sequence[str]) -> str:
    """Print years as spans: "2013–2015, 2019"; many single ones as "6 Jahre, 2009–2019".

    years  canonical periods, ascending; empty gives an empty text
    """
    numbers = [int(year[:4]) for year in years]
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ]
    if len(runs) > 2:  # two are read at a glance
        return f"{len(numbers)} Jahre, {numbers[0]}–{numbers[-1]}"
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
