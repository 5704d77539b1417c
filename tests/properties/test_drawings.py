# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is drawn can be written and read again, and following borders never breaks it."""

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from klammer.territory.drawings import (
    as_drawn,
    corners_of,
    crossings,
    laid_along,
    read_corners,
    written,
)

EASTING = st.integers(4_000_000, 7_000_000).map(lambda n: n / 10)
NORTHING = st.integers(54_000_000, 60_000_000).map(lambda n: n / 10)
CORNERS = st.lists(st.tuples(EASTING, NORTHING), max_size=12, unique=True)
# A small ground, so that corners come near to borders.
NEAR = st.lists(
    st.tuples(st.integers(-20, 220), st.integers(-20, 120)).map(lambda c: (float(c[0]), float(c[1]))),
    min_size=3, max_size=8, unique=True,
)  # fmt: skip
BORDERS = [shapely.box(0, 0, 100, 100), shapely.box(100, 0, 200, 100)]


@given(CORNERS)
def test_written_corners_are_read_again(corners):
    assert read_corners(written(corners)) == corners
    assert corners_of(as_drawn(corners)) == corners


@given(NEAR)
def test_line_crosses_itself_exactly_when_it_is_no_valid_area(corners):
    shape = shapely.Polygon(corners)

    if shape.is_valid:
        assert crossings(corners) == []
    else:
        assert crossings(corners)


@settings(deadline=None)
@given(NEAR, st.sampled_from([5.0, 15.0, 40.0]))
def test_following_borders_keeps_an_area_an_area(corners, reach):
    shape = shapely.Polygon(corners)
    if not shape.is_valid:
        return

    found = laid_along(corners, BORDERS, reach=reach)

    followed = shapely.Polygon(found)
    assert followed.is_valid
    assert followed.area > 0
    # What is gained or lost lies in a strip along the line that was drawn.
    assert shapely.area(shapely.symmetric_difference(shape, followed)) <= 2 * reach * shape.length
