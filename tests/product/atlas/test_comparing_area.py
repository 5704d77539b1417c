# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comparing one area: all its indicators, counties that are alike, those around it."""

import re

import pytest

from tests.product.atlas.test_maps import words_of

SPINE = "/atlas/vergleich/gebiet/16063/?stand=2022-12-31&gegen=16&unter=16"
PEERS = "/atlas/vergleich/aehnliche/16063/?stand=2022-12-31"
AROUND = "/atlas/vergleich/umfeld/16063/?stand=2022-12-31&kennzahl=portion"


def test_entry_leads_to_every_way(compared, client):
    text = words_of(client.get("/atlas/vergleich/"))

    for way in ("Rangfolge", "Verteilung", "Zusammenhang", "Ungleichheit", "Umfeld"):
        assert way in text


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("art=ranking&kennzahl=portion", "/atlas/vergleich/rangfolge/portion/"),
        ("art=scatter&kennzahl=portion", "/atlas/vergleich/zusammenhang/portion/"),
        ("art=peers&gebiet=16063", "/atlas/vergleich/aehnliche/16063/"),
    ],
)
def test_choice_leads_to_its_page(compared, client, query, answer):
    assert client.get(f"/atlas/vergleich/waehlen/?{query}")["Location"] == answer


@pytest.mark.parametrize("query", ["", "art=delete&kennzahl=portion", "art=ranking&kennzahl=x"])
def test_choice_of_nothing_is_refused(compared, client, query):
    assert client.get(f"/atlas/vergleich/waehlen/?{query}").status_code == 400


def test_open_address_of_a_spine_is_answered_with_the_full_one(compared, client):
    assert client.get("/atlas/vergleich/gebiet/16063/")["Location"] == SPINE


def test_spine_colours_what_is_certain_and_large_enough(compared, client):
    answer = client.get(SPINE)

    page, text = answer.content.decode(), words_of(answer)
    # 7.8 % of 20,000 against 9.2 %: 99.8 % certain, lower than the Land, a burden when high
    assert 'class="mark better-2"' in page
    assert "niedriger, günstiger (99,8 % sicher)" in text
    assert "1 belegt günstiger (Anteil)" in text


def test_spine_shows_a_figure_the_land_has_not_around_the_middle(compared, client):
    text = words_of(client.get(SPINE))

    assert "kein Wert für Thüringen; Linie: Mitte der Gebiete" in text


def test_spine_stands_among_chosen_or_similar_areas(compared, client):
    chosen = client.get("/atlas/vergleich/gebiet/16063/?stand=2022-12-31&gegen=DG&mit=16061,16077")
    similar = client.get(SPINE.replace("unter=16", "unter=aehnliche"))

    assert "3 ausgewählte Kreise" in words_of(chosen)
    assert "der eigene und die ähnlichsten" in words_of(similar)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        (SPINE.replace("gegen=16", "gegen=09"), 400, "lässt sich dieses Gebiet nicht vergleichen"),
        (SPINE.replace("unter=16", "unter=alle"), 400, "ist keine Gruppe"),
        (SPINE.replace("2022-12-31", "1999-01-01"), 404, "Zum Gebietsstand"),
        ("/atlas/vergleich/gebiet/99999/", 404, "Dieses Gebiet gibt es nicht"),
        ("/atlas/vergleich/aehnliche/16063003/", 404, "nur für Kreise gesucht"),
        (f"{PEERS}&art=alle", 400, "ist keine Art von Kreisen"),
        (f"{PEERS}&dazu=Atlantis", 404, "Kein Kreis heißt so"),
        (f"{PEERS}&dazu=Kreis", 400, "Es passen mehrere"),
        ("/atlas/vergleich/umfeld/16/", 404, "nur für Kreise und Gemeinden"),
        (AROUND.replace("portion", "x"), 404, "nicht enthalten"),
    ],
    ids=["whole", "among", "boundary", "area", "town", "kind", "name", "names", "state", "figure"],
)
def test_address_that_asks_for_what_is_not_there_is_refused(
    compared, client, address, status, said
):
    answer = client.get(address, follow=True)

    assert answer.status_code == status
    assert said in words_of(answer)


