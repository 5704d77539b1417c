# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a workbook of own areas to a map in the atlas, page by page; and what is refused on the way."""

import io
import json
import re

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from klammer.pipeline import geographies as kept
from klammer.pipeline.instance import Instance
from klammer.sources.tabular.grids import read_grids
from klammer.territory.geographies import find
from klammer.territory.geometry import geometry, to_geojson
from klammer_web.accountability.models import AuditEntry
from klammer_web.accounts.enums import Role
from klammer_web.atlas.models import CustomArea
from klammer_web.catalogue.models import Upload
from klammer_web.catalogue.queries.reviews import bytes_of
from klammer_web.chain.models import SearchEntry
from tests.product.atlas.quarters import QUARTERS, TOWN, quarters
from tests.product.atlas.small_atlas import AT
from tests.product.atlas.test_maps import words_of
from tests.product.catalogue.releasing import release

PLACE = "/atlas/eigene-gebiete/einteilungen/"
FILLED = {
    "title": "Viertel der Prüfung",
    "kind": "quarter",
    "within": TOWN,
    "boundary": "2022-01-01",
}
BOOK = "Nr;Quartier;Menschen 2022;Kinder 2022\n" + "".join(
    f"{code};{name};{of};{n}\n" for code, (name, n, of) in QUARTERS.items()
)


@pytest.fixture
def served(atlas, settings):
    """A copy of the small atlas, served; releases are made at once."""
    settings.WORK_INLINE = True
    return Instance.open(settings.INSTANCE)


