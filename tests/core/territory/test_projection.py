# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
import json

import numpy as np
import pytest
import shapely

from klammer.territory.projection import to_lonlat, to_utm


def test_central_meridian_lies_at_500_km():
    assert to_utm([9.0, 50.0]) == pytest.approx([500_000.0, 5_538_630.7027], abs=1e-4)


def test_there_and_back_is_the_same_place():
    points = np.random.default_rng(25832).uniform([5.8, 47.2], [15.1, 55.1], (1_000, 2))

    assert np.abs(to_lonlat(to_utm(points)) - points).max() < 1e-11


def test_projection_agrees_with_proj_within_a_millimetre(tmp_path):
    from pyogrio.raw import read

    points = np.random.default_rng(1).uniform([5.8, 47.2], [15.1, 55.1], (200, 2))
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [*one]}}
        for one in points.tolist()
    ]
    (tmp_path / "p.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": features})
    )
    (tmp_path / "warped.vrt").write_text(
        '<OGRVRTDataSource><OGRVRTWarpedLayer><OGRVRTLayer name="p"><SrcDataSource '
        'relativeToVRT="1">p.geojson</SrcDataSource></OGRVRTLayer><TargetSRS>EPSG:25832'
        "</TargetSRS></OGRVRTWarpedLayer></OGRVRTDataSource>"
    )

    _, _, geometries, _ = read(tmp_path / "warped.vrt")

    expected = shapely.get_coordinates(shapely.from_wkb(geometries))
    assert np.abs(to_utm(points) - expected).max() < 0.001
