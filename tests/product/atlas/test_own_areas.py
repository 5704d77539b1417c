# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of own areas: chosen, looked at, kept, and what they carry."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.urls import reverse

from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Share
from klammer_web.atlas.models import CustomArea
from tests.product.atlas.test_maps import words_of

PLACE = "/atlas/eigene-gebiete/"
PUBLISHED = {"target": "public", "step": "confirm"}
AT = "ebene=gemeinde&stand=2022-12-31"
BOTH = f"{PLACE}ansehen/?{AT}&name=Nord&teile=16063003,16063004"


def share_of(area):
    """Return the address on which an area is shared, after a look at what others will see."""
    return reverse("accounts:share", args=["atlas.custom_area", area.id])


def test_figures_are_summed_from_counts_and_tested(towns, client):
    text = words_of(client.get(BOTH))

    # 300 + 100 of 2,000 + 1,000 = 13.3 %, Wilson 12.2 to 14.6; county 12 %, state 10 %
    assert "Örtlicher Anteil % 13,3 12,2 bis 14,6 2022 12,0 10,0" in text
    assert "Menschen am Ort Personen 3.000 2022 10.000 100.000" in text
    assert "2 Gemeinden" in text


def test_what_cannot_be_carried_is_named_with_the_reason(towns, client):
    text = words_of(client.get(BOTH))

    assert "1 Kennzahl: Die Kennzahl wurde fertig berechnet geliefert." in text
    assert "Quote der Prüfung" in text
    assert (
        "2 Kennzahlen: Die Kennzahl liegt nicht für die Ebene Gemeinde vor, aus der die Fläche "
        "zusammengesetzt ist." in text
    )
    assert "Vereine" not in text  # nothing is loaded: no area has it


NOT_THERE = UUID(int=1)
AREAS_AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("16063076", "Mindestens ein Teil ist geheim. Aus der Summe ließe er sich erraten."),
        ("16063078", "Bei mindestens einem Teil steht eine 0, die auch"),
        ("16063008", "Für mindestens einen Teil liegt kein Wert vor."),
    ],
)
def test_one_part_that_is_not_shown_refuses_the_sum(towns, client, part, reason):
    page = client.get(f"{BOTH},{part}")

    text = words_of(page)
    assert reason in text
    assert "Örtlicher Anteil %" not in text
    # What is left over when the shown parts are taken away must not be on the page.
    assert "13,3" not in text


def test_one_figure_shows_its_sum_and_leads_to_the_source_of_every_part(towns, client):
    page = client.get(f"{BOTH}&kennzahl=local")

    text = words_of(page)
    root = towns.root[:12]
    assert "400 ÷ 3.000 × 100 = 13,3 %" in text
    assert "Bad Salzungen 300 2.000 15,0" in text
    for part in ("16063003", "16063004"):
        assert f"wert={root}/local/2022-12-31/{part}/2022" in page.content.decode()


def test_one_figure_that_is_refused_says_why(towns, client):
    text = words_of(client.get(f"{BOTH},16063076&kennzahl=local"))

    assert "Für dieses Gebiet lässt sich die Kennzahl nicht bilden." in text
    assert "Mindestens ein Teil ist geheim." in text


@pytest.mark.parametrize(
    ("query", "status", "reason"),
    [
        ("ansehen/", 400, "Ein eigenes Gebiet braucht mindestens einen Teil."),
        (f"ansehen/?{AT}&teile=16063999", 400, "„16063999“ gibt es nicht."),
        ("ansehen/?ebene=land&teile=16", 400, "Aus der Ebene „land“ lässt sich kein Gebiet"),
        ("ansehen/?stand=1900-01-01&teile=16063003", 400, "Zum Gebietsstand „1900-01-01“"),
        (f"neu/?{AT}&bereich=05", 400, "Für den Bereich „05“ liegen keine Grenzen vor."),
        (f"{NOT_THERE}/", 404, "Dieses Gebiet gibt es hier nicht"),
    ],
)
def test_what_is_not_there_is_refused_with_the_reason(towns, client, query, status, reason):
    response = client.get(PLACE + query)

    assert response.status_code == status
    assert reason in words_of(response)


def test_editor_offers_every_area_of_the_extent(towns, client):
    page = client.get(f"{PLACE}neu/?{AT}&bereich=16063&teile=16063003").content.decode()

    boxes = dict(re.findall(r'name="teil" value="(\d+)"( checked)?>', page))
    assert len(boxes) == 32
    assert [key for key, is_picked in boxes.items() if is_picked] == ["16063003"]
    assert page.count('class="shape picked"') == 1


def test_editor_keeps_what_was_chosen_outside_the_extent(towns, client):
    page = client.get(f"{PLACE}neu/?{AT}&bereich=16063&teile=16063003,16061045").content.decode()

    assert '<input type="hidden" name="teil" value="16061045">' in page
    assert "Davon 1 außerhalb dieses Ausschnitts" in page


