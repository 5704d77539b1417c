# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was hidden and why, as the methods hand it on."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from klammer.disclosure.tabular.cover import Demand, Witness


@dataclass
class Protection:
    """What was hidden, and why.

    hidden      cells nobody sees, one flag per cell
    secondary   cells hidden to protect others
    demands     what must stay uncertain; witness: for each demand the change that shows it
    impossible  demands that nothing we could hide fulfils: others published too much
    stronger    cells hidden because time was too short to find something cheaper
    method      "exact" (proved optimal) or "fast"; loss: price of the secondary cells; bound:
                no protection costs less than this (equal to loss where proved), None: not known
    """

    hidden: NDArray[np.bool_]
    secondary: list[int]
    demands: list[Demand]
    witness: list[Witness | None]
    impossible: list[int]
    stronger: list[int] = field(default_factory=list)
    method: str = "fast"
    loss: float = 0.0
    bound: float | None = None
    seconds: float = 0.0
