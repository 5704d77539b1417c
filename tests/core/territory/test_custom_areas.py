# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
import json

import pytest
import shapely

from klammer.base.errors import InputRefusedError
from klammer.base.quantities import Kind
from klammer.territory.custom_areas import (
    CustomArea,
    can_carry,
    circle_around,
    closed_line,
    combine_units,
    draw_areas,
    outline,
    pieces,
    shares_inside,
)
from klammer.territory.geometry import geometry, to_geojson

NOW = "2025-01-01"
HERE = {"boundary": NOW, "within": "16063"}
EISENACH, HAINICH, GEISA = "16063105", "16063098", "16063032"


def square(west=10.2, south=50.8, size=0.01):
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size]]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def feature(found, name=""):
    return {"type": "Feature", "properties": {"name": name}, "geometry": found}


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


def test_units_are_combined_into_an_area():
    found = combine_units([HAINICH, EISENACH], name="Nordkreis", boundary=NOW)

    assert (found.units, found.cut, found.several) == ((HAINICH, EISENACH), {}, False)
    shapes = geometry("municipality", boundary=NOW, within="16063")
    assert outline(found).area == pytest.approx(shapes[EISENACH].area + shapes[HAINICH].area)


def test_units_that_do_not_touch_are_said_to_be_several():
    assert combine_units([EISENACH, GEISA], name="zwei", boundary=NOW).several


def test_pieces_are_what_hangs_together_the_largest_first():
    county = [key for key in geometry("municipality", **HERE) if key != EISENACH]

    assert pieces([GEISA, EISENACH, HAINICH], level="municipality", boundary=NOW) == [
        (HAINICH, EISENACH), (GEISA,),
    ]  # fmt: skip
    assert sum(map(len, pieces(county, level="municipality", boundary=NOW))) == len(county)
    assert pieces([], level="municipality", boundary=NOW) == []


def test_unit_with_an_exclave_is_one_piece():
    shapes = geometry("municipality", **HERE)
    several = [key for key, shape in shapes.items() if shape.geom_type == "MultiPolygon"]

    assert several
    for key in several:
        assert not combine_units([key], name="eine", boundary=NOW).several


def test_counties_outside_thuringia_can_be_combined():
    found = combine_units(["01001", "01002"], name="Küste", boundary=NOW, level="county")

    assert (found.level, found.several) == ("county", True)


@pytest.mark.parametrize(
    ("units", "code"),
    [([], "empty"), ([EISENACH, EISENACH], "unit_twice"), (["16063028"], "unknown_area")],
)
def test_wrong_combination_is_refused(units, code):
    with pytest.raises(InputRefusedError) as refusal:
        combine_units(units, name="x", boundary=NOW)

    assert refusal.value.code == code


def test_polygon_along_the_borders_holds_whole_units():
    shapes = geometry("municipality", boundary=NOW, within="16063")
    drawn = to_geojson({"Eisenach": shapes[EISENACH]}, properties={"Eisenach": {"name": "Stadt"}})

    (found,) = draw_areas(json.dumps(drawn), **HERE)

    assert (found.name, found.units, dict(found.cut)) == ("Stadt", (EISENACH,), {})
    assert outline(found).area == pytest.approx(shapes[EISENACH].area, rel=1e-4)


def test_polygon_that_cuts_units_names_them_with_their_share():
    (found,) = draw_areas(square(10.30, 50.95, 0.02), **HERE)

    assert found.units == ()
    assert list(found.cut) == [EISENACH]
    assert 0.01 < found.cut[EISENACH] < 0.05


def test_features_without_a_name_are_numbered():
    found = draw_areas(collection(feature(square()), feature(square(10.3))), **HERE)

    assert [area.name for area in found] == ["Gebiet 1", "Gebiet 2"]


def test_area_of_several_parts_is_accepted_and_said():
    parts = [square()["coordinates"], square(10.3)["coordinates"]]

    (found,) = draw_areas({"type": "MultiPolygon", "coordinates": parts}, **HERE)

    assert found.several


