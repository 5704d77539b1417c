# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small drawings of all areas: shared axes, order, what is said, and what is too many."""

import re

import pytest

from klammer_web.atlas.queries import multiples as queries
from tests.factories import BOUNDARY

PAGE = "/atlas/verlaeufe/share/"
COUNTIES = f"{PAGE}?ebene=kreis&stand={BOUNDARY}&bereich=16"


def names(page):
    return re.findall(r'class="multiple__name">(?:<a [^>]*>)?([^<]+)', page.content.decode())


def test_an_open_address_leads_to_the_full_one(atlas, client):
    answer = client.get(PAGE)

    assert answer.status_code == 302
    assert answer.url == COUNTIES


def test_every_area_has_a_drawing_on_the_same_axes_with_the_state_in_all(atlas, client):
    page = client.get(COUNTIES)
    text = page.content.decode()

    assert names(page) == ["Thüringen", "Wartburgkreis", "Eichsfeld", "Landkreis Gotha"]
    assert text.count("chart--panel") == 4
    assert text.count('class="line line--2"') == 3  # cut at the break in 2019: one piece each
    assert (
        "Alle Bilder haben dieselben Achsen: 2018 bis 2022, 10 bis 16\u00a0%. Sie beginnen nicht bei null."
        in text
    )
    assert "Graue Linie: Thüringen." in text
    assert f'/atlas/zeitreihe/share/16061/?stand={BOUNDARY}"' in text


def test_areas_can_be_ordered_by_name(atlas, client):
    page = client.get(f"{COUNTIES}&folge=name")

    assert names(page) == ["Thüringen", "Eichsfeld", "Landkreis Gotha", "Wartburgkreis"]


def test_ways_are_counted_only_as_far_as_they_can_be_told(atlas, client):
    text = client.get(COUNTIES).content.decode()

    # The Wartburgkreis rises beyond its intervals; the two others stay exactly the same.
    assert (
        "Seit dem Bruch 2019 ist der Wert, von 3, in 1 gestiegen, in keinem gesunken; in 2 ist "
        "keine klare Richtung zu sehen."
    ) in text


def test_a_group_of_people_is_kept_in_every_link(atlas, client):
    text = client.get(f"{COUNTIES}&merkmal=sex:F").content.decode()

    assert "Anteil der Prüfung (Frauen): Kreise und kreisfreie Städte in Thüringen" in text
    assert f'/atlas/zeitreihe/share/16061/?stand={BOUNDARY}&amp;merkmal=sex:F"' in text


def test_absolute_numbers_are_drawn_as_development_and_printed_as_they_are(atlas, client):
    page = client.get(f"/atlas/verlaeufe/people/?ebene=kreis&stand={BOUNDARY}&bereich=16")
    text = page.content.decode()

    assert "(erstes Jahr mit Wert = 100)" in text
    assert "11.000\u00a0Personen" in text


def test_signs_stand_where_an_area_has_no_number(towns, client):
    page = client.get(f"/atlas/verlaeufe/local/?ebene=gemeinde&stand={BOUNDARY}&bereich=16063")
    text = page.content.decode()

    assert names(page)[-2:] == ["Treffurt", "Unterbreizbach"]  # without a number: last, by name
    assert "aus Gründen der Geheimhaltung nicht veröffentlicht" in text
    assert "0 oder zu klein, um veröffentlicht zu werden" in text
    assert text.count("nur ein Jahr") == 3


def test_too_many_areas_are_offered_in_parts(towns, client, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 3)

    text = client.get(
        f"/atlas/verlaeufe/local/?ebene=gemeinde&stand={BOUNDARY}&bereich=16"
    ).content.decode()

    assert "ließen sich nicht vergleichen" in text
    assert "bereich=16063" in text
    assert "chart--panel" not in text


@pytest.mark.parametrize(
    ("query", "status"),
    [("ebene=kreis&bereich=99", 404), ("ebene=dorf", 400), ("ebene=kreis&merkmal=sex:Q", 404)],
    ids=["no such state", "no such level", "no such group"],
)
def test_what_is_not_there_is_refused(atlas, client, query, status):
    assert client.get(f"{PAGE}?{query}").status_code == status


def test_an_indicator_without_data_says_how_to_get_it(atlas, client):
    text = client.get("/atlas/verlaeufe/nothing/").content.decode()

    assert "Dazu sind keine Daten geladen." in text


def test_figures_of_too_few_cases_are_signs_in_all_drawings(towns, client, monkeypatch):
    monkeypatch.setattr("klammer_web.atlas.queries.smallness.is_few", lambda *_: True)

    text = client.get(
        f"/atlas/verlaeufe/local/?ebene=gemeinde&stand={BOUNDARY}&bereich=16063"
    ).content.decode()

    assert "Für diese Gebiete steht in keinem Jahr eine Zahl" in text
    assert "chart--panel" not in text
