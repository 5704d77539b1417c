# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drawn lines: corners as people write them, where a line crosses itself, following borders."""

import pytest
import shapely

from klammer.base.errors import InputRefusedError
from klammer.territory.drawings import (
    MOST_CORNERS,
    as_drawn,
    corners_of,
    crossings,
    laid_along,
    read_corners,
    without,
    written,
)
from klammer.territory.geometry import geometry

EISENACH = (592745.9, 5648568.5)  # 50.98123 north, 10.32123 east
SQUARE = [(0.0, 0.0), (1000.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0)]


@pytest.mark.parametrize(
    "line",
    [
        "592745.9 5648568.5", "5648568,5; 592745,9", "50.98123, 10.32123", "10,32123 50,98123",
        "50,98123; 10,32123", "  10.32123\t50.98123  ", "N 50.98123 E 10.32123",
    ],
    ids=["metres", "north-first", "as-maps-copy", "decimal-comma", "semicolon", "tab", "letters"],
)  # fmt: skip
def test_corner_is_read_however_it_is_written(line):
    (found,) = read_corners(line)

    assert found == pytest.approx(EISENACH, abs=0.2)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("592745", "corner_unreadable"), ("Marktplatz", "corner_unreadable"),
        ("1 2 3", "corner_unreadable"), ("48.85 2.35", "corner_outside"),
        ("4500000 5648568", "corner_outside"), ("0 0", "corner_outside"),
    ],
    ids=["one-number", "words", "three", "paris", "gauss-krueger", "zero"],
)  # fmt: skip
def test_corner_that_is_none_is_refused_with_its_row(line, code):
    with pytest.raises(InputRefusedError) as refused:
        read_corners(f"592745.9 5648568.5\n\n{line}")

    assert refused.value.code == code
    assert refused.value.details["row"] == 3


def test_too_many_corners_are_refused():
    text = "\n".join(f"{500_000 + number} 5648568" for number in range(MOST_CORNERS + 1))

    with pytest.raises(InputRefusedError) as refused:
        read_corners(text)

    assert refused.value.code == "too_many_points"


def test_repeated_and_closing_corners_are_one():
    text = "592745 5648568\n592745 5648568\n592845 5648568\n592845 5648668\n592745 5648568"

    assert len(read_corners(text)) == 3


def test_corners_are_written_as_they_are_read():
    corners = [EISENACH, (600000.0, 5650000.1), (601234.5, 5650000.0)]

    assert read_corners(written(corners)) == corners


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4])
def test_unfinished_drawing_keeps_its_corners(number):
    assert corners_of(as_drawn(SQUARE[:number])) == SQUARE[:number]


def test_shape_that_corners_do_not_tell_has_none():
    hole = shapely.Polygon(SQUARE, [[(100, 100), (200, 100), (200, 200)]])
    parts = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 6, 6)])

    assert corners_of(hole) is None
    assert corners_of(parts) is None


def test_crossing_is_named_with_place_and_sides():
    (found,) = crossings([(0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0)])

    assert (found.x, found.y, found.first, found.second) == (5.0, 5.0, 1, 3)


def test_line_that_goes_back_on_itself_crosses():
    assert crossings([(0.0, 0.0), (10.0, 0.0), (4.0, 0.0), (4.0, 8.0)])
    assert crossings(SQUARE) == []


def test_line_near_borders_follows_them():
    towns = geometry("municipality", boundary="2022-12-31", within="16063")
    town = towns["16063003"]
    coarse = shapely.Polygon(_largest(town).exterior).simplify(200)
    before = shapely.area(coarse ^ town)

    followed = shapely.Polygon(laid_along(corners_of(coarse), list(towns.values()), reach=300))

    assert followed.is_valid
    assert shapely.area(followed ^ town) < 0.1 * before


def test_line_far_from_borders_stays():
    inner = [(x / 2 + 250, y / 2 + 250) for x, y in SQUARE]

    assert laid_along(inner, [shapely.Polygon(SQUARE)], reach=100) == inner
    assert laid_along(inner, [], reach=100) == inner


def test_following_never_makes_a_line_cross_itself():
    thin = [(0.0, 20.0), (1000.0, 30.0), (1000.0, 60.0), (0.0, 50.0)]

    assert laid_along(thin, [shapely.Polygon(SQUARE)], reach=100) == thin


def test_neighbour_drawn_beside_gets_the_same_border():
    first = shapely.Polygon([(0, 0), (500, 0), (520, 400), (480, 600), (500, 1000), (0, 1000)])
    beside = [(495.0, 5.0), (1000.0, 0.0), (1000.0, 1000.0), (505.0, 990.0), (485.0, 595.0)]

    found = shapely.Polygon(laid_along(beside, [first], reach=60))

    assert shapely.area(found & first) == pytest.approx(0, abs=1e-6)
    assert shapely.area(shapely.box(480, 0, 1000, 1000) - first - found) < 6000


def test_piece_is_taken_from_the_other():
    left, right = shapely.box(0, 0, 10, 10), shapely.box(8, 0, 20, 10)

    assert without(right, left).equals(shapely.box(10, 0, 20, 10))
    assert without(shapely.box(1, 1, 2, 2), left) is None


def _largest(shape):
    return max(shapely.get_parts(shape).tolist(), key=lambda part: part.area)
