# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is a neighbour of whom, and how much it counts: the weights of spatial patterns.

Made from pairs, from points (k nearest) or from outlines (`patterns.contiguity`). Areas are kept in
the order of their keys, so that no result depends on the order in which they were handed in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from klammer.indicators.uncertainty import Array
from klammer.patterns.refusals import keys_of, refused

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Weights:
    """Rows of weights, kept without their zeros.

    areas   keys, sorted
    starts  row i reaches from starts[i] to starts[i + 1]
    others  places of the neighbours in `areas`, row after row
    values  weight of each, above 0
    """

    areas: tuple[str, ...]
    starts: Places
    others: Places
    values: Array

    @cached_property
    def degrees(self) -> Places:
        """Number of neighbours of each area."""
        return np.diff(self.starts)

    @cached_property
    def rows(self) -> Places:
        """The area each entry of `others` and `values` belongs to."""
        return np.repeat(np.arange(len(self.areas)), self.degrees)

    @property
    def islands(self) -> tuple[str, ...]:
        """Areas without any neighbour."""
        return tuple(self.areas[place] for place in np.flatnonzero(self.degrees == 0))

    @cached_property
    def groups(self) -> int:
        """Number of parts that no border joins; islands count as parts of their own."""
        from scipy.sparse import csr_matrix
        from scipy.sparse.csgraph import connected_components

        shape = (len(self.areas), len(self.areas))
        matrix = csr_matrix((self.values, self.others, self.starts), shape=shape)
        return int(connected_components(matrix, directed=False, return_labels=False))

    def neighbours(self, area: str) -> dict[str, float]:
        """Return the neighbours of an area with their weights."""
        row = self.areas.index(area)
        inside = slice(self.starts[row], self.starts[row + 1])
        pairs = zip(self.others[inside], self.values[inside], strict=True)
        return {self.areas[place]: float(value) for place, value in pairs}

    def ordered(self, values: Mapping[str, float | None]) -> list[float | None]:
        """Return area → value in the order of `areas`; areas without one are None.

        Raises `InputRefusedError` (`unknown_area`) for a value of an area without weights.
        """
        known = set(self.areas)
        unknown = [area for area in values if area not in known]
        if unknown:
            raise refused(
                f"the area '{unknown[0]}' has a value but no place",
                code="unknown_area",
                why=f"{len(unknown)} of {len(values)} areas are not among the neighbourhoods",
                remedy="use the same keys in both tables, of the same day",
            )
        return [values.get(area) for area in self.areas]

    def lag(self, values: Array) -> Array:
        """Sum the neighbours' values by weight: Σⱼ wᵢⱼ xⱼ; 0 for an island."""
        summed = np.bincount(
            self.rows, weights=self.values * values[self.others], minlength=len(self.areas)
        )
        return np.asarray(summed, dtype=float)

    def row_standardised(self) -> "Weights":
        """Return weights that sum to 1 in each row, so that the lag is a mean of neighbours."""
        sums = np.bincount(self.rows, weights=self.values, minlength=len(self.areas))
        return Weights(self.areas, self.starts, self.others, self.values / sums[self.rows])

    def binary(self) -> "Weights":
        """Return weights of 1 for each neighbour."""
        return Weights(self.areas, self.starts, self.others, np.ones(len(self.values)))

    def restricted(self, keep: NDArray[np.bool_]) -> "Weights":
        """Return the weights among some areas only; who loses every neighbour is an island."""
        inside = keep[self.rows] & keep[self.others]
        place = np.cumsum(keep) - 1
        degrees = np.bincount(place[self.rows[inside]], minlength=int(keep.sum()))
        return Weights(
            tuple(area for area, kept in zip(self.areas, keep, strict=True) if kept),
            np.concatenate([[0], np.cumsum(degrees)]).astype(np.int64),
            np.asarray(place[self.others[inside]], dtype=np.int64),
            self.values[inside],
        )


