# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many tests at once: how large the share of false findings among the findings may be."""

import numpy as np

from klammer.indicators.uncertainty import Array


def adjusted(p: Array) -> Array:
    """Return p adjusted for the false discovery rate (Benjamini and Hochberg 1995).

    p        test → p; NaN is no test and stays NaN
    returns  the least level at which the test is a finding: min over j ≥ i of p₍ⱼ₎ m ÷ j, at most 1
    """
    found = np.full(p.shape, np.nan)
    tested = np.flatnonzero(np.isfinite(p))
    if not len(tested):
        return found
    order = tested[np.argsort(p[tested], kind="stable")]
    scaled = p[order] * len(order) / np.arange(1, len(order) + 1)
    found[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return found