def csv(text: str = BOOK, name: str = "quartiere.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def geojson(shapes=None) -> SimpleUploadedFile:
    found = quarters()
    shapes = found.shapes if shapes is None else shapes
    data = to_geojson(shapes, properties={k: {"name": n} for k, n in found.names.items()})
    for feature in data["features"]:
        feature["properties"]["nr"] = feature["properties"].pop("key")[-2:]
    return SimpleUploadedFile("quartiere.geojson", json.dumps(data).encode())


def draft(client, **more) -> str:
    """Send the first step; return the address of the second."""
    answer = client.post(f"{PLACE}neu/", FILLED | {"file": csv()} | more)
    assert answer.status_code == 302, words_of(answer)
    return answer["Location"]


def keep(client, **more) -> str:
    """Make a geography by both steps; return its level."""
    address = draft(client, **more)
    assert client.post(address).status_code == 302
    return address.rstrip("/").rsplit("/", 1)[-1]


def test_from_workbook_to_map(served, county, client, signed_in):
    signed_in(county)
    level = keep(client, file=geojson())
    page = words_of(client.get(f"{PLACE}{level}/"))
    assert "4 Quartiere in Bad Salzungen" in page
    assert "Zusammen ergeben sie das ganze Gebiet." in page

    upload = client.post(f"{PLACE}{level}/zahlen/", {"file": csv()})["Location"]
    reading = client.get(upload)
    form = reading.context["table"]
    assert form["geography"].value() == f"{level} 2022-01-01"
    assert "8 Zahlen für 4 Gebiete" in words_of(reading)
    said = {one.html_name: one.value() for one in form}
    for _, _, column in form.columns:
        said |= {one.html_name: one.value() for one in column}
    said |= {"publisher": "Stadt", "title": "Quartiere", "own": "own"}
    read = client.post(
        reverse("catalogue:upload_read_table", args=[upload.rstrip("/").rsplit("/", 1)[-1]]),
        {name: value if value is not None else "" for name, value in said.items()},
    )
    assert read.status_code == 302, words_of(read)
    assert "Altstadt" in words_of(client.get(upload))
    delivery = client.post(f"{upload}uebernehmen/", {"note": ""})["Location"]
    assert "2 Spalten zeigen noch keine Kennzahl" in words_of(client.get(delivery))

    make = client.get(f"{delivery}kennzahlen/")
    lines = make.context["form"].lines
    answers = {one.html_name: one.value() for line in lines for one in line}
    made = client.post(f"{delivery}kennzahlen/", answers | {"domain": "familie"})
    assert made.status_code == 302, words_of(made)
    release(client, audience="administration")

    found = client.get(f"{PLACE}{level}/")
    for way in ("Auf der Karte ansehen", "Befund schreiben"):
        assert way in words_of(found)
    assert "So sehen es alle" not in words_of(found)
    assert "Die Öffentlichkeit sieht davon noch nichts." in words_of(found)
    begun = re.search(r'href="(/atlas/befunde/neu/[^"]*)"', found.content.decode())
    assert "Quartiere in Bad Salzungen" in words_of(client.get(begun[1].replace("&amp;", "&")))
    address = re.search(r'href="(/atlas/karte/kinder[^"]*_anteil/[^"]*)"', found.content.decode())
    shown = client.get(address[1].replace("&amp;", "&"), follow=True)
    text = words_of(shown)
    assert "Quartiere in Bad Salzungen" in text
    assert "17,1" in text  # 120 of 700
    assert shown.content.decode().count('" data-area="own-') >= 8


def test_workbook_with_figures_is_not_asked_for_twice(served, county, client, signed_in):
    signed_in(county)
    address = draft(client)
    assert "noch einmal laden müssen Sie nichts" in words_of(client.get(address))

    reading = client.post(address, follow=True)

    level = address.rstrip("/").rsplit("/", 1)[-1]
    assert reading.resolver_match.view_name == "catalogue:upload"
    assert reading.context["table"]["geography"].value() == f"{level} 2022-01-01"
    assert "8 Zahlen für 4 Gebiete" in words_of(reading)


def test_list_without_figures_waits_for_none(served, county, client, signed_in):
    signed_in(county)
    address = draft(client, file=csv("Nr;Quartier\n01;Altstadt\n02;Kloster\n"))

    assert "/lieferungen/" not in client.post(address)["Location"]
    assert Upload.objects.count() == 0


def test_draft_that_is_dropped_takes_its_workbook_along(served, county, client, signed_in):
    signed_in(county)
    address = draft(client)
    (upload,) = Upload.objects.all()
    assert bytes_of(upload).is_file()

    client.post(address, {"verwerfen": "1"})

    upload.refresh_from_db()
    assert not upload.is_open
    assert not bytes_of(upload).exists()


def test_small_counts_are_protected_for_the_public(served, county, client, signed_in):
    test_from_workbook_to_map(served, county, client, signed_in)
    release(client, audience="public")
    client.logout()
    client.cookies["kreis"] = "16063"

    public = served.current_release("public", "16063")
    level = kept.listed(served, "16063")[0].level
    share = next(name for name in public.definitions if name.endswith("_anteil"))
    rows = public.values(share, area_level=level, boundary="2022-01-01", period="2022").rows()

    assert {row["area"][-2:]: row["numerator"] for row in rows}["03"] is None


def test_draft_is_looked_at_before_anything_is_kept(served, county, client, signed_in):
    signed_in(county)
    address = draft(client)

    page = client.get(address)

    text = words_of(page)
    assert "4 Quartiere in Bad Salzungen, gültig ab 01.01.2022" in text
    assert "Die Datei enthält keine Grenzen." in text
    assert "Altstadt" in text
    assert kept.listed(served, "16063") == []
    assert "noch nicht gespeichert" in words_of(client.get(PLACE))
    client.post(address, {"verwerfen": "1"})
    assert client.get(address).status_code == 404


def test_other_columns_can_be_code_and_name(served, county, client, signed_in):
    signed_in(county)
    address = draft(client)

    page = client.get(f"{address}?schluessel=&name=Nr")

    assert [row["code"] for row in page.context["rows"]] == ["001", "002", "003", "004"]
    assert [row["name"] for row in page.context["rows"]] == ["01", "02", "03", "04"]


def test_outlines_that_overlap_stop_and_say_which(served, county, client, signed_in):
    signed_in(county)
    shapes = dict(quarters().shapes)
    first, second, *_ = shapes
    shapes[second] = shapely.union(shapes[first], shapes[second])

    address = draft(client, file=geojson(shapes))
    page = client.get(address)
    answer = client.post(address)

    assert "„Altstadt“ und „Allendorf“ überschneiden sich um" in words_of(page)
    assert "Einteilung speichern" not in words_of(page)
    assert answer.status_code == 200
    assert kept.listed(served, "16063") == []


def test_bow_is_mended_and_said(served, county, client, signed_in):
    signed_in(county)
    shapes = dict(quarters().shapes)
    first = next(iter(shapes))
    x, y = shapely.point_on_surface(shapes[first]).coords[0]
    shapes[first] = shapely.Polygon(
        [(x - 200, y - 200), (x + 200, y + 200), (x + 200, y - 200), (x - 200, y + 200)]
    )

    text = words_of(client.get(draft(client, file=geojson(shapes))))

    assert "„Altstadt“: Die Grenze kreuzte sich selbst und ist geordnet" in text
    assert "Einteilung speichern" in text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title": ""}, "Bitte der Einteilung einen Namen geben."),
        ({"boundary": ""}, "Bitte den Tag angeben"),
        ({"text": "Nord\nSüd"}, "Bitte nur einen Weg wählen"),
        ({"file": csv("Name\n")}, "In der Datei steht keine Liste von Gebieten."),
        ({"file": csv("x" * 40)}, "In der Datei steht keine Liste von Gebieten."),
        ({"file": csv("{")}, "ließ sich nicht als GeoJSON lesen"),
        ({"within": "16061"}, "Bitte den Kreis oder die Gemeinde wählen."),
    ],
    ids=["no-name", "no-day", "two-ways", "empty-list", "no-table", "half-json", "elsewhere"],
)
def test_first_step_refuses_and_keeps_what_was_typed(served, county, client, signed_in, more, said):
    signed_in(county)

    answer = client.post(f"{PLACE}neu/", FILLED | {"file": csv()} | more)

    assert answer.status_code == 400
    assert said in words_of(answer)
    assert 'value="Viertel der Prüfung"' in answer.content.decode() or "title" in more
    assert kept.listed(served, "16063") == []


