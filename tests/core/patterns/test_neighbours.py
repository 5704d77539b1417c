# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nearest neighbours of four areas, by hand.

First input 1, 2, 3, 4: mean 2.5, deviation √1.25 = 1.118034, z ∓1.341641, ∓0.447214.
Second 10, 10, 30, 30: z ∓1. From A: B (0.894427, 0) → √(0.8/2) = 0.632456;
C (1.788854, 2) → √(7.2/2) = 1.897367; D (2.683282, 2) → √(11.2/2) = 2.366432.
"""

import math

import pytest

from klammer.base.errors import InputRefusedError
from klammer.patterns.neighbours import nearest, standardised

AREAS = ("A", "B", "C", "D")
INPUTS = {"size": (1, 2, 3, 4), "age": (10, 10, 30, 30)}


def test_distances_by_hand():
    found = nearest(AREAS, INPUTS, to="A").neighbours

    assert [one.area for one in found] == ["B", "C", "D"]
    assert [one.distance for one in found] == pytest.approx(
        [0.632456, 1.897367, 2.366432], abs=1e-6
    )


def test_distance_is_explained_by_its_parts():
    second = nearest(AREAS, INPUTS, to="A").neighbours[1]

    assert second.shares == pytest.approx({"size": 3.2 / 7.2, "age": 4 / 7.2})
    assert second.apart == pytest.approx({"size": 1.788854, "age": 2.0}, abs=1e-6)


def test_same_area_twice_is_at_no_distance():
    found = nearest(["A", "B", "C"], {"size": [1, 1, 5]}, to="A").neighbours

    assert (found[0].area, found[0].distance, found[0].shares) == ("B", 0, {"size": 0})


def test_logarithm_makes_double_a_step_wherever_it_is():
    found = nearest(["A", "B", "C"], {"size": [100, 200, 400]}, to="B", logs={"size"}).neighbours

    assert found[0].distance == pytest.approx(found[1].distance)
    assert [one.area for one in found] == ["A", "C"]


def test_missing_input_leaves_the_area_out_and_says_so():
    found = nearest(AREAS, {"size": (1, None, 3, 4), "age": (1, 2, 3, 5)}, to="A")

    assert [one.area for one in found.neighbours] == ["C", "D"]
    assert found.left_out == ("B",)


def test_some_areas_only_may_be_found():
    found = nearest(AREAS, INPUTS, to="A", among={"D"}, count=3).neighbours

    assert [(one.area, round(one.distance, 6)) for one in found] == [("D", 2.366432)]


def test_standardised_keeps_what_is_missing():
    found = standardised([1, None, 3])

    assert found[0] == -1
    assert math.isnan(found[1])
    assert found[2] == 1


@pytest.mark.parametrize(
    ("areas", "inputs", "to", "code"),
    [
        (AREAS, INPUTS, "X", "unknown_area"),
        (AREAS, {}, "A", "no_input"),
        (("A", "A"), {"size": (1, 2)}, "A", "key_repeats"),
        (AREAS, {"size": (1, 2)}, "A", "lengths"),
        (AREAS, {"size": (3, 3, 3, 3)}, "A", "constant"),
        (AREAS, {"size": (None, None, None, None)}, "A", "constant"),
        (AREAS, {"size": (None, 2, 3, 4)}, "A", "incomplete"),
        (AREAS, {"size": (1, 2, 3, float("inf"))}, "A", "not_a_number"),
        (("A", "B"), {"a": (1, 2), "b": (2, 1), "c": (5, 6)}, "A", "few_areas"),
    ],
    ids=[
        "unknown",
        "no-input",
        "twice",
        "lengths",
        "constant",
        "missing",
        "own",
        "infinite",
        "few",
    ],
)
def test_impossible_input_is_refused(areas, inputs, to, code):
    with pytest.raises(InputRefusedError) as refused:
        nearest(areas, inputs, to=to)

    assert refused.value.code == code


def test_logarithm_of_nothing_is_refused():
    with pytest.raises(InputRefusedError) as refused:
        nearest(AREAS, {"size": (0, 1, 2, 3)}, to="A", logs={"size"})

    assert refused.value.code == "logarithm"
