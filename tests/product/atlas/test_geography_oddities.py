# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outlines as they come: broken, empty, elsewhere, too many, too large. A reason each time."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from klammer.pipeline import geographies as kept
from klammer.pipeline.geography_drafts import drafts
from klammer.pipeline.instance import Instance
from tests.product.atlas.test_geographies import FILLED, PLACE
from tests.product.atlas.test_maps import words_of

HERE = [[10.20, 50.80], [10.22, 50.80], [10.22, 50.82], [10.20, 50.82], [10.20, 50.80]]
SWAPPED = [[y, x] for x, y in HERE]
PARIS = [[x - 8, y - 2] for x, y in HERE]
METRES_31 = [[4_400_000 + 1000 * x, 5_600_000 + 1000 * y] for x, y in HERE]
BOW = [HERE[0], HERE[2], HERE[1], HERE[3], HERE[0]]
HOLE = [[10.205, 50.805], [10.21, 50.805], [10.21, 50.81], [10.205, 50.805]]
APART = [[[x + 0.03, y + 0.01] for x, y in HERE]]


def collection(*geometries, **more) -> str:
    features = [
        {"type": "Feature", "properties": {"nr": f"{n:02d}", "name": f"Raum {n}"}, "geometry": one}
        for n, one in enumerate(geometries, start=1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **more})


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.fixture
def served(atlas, settings):
    """A copy of the small atlas, served."""
    return Instance.open(settings.INSTANCE)


def load(client, text: str, **more):
    """Send a file of outlines; return the page that answers in the end."""
    file = SimpleUploadedFile("raum.geojson", text.encode())
    return client.post(f"{PLACE}neu/", FILLED | {"file": file} | more, follow=True)


LOOKED_AT = {
    "crosses-itself": (collection(polygon(BOW)), "kreuzte sich selbst und ist geordnet"),
    "hole": (collection(polygon(HERE, HOLE)), "Raum 1"),
    "several-parts": (
        collection({"type": "MultiPolygon", "coordinates": [[HERE], APART]}),
        "Aus mehreren getrennten Teilen: „Raum 1“. Das darf sein.",
    ),
    "empty": (
        collection(polygon(HERE), {"type": "Polygon", "coordinates": []}),
        "„Raum 2“: Die Fläche ist leer.",
    ),
    "no-geometry": (collection(polygon(HERE), None), "Ohne Grenze: „Raum 2“."),
    "all-without": (collection(None, None), "Die Datei enthält keine Grenzen."),
    "point": (
        collection({"type": "Point", "coordinates": HERE[0]}),
        "Das ist ein Punkt oder eine Linie, keine Fläche.",
    ),
    "three-dimensions": (collection(polygon([[*one, 300.0] for one in HERE])), "Raum 1"),
    "collection-of-parts": (
        collection({"type": "GeometryCollection", "geometries": [polygon(HERE)]}),
        "Raum 1",
    ),
    "same-twice": (collection(polygon(HERE), polygon(HERE)), "überschneiden sich um 100,0 %"),
    "no-ground": (collection(polygon([HERE[0]] * 4)), "Die Fläche ist leer."),
}


@pytest.mark.parametrize("kind", sorted(LOOKED_AT))
def test_odd_outline_is_shown_with_what_is_odd(served, county, client, signed_in, kind):
    signed_in(county)
    text, said = LOOKED_AT[kind]

    page = load(client, text, within="16063")

    assert page.status_code == 200
    assert page.resolver_match.view_name == "atlas:geography_draft"
    assert said in words_of(page)
    drawing = client.get(f"{page.request['PATH_INFO']}zeichnen/")
    assert drawing.status_code == 200
    assert "Raum 1" in drawing.content.decode()


REFUSED = {
    "gauss-krueger": (
        collection(polygon(METRES_31), crs={"properties": {"name": "EPSG:31468"}}),
        "Das Koordinatensystem der Datei wird nicht gelesen.",
    ),
    "unnamed-metres": (collection(polygon(METRES_31)), "Koordinatensystem"),
    "france": (collection(polygon(PARIS)), "2,20 bis 2,22 Ost und 48,80 bis 48,82 Nord"),
    "swapped": (collection(polygon(SWAPPED)), "vielleicht sind Länge und Breite vertauscht"),
    "on-the-pole": (
        collection(polygon([[0, 89], [90, 89], [180, 90], [0, 89]])), "liegen nicht in Deutschland",
    ),
    "one-of-two-elsewhere": (
        collection(polygon(HERE), polygon(PARIS)), "liegen nicht in Deutschland",
    ),
    "two-points": (collection(polygon(HERE[:2])), "Die Koordinaten eines Gebiets sind nicht"),
    "not-numbers": (collection(polygon([["a", "b"]] * 4)), "Die Koordinaten eines Gebiets sind"),
    "nested-wrong": (collection({"type": "Polygon", "coordinates": 7}), "Die Koordinaten"),
    "unknown-shape": (collection({"type": "Kreis", "coordinates": HERE}), "Die Koordinaten"),
    "infinite": (
        collection(polygon([[1e400, 50], *HERE[1:4], [1e400, 50]])), "Die Koordinaten eines",
    ),
    "no-areas": (collection(), "In der Datei steht keine Liste von Gebieten."),
    "too-many": (collection(*[None] * 1_001), "Gefunden wurden 1001, höchstens 1000"),
    "features-no-list": ('{"type": "FeatureCollection", "features": 3}', "Erwartet wird eine"),
    "deep": ('{"a":' * 60_000, "ließ sich nicht als GeoJSON lesen"),
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(REFUSED))
def test_file_that_is_none_is_refused_whole(served, county, client, signed_in, kind):
    signed_in(county)
    text, said = REFUSED[kind]

    page = load(client, text, within="16063")

    assert page.status_code == 400
    assert said in words_of(page).replace(".000", "000")
    assert kept.listed(served, "16063") == []
    assert drafts(served, "16063") == []


def test_ten_megabytes_of_corners_are_thinned_and_said(served, county, client, signed_in):
    signed_in(county)
    number = 175_000
    side = [[10.2 + 0.02 * n / number, 50.80 + (0.000_01 if n % 2 else 0.0)] for n in range(number)]
    ring = [*side, [10.22, 50.82], [10.20, 50.82], side[0]]
    text = collection(polygon(ring), polygon([[x + 0.03, y] for x, y in ring]))
    assert len(text) > 10_000_000

    page = load(client, text, within="16063")

    assert page.status_code == 200
    assert "auf zehn Meter genau vereinfacht" in words_of(page)
    assert len(page.content) < 400_000


def test_too_large_a_file_is_refused_before_it_is_read(served, county, client, signed_in, settings):
    signed_in(county)
    page = load(client, " " * 50_000_001)

    assert page.status_code == 400
    assert "zu groß" in words_of(page)