def test_areas_are_typed(served, county, client, signed_in):
    signed_in(county)

    level = keep(client, file="", text="07; Oststadt\n08; Weststadt\n")

    assert list(find(level).names.values()) == ["Oststadt", "Weststadt"]
    assert list(find(level).names) == [f"{level}-07", f"{level}-08"]


def test_areas_are_combined_of_municipalities(served, county, client, signed_in):
    seat = signed_in(county)
    ids = [
        str(CustomArea.objects.create(
            workspace=county, name=name, level="municipality", boundary="2022-12-31",
            parts=parts, made_by_id=seat.user_id, made_at=AT, changed_at=AT,
        ).id)
        for name, parts in (("Nord", ["16063003", "16063004"]), ("Süd", ["16063066"]))
    ]  # fmt: skip

    level = keep(client, file="", areas=ids, within="16063")

    found = find(level)
    assert {one.name: one.units for one in found.parts} == {
        "Nord": ("16063003", "16063004"),
        "Süd": ("16063066",),
    }
    assert found.is_drawn
    whole = geometry("municipality", boundary="2022-12-31", within="16063")["16063066"]
    south = next(found.outlines[one.code] for one in found.parts if one.name == "Süd")
    assert south.symmetric_difference(whole).area < 1_000


def test_later_version_stands_beside_the_first(served, county, client, signed_in):
    signed_in(county)
    level = keep(client)

    again = client.post(f"{PLACE}neu/?von={level}", FILLED | {"boundary": "2027-01-01"})
    client.post(again["Location"])

    assert [one.boundary for one in kept.of_level(served, "16063", level)] == [
        "2022-01-01", "2027-01-01",
    ]  # fmt: skip
    page = words_of(client.get(f"{PLACE}{level}/"))
    assert "ab 01.01.2027" in page
    assert "gültig ab 01.01.2022" in words_of(client.get(f"{PLACE}{level}/?stand=2022-01-01"))


