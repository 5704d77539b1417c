# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether types come back when areas are resampled: mean Jaccard (Hennig 2007)."""

import numpy as np

from klammer.indicators.uncertainty import Array
from klammer.patterns.typology.clustering import Labels, labelled

_STARTS = 3  # of k-means in each resample
_MOST = 1500  # areas drawn at once


def stability(z: Array, labels: Labels, *, method: str, draws: int, seed: int) -> Array:
    """Return type → mean Jaccard over `draws` resamples of the areas.

    In each resample as many areas as there are, at most 1,500, are drawn with replacement and typed
    anew; for each type the largest |A ∩ B| ÷ |A ∪ B| counts, A its areas that were drawn, B the
    areas of one new type. A type none of whose areas was drawn is left out of its mean.
    """
    random = np.random.default_rng(seed)
    count = int(labels.max()) + 1
    sums, times = np.zeros(count), np.zeros(count)
    for _ in range(draws):
        drawn = np.unique(random.integers(0, len(z), size=min(len(z), _MOST)), return_counts=True)
        rows = np.repeat(drawn[0], drawn[1])
        if len(np.unique(z[drawn[0]], axis=0)) < count:
            continue
        again = labelled(
            z[rows], count, method=method, seed=int(random.integers(2**32)), starts=_STARTS
        )
        new = np.empty(len(z), dtype=np.int64)
        new[rows] = again
        jaccard = _jaccard(labels[drawn[0]], new[drawn[0]], count)
        present = np.bincount(labels[drawn[0]], minlength=count) > 0
        sums[present] += jaccard[present]
        times += present
    return np.asarray(np.divide(sums, times, out=np.zeros(count), where=times > 0))


def _jaccard(one: Labels, other: Labels, count: int) -> Array:
    """Return label of `one` → its largest Jaccard with any label of `other`."""
    both = np.zeros((count, count))
    np.add.at(both, (one, other), 1)
    union = both.sum(axis=1)[:, np.newaxis] + both.sum(axis=0)[np.newaxis, :] - both
    shares = np.divide(both, union, out=np.zeros_like(both), where=union > 0)
    return np.asarray(shares.max(axis=1))
