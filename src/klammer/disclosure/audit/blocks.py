# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cells that hang together by sums once everything certain is taken out."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from klammer.disclosure.audit.knowledge import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_EPS = 1e-6


@dataclass(frozen=True)
class Block:
    """One group: its cells, their limits, and sums · cells = right.

    cells  numbers in the world, ascending
    """

    cells: Ints
    low: Floats
    high: Floats
    whole: NDArray[np.bool_]
    sums: Any
    right: Floats

    def digest(self, asked: Mapping[int, tuple[float, float] | None]) -> str:
        """A hash of everything the answers depend on, and of what is asked."""
        made = hashlib.sha256()
        for part in (self.sums.indptr, self.sums.indices, self.sums.data, self.right):
            made.update(np.ascontiguousarray(part).tobytes() + b"|")
        for part in (self.low, self.high, self.whole):
            made.update(np.ascontiguousarray(part).tobytes() + b"|")
        first = {int(cell): number for number, cell in enumerate(self.cells)}
        made.update(repr(sorted((first[cell], need) for cell, need in asked.items())).encode())
        return made.hexdigest()


def blocks_of(world: World, low: Floats, high: Floats, wanted: Sequence[int]) -> list[Block]:
    """The groups that hold a wanted cell, the smallest first."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    if not len(wanted):
        return []
    free = high - low > _EPS
    columns = np.flatnonzero(free)
    place = np.full(len(world.keys), -1)
    place[columns] = np.arange(len(columns))
    loose = world.sums[:, columns].tocsr()
    used = np.flatnonzero(np.diff(loose.indptr))
    right = -(world.sums[used] @ np.where(free, 0.0, low))
    loose = loose[used]
    links = csr_matrix((abs(loose).T @ abs(loose)) > 0) if loose.nnz else None
    count = len(columns)
    group = np.arange(count) if links is None else connected_components(links, directed=False)[1]
    asked = {int(group[place[cell]]) for cell in wanted if place[cell] >= 0}
    of_row = np.array([group[loose.indices[loose.indptr[row]]] for row in range(loose.shape[0])])
    found = []
    for one in sorted(asked):
        mine = np.flatnonzero(group == one)
        rows = np.flatnonzero(of_row == one) if len(of_row) else np.zeros(0, dtype=np.int64)
        cells = columns[mine]
        found.append(
            Block(
                cells, low[cells], high[cells], world.whole[cells],
                loose[rows][:, mine].tocsr(), right[rows],
            )
        )  # fmt: skip
    return sorted(found, key=lambda block: (len(block.cells), int(block.cells[0])))
