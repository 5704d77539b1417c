# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is seen as a file: read back by other programs, with sources, and without hidden numbers."""

import io
import json
import re
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from math import isnan

import pytest
from django.urls import reverse
from lxml import etree
from PIL import Image
from python_calamine import CalamineWorkbook

from klammer.base.cells import Status
from klammer_web.accounts.seats import NOBODY
from klammer_web.atlas import seen as seeing
from klammer_web.atlas.downloads import places, tables
from klammer_web.atlas.downloads.files import response

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def seen(atlas):
    """A map of counties as what is seen."""
    reach = next(one for one in atlas.coverage() if one.area_level == "county" and one.periods)
    query = f"?ebene=kreis&stand={reach.boundary}&jahr={reach.periods[-1]}&bereich=16"
    address = reverse("atlas:map", args=[reach.indicator]) + query
    return seeing.at(address, release=atlas, seat=NOBODY)


@pytest.fixture
def with_secret(seen):
    """The same with one figure suppressed, of which only the row still knows the number."""
    first, *others = (row for row in seen.rows if row["value"] is not None)
    secret = {**first, "status": Status.SUPPRESSED, "value": 7.123456789, "numerator": 987654}
    return replace(seen, rows=[secret, *others])


def content(seen, ending):
    answer = response(seen, ending, address="https://klammer.example/x", at=AT)
    return answer.getvalue()


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_workbook_has_a_sheet_of_particulars(seen, ending):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content(seen, ending)))
    said = dict(row[:2] for row in book.get_sheet_by_name("Angaben").to_python()[1:])
    assert said["Titel"] == seen.title
    assert said["Freigabe"] == seen.release.root
    assert said["Freigegeben für"] == "Öffentlichkeit"
    assert said["Quelle"] in seen.sources
    assert said["Adresse"] == "https://klammer.example/x"
    assert said["Heruntergeladen am"].startswith("01.03.2026")
    figures = book.get_sheet_by_index(0).to_python()
    assert len(figures) == len(seen.rows) + 1


@pytest.mark.parametrize("ending", ["csv", "csv-schlicht", "xlsx", "ods", "geojson", "gpkg"])
def test_suppressed_figure_stands_as_its_sign_and_never_as_a_number(with_secret, ending):
    found = content(with_secret, ending)
    if ending in {"xlsx", "ods"}:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(found)).get_sheet_by_index(0).to_python()
        found = repr(rows).encode()
    if ending == "gpkg":
        found = repr(sqlite_rows(found)).encode()
    text = found.decode("utf-8-sig")
    assert ("7.12" in text, "7,12" in text, "987654" in text) == (False, False, False)
    assert "aus Gründen der Geheimhaltung nicht veröffentlicht" in text


def sqlite_rows(content):
    """Read a GeoPackage without GDAL: it is SQLite."""
    with sqlite3.connect(":memory:") as base:
        base.deserialize(content)
        return base.execute("SELECT * FROM werte").fetchall()


def test_geojson_holds_each_area_with_its_figure_in_degrees(seen):
    found = json.loads(content(seen, "geojson"))
    assert found["type"] == "FeatureCollection"
    values = {one["properties"]["key"]: one["properties"]["wert"] for one in found["features"]}
    shown = {row["area"]: row["value"] for row in seen.rows if seeing.is_printed(row)}
    assert {key: value for key, value in values.items() if value is not None} == shown
    longitude, latitude = _first_point(found["features"][0]["geometry"]["coordinates"])
    assert (9 < longitude < 13, 50 < latitude < 52) == (True, True)
    assert ["Titel", seen.title] in found["angaben"]


def _first_point(coordinates):
    while not isinstance(coordinates[0], float):
        coordinates = coordinates[0]
    return coordinates


def test_geopackage_is_read_by_gdal_and_by_sqlite(seen, tmp_path):
    from pyogrio.raw import read

    path = tmp_path / "werte.gpkg"
    path.write_bytes(content(seen, "gpkg"))
    about, _, shapes, fields = read(path)
    assert (about["crs"], len(shapes)) == ("EPSG:25832", len(places.shapes_of(seen)))
    read_back = dict(zip(fields[0], fields[list(about["fields"]).index("wert")], strict=True))
    shown = {row["area"]: row["value"] for row in seen.rows if seeing.is_printed(row)}
    assert {key: value for key, value in read_back.items() if not isnan(value)} == shown
    assert len(sqlite_rows(path.read_bytes())) == len(shapes)
    with sqlite3.connect(path) as base:
        told = " ".join(row[0] for row in base.execute("SELECT metadata FROM gpkg_metadata"))
    assert (seen.release.root in told, "Quelle" in told) == (True, True)


def test_picture_holds_title_legend_source_and_day_inside(seen):
    picture = etree.fromstring(content(seen, "svg"))
    space = "{http://www.w3.org/2000/svg}"
    text = " ".join(" ".join(one.itertext()) for one in picture.iter(f"{space}text"))
    assert seen.title.split()[0] in text
    assert "heruntergeladen am 01.03.2026" in text
    assert "Quelle:" in text
    assert "https://klammer.example/x" in text
    classes = {name for one in picture.iter() for name in (one.get("class") or "").split()}
    styled = set(re.findall(r"\.([a-z][a-z0-9-]*)", picture.find(f"{space}style").text))
    assert {name for name in classes if re.fullmatch(r"c\d|missing|suppressed", name)} <= styled
    assert [one for one in picture.iter() if "href" in str(one.attrib)] == []


def test_picture_comes_as_png_with_its_words_inside(client, seen):
    answer = client.get(reverse("atlas:take", args=["png"]), {"ansicht": seen.address})
    with Image.open(io.BytesIO(answer.content)) as picture:
        picture.load()
        told, wide = picture.text, picture.width
    assert (answer["Content-Type"], wide) == ("image/png", 2000)
    assert answer["Content-Disposition"].endswith('.png"')
    assert (told["Title"], told["Description"]) == (seen.title, seen.sentence)
    assert ("Quelle:" in told["Source"], "GeoBasis-DE / BKG" in told["Source"]) == (True, True)


def test_text_that_looks_like_a_formula_stays_text(seen):
    names = {row["area"]: "=1+1" for row in seen.rows}
    text = content(replace(seen, names=names), "csv").decode("utf-8-sig")
    assert (";'=1+1;" in text, ";=1+1;" in text) == (True, False)


def test_internal_figures_say_so_in_name_picture_and_particulars(seen, monkeypatch):
    from klammer.base.cells import Audience
    from klammer.warehouse.open import Release

    monkeypatch.setattr(Release, "audience", property(lambda _self: Audience.ADMINISTRATION))
    answer = response(seen, "svg", address="x", at=AT)
    assert "-intern-" in answer["Content-Disposition"]
    assert "Nicht öffentlich" in answer.getvalue().decode()
    said = dict(tables.particulars(seen, address="x", taken="y"))
    assert said["Freigegeben für"] == "Verwaltung"


@pytest.mark.parametrize("ending", ["exe", "geojson/", "jpg", ""])
def test_other_kinds_of_files_are_not_there(client, seen, ending):
    answer = client.get(f"/atlas/laden/{ending}/", {"ansicht": seen.address})
    assert answer.status_code == 404


def test_long_series_and_profiles_offer_no_areas(client, atlas):
    page = client.get("/atlas/profil/16063/").content.decode()
    assert ("/laden/xlsx/" in page, "/laden/geojson/" in page) == (True, False)