def test_template_is_understood_by_its_codes(served, county, client, signed_in, tmp_path):
    signed_in(county)
    level = keep(client)

    answer = client.get(f"{PLACE}{level}/vorlage.xlsx")

    path = tmp_path / "vorlage.xlsx"
    path.write_bytes(answer.content)
    rows = read_grids(path).grids[0].rows
    assert rows[1][:2] == ["01", "Altstadt"]
    assert "attachment" in answer["Content-Disposition"]


def test_outlines_are_handed_out(served, county, client, signed_in):
    signed_in(county)
    level = keep(client, file=geojson())

    answer = client.get(f"{PLACE}{level}/gebiete.geojson")

    data = json.loads(answer.content)
    assert [one["properties"]["name"] for one in data["features"]] == [
        name for name, *_ in QUARTERS.values()
    ]


def test_every_act_is_in_the_trail_and_the_search_follows(served, county, client, signed_in):
    signed_in(county)
    level = keep(client)
    assert SearchEntry.objects.filter(kind="atlas.geography", object_id=level).exists()

    client.post(f"{PLACE}{level}/loeschen/")

    told = AuditEntry.objects.filter(kind="atlas.geography").order_by("sequence")
    assert list(told.values_list("verb", flat=True)) == [
        "atlas.geography_kept",
        "atlas.geography_deleted",
    ]
    assert kept.listed(served, "16063") == []
    assert not SearchEntry.objects.filter(kind="atlas.geography").exists()
    assert client.get(f"{PLACE}{level}/").status_code == 404


@pytest.mark.parametrize("address", ["", "vorlage.xlsx", "gebiete.geojson"])
def test_another_workspace_finds_nothing(served, county, neighbour, client, signed_in, address):
    signed_in(county)
    level = keep(client)
    signed_in(neighbour)

    assert client.get(f"{PLACE}{level}/{address}").status_code == 404
    assert client.post(f"{PLACE}{level}/loeschen/").status_code == 404
    assert client.get(f"{PLACE}neu/?von={level}").status_code == 404
    assert "Viertel der Prüfung" not in words_of(client.get(PLACE))


def test_provider_may_look_and_not_make(served, county, client, signed_in):
    signed_in(county)
    level = keep(client)
    signed_in(county, Role.PROVIDER)

    assert client.get(f"{PLACE}{level}/").status_code == 200
    assert client.get(f"{PLACE}neu/").status_code == 403
    assert client.post(f"{PLACE}{level}/loeschen/").status_code == 403


def test_a_thousand_areas_are_kept_and_listed(served, county, client, signed_in):
    signed_in(county)
    text = io.StringIO()
    text.write("Nr;Name\n")
    text.writelines(f"{n:04};Gebiet {n}\n" for n in range(1, 1001))

    level = keep(client, file=csv(text.getvalue()))

    assert len(find(level).parts) == 1000
    page = client.get(f"{PLACE}{level}/")
    assert "1.000 Quartiere" in words_of(page)
    too_many = client.post(f"{PLACE}neu/", FILLED | {"file": csv(text.getvalue() + "1001;X\n")})
    assert "höchstens 1000 sind möglich" in words_of(too_many)


def test_own_areas_lead_to_the_geographies(served, county, client, signed_in):
    assert PLACE not in client.get("/atlas/eigene-gebiete/").content.decode()

    signed_in(county)

    assert f'href="{PLACE}"' in client.get("/atlas/eigene-gebiete/").content.decode()
