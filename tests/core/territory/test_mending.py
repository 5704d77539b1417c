# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outlines made fit for a map: what is mended, what is said, what stops."""

import pytest
import shapely

from klammer.territory.geographies.mending import mend

WHOLE = shapely.box(0, 0, 100, 100)
LEFT, RIGHT = shapely.box(0, 0, 50, 100), shapely.box(50, 0, 100, 100)


def said(found):
    return [(one.code, one.severity, one.areas) for one in found.findings]


def test_areas_that_fill_the_whole_are_all_of_it():
    found = mend([("1", LEFT), ("2", RIGHT)], whole=WHOLE)

    assert said(found) == []
    assert found.complete


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (
            [("1", shapely.Polygon([(0, 0), (50, 50), (50, 0), (0, 50)]))],
            [("crosses_itself", "mended", ("1",)), ("gap", "note", ()),
             ("several_parts", "note", ("1",))],
        ),
        ([("1", shapely.Polygon())], [("empty", "mended", ("1",)), ("no_outlines", "note", ())]),
        ([("1", None)], [("no_outlines", "note", ())]),
        ([("1", LEFT), ("2", None)], [("some_outlines", "note", ("2",)), ("gap", "note", ())]),
        (
            [("1", shapely.LineString([(0, 0), (1, 1)]))],
            [("no_polygon", "stops", ("1",)), ("no_outlines", "note", ())],
        ),
        ([("1", LEFT), ("1", RIGHT)], [("joined", "mended", ("1",))]),
        (
            [("1", LEFT), ("2", shapely.box(49, 0, 100, 100))],
            [("overlaps", "mended", ("1", "2"))],
        ),
        (
            [("1", LEFT), ("2", shapely.box(20, 0, 100, 100))],
            [("overlaps_much", "stops", ("1", "2"))],
        ),
        (
            [("1", LEFT), ("2", shapely.box(50, 0, 110, 100))],
            [("outside", "note", ("2",))],
        ),
        (
            [("1", WHOLE), ("2", shapely.box(200, 0, 300, 100))],
            [("outside_much", "stops", ("2",))],
        ),
    ],
    ids=["bow", "empty", "none", "one-missing", "line", "twice", "sliver", "overlap", "beyond",
         "elsewhere"],
)  # fmt: skip
def test_bad_outlines_are_mended_or_stop(drawn, expected):
    found = mend(drawn, whole=WHOLE)

    assert said(found) == expected
    assert [one.code for one in found.stops] == [c for c, s, _ in expected if s == "stops"]
    assert all(shape.is_valid and shape.area > 0 for shape in found.outlines.values())


def test_cut_overlap_belongs_to_the_first():
    found = mend([("1", LEFT), ("2", shapely.box(49, 0, 100, 100))], whole=WHOLE)

    assert found.outlines["1"].area == 5000
    assert found.outlines["2"].area == 5000
    assert found.findings[0].share == pytest.approx(0.02)
    assert found.complete


def test_a_thousand_areas_are_mended_quickly():
    step = 100 / 32
    cells = [
        (f"{x}-{y}", shapely.box(x * step, y * step, (x + 1) * step, (y + 1) * step))
        for x in range(32)
        for y in range(32)
    ][:1000]

    found = mend(cells, whole=WHOLE)

    assert len(found.outlines) == 1000
    assert found.stops == ()


def test_many_points_are_thinned_with_common_borders():
    wavy = [(50 + (n % 2) * 0.5, n / 400) for n in range(40_001)]
    left = shapely.Polygon([(0, 0), *wavy, (0, 100)])
    right = shapely.Polygon([(100, 0), *wavy, (100, 100)])

    found = mend([("1", left), ("2", right)])

    assert "simplified" in [one.code for one in found.findings]
    assert sum(shapely.get_num_coordinates(one) for one in found.outlines.values()) < 1000
    assert shapely.intersection(*found.outlines.values()).area == pytest.approx(0, abs=1e-6)