def test_most_similar_counties_are_found_across_borders_and_explained(compared, client):
    answer = client.get(PEERS)

    keys = re.findall(r'<tr data-area="(\d+)">', answer.content.decode())
    # Fulda is 0.1 steps away, Hersfeld-Rotenburg 0.6, then the next on both sides
    assert keys[:2] == ["06631", "06632"]
    assert sorted(keys[2:4]) == ["16062", "16064"]
    assert len(keys) == 10
    text = words_of(answer)
    assert "am ehesten wie in: Landkreis Fulda, Landkreis Hersfeld-Rotenburg und" in text
    assert "Verglichen werden 3 Merkmale" in text


def test_counties_are_chosen_by_box_and_by_name(compared, client):
    answer = client.get(f"{PEERS}&mit=16061&mit=16077&dazu=Gotha")

    assert answer["Location"] == f"{PEERS}&mit=16061,16077,16067"
    page = client.get(answer["Location"])
    assert "Eigene Auswahl" in words_of(page)
    assert re.findall(r'<tr data-area="(\d+)">', page.content.decode()) == [
        "16061",
        "16067",
        "16077",
    ]


def test_peers_of_a_release_without_features_say_why(atlas, client):
    text = words_of(client.get("/atlas/vergleich/aehnliche/16063/", follow=True))

    assert "Die Freigabe enthält zu wenige der Merkmale" in text


def test_peer_keys_are_offered_to_other_pages(compared):
    from klammer_web.atlas.queries import peers

    assert peers.peer_keys(compared, "16063", boundary="2022-12-31")[:2] == ("06631", "06632")
    assert peers.peer_keys(compared, "16063003", boundary="2022-12-31") == ()


def test_surroundings_cross_the_border_of_the_land(compared, client):
    text = words_of(client.get(AROUND))

    assert "auch in Hessen" in text
    assert "Landkreis Fulda Hessen k. A." in text
    assert "Anteil 2022: im Wartburgkreis 7,8 %, ringsum von" in text


def test_surroundings_say_what_is_not_known_of_commuters(compared, client):
    text = words_of(client.get(AROUND))

    assert "Wie viele über die Kreisgrenze pendeln, enthält diese Freigabe nicht" in text
    assert "Wohin und woher gependelt wird, ist ebenfalls nicht enthalten." in text


def test_surroundings_of_a_town_are_its_neighbours(compared, client):
    answer = client.get("/atlas/vergleich/umfeld/16063003/", follow=True)

    assert answer.status_code == 200
    assert "Gemeinden grenzen an" in words_of(answer)
    assert "Jenseits der Landesgrenze liegen für Gemeinden weder Grenzen noch Werte vor." in (
        words_of(answer)
    )


def test_map_of_the_surroundings_draws_the_area_and_its_neighbours_alone(compared, client):
    page = client.get(AROUND).content.decode()

    drawn = set(re.findall(r'class="shape [a-z0-9-]+" data-area="(\d+)"', page))
    assert drawn == {"16063", "06631", "06632", "06636", "16064", "16066", "16067"}


def test_figures_of_too_few_people_are_not_drawn_nor_compared(towns, client):
    # 5 of 20 people: printed nowhere, so they have no rank and no place on a strip either
    from klammer_web.atlas.queries import compared

    rows = compared.read_level(
        towns, "local", level="municipality", boundary="2022-12-31", periods=("2022",)
    )
    small = compared.shown(
        [{**rows["2022", "16063003"], "numerator": 1.0, "denominator": 8.0}],
        release=towns,
        definition=towns.definitions["local"],
    )

    assert (small[0]["value"], compared.by_chance(small, towns.definitions["local"])) == (None, [])


def test_tables_of_the_surroundings_name_each_value_for_narrow_screens(compared, client):
    page = client.get(AROUND).content.decode()

    assert 'data-label="Gotha"' in page
    assert 'class="table table--around"' in page
    assert "atlas/around.css" in page
