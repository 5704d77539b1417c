# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether neighbours are alike: Moran's I, local Moran and Getis–Ord, tested by permutation.

p is the share of permutations at least as far out on the side on which the statistic lies, as
PySAL counts it (one-sided, folded): (k + 1) ÷ (permutations + 1). Clusters are judged by twice
that, after Benjamini and Hochberg (1995), because the side is chosen by the data.
"""

from klammer.patterns.autocorrelation.areas import FEW
from klammer.patterns.autocorrelation.discoveries import adjusted
from klammer.patterns.autocorrelation.getis import HotSpot, HotSpots, general_g, hot_spots
from klammer.patterns.autocorrelation.local import LocalArea, LocalMoran, local_moran
from klammer.patterns.autocorrelation.moran import Global, moran
from klammer.patterns.autocorrelation.rates import rate_deviates

__all__ = [
    "FEW",
    "Global",
    "HotSpot",
    "HotSpots",
    "LocalArea",
    "LocalMoran",
    "adjusted",
    "general_g",
    "hot_spots",
    "local_moran",
    "moran",
    "rate_deviates",
]
