# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is to be protected: cells of all linked tables, the sums between them, and their needs."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from klammer.disclosure.dimensions import Axis

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Codes = tuple[str, ...]
Key = tuple[str, Codes]  # quantity, one code for each dimension of the SPEC


class State(IntEnum):
    """What may be done with a cell."""

    OPEN = 0  # shown unless we hide it
    PRIMARY = 1  # hidden by a rule
    KNOWN = 2  # known whatever we do
    WITHHELD = 3  # hidden by its publisher
    UNSEEN = 4  # no table shows it


class Reason(IntEnum):
    """Which rule made a cell primary; a data steward reads it, the public never does."""

    NONE = 0
    SMALL_COUNT = 1
    SMALL_REMAINDER = 2
    FULL_GROUP = 3
    ZERO = 4
    FEW_CONTRIBUTORS = 5
    DOMINANCE = 6
    P_PERCENT = 7
    WITHHELD = 8


@dataclass(frozen=True)
class Cube:
    """All combinations of the codes of one set of dimensions: position → number of the cell."""

    quantity: str
    axes: tuple[Axis, ...]
    index: NDArray[np.int64]


@dataclass
class Problem:
    """Cells in the order of `keys`; arrays have one entry per cell.

    value     as delivered or computed; NaN where nobody told us
    base      one table that fits everything: equals `value` where that is known
    low, high what anybody knows of the cell beforehand
    state     `State`; reason: `Reason`
    below, above  by how much a hidden cell must be able to differ, downward and upward
    cost      loss if it is hidden
    whole     counts: whole numbers
    totals    for each sum the number of its total; parts: (start, end) into `members`
    """

    names: tuple[str, ...]
    keys: list[Key]
    value: Floats
    base: Floats
    low: Floats
    high: Floats
    state: NDArray[np.int8]
    reason: NDArray[np.int8]
    below: Floats
    above: Floats
    cost: Floats
    whole: NDArray[np.bool_]
    cubes: list[Cube]
    totals: Ints
    starts: Ints
    members: Ints
    at: dict[Key, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def needs(self) -> Ints:
        """Numbers of the cells that must stay uncertain."""
        return np.flatnonzero((self.below > 0) | (self.above > 0))

    def matrix(self) -> Any:
        """Sums as a sparse matrix: +1 for a total, −1 for its parts; each row gives 0."""
        from scipy.sparse import csr_matrix

        count = len(self.totals)
        lengths = np.diff(self.starts)
        rows = np.concatenate([np.arange(count), np.repeat(np.arange(count), lengths)])
        columns = np.concatenate([self.totals, self.members])
        data = np.concatenate([np.ones(count), -np.ones(len(self.members))])
        return csr_matrix((data, (rows, columns)), shape=(count, len(self)))


def name_of(problem: Problem, cell: int) -> str:
    """A cell as a person names it: quantity and the codes that are no total."""
    quantity, codes = problem.keys[cell]
    said = [f"{n}={c}" for n, c in zip(problem.names, codes, strict=True)]
    return f"{quantity}[{', '.join(said)}]"
