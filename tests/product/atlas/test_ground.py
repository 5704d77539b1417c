# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The base map: pictures of a configured service laid where they belong; none without."""

import math
import re

import numpy as np
import pytest

from klammer.presentation.maps import Window
from klammer.territory.projection import to_utm
from klammer_web.atlas.queries import ground
from klammer_web.atlas.queries.outlines import outlines

MAP = "/atlas/karte/rate/?ebene=gemeinde&stand=2022-12-31&jahr=2022&bereich=16063"
IMAGE = re.compile(r'<image href="[^"]*/(\d+)/(\d+)/(\d+)\.png"[^>]* transform="matrix\(([^)]+)\)"')


@pytest.fixture
def service(settings):
    """Configure a service; returns a function that chooses its grid."""

    def configure(grid):
        settings.BASE_MAP = {
            "url": "https://tiles.example/{z}/{x}/{y}.png",
            "grid": grid,
            "credit": "© Beispielamt",
            "origins": ["https://tiles.example"],
        }

    return configure


def laid(text):
    """(level, column, row) → matrix of each picture."""
    return {
        (int(z), int(x), int(y)): [float(number) for number in numbers.split()]
        for z, x, y, numbers in IMAGE.findall(text)
    }


def on_web_grid(longitude, latitude, level):
    """Column and row with their fractions, by the usual formula of web maps."""
    count = 2**level
    radians = math.radians(latitude)
    row = (1 - math.log(math.tan(radians) + 1 / math.cos(radians)) / math.pi) / 2
    return (longitude + 180) / 360 * count, row * count


@pytest.mark.parametrize("window", [Window(), Window(8, 0.4, 0.6)], ids=["whole", "part"])
def test_place_lies_on_the_picture_where_the_map_draws_it(service, window):
    service("web")
    drawn = outlines("municipality", "2022-12-31", "16063")
    left, top, width, height = window.box(drawn)

    pictures = laid(ground.pictures(drawn, window))

    worst = 0.0
    for across, down in ((0.1, 0.1), (0.5, 0.5), (0.9, 0.3), (0.2, 0.95)):
        x, y = left + across * width, top + down * height
        from klammer.territory.projection import to_lonlat

        longitude, latitude = to_lonlat(np.array([drawn.ground(x, y)]))[0]
        level = next(iter(pictures))[0]
        column, row = on_web_grid(longitude, latitude, level)
        a, b, c, d, e, f = pictures[level, int(column), int(row)]
        u, v = column % 1, row % 1
        worst = max(worst, math.hypot(a * u + c * v + e - x, b * u + d * v + f - y))
    assert worst * 1000 / width < 1.0  # pixels of a map that is 1,000 wide


def test_pictures_of_the_official_grid_fit_exactly(service):
    service("utm32")
    drawn = outlines("municipality", "2022-12-31", "16063")

    pictures = laid(ground.pictures(drawn, Window()))

    (level, column, row), (a, b, c, d, e, f) = next(iter(pictures.items()))
    side = 256 * 4891.96981025128 / 2**level
    east, north = drawn.ground(e, f)
    assert (b, c) == (0, 0)
    assert (east, north) == pytest.approx(
        (-46133.17 + column * side, 6301219.54 - row * side), abs=side / 1e4
    )
    assert (a, d) == pytest.approx((side * drawn.origin[2],) * 2, rel=1e-4)


def test_pictures_cover_what_is_shown_and_are_few(service):
    service("web")
    drawn = outlines("municipality", "2022-12-31", "16063")

    for window in (Window(), Window(3, 0.2, 0.8), Window(40, 0.5, 0.5)):
        assert 1 <= len(laid(ground.pictures(drawn, window))) <= 64


def test_base_map_is_off_until_it_is_asked_for(atlas, client, service):
    service("web")

    plain = client.get(MAP).content.decode()
    asked = client.get(f"{MAP}&grund=an").content.decode()

    assert "<image" not in plain
    assert "Grundkarte darunter" in plain
    assert asked.count("<image ") >= 4
    assert "Grundkarte: © Beispielamt" in asked


def test_files_never_hold_the_base_map(atlas, client, service):
    service("web")

    picture = client.get(MAP.replace("/?", "/karte.svg?") + "&grund=an").content.decode()

    assert "<image" not in picture
    assert "tiles.example" not in picture


def test_corners_of_the_known_grid_meet_at_greenwich():
    points = ground._degrees(np.array([(0.0, 0.0)]))  # reason: the formula under test

    assert points.tolist() == [[0.0, 0.0]]
    assert ground._mercator(np.array([(180.0, 0.0)]))[0, 0] == pytest.approx(
        20037508.34
    )  # reason: as above
    assert to_utm(np.array([(9.0, 51.0)]))[0, 0] == pytest.approx(500_000)