def test_circle_takes_whole_areas_and_names_the_cut_ones(towns, client):
    response = client.get(f"{PLACE}neu/?{AT}&bereich=16063&um=16063003&km=12&umkreis=1")

    page, text = response.content.decode(), words_of(response)
    picked = re.findall(r'value="(\d+)" checked', page)
    whole = re.search(r"(\d+) Gemeinden? lieg(?:en|t) ganz in der Fläche", text)
    cut = re.search(r'name="dazu" value="([\d,]+)"', page)
    assert int(whole[1]) == len(picked) > 0
    assert set(cut[1].split(",")) & set(picked) == set()
    assert 'class="drawn"' in page
    assert "Für Teile davon gibt es keine Zahlen" in text


def test_drawn_line_around_everything_takes_everything(towns, client):
    response = client.get(
        f"{PLACE}neu/?{AT}&bereich=16063&linie=-10,-10 2000,-10 2000,2000 -10,2000"
    )

    assert "32 Gemeinden liegen ganz in der Fläche und sind ausgewählt." in words_of(response)


@pytest.mark.parametrize(
    "query",
    ["linie=1,1 2,2", "linie=0,0 9,9 9,0 0,9", "linie=a,b", "kreis=1,1", "kreis=1,1,inf",
     "um=16063003&km=viele&umkreis=1", "um=abc&km=5&umkreis=1", "um=16063003&km=999&umkreis=1"],
)  # fmt: skip
def test_drawing_that_holds_nothing_keeps_the_choice(towns, client, query):
    response = client.get(f"{PLACE}neu/?{AT}&bereich=16063&teile=16063003&{query}")

    assert response.status_code == 200
    assert re.findall(r'value="(\d+)" checked', response.content.decode()) == ["16063003"]
    assert "Die Linie schließt keine" in words_of(response) or "Der Umkreis" in words_of(response)


def test_choice_of_another_level_says_what_is_lost(towns, client):
    text = words_of(client.get(f"{PLACE}neu/?ebene=kreis&stand=2022-12-31&teile=16063003,16063004"))

    assert "Von der Auswahl passen 2 Gebiete nicht zu dieser Ebene" in text


def posted(**more):
    return {"ebene": "gemeinde", "stand": "2022-12-31", "teile": "16063003,16063004", **more}


def test_coordination_keeps_changes_deletes_and_brings_back(towns, client, county, signed_in):
    signed_in(county)

    kept = client.post(f"{PLACE}speichern/", posted(name="Nord"))
    area = CustomArea.objects.get()
    assert kept["Location"] == f"{PLACE}{area.id}/"
    assert "Örtlicher Anteil % 13,3" in words_of(client.get(kept["Location"]))

    client.post(
        f"{PLACE}speichern/",
        posted(name="Süd", gebiet=str(area.id), edition="1", teile="16063003"),
    )
    area.refresh_from_db()
    assert (area.name, area.parts, area.edition) == ("Süd", ["16063003"], 2)

    client.post(f"{PLACE}{area.id}/loeschen/")
    listed = words_of(client.get(PLACE))
    assert "Gelöscht" in listed
    assert client.get(f"{PLACE}{area.id}/").status_code == 404

    client.post(f"{PLACE}{area.id}/zurueckholen/")
    assert client.get(f"{PLACE}{area.id}/").status_code == 200


def test_name_is_asked_for_and_not_taken_twice(towns, client, county, signed_in):
    signed_in(county)
    client.post(f"{PLACE}speichern/", posted(name="Nord"))

    nameless = client.post(f"{PLACE}speichern/", posted(name=" "))
    again = client.post(f"{PLACE}speichern/", posted(name="Nord"))

    assert (nameless.status_code, again.status_code) == (400, 400)
    assert "Geben Sie dem Gebiet einen Namen." in words_of(nameless)
    assert "So heißt hier schon ein anderes Gebiet." in words_of(again)
    assert 'name="teile" value="16063003,16063004"' in again.content.decode()
    assert CustomArea.objects.count() == 1


def test_two_people_changing_see_the_conflict_and_lose_nothing(towns, client, county, signed_in):
    signed_in(county)
    client.post(f"{PLACE}speichern/", posted(name="Nord"))
    area = CustomArea.objects.get()
    client.post(f"{PLACE}speichern/", posted(name="Nord A", gebiet=str(area.id), edition="1"))

    answer = client.post(
        f"{PLACE}speichern/", posted(name="Nord B", gebiet=str(area.id), edition="1")
    )

    text, page = words_of(answer), answer.content.decode()
    assert answer.status_code == 400
    assert "Inzwischen hat jemand anderes dieses Gebiet geändert." in text
    assert 'value="Nord B"' in page
    assert re.search(r'name="edition" value="2"', page)
    assert CustomArea.objects.get().name == "Nord A"


