# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Chapter 2: how sure is a number of cases, and a rate made from it?

Births, deaths, placements in care: events of which there is no fixed number of chances. Byar's
formula is good from 10 events, the exact limits always; OHID takes exact below 10, Byar from 10.
"""

from math import sqrt

import numpy as np
import pytest
from scipy.stats import chi2, poisson

from klammer.base.errors import InputRefusedError
from klammer.indicators.uncertainty import byar, exact, phe, rate


def test_byar_limits_computed_by_hand(columns) -> None:
    given = columns("""
        events | low    | high
        0      | 0      | 3.668
        12     | 6.194  | 20.963
        100    | 81.362 | 121.628
    """)

    found = byar(given["events"])

    assert [round(low, 3) for low in found.low] == given["low"]
    assert [round(high, 3) for high in found.high] == given["high"]


def test_byar_formula_step_by_step() -> None:
    x, z = 12, 1.959964

    low = x * (1 - 1 / (9 * x) - z / (3 * sqrt(x))) ** 3
    high = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * sqrt(x + 1))) ** 3

    assert float(byar(x).low) == pytest.approx(low, abs=1e-5)
    assert float(byar(x).high) == pytest.approx(high, abs=1e-5)


def test_lower_limit_of_one_event_is_not_negative_at_99_8() -> None:
    cube = 1 - 1 / 9 - 3.090232 / 3
    assert cube**3 < 0

    assert float(byar(1, level=0.998).low) == 0.0


def test_exact_limits_are_chi_square_quantiles() -> None:
    counts = np.array([1, 5, 9, 20, 400])

    found = exact(counts, level=0.95)

    assert found.low == pytest.approx(chi2.ppf(0.025, 2 * counts) / 2)
    assert found.high == pytest.approx(chi2.ppf(0.975, 2 * counts + 2) / 2)


def test_exact_limits_leave_half_the_error_on_each_side() -> None:
    low, high = (float(limit) for limit in exact(7, level=0.95))

    at_least_7 = 1 - poisson.cdf(6, low)
    at_most_7 = poisson.cdf(7, high)

    assert at_least_7 == pytest.approx(0.025)
    assert at_most_7 == pytest.approx(0.025)


def test_exact_limits_of_nothing() -> None:
    assert float(exact(0).low) == 0.0
    assert float(exact(0).high) == pytest.approx(-np.log(0.025))


def test_phe_is_exact_below_10_and_byar_from_10() -> None:
    found = phe([9, 10])

    assert found.low.tolist() == [float(exact(9).low), float(byar(10).low)]
    assert found.high.tolist() == [float(exact(9).high), float(byar(10).high)]


def test_rate_is_the_limits_over_the_denominator(columns) -> None:
    given = columns("""
        deaths | persons | rate per 1000 | low            | high
        12     | 4000    | 3.0           | 1.5483774597   | 5.2407145259
        ?      | 4000    | ?             | ?              | ?
    """)

    found = rate(given["deaths"], given["persons"], method="byar", factor=1000)

    assert found.value[0] == given["rate per 1000"][0]
    assert found.low[0] == pytest.approx(given["low"][0])
    assert found.high[0] == pytest.approx(given["high"][0])
    assert np.isnan([found.value[1], found.low[1], found.high[1]]).all()


def test_masked_array_is_read_as_missing() -> None:
    masked = np.ma.masked_array([12.0, 0.0], mask=[False, True])

    assert np.isnan(byar(masked).high).tolist() == [False, True]


def test_unknown_method_is_refused() -> None:
    with pytest.raises(InputRefusedError) as refused:
        rate(1, 2, method="wald")

    assert refused.value.why == "known are wilson, byar, exact, phe"
