# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kinds of figures: what may be added, converted, and given an interval."""

from enum import StrEnum


class Kind(StrEnum):
    """The kind of a figure selects or refuses methods."""

    COUNT = "count"  # persons, cases: adds up, converts between boundaries
    AMOUNT = "amount"  # euro, hectares, places: adds up, converts, no interval
    PROPORTION = "proportion"  # numerator is part of the denominator: Wilson
    RATE = "rate"  # events per population or person-time: Byar, exact below 10
    RATIO = "ratio"  # two different things: no interval
    MEAN = "mean"  # average or median: never added, never converted
    INDEX = "index"  # a composite: only from its inputs

    @property
    def adds_up(self) -> bool:
        """Whether sums over areas mean something."""
        return self in {Kind.COUNT, Kind.AMOUNT}