def test_area_is_seen_by_its_workspace_until_it_is_opened(
    towns, client, county, neighbour, signed_in
):
    signed_in(county)
    client.post(f"{PLACE}speichern/", posted(name="Nord"))
    area = CustomArea.objects.get()
    place = f"{PLACE}{area.id}/"

    signed_in(neighbour)
    assert (client.get(place).status_code, "Nord" in words_of(client.get(PLACE))) == (404, False)
    client.logout()
    assert client.get(place).status_code == 404

    signed_in(county)
    preview = words_of(client.post(share_of(area), {"target": "public"}))
    assert "Das werden sie sehen" in preview
    assert "Alle Menschen im Netz können es lesen." in preview
    assert client.get(place).status_code == 200
    client.logout()
    assert client.get(place).status_code == 404

    signed_in(county)
    client.post(share_of(area), PUBLISHED)
    client.logout()
    assert client.get(place).status_code == 200
    listed = words_of(client.get(PLACE))
    assert "Von anderen veröffentlicht Nord öffentlich" in listed
    assert "Wartburgkreis" in listed

    signed_in(county)
    assert "Öffentlichkeit: alle, auch ohne Anmeldung" in words_of(client.get(place))
    client.post(reverse("accounts:share_withdraw", args=[Share.objects.get().id]))
    client.logout()
    assert client.get(place).status_code == 404


def test_foreign_area_is_not_changed_though_it_is_public(
    towns, client, county, neighbour, signed_in
):
    signed_in(county)
    client.post(f"{PLACE}speichern/", posted(name="Nord"))
    area = CustomArea.objects.get()
    client.post(share_of(area), PUBLISHED)
    signed_in(neighbour)

    answers = [
        client.get(f"{PLACE}{area.id}/bearbeiten/"),
        client.post(f"{PLACE}{area.id}/loeschen/"),
        client.post(f"{PLACE}speichern/", posted(name="X", gebiet=str(area.id), edition="1")),
    ]

    assert [one.status_code for one in answers] == [403] * 3
    assert client.post(share_of(area), PUBLISHED).status_code == 404
    withdrawn = client.post(reverse("accounts:share_withdraw", args=[Share.objects.get().id]))
    assert (withdrawn.status_code, Share.objects.get().withdrawn_at) == (404, None)


def test_reader_without_an_editing_role_may_look_but_not_keep(towns, client, county, signed_in):
    signed_in(county, Role.COUNCIL_MEMBER)

    text = words_of(client.get(BOTH))
    answer = client.post(f"{PLACE}speichern/", posted(name="Nord"))

    assert "Speichern können Planungskoordination und Fachplanung" in text
    assert (answer.status_code, CustomArea.objects.count()) == (403, 0)


@pytest.mark.parametrize("wanted", ["kein-gebiet", str(NOT_THERE)])
def test_change_of_an_area_that_is_not_there_is_refused(towns, client, county, signed_in, wanted):
    signed_in(county)

    answer = client.post(f"{PLACE}speichern/", posted(name="X", gebiet=wanted, edition="1"))

    assert answer.status_code == 404


def test_names_of_people_are_not_read_as_markup(towns, client):
    page = client.get(f"{PLACE}ansehen/?{AT}&teile=16063003&name=<script>alert(1)</script>")

    assert "<script>alert" not in page.content.decode()


def test_an_area_of_counties_is_compared_with_the_state(towns, client):
    text = words_of(
        client.get(f"{PLACE}ansehen/?ebene=kreis&stand=2022-12-31&name=West&teile=16063,16067")
    )

    # 1,480 of 10,000 and 1,100 of 11,000 in 2022: 2,580 of 21,000
    assert "Anteil der Prüfung % 12,3 11,8 bis 12,7 2022 10,3" in text


def test_figure_is_carried_for_a_group_of_people(atlas, client):
    address = f"{PLACE}ansehen/?ebene=kreis&stand=2022-12-31&name=Zwei&teile=16061,16063"

    whole = words_of(client.get(f"{address}&kennzahl=share"))
    women = client.get(f"{address}&kennzahl=share&merkmal=sex:F")

    # half of the cases and half of the persons are women: 740 + 450 of 5,000 + 4,500
    assert "2.380 ÷ 19.000 × 100 = 12,5 %" in whole
    assert "1.190 ÷ 9.500 × 100 = 12,5 %" in words_of(women)
    assert "Anteil der Prüfung (Frauen)" in words_of(women)
    assert "merkmal=sex:M" in women.content.decode()
    assert client.get(f"{address}&kennzahl=share&merkmal=sex:X").status_code == 404


def test_a_thousand_areas_are_listed_and_found(
    towns, county, client, signed_in, django_assert_max_num_queries
):
    seat = signed_in(county)
    CustomArea.objects.bulk_create(
        CustomArea(
            workspace=county, name=f"Gebiet {n:04}", level="municipality", boundary="2022-12-31",
            parts=["16063003", "16063004"], made_by_id=seat.user_id, made_at=AREAS_AT,
            changed_at=AREAS_AT,
        )
        for n in range(1000)
    )  # fmt: skip

    with django_assert_max_num_queries(60):
        page = client.get(PLACE)
    found = client.get(f"{PLACE}?suche=0777")

    assert page.status_code == 200
    assert "Gebiet 0777" in words_of(found)
    assert len(page.content) < 1_500_000
