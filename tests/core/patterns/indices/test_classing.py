# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Classes of an index: limits with their sides, quantiles, equal widths, natural breaks."""

import numpy as np
import pytest

from klammer.base.errors import InputRefusedError
from klammer.patterns.indices.classing import names_of, numbers_of, titles_of
from klammer.patterns.indices.specification import Classes, Limit

BERLIN = Classes(
    limits=(
        Limit("hoch", below=-1),
        Limit("mittel", at_least=-1, at_most=1),
        Limit("niedrig", above=1, at_most=1.5, title="niedriger Status"),
        Limit("sehr niedrig", above=1.5),
    )
)


def of(values, classes, people=None):
    values = np.array(values, dtype=float)
    areas = [f"A{place}" for place in range(len(values))]
    return numbers_of(values, classes, areas=areas, people=people).tolist()


def test_values_on_a_limit_belong_to_the_side_that_is_said():
    assert of([-1.001, -1, 0, 1, 1.001, 1.5, 1.6, np.nan], BERLIN) == [1, 2, 2, 2, 3, 3, 4, 0]
    assert titles_of(BERLIN)["niedrig"] == "niedriger Status"


def test_index_outside_all_classes_is_refused_with_its_area():
    closed = Classes(
        limits=(Limit("a", at_least=0, below=0.5), Limit("b", at_least=0.5, at_most=1))
    )

    with pytest.raises(InputRefusedError, match="do not cover the range") as caught:
        of([0, 1, 1.2], closed)

    assert caught.value.where == "area A2"


def test_tenths_hold_equally_many_areas_and_begin_where_is_said():
    tenths = Classes(method="quantiles", count=10)

    assert of(range(1, 21), tenths) == [number for number in range(1, 11) for _ in "12"]
    assert of(range(1, 21), Classes(method="quantiles", count=10, first="highest")) == [
        number for number in range(10, 0, -1) for _ in "12"
    ]


def test_uneven_numbers_are_divided_by_rank():
    # ceil(3 × rank ÷ 7): ranks 1, 2 → 1; 3, 4 → 2; 5, 6, 7 → 3; from the top the other way round
    assert of(range(7), Classes(method="quantiles", count=3)) == [1, 1, 2, 2, 3, 3, 3]
    assert of(range(7), Classes(method="quantiles", count=3, first="highest")) == [
        3,
        3,
        3,
        2,
        2,
        1,
        1,
    ]


def test_equal_values_are_never_parted():
    assert of([1, 2, 2, 2, 3, 4], Classes(method="quantiles", count=3))[1:4] == [2, 2, 2]


def test_quantiles_by_value_put_a_value_on_a_limit_above_it():
    # limits at the quartiles 1, 2, 3 of 0 … 4
    assert of(range(5), Classes(method="quantiles", count=4, rule="values")) == [1, 2, 3, 4, 4]


def test_quantiles_of_people_hold_equally_many_people():
    people = np.array([10.0, 10.0, 80.0, 50.0, 50.0])
    classes = Classes(method="quantiles", count=2, weights="population")

    assert of([1, 2, 3, 4, 5], classes, people) == [1, 1, 1, 2, 2]


def test_equal_widths_and_natural_breaks():
    assert of([0, 1, 5, 9, 10], Classes(method="equal", count=2)) == [1, 1, 1, 2, 2]
    assert of([10, 1, 2, 11, 50], Classes(method="jenks", count=3)) == [2, 1, 1, 2, 3]
    assert of([10, 1, 2, 11, 50], Classes(method="jenks", count=3, first="highest")) == [
        2,
        3,
        3,
        2,
        1,
    ]


def test_more_classes_than_values_are_refused():
    with pytest.raises(InputRefusedError, match="2 different values"):
        of([1, 1, 2], Classes(method="quantiles", count=3))


def test_names_are_numbers_unless_said():
    assert names_of(Classes(method="equal", count=3)) == ("1", "2", "3")
    assert names_of(Classes(method="equal", count=2, names=("a", "b"))) == ("a", "b")