def test_a_thousand_areas_are_taken():
    grid = [
        feature(square(9.9 + 0.02 * (at % 40), 50.5 + 0.02 * (at // 40)), f"Feld {at}")
        for at in range(1_000)
    ]

    assert len(draw_areas(collection(*grid), **HERE)) == 1_000


BOW_TIE = {
    "type": "Polygon",
    "coordinates": [[[10, 50.8], [10.1, 50.9], [10.1, 50.8], [10, 50.9], [10, 50.8]]],
}
REFUSED = [
    ("{", "not_geojson"),
    (collection(), "empty"),
    ({}, "no_polygon"),
    ([], "no_polygon"),
    ({"type": "Point", "coordinates": [10, 50.8]}, "no_polygon"),
    (feature(None), "no_polygon"),
    ({"type": "Polygon", "coordinates": []}, "empty"),
    ({"type": "Polygon", "coordinates": [[[10, 50.8], [10.1, 50.8]]]}, "coordinates"),
    ({"type": "Polygon", "coordinates": [[["a", "b"]] * 4]}, "coordinates"),
    ({"type": "Polygon", "coordinates": [[[10, 50.8]] * 4]}, "empty"),
    ({"type": "Polygon", "coordinates": 5}, "coordinates"),
    (square(580_000, 5_640_000, 1_000), "outside_germany"),
    (square(50.8, 10.2), "outside_germany"),
    (BOW_TIE, "invalid"),
    (collection(feature(square(), "a"), feature(square(), "b")), "overlap"),
    (collection(feature(square(), "a"), feature(square(10.3), "a")), "name_twice"),
    (collection(*[feature(square())] * 1_001), "too_many"),
]


@pytest.mark.parametrize(("drawing", "code"), REFUSED)
def test_drawing_that_is_no_area_is_refused(drawing, code):
    with pytest.raises(InputRefusedError) as refusal:
        draw_areas(drawing, **HERE)

    assert refusal.value.code == code
    assert refusal.value.remedy


def test_self_crossing_line_is_refused_with_its_place():
    with pytest.raises(InputRefusedError) as refusal:
        draw_areas(collection(feature(square(), "a"), feature(BOW_TIE, "b")), **HERE)

    assert refusal.value.where == "feature 2"
    assert refusal.value.why.startswith("Self-intersection[10.05")


def test_hole_in_an_area_is_kept():
    ring = square(10.2, 50.8, 0.1)["coordinates"][0]
    hole = square(10.22, 50.82, 0.02)["coordinates"][0]

    (found,) = draw_areas({"type": "Polygon", "coordinates": [ring, hole]}, **HERE)

    assert len(outline(found).interiors) == 1


WHOLE = combine_units([EISENACH], name="Eisenach", boundary=NOW)
CUT = CustomArea("x", "municipality", NOW, (HAINICH,), {EISENACH: 0.4})
NOTHING = CustomArea("x", "municipality", NOW, ())
BOTH = ("county", "municipality")
TRUTH = [
    # area, kind, has counts, levels, boundaries → code ("" carries)
    (WHOLE, Kind.COUNT, True, BOTH, None, ""),
    (WHOLE, Kind.RATE, True, BOTH, None, ""),
    (WHOLE, Kind.PROPORTION, True, BOTH, None, ""),
    (WHOLE, Kind.MEAN, True, BOTH, None, ""),
    (WHOLE, Kind.COUNT, True, BOTH, [NOW], ""),
    (WHOLE, Kind.COUNT, True, BOTH, ["2022-12-31"], "boundary_differs"),
    (WHOLE, Kind.COUNT, True, ["county"], None, "level_missing"),
    (WHOLE, Kind.RATE, False, BOTH, None, "delivered_rate"),
    (WHOLE, Kind.MEAN, False, BOTH, None, "mean"),
    (WHOLE, Kind.INDEX, True, BOTH, None, "index"),
    (CUT, Kind.COUNT, True, BOTH, None, "polygon_cuts_unit"),
    (NOTHING, Kind.COUNT, True, BOTH, None, "no_unit_inside"),
]


@pytest.mark.parametrize(("area", "kind", "has_counts", "levels", "boundaries", "code"), TRUTH)
def test_area_says_what_it_can_carry(area, kind, has_counts, levels, boundaries, code):
    verdict = can_carry(
        area, kind=kind, has_counts=has_counts, levels=levels, boundaries=boundaries
    )

    assert (verdict.carries, verdict.code) == (not code, code)
    assert bool(verdict.reason) == bool(code)


def test_reason_names_the_cut_units():
    verdict = can_carry(CUT, kind=Kind.COUNT, has_counts=True, levels=BOTH)

    assert verdict.reason.startswith("Die gezeichnete Linie zerschneidet 16063105; ")


def test_outline_of_a_drawing_is_the_drawing():
    (found,) = draw_areas(square(), **HERE)

    assert shapely.equals(outline(found), found.drawn)


def test_shares_inside_tell_whole_units_from_cut_ones():
    shapes = geometry("municipality", boundary=NOW, within="16063")
    both = shapely.union(shapes[EISENACH], shapes[HAINICH].intersection(shapely.box(*_west())))

    found = shares_inside(both, **HERE)

    assert found[EISENACH] == pytest.approx(1, abs=1e-6)
    assert 0.01 < found[HAINICH] < 0.99
    assert list(found) == sorted(found)


def _west():
    """The western half of Hörselberg-Hainich."""
    west, south, east, north = geometry("municipality", boundary=NOW, within="16063")[
        HAINICH
    ].bounds
    return west, south, (west + east) / 2, north


def test_circle_around_a_unit_holds_its_surroundings():
    found = shares_inside(circle_around(EISENACH, radius=12_000, boundary=NOW), **HERE)

    assert found[EISENACH] > 0.9
    assert GEISA not in found


@pytest.mark.parametrize(
    ("unit", "radius", "code"),
    [(EISENACH, 0, "radius"), (EISENACH, 200_001, "radius"), ("16063028", 5_000, "unknown_area")],
)
def test_impossible_circle_is_refused(unit, radius, code):
    with pytest.raises(InputRefusedError) as refusal:
        circle_around(unit, radius=radius, boundary=NOW)

    assert refusal.value.code == code


def test_closed_line_encloses_ground():
    assert closed_line([(0, 0), (1000, 0), (1000, 1000), (0, 1000)]).area == 1_000_000


@pytest.mark.parametrize(
    ("points", "code"),
    [([(0, 0), (1, 1), (0, 0)], "too_few_points"), ([(0, 0), (2, 2), (2, 0), (0, 2)], "invalid")],
)
def test_line_that_encloses_nothing_is_refused(points, code):
    with pytest.raises(InputRefusedError) as refusal:
        closed_line(points)

    assert refusal.value.code == code
