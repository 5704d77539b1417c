# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Limits of the counts 0 to 9 against the quantiles of a library and against their definition."""

from decimal import Decimal
from math import factorial

import pytest

from klammer.indicators.small_counts import exact_small_limits
from klammer.indicators.uncertainty import exact


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95, 0.998])
def test_small_limits_agree_with_quantiles_of_the_library(level: float) -> None:
    table = exact_small_limits(level)
    library = exact(range(10), level=level)

    assert [count for count, _, _ in table] == list(range(10))
    assert [low for _, low, _ in table] == pytest.approx(library.low.tolist(), rel=1e-12, abs=0)
    assert [high for _, _, high in table] == pytest.approx(library.high.tolist(), rel=1e-12, abs=0)


@pytest.mark.parametrize("count", range(10))
def test_upper_limit_is_the_float_nearest_to_the_solution(count: int) -> None:
    high = Decimal(exact_small_limits(0.95)[count][2])
    ulp = Decimal(2) ** -52 * high

    def share(mean: Decimal) -> Decimal:
        return (-mean).exp() * sum(mean**k / factorial(k) for k in range(count + 1))

    assert share(high - ulp) > Decimal("0.025") > share(high + ulp)
