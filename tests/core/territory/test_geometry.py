# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
import numpy as np
import pytest
import shapely

from klammer.base.errors import InputRefusedError
from klammer.territory.areas import areas
from klammer.territory.geometry import geometry, pack, simplified, to_geojson, unpack

SETS = [
    ("municipality", "2022-12-31", "16"),
    ("municipality", "2023-12-31", "16"),
    ("municipality", "2024-12-31", "16"),
    ("municipality", "2025-01-01", "16"),
    ("municipality", "2025-01-01", "16063"),
    ("association", "2022-12-31", "16"),
    ("association", "2025-01-01", "16063"),
    ("planning_region", "2025-01-01", None),
    ("county", "2020-12-31", None),
    ("county", "2022-12-31", None),
    ("county", "2025-01-01", None),
    ("county", "2020-12-31", "16"),
    ("county", "2023-12-31", "16"),
    ("county", "2025-01-01", "16-SWT"),
    ("state", "2025-01-01", None),
    ("country", "2025-01-01", None),
]


@pytest.mark.parametrize(("level", "boundary", "within"), SETS)
def test_geometry_is_complete_valid_and_without_gaps(level, boundary, within):
    found = geometry(level, boundary=boundary, within=within)
    shapes = np.array(list(found.values()))

    assert list(found) == list(areas(level, boundary=boundary, within=within))
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert (shapely.get_coordinates(shapes) % 1 == 0).all()


OFFICIAL = [  # km², municipality registers; VG250 is drawn for 1 : 250 000
    ("16063105", "2025-01-01", 104.17),
    ("16064073", "2022-12-31", 52.73),
    ("16064014", "2022-12-31", 28.89),
    ("16064072", "2022-12-31", 27.35),
    ("16071077", "2022-12-31", 2.96),
    ("16063", "2025-01-01", 1366.9),
]


@pytest.mark.parametrize(("key", "boundary", "official"), OFFICIAL)
def test_area_is_close_to_the_official_one(key, boundary, official):
    level = "county" if len(key) == 5 else "municipality"

    found = geometry(level, boundary=boundary, within=key)[key].area / 1e6

    assert found == pytest.approx(official, rel=0.03)


def test_rodeberg_is_divided_at_the_county_border_of_2025():
    before = geometry("municipality", boundary="2023-12-31", within="16")
    after = geometry("municipality", boundary="2025-01-01", within="16")
    north = before["16064055"].intersection(after["16061118"]).area / 1e6
    south = before["16064055"].intersection(after["16064046"]).area / 1e6

    assert (north, south) == (pytest.approx(11.165, rel=0.03), pytest.approx(15.515, rel=0.03))


def test_county_of_2020_has_a_hole_where_eisenach_is():
    before = geometry("county", boundary="2020-12-31", within="16")
    after = geometry("county", boundary="2021-12-31", within="16")

    assert before["16063"].area + before["16056"].area == pytest.approx(after["16063"].area)
    assert "16056" not in after


def test_versions_of_thuringia_cover_the_same_ground():
    grounds = [
        shapely.coverage_union_all(
            list(geometry("municipality", boundary=boundary, within="16").values())
        )
        for boundary in ("2022-12-31", "2025-01-01")
    ]

    assert shapely.symmetric_difference(*grounds).area < 10e6  # of 16,200 km²


@pytest.mark.parametrize(
    ("level", "boundary", "within"),
    [
        ("municipality", "2025-01-01", None),
        ("municipality", "2025-01-01", "09"),
        ("municipality", "2015-12-31", "16"),
        ("county", "2023-12-31", None),
        ("association", "2025-01-01", None),
    ],
)
def test_geometry_that_is_not_packaged_is_refused(level, boundary, within):
    with pytest.raises(InputRefusedError) as refusal:
        geometry(level, boundary=boundary, within=within)

    assert refusal.value.code == "no_geometry"


def test_geojson_is_in_degrees_and_counter_clockwise():
    county = geometry("county", boundary="2025-01-01", within="16063")

    (feature,) = to_geojson(county, properties={"16063": {"name": "Wartburgkreis"}})["features"]

    shape = shapely.geometry.shape(feature["geometry"])
    assert feature["properties"] == {"key": "16063", "name": "Wartburgkreis"}
    assert shapely.is_ccw(shapely.get_exterior_ring(shapely.get_parts(shape))).all()
    assert shape.contains(shapely.Point(10.226, 50.811))  # Bad Salzungen
    assert not shape.contains(shapely.Point(11.03, 50.98))  # Erfurt


def test_simplified_keeps_borders_shared_with_fewer_points():
    shapes = geometry("municipality", boundary="2025-01-01", within="16063")

    fewer = simplified(shapes, tolerance=500)

    counts = [shapely.get_num_coordinates(list(one.values())).sum() for one in (shapes, fewer)]
    assert counts[1] < counts[0] / 2
    assert shapely.coverage_is_valid(list(fewer.values()))
    assert list(fewer) == list(shapes)


def test_packed_polygons_come_back_unchanged(tmp_path):
    ring = shapely.Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(2, 2), (2, 4), (4, 4), (4, 2)]])
    several = shapely.MultiPolygon([shapely.box(20, 0, 25, 5), shapely.box(30, 0, 35, 5)])

    pack({"one": ring, "two": several}, tmp_path / "shapes.npz")
    found = unpack(tmp_path / "shapes.npz")

    assert list(found) == ["one", "two"]
    assert shapely.equals_exact(found["one"], ring)
    assert shapely.equals_exact(found["two"], several)
