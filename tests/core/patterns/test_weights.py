# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is a neighbour of whom: squares on a grid, points on a line, pairs by hand."""

import numpy as np
import pytest
import shapely

from klammer.base.errors import InputRefusedError
from klammer.patterns.contiguity import contiguity_weights
from klammer.patterns.weights import nearest_weights, neighbour_weights, pair_weights


def squares(rows, columns):
    return {
        f"{row}{column}": shapely.box(column, row, column + 1, row + 1)
        for row in range(rows)
        for column in range(columns)
    }


def test_rook_shares_a_border_and_queen_a_corner():
    rook = contiguity_weights(squares(3, 3), rule="rook")
    queen = contiguity_weights(squares(3, 3), rule="queen")

    assert rook.neighbours("11") == {"01": 1, "10": 1, "12": 1, "21": 1}
    assert list(queen.neighbours("00")) == ["01", "10", "11"]
    assert sum(queen.degrees) == 40


def test_borders_shorter_than_asked_for_join_nobody():
    shapes = {"A": shapely.box(0, 0, 10, 10), "B": shapely.box(10, 9.5, 20, 20)}

    assert contiguity_weights(shapes, least=0.4).islands == ()
    assert contiguity_weights(shapes, least=0.6).islands == ("A", "B")


def test_a_gap_may_be_bridged_for_sloppy_drawings():
    shapes = {"A": shapely.box(0, 0, 1, 1), "B": shapely.box(1.01, 0, 2, 1)}

    assert contiguity_weights(shapes, rule="queen").islands == ("A", "B")
    assert contiguity_weights(shapes, rule="queen", gap=0.02).islands == ()


def test_nearest_are_as_many_as_asked_for_and_ties_go_by_key():
    points = {"A": (0.0, 0.0), "B": (1.0, 0.0), "C": (2.0, 0.0), "D": (10.0, 0.0)}
    found = nearest_weights(points, count=1)

    assert [list(found.neighbours(key)) for key in "ABCD"] == [["B"], ["A"], ["B"], ["C"]]


def test_rows_add_up_to_one_and_the_lag_is_the_mean_of_neighbours():
    line = neighbour_weights({"1": ["2"], "2": ["1", "3"], "3": ["2"]}).row_standardised()

    assert line.neighbours("2") == {"1": 0.5, "3": 0.5}
    assert line.lag(np.array([10.0, 20.0, 40.0])).tolist() == [20, 25, 20]


def test_areas_are_sorted_whatever_the_order_they_come_in():
    one = pair_weights(["B", "A", "C"], [("B", "A"), ("A", "B")])
    other = pair_weights(["C", "A", "B"], [("A", "B"), ("B", "A")])

    assert one.areas == other.areas == ("A", "B", "C")
    assert one.others.tolist() == other.others.tolist() == [1, 0]
    assert one.islands == ("C",)


def test_parts_without_a_border_between_them_are_counted():
    assert pair_weights("ABCD", [("A", "B"), ("B", "A"), ("C", "D")]).groups == 2


def test_who_loses_every_neighbour_becomes_an_island():
    line = neighbour_weights({"1": ["2"], "2": ["1", "3"], "3": ["2"]})
    found = line.restricted(np.array([True, False, True]))

    assert (found.areas, found.islands) == (("1", "3"), ("1", "3"))


def test_values_are_put_in_the_order_of_the_areas():
    weights = pair_weights(["B", "A"], [("A", "B")])

    assert weights.ordered({"B": 2.0}) == [None, 2.0]
    with pytest.raises(InputRefusedError) as error:
        weights.ordered({"X": 1.0})
    assert error.value.code == "unknown_area"


@pytest.mark.parametrize(
    ("areas", "pairs", "code"),
    [
        ("AAB", [], "key_repeats"),
        ("AB", [("A", "X")], "unknown_area"),
        ("AB", [("A", "A")], "own_neighbour"),
        ("AB", [("A", "B"), ("A", "B")], "pair_repeats"),
        ("AB", [("A", "B", -1.0)], "weights"),
        ("AB", [("A", "B", float("nan"))], "weights"),
    ],
    ids=["twice", "unknown", "itself", "pair-twice", "negative", "nan"],
)
def test_impossible_pairs_are_refused(areas, pairs, code):
    with pytest.raises(InputRefusedError) as error:
        pair_weights(areas, pairs)

    assert error.value.code == code


def test_outlines_and_points_that_are_none_are_refused():
    for made, code in (
        (
            lambda: contiguity_weights({"A": shapely.Polygon(), "B": shapely.box(0, 0, 1, 1)}),
            "no_outline",
        ),
        (lambda: contiguity_weights(squares(1, 2), rule="bishop"), "rule_unknown"),
        (lambda: nearest_weights({"A": (0, 0), "B": (1, 1)}, count=2), "few_areas"),
        (lambda: nearest_weights({"A": (0, float("nan")), "B": (1, 1)}, count=1), "not_a_number"),
    ):
        with pytest.raises(InputRefusedError) as error:
            made()
        assert error.value.code == code
