# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Chapter 3: comparing areas whose people are not of the same age.

A county with many old people has more people in care without caring differently. The directly
standardised rate asks what its rate would be if its ages were those of a standard population.
"""

import math

import numpy as np
import pytest

from klammer.base.errors import GrainError, InputRefusedError
from klammer.base.tables import Table
from klammer.indicators.standardise import direct_rates, expected_events, indirect_ratio
from klammer.indicators.uncertainty import byar, dobson

CASES = """
    area | period | age_group | numerator | denominator
    A    | 2022   | young     | 3         | 1000
    A    | 2022   | middle    | 5         | 1200
    A    | 2022   | old       | 12        | 800
"""
STANDARD = """
    age_group | weight
    young     | 50
    middle    | 30
    old       | 20
"""


def test_dobson_limits_computed_by_hand() -> None:
    found = dobson([3, 5, 12], [1000, 1200, 800], [50, 30, 20], factor=100_000)

    assert [round(float(one), 2) for one in found] == [575.0, 340.53, 902.83]


def test_dobson_formula_step_by_step() -> None:
    rate = (50 * 3 / 1000 + 30 * 5 / 1200 + 20 * 12 / 800) / 100
    variance = (50**2 * 3 / 1000**2 + 30**2 * 5 / 1200**2 + 20**2 * 12 / 800**2) / 100**2
    observed = 3 + 5 + 12
    scale = math.sqrt(variance / observed)

    found = dobson([3, 5, 12], [1000, 1200, 800], [50, 30, 20])

    assert float(found.value) == pytest.approx(rate)
    assert float(found.low) == pytest.approx(rate + scale * (float(byar(20).low) - 20))
    assert float(found.high) == pytest.approx(rate + scale * (float(byar(20).high) - 20))


def test_weights_count_only_in_proportion() -> None:
    shares = dobson([3, 5, 12], [1000, 1200, 800], [0.5, 0.3, 0.2])

    assert float(shares.value) == pytest.approx(0.00575)


def test_table_has_one_row_for_each_area_and_period(columns) -> None:
    found = direct_rates(Table(columns(CASES)), Table(columns(STANDARD)), factor=100_000)

    assert [
        {name: round(v, 2) if isinstance(v, float) else v for name, v in row.items()}
        for row in found.rows()
    ] == [
        {
            "area": "A", "period": 2022.0, "numerator": 20, "denominator": 3000,
            "value": 575, "low": 340.53, "high": 902.83,
        }
    ]  # fmt: skip


def test_below_ten_events_there_is_no_rate(columns) -> None:
    few = Table(columns(CASES.replace("| 12 ", "| 1  ")))

    found = direct_rates(few, Table(columns(STANDARD)))
    forced = direct_rates(few, Table(columns(STANDARD)), minimum_events=0)

    assert (found["numerator"], found["value"], found["high"]) == ([9], [None], [None])
    assert forced["value"][0] == pytest.approx(0.003)


def test_one_missing_age_group_leaves_the_area_without_a_rate(columns) -> None:
    gap = Table(columns(CASES.replace("| 12 ", "|    ")))

    found = direct_rates(gap, Table(columns(STANDARD)))

    assert (found["area"], found["numerator"], found["value"]) == (["A"], [None], [None])


@pytest.mark.parametrize(
    ("cases", "standard", "what", "where"),
    [
        (CASES + "    A | 2022 | baby | 1 | 10", STANDARD, "the age group 'baby' has no weight", "row 5"),
        (CASES, STANDARD + "    baby | 5", "the age group 'baby' is missing", "area A, period 2022.0"),
        (CASES, STANDARD.replace("20", " ?"), "the weight of age group 'old' is not a number from 0 up", "standard, row 4"),
        (CASES, STANDARD.replace("20", "-1"), "the weight of age group 'old' is not a number from 0 up", "standard, row 4"),
        (CASES + "    A | 2022 | old | 1 | 10", STANDARD, "the key area=A, period=2022.0, age_group=old repeats", "row 5 (first in row 4)"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(
    columns, cases: str, standard: str, what: str, where: str
) -> None:
    with pytest.raises(InputRefusedError) as refused:
        direct_rates(Table(columns(cases)), Table(columns(standard)))

    assert (refused.value.what, str(refused.value.where)) == (what, where)


def test_missing_column_is_refused(columns) -> None:
    with pytest.raises(GrainError, match="column 'weight' is missing"):
        direct_rates(Table(columns(CASES)), Table({"age_group": ["young"]}))


def test_without_any_event_there_are_no_limits() -> None:
    found = dobson([0, 0], [10, 10], [1, 1])

    assert (float(found.value), np.isnan(found.low), np.isnan(found.high)) == (0.0, True, True)


def test_indirect_ratio_compares_with_what_was_expected() -> None:
    expected = expected_events([1000, 1200, 800], [0.002, 0.005, 0.010])
    assert expected == 2 + 6 + 8

    found = indirect_ratio(20, expected, method="byar")

    assert float(found.value) == 20 / 16
    assert float(found.low) == pytest.approx(float(byar(20).low) / 16)
