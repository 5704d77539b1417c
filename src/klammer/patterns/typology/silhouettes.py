# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Silhouettes (Rousseeuw 1987): how much nearer an area is to its own type than to the next."""

from collections.abc import Mapping

import numpy as np

from klammer.indicators.uncertainty import Array
from klammer.patterns.typology.clustering import Labels

_BLOCK = 4_000_000  # distances held at once


def silhouettes(z: Array, partitions: Mapping[int, Labels]) -> dict[int, tuple[Array, Labels]]:
    """Return for each partition area → silhouette, and the label of the next type.

    z           area × input, standardised
    partitions  number of groups → area → label; distances are computed once for all of them

    s = (b − a) ÷ max(a, b), a mean distance to the others of its type, b least mean distance to
    another type. An area alone in its type has 0.
    """
    from scipy.spatial.distance import cdist

    columns = {k: np.eye(k)[labels] for k, labels in partitions.items()}
    members = np.hstack(list(columns.values()))
    sums = np.vstack(
        [
            cdist(z[start : start + step], z) @ members
            for step in [max(1, _BLOCK // len(z))]
            for start in range(0, len(z), step)
        ]
    )
    found, first = {}, 0
    for k, labels in partitions.items():
        found[k] = _of_one(sums[:, first : first + k], labels, columns[k].sum(axis=0))
        first += k
    return found


def _of_one(sums: Array, labels: Labels, sizes: Array) -> tuple[Array, Labels]:
    places = np.arange(len(labels))
    own_size = sizes[labels]
    inside = sums[places, labels] / np.maximum(own_size - 1, 1)
    outside = sums / sizes
    outside[places, labels] = np.inf
    nearest = outside.argmin(axis=1).astype(np.int64)
    apart = outside[places, nearest]
    widest = np.maximum(inside, apart)
    value = np.divide(apart - inside, widest, out=np.zeros(len(labels)), where=widest > 0)
    return np.where(own_size > 1, value, 0.0), nearest
