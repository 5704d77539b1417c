# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists and outlines of areas: four kinds of files, several coordinate systems, bad ones refused."""

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyogrio.raw import write

from klammer.base.errors import InputRefusedError
from klammer.sources.geofiles import guess_code, guess_name, read_features, read_lines
from klammer.territory.projection import to_lonlat

SQUARE = shapely.box(587_000, 5_640_000, 588_000, 5_641_000)  # metres, near Eisenach
NAMES = np.array(["Oststadt", "Weststadt"], dtype=object)
CODES = np.array(["07", "08"], dtype=object)


def degrees(shape):
    return shapely.transform(shape, to_lonlat)


def collection(path: Path, shapes, *, crs: str = "") -> Path:
    features = [
        {"type": "Feature", "properties": {"nr": f"{n:02}", "name": f"Raum {n}"},
         "geometry": shapely.geometry.mapping(one) if one is not None else None}
        for n, one in enumerate(shapes, start=1)
    ]  # fmt: skip
    data = {"type": "FeatureCollection", "features": features}
    data |= {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def layer(path: Path, *, crs: str = "EPSG:25832", name: str | None = None) -> Path:
    geometry = np.array([SQUARE.wkb, shapely.box(588_000, 5_640_000, 589_000, 5_641_000).wkb])
    write(
        path, geometry, [CODES, NAMES], np.array(["NR", "NAME"]), geometry_type="Polygon", crs=crs,
        **({"layer": name, "append": path.exists()} if name else {}),
    )  # fmt: skip
    return path


def zipped(folder: Path, path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for part in folder.iterdir():
            archive.write(part, f"ordner/{part.name}")
    return path


def test_geojson_in_degrees_comes_out_in_metres(tmp_path):
    found = read_features(collection(tmp_path / "a.geojson", [degrees(SQUARE), None]))

    assert found.fields == ("nr", "name")
    assert (guess_code(found), guess_name(found)) == ("nr", "name")
    assert found.rows[0].shape.bounds == pytest.approx(SQUARE.bounds, abs=0.01)
    assert found.rows[1].shape is None
    assert found.notes == ()


@pytest.mark.parametrize(
    ("crs", "east", "notes"),
    [
        ("urn:ogc:def:crs:EPSG::25832", 587_000, ()),
        ("urn:ogc:def:crs:EPSG::4647", 32_587_000, ()),
        ("", 587_000, ("crs_assumed",)),
    ],
    ids=["25832", "4647", "unsaid"],
)
def test_geojson_in_metres(tmp_path, crs, east, notes):
    shape = shapely.box(east, 5_640_000, east + 1000, 5_641_000)

    found = read_features(collection(tmp_path / "a.geojson", [shape], crs=crs))

    assert found.rows[0].shape.bounds == pytest.approx(SQUARE.bounds, abs=0.01)
    assert found.notes == notes


def test_zone_33_comes_to_zone_32(tmp_path):
    # 51° N, 15° E is 500,000 east in zone 33 and, by symmetry, 6° off the middle of zone 32
    shape = shapely.box(500_000, 5_649_824, 500_100, 5_649_924)

    found = read_features(collection(tmp_path / "a.geojson", [shape], crs="EPSG:25833"))

    west = to_lonlat(np.array([found.rows[0].shape.bounds[:2]]))[0]
    assert west == pytest.approx((15.0, 51.0), abs=0.002)


def test_geopackage_with_one_layer(tmp_path):
    found = read_features(layer(tmp_path / "a.gpkg", name="quartiere"))

    assert [one.texts for one in found.rows] == [
        {"NR": "07", "NAME": "Oststadt"},
        {"NR": "08", "NAME": "Weststadt"},
    ]
    assert found.crs == "EPSG:25832"
    assert found.rows[0].shape.equals(SQUARE)


def test_shapefile_in_a_zip(tmp_path):
    folder = tmp_path / "shp"
    folder.mkdir()
    layer(folder / "raum.shp")

    found = read_features(zipped(folder, tmp_path / "raum.zip"))

    assert [one.texts["NAME"] for one in found.rows] == ["Oststadt", "Weststadt"]
    assert found.rows[0].shape.equals(SQUARE)


def test_list_in_a_table_with_figures(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Nr.;Planungsraum;Einwohner\n1;Nord;100\n2;Süd;200\n;Insgesamt;300\n", "utf-8")

    found = read_features(path)

    assert [(one.texts["Nr."], one.texts["Planungsraum"]) for one in found.rows] == [
        ("1", "Nord"), ("2", "Süd"),
    ]  # fmt: skip
    assert (guess_code(found), guess_name(found)) == ("Nr.", "Planungsraum")
    assert found.rows[1].place.row == 3
    assert not found.has_shapes


def test_plain_list_without_figures(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Schulbezirk\nGrundschule Nord\nGrundschule Süd\n", "utf-8")

    found = read_features(path)

    assert [one.texts["Schulbezirk"] for one in found.rows] == [
        "Grundschule Nord", "Grundschule Süd",
    ]  # fmt: skip
    assert guess_name(found) == "Schulbezirk"


def test_typed_lines():
    found = read_lines("07; Oststadt\n\n08;Weststadt\n")

    assert [tuple(one.texts.values()) for one in found.rows] == [
        ("07", "Oststadt"), ("08", "Weststadt"),
    ]  # fmt: skip
    assert read_lines("Nord\nSüd").fields == ("Name",)


def made(tmp_path: Path, kind: str) -> Path:
    path = tmp_path / "x.geojson"
    if kind == "no_areas":
        path = tmp_path / "x.csv"
        path.write_text("Name\n", "utf-8")
    elif kind == "not_geojson":
        path.write_text('{"type": "FeatureCollection", "features": ', "utf-8")
    elif kind == "crs_unknown":
        collection(path, [SQUARE], crs="EPSG:31468")
    elif kind == "too_many_areas":
        collection(path, [degrees(SQUARE)] * 1001)
    elif kind == "coordinates":
        path.write_text(
            '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},'
            '"geometry":{"type":"Polygon","coordinates":[[[1],[2]]]}}]}', "utf-8",
        )  # fmt: skip
    elif kind == "several_layers":
        path = layer(layer(tmp_path / "x.gpkg", name="a"), name="b")
    elif kind == "damaged_archive":
        path.write_bytes(b"SQLite format 3\x00" + b"\x00" * 200)
    return path


@pytest.mark.parametrize(
    "kind",
    ["no_areas", "not_geojson", "crs_unknown", "too_many_areas", "coordinates", "several_layers",
     "damaged_archive"],
)  # fmt: skip
def test_bad_file_is_refused(tmp_path, kind):
    with pytest.raises(InputRefusedError) as refused:
        read_features(made(tmp_path, kind))

    assert refused.value.code == kind
    assert refused.value.remedy
