# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Chapter 1: how sure is a share?

12 of 150 pupils leave without a certificate: 8 %. Would we count again under the same conditions, it could have been 9
or 14. Wilson's interval says which shares would not surprise us when 12 of 150 were counted.
"""

from math import sqrt

import numpy as np
import pytest

from klammer.base.errors import InputRefusedError
from klammer.indicators.uncertainty import normal_quantile, wilson


def test_wilson_limits_computed_by_hand(columns) -> None:
    given = columns("""
        cases | pupils   | level | low %  | high %
        12    | 150      | 0.95  | 4.635  | 13.462
        12    | 150      | 0.998 | 3.417  | 17.611
        0     | 50       | 0.95  | 0.000  | 7.135
    """)

    for at, level in enumerate(given["level"]):
        found = wilson(given["cases"][at], given["pupils"][at], level=level)

        assert round(100 * float(found.low), 3) == given["low %"][at]
        assert round(100 * float(found.high), 3) == given["high %"][at]


def test_wilson_formula_step_by_step() -> None:
    x, n, z = 12, 150, 1.959964

    middle = 2 * x + z * z
    root = z * sqrt(z * z + 4 * x * (1 - x / n))
    below = 2 * (n + z * z)

    found = wilson(12, 150)
    assert float(found.low) == pytest.approx((middle - root) / below, abs=1e-7)
    assert float(found.high) == pytest.approx((middle + root) / below, abs=1e-7)


def test_nobody_and_everybody_have_limits_that_end_at_0_and_100() -> None:
    nobody, everybody = wilson(0, 50), wilson(50, 50)

    assert float(nobody.low) == 0.0
    assert float(everybody.high) == 1.0
    assert float(nobody.high) == pytest.approx(1 - float(everybody.low))


def test_ninety_five_and_ninety_nine_point_eight_have_their_z() -> None:
    assert round(normal_quantile(0.95), 6) == 1.959964
    assert round(normal_quantile(0.998), 6) == 3.090232


def test_missing_case_gives_missing_limits(columns) -> None:
    given = columns("""
        cases | pupils
        12    | 150
        ?     | 150
        12    | ?
    """)

    found = wilson(given["cases"], given["pupils"])

    assert np.isnan(found.low).tolist() == [False, True, True]
    assert np.isnan(found.high).tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("cases", "children", "code"),
    [
        (151, 150, "numerator_above_denominator"),
        (-1, 150, "negative_count"),
        (0, 0, "denominator_zero"),
    ],
)
def test_impossible_counts_are_refused(cases: int, children: int, code: str) -> None:
    with pytest.raises(InputRefusedError) as refused:
        wilson(cases, children)

    assert refused.value.code == code


@pytest.mark.parametrize("level", [0, 1, 95, -0.5])
def test_level_outside_0_and_1_is_refused(level: float) -> None:
    with pytest.raises(InputRefusedError) as refused:
        wilson(12, 150, level=level)

    assert refused.value.remedy == "write 0.95 for 95 %"
