# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from klammer.territory.adjacency import neighbours, neighbours_of
from klammer.territory.geometry import geometry


def test_county_has_its_neighbours_beyond_the_border_of_the_state():
    # Werra-Meißner-Kreis, Hersfeld-Rotenburg, Fulda; Unstrut-Hainich, Schmalkalden, Gotha
    assert neighbours("county", "2025-01-01")["16063"] == (
        "06631", "06632", "06636", "16064", "16066", "16067",
    )  # fmt: skip


def test_neighbours_are_mutual_and_never_the_area_itself():
    found = neighbours("municipality", "2025-01-01")

    assert len(found) == 605
    assert [key for key, beside in found.items() if key in beside or not beside] == []
    assert [(k, o) for k, beside in found.items() for o in beside if k not in found[o]] == []


def test_neighbours_of_a_municipality_cross_the_border_of_its_county():
    # Krauthausen lies around Eisenach; Hörselberg-Hainich belongs to the same county today.
    beside = neighbours("municipality", "2025-01-01")["16063105"]
    shapes = geometry("municipality", boundary="2025-01-01", within="16")

    assert "16063098" in beside
    assert [key for key in beside if not shapes[key].intersects(shapes["16063105"])] == []
    assert any(
        key[:5] != other[:5]
        for key, others in neighbours("municipality", "2025-01-01").items()
        for other in others
    )


@pytest.mark.parametrize(
    "place", [("municipality", "1995-12-31"), ("county", "1995-12-31"), ("country", "2025-01-01")]
)
def test_without_geometry_there_are_no_neighbours(place):
    assert neighbours(*place) == {}


@pytest.mark.parametrize(
    ("level", "sample"), [("county", "06"), ("municipality", "16063")], ids=["counties", "towns"]
)
def test_neighbours_of_one_area_are_those_that_all_together_give(level, sample):
    everybody = neighbours(level, "2022-12-31")
    keys = [key for key in everybody if key.startswith(sample)]

    assert len(keys) > 20
    for key in keys:
        assert neighbours_of(key, level=level, boundary="2022-12-31") == everybody[key]


def test_area_without_geometry_has_no_neighbours():
    assert neighbours_of("99999", level="county", boundary="2022-12-31") == ()
    assert neighbours_of("16063", level="county", boundary="1900-01-01") == ()