def pair_weights(
    areas: Iterable[str], pairs: Iterable[tuple[str, str] | tuple[str, str, float]]
) -> Weights:
    """Make weights from pairs (area, neighbour) or (area, neighbour, weight).

    areas    every area, also those without a neighbour
    pairs    one-sided: (A, B) makes B a neighbour of A only; a weight of 0 is no neighbour

    Raises `InputRefusedError`: `key_repeats`, `unknown_area`, `own_neighbour`, `pair_repeats`,
    `weights` (negative or not a number).
    """
    keys = tuple(sorted(keys_of(areas)))
    place = {key: number for number, key in enumerate(keys)}
    found: dict[tuple[int, int], float] = {}
    for pair in pairs:
        first, second = str(pair[0]), str(pair[1])
        weight = float(pair[2]) if len(pair) > 2 else 1.0
        _check_pair(first, second, weight, place)
        at = (place[first], place[second])
        if at in found:
            raise refused(
                f"'{second}' is named twice as a neighbour of '{first}'",
                code="pair_repeats",
                where="neighbours",
                remedy="name each pair once for each direction",
            )
        found[at] = weight
    entries = sorted((at, weight) for at, weight in found.items() if weight > 0)
    return _assembled(keys, [at for at, _ in entries], [weight for _, weight in entries])


def neighbour_weights(neighbours: Mapping[str, Sequence[str]]) -> Weights:
    """Make weights of 1 from area → its neighbours; neighbours that are no area are left out.

    neighbours  as `territory.adjacency.neighbours` returns them
    """
    pairs = [
        (area, other)
        for area, others in neighbours.items()
        for other in others
        if other in neighbours
    ]
    return pair_weights(neighbours, pairs)


def nearest_weights(points: Mapping[str, tuple[float, float]], *, count: int = 5) -> Weights:
    """Make weights of 1 for the nearest points of each area, at equal distance by key.

    points  area → (x, y) in metres or any other plane unit
    count   neighbours of each area; not symmetric: the nearest of A may have nearer ones

    Raises `InputRefusedError`: `few_areas` (not more areas than `count`), `not_a_number`.
    """
    from scipy.spatial import KDTree

    keys = tuple(sorted(keys_of(points)))
    places = np.array([points[key] for key in keys], dtype=float).reshape(len(keys), 2)
    if not np.all(np.isfinite(places)):
        raise refused("a point has no place", code="not_a_number", where="points")
    if not 1 <= count < len(keys):
        raise refused(
            f"{len(keys)} areas have not {count} neighbours each",
            code="few_areas",
            where="count",
            why="an area is no neighbour of itself",
            remedy="ask for fewer neighbours",
        )
    ahead = min(len(keys), count + 8)  # a few more, so that ties are broken by key
    far, found = KDTree(places).query(places, k=ahead)
    pairs = []
    for row in range(len(keys)):
        near = sorted(
            (float(distance), int(other))
            for distance, other in zip(far[row], found[row], strict=True)
            if other != row
        )
        pairs += sorted((row, other) for _, other in near[:count])
    return _assembled(keys, pairs, [1.0] * len(pairs))


def _assembled(
    keys: tuple[str, ...], pairs: Sequence[tuple[int, int]], weights: Sequence[float]
) -> Weights:
    """Lay sorted pairs out row by row."""
    rows = np.array([first for first, _ in pairs], dtype=np.int64)
    starts = np.searchsorted(rows, np.arange(len(keys) + 1))
    return Weights(
        keys,
        np.asarray(starts, dtype=np.int64),
        np.array([second for _, second in pairs], dtype=np.int64),
        np.array(weights, dtype=float),
    )


def _check_pair(first: str, second: str, weight: float, known: Mapping[str, Any]) -> None:
    for area in (first, second):
        if area not in known:
            raise refused(
                f"there is no area '{area}'",
                code="unknown_area",
                where="neighbours",
                why="it is named as a neighbour and has no row of its own",
                remedy="use the same keys in both tables",
            )
    if first == second:
        raise refused(
            f"'{first}' is named as its own neighbour",
            code="own_neighbour",
            where="neighbours",
            remedy="leave the pair out; statistics that count the area itself add it",
        )
    if not 0 <= weight < float("inf"):
        raise refused(f"the weight of '{first}' and '{second}' is no weight", code="weights")
