# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outlines and pictures of maps."""

import re
from xml.etree import ElementTree as ET

import pytest
import shapely

from klammer.presentation import maps
from klammer.presentation.maps import Mark

SVG = "{http://www.w3.org/2000/svg}"
SQUARES = {
    "16063002": shapely.box(0, 0, 1000, 1000),
    "16063001": shapely.MultiPolygon(
        [shapely.box(1000, 0, 2000, 500), shapely.box(1000, 600, 2000, 1000)]
    ),
    "16063003": shapely.box(2000, 0, 3000, 1000).difference(shapely.box(2400, 400, 2600, 600)),
}


def test_outlines_keep_every_part_and_hole_in_the_order_of_keys():
    drawn = maps.outlines(SQUARES, width=300)

    assert drawn.order == ("16063001", "16063002", "16063003")
    assert (drawn.width, drawn.height) == (300, 100)
    assert [path.count("M") for path in drawn.paths.values()] == [2, 1, 2]


def test_outlines_put_north_on_top():
    drawn = maps.outlines(
        {"a": shapely.box(0, 0, 10, 10), "b": shapely.box(0, 90, 10, 100)}, width=100
    )

    assert drawn.anchors["b"][1] < drawn.anchors["a"][1]


def test_outlines_leave_out_steps_smaller_than_the_grid():
    plain = shapely.box(0, 0, 1000, 1000)
    dense = shapely.segmentize(plain, 0.5).union(shapely.box(1000, 400, 1000.4, 401))

    drawn = maps.outlines({"a": dense}, width=10)

    assert drawn.paths["a"].count(" ") < 420  # 100 positions on each side instead of 2,000
    assert drawn.width == 10


def test_path_returns_to_the_coordinates_it_was_made_of():
    path = maps.outlines({"a": shapely.box(0, 0, 100, 50)}, width=100).paths["a"]
    numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", path)]

    x, y, corners = numbers[0], numbers[1], [(numbers[0], numbers[1])]
    for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
        x, y = x + dx, y + dy
        corners.append((x, y))

    assert sorted(corners) == [(0, 0), (0, 50), (100, 0), (100, 50)]


def test_picture_refers_to_each_outline_with_class_and_words():
    drawn = maps.outlines(SQUARES, width=300)
    marks = {
        "16063001": Mark("c2", "A & B: 4,2 %", "/atlas/profil/16063001/"),
        "16063002": Mark("suppressed", "C: •"),
    }

    tree = ET.fromstring(  # noqa: S314  # reason: our own output
        maps.picture(drawn, address="/geo.svg?v=1", marks=marks, label="Karte", style="k5")
    )

    uses = {one.get("data-area"): one for one in tree.iter(f"{SVG}use")}
    assert {key: one.get("class") for key, one in uses.items()} == {
        "16063001": "shape c2",
        "16063002": "shape suppressed",
        "16063003": "shape missing",  # of which nothing was said
    }
    assert uses["16063001"].get("href") == "/geo.svg?v=1#a16063001"
    assert uses["16063001"].find(f"{SVG}title").text == "A & B: 4,2 %"
    assert (tree.get("class"), tree.get("aria-label")) == ("map k5", "Karte")


def test_picture_holds_no_inline_style_or_script():
    drawn = maps.outlines(SQUARES, borders={"county": {"x": shapely.box(0, 0, 3000, 1000)}})

    text = maps.picture(drawn, address="", marks={}, label='"><script>') + drawn.svg()

    assert "style=" not in text
    assert "<script" not in text
    assert "<style" not in text


def test_labels_that_do_not_fit_or_touch_are_left_out():
    shapes = {
        "wide": shapely.box(0, 0, 600, 1000),
        "also": shapely.box(600, 0, 990, 1000),
        "slim": shapely.box(990, 0, 1000, 1000),
    }
    drawn = maps.outlines(shapes)

    found = maps.room_for_labels(
        drawn, {"wide": ("Stadt", "1"), "also": ("Dorf", "2"), "slim": ("Weiler", "3")}
    )

    assert list(found) == ["wide", "also"]


def test_nothing_to_draw_is_an_empty_map():
    assert maps.outlines({}).order == ()


@pytest.mark.parametrize(
    ("window", "box"),
    [
        (maps.Window(), (0, 0, 300, 100)),
        (maps.Window(2, 0.5, 0.5), (75, 25, 150, 50)),
        (maps.Window(4, 0, 1), (0, 75, 75, 25)),
        (maps.Window(4, 9, -9), (225, 0, 75, 25)),
    ],
)
def test_window_shows_a_part_and_never_what_lies_beyond(window, box):
    assert window.box(maps.outlines(SQUARES, width=300)) == pytest.approx(box)


def test_many_areas_are_merged_to_a_path_for_each_class():
    drawn = maps.outlines(SQUARES, width=300)

    text = maps.merged(drawn, styles={"16063001": "c1", "16063002": "c1"}, label="Karte")

    paths = dict(re.findall(r'<path class="shape ([a-z0-9]+)" d="([^"]+)"', text))
    assert paths["c1"] == drawn.paths["16063001"] + drawn.paths["16063002"]
    assert paths["missing"] == drawn.paths["16063003"]


def test_labels_have_more_room_where_the_map_is_enlarged():
    shapes = {"left": shapely.box(0, 0, 40, 1000), "right": shapely.box(40, 0, 1000, 1000)}
    drawn = maps.outlines(shapes)
    wanted = {"left": ("Stadtlengsfeld",), "right": ("Dorf",)}

    whole = maps.room_for_labels(drawn, wanted)
    part = maps.room_for_labels(drawn, wanted, window=maps.Window(4, 0, 0.5))

    assert (list(whole), list(part)) == (["right"], ["left"])
