# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer that switches a map: it says exactly what the page would say."""

import html
import re

import pytest

from tests.product.atlas.test_contrasts import styles
from tests.product.atlas.test_maps import words_of

RATE = "/atlas/karte/rate/?ebene=kreis&stand=2022-12-31&jahr=2020&bereich=16"
TOWNS = "/atlas/karte/rate/?ebene=gemeinde&stand=2022-12-31&jahr=2022&bereich=16063"


@pytest.mark.parametrize("address", [RATE, TOWNS, f"{TOWNS}&vergleich=16"])
def test_answer_has_the_colours_and_words_of_the_page(towns, client, address):
    page = client.get(address)
    told = client.get(address.replace("/?", "/ansicht.json?")).json()

    order = sorted(styles(page))
    (drawn,) = told["maps"]
    assert dict(zip(order, (drawn["styles"][at] for at in drawn["of"]), strict=True)) == styles(
        page
    )
    titles = re.findall(r'data-area="(\d+)"><title>(.*?)</title>', page.content.decode(), re.DOTALL)
    said = {area: html.unescape(text) for area, text in titles}
    assert dict(zip(order, drawn["words"], strict=True)) == said


def test_answer_has_the_rows_of_the_table_in_their_order(towns, client):
    page = client.get(TOWNS).content.decode()
    told = client.get(TOWNS.replace("/?", "/ansicht.json?")).json()

    rows = re.findall(r'<tr id="gebiet-(\d+)".*?<td class="num">(.*?)</td>', page, flags=re.DOTALL)
    plain = {key: html.unescape(re.sub("<[^>]+>", "", cell)) for key, cell in rows}
    assert told["order"] == [key for key, _ in rows]
    assert {key: cells[0] for key, cells in told["rows"].items()} == plain
    sources = re.findall(r'class="trace" href="([^"]+)"', page)
    head, tail = told["trace"]
    assert f"{head}16063003{tail}" in sources


def test_answer_says_head_and_address_of_the_page(towns, client):
    told = client.get(RATE.replace("/?", "/ansicht.json?")).json()
    page = client.get(RATE)

    assert told["address"] == RATE
    assert told["title"] in words_of(page)
    heading = re.sub(r"<[^>]+>", " ", told["head"])
    assert " ".join(html.unescape(heading).replace("\u00a0", " ").split())[:60] in words_of(page)
    assert told["place"] == "county/2022-12-31/16"


def test_answer_takes_the_words_of_the_form(towns, client):
    asked = f"{RATE}&auswahl=1&von=2022&lage=4:0.5:0.5&kennzahl=rate"

    told = client.get(asked.replace("/?", "/ansicht.json?")).json()

    assert told["address"] == f"{RATE}&skala=2022"


def test_answer_for_another_indicator_drops_what_only_fitted_the_first(towns, client):
    asked = f"{RATE}&auswahl=1&kennzahl=share&grenzen=4&klassen=fest"

    told = client.get(asked.replace("/?", "/ansicht.json?")).json()

    assert told["address"] == RATE.replace("/rate/", "/share/")


def test_answer_is_of_the_release_of_the_page_or_none(towns, client):
    base = RATE.replace("/?", "/ansicht.json?")

    assert client.get(f"{base}&freigabe={towns.root[:12]}").status_code == 200
    assert client.get(f"{base}&freigabe={'0' * 12}").status_code == 404


@pytest.mark.parametrize(
    ("words", "status"), [("&jahr=1850", 404), ("&lage=99:0:0", 400), ("&kennzahl=unknown", 404)]
)
def test_answer_to_what_is_not_there_is_refused(towns, client, words, status):
    base = RATE.replace("/?", "/ansicht.json?").replace("&jahr=2020", "")

    assert client.get(f"{base}{words}").status_code == status


def test_words_of_one_area_are_answered_alone(towns, client):
    base = TOWNS.replace("/?", "/ansicht.json?")

    assert client.get(f"{base}&gebiet=16063003").json() == {
        "area": "16063003", "words": "Bad Salzungen: 3,2\u00a0%",
    }  # fmt: skip
    assert client.get(f"{base}&gebiet=unknown").json()["words"] == ""


def test_very_many_areas_are_drawn_by_classes_and_listed_in_part(towns, client, monkeypatch):
    monkeypatch.setattr("klammer_web.atlas.pages.maps.drawing.MANY", 10)
    monkeypatch.setattr("klammer_web.atlas.pages.maps.context.LONG_TABLE", 10)
    monkeypatch.setattr("klammer_web.atlas.pages.maps.context.FIRST_ROWS", 3)

    page = client.get(TOWNS).content.decode()
    whole = client.get(f"{TOWNS}&zeilen=alle").content.decode()
    told = client.get(TOWNS.replace("/?", "/ansicht.json?")).json()
    picture = client.get(TOWNS.replace("/?", "/karte.svg?")).content.decode()

    assert 'class="shape' not in page
    assert page.count('<tr id="gebiet-') == 3
    assert "Alle 32 zeigen" in page
    assert whole.count('<tr id="gebiet-') == 32
    assert (told["rows"], told["maps"][0]["words"], len(told["maps"][0]["of"])) == ({}, [], 32)
    assert re.search(r'<noscript><img class="map" src="[^"]*karte.svg', page)
    assert re.findall(r'<path class="shape ([a-z0-9-]+)"', picture) == [
        "c1", "maybe-zero", "missing", "suppressed",
    ]  # fmt: skip
