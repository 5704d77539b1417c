# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ward's method and k-means on standardised inputs, by SciPy; the same labels for the same seed."""

import numpy as np
from numpy.typing import NDArray

from klammer.indicators.uncertainty import Array

Labels = NDArray[np.int64]
_STARTS, _ROUNDS = 10, 60


def ward(z: Array) -> Array:
    """Return SciPy's table of merges (Ward 1963): first, second, distance, areas."""
    from scipy.cluster.hierarchy import linkage

    return np.asarray(linkage(z, method="ward"))


def cut(merges: Array, count: int) -> Labels:
    """Return area → label from 0, for so many groups.

    Equal distances cannot be cut apart by height; then the merges are counted instead, which is
    ten times slower.
    """
    from scipy.cluster.hierarchy import cut_tree, fcluster

    labels = fcluster(merges, count, criterion="maxclust")
    if len(np.unique(labels)) == count:
        return np.asarray(labels - 1, dtype=np.int64)
    return np.asarray(cut_tree(merges, n_clusters=count)[:, 0], dtype=np.int64)


def kmeans(z: Array, count: int, *, seed: int, starts: int = _STARTS) -> Labels:
    """Return area → label from 0: the best of several starts (k-means++, Arthur 2007).

    Groups that run empty start again; where the areas have too few different values for so many
    groups, the last start decides.
    """
    from scipy.cluster.vq import ClusterError, kmeans2

    random = np.random.default_rng(seed)
    best: tuple[float, Labels] | None = None
    for _ in range(4 * starts):
        try:
            centres, labels = kmeans2(
                z, count, iter=_ROUNDS, minit="++", missing="raise", rng=random
            )
        except ClusterError:
            continue
        squares = float(((z - centres[labels]) ** 2).sum())
        if best is None or squares < best[0] - 1e-12:
            best = (squares, np.asarray(labels, dtype=np.int64))
        starts -= 1
        if not starts:
            break
    return best[1] if best else cut(ward(z), count)


def labelled(z: Array, count: int, *, method: str, seed: int, starts: int = _STARTS) -> Labels:
    """Return area → label by the method named: ward or kmeans."""
    if method == "ward":
        return cut(ward(z), count)
    return kmeans(z, count, seed=seed, starts=starts)
