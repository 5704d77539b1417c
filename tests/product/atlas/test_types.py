# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Types of areas: the library's types, said in words that are true, and why there are none."""

import pytest

from klammer.patterns.typology import typology
from tests.product.atlas.compared_atlas import BEYOND, COUNTIES
from tests.product.atlas.test_maps import words_of

PAGE = "/atlas/vergleich/typen/"
GERMANY = "?ebene=kreis&stand=2022-12-31&bereich=DG&nach=rahmen"


def by_hand(count):
    """The types of the 25 counties with age, income and density, straight from the library."""
    places = {area: float(place) for place, area in enumerate(COUNTIES)}
    own = places["16063"]
    places |= {"06631": own + 0.1, "06632": own + 0.6, "06636": 40.0}
    keys = sorted(places)
    columns = {
        "bevoelkerungsdichte": [2.0 ** (places[key] / 4) for key in keys],
        "durchschnittsalter": [40.0 + places[key] for key in keys],
        "kaufkraft": [20_000.0 + 500 * places[key] for key in keys],
    }
    return typology(keys, columns, count=count, logs={"bevoelkerungsdichte"}, seed=2026)


def test_open_address_is_answered_with_the_full_one(compared, client):
    answer = client.get(PAGE)

    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}{GERMANY}")


@pytest.mark.parametrize("count", [2, 3, 4])
def test_types_are_those_of_the_library(compared, client, count):
    expected = by_hand(count)

    found = client.get(f"{PAGE}{GERMANY}&zahl={count}").context["figure"].found

    assert [one.areas for one in found.types] == [one.areas for one in expected.types]
    assert [one.stability for one in found.types] == [one.stability for one in expected.types]
    assert set(found.members) == {*COUNTIES, *BEYOND}


def test_page_says_that_an_order_would_be_more_honest(compared, client):
    text = words_of(client.get(f"{PAGE}{GERMANY}"))

    assert "Die Kennzahlen sagen fast dasselbe" in text
    assert "ist ein Vorschlag" in text


def test_page_says_why_an_area_is_of_its_type(compared, client):
    answer = client.get(f"{PAGE}{GERMANY}&zahl=2&gebiet=16063")
    own = answer.context["own"]

    assert own["sentence"].startswith("Wartburgkreis gehört zu Typ ")
    assert [row["value"] for row in own["rows"]].count("") == 0
    assert "Warum dieser Typ?" in words_of(answer)


def test_other_selection_without_figures_says_so(compared, client):
    text = words_of(client.get(f"{PAGE}{GERMANY.replace('rahmen', 'soziales')}"))

    assert "zu wenige der gewählten Kennzahlen" in text


def test_types_can_be_taken_along(compared, client):
    answer = client.get(
        "/atlas/laden/csv/",
        {"ansicht": f"{PAGE}{GERMANY}&zahl=2", "freigabe": compared.root[:12]},
    )

    table = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Name des Typs" in table
    assert "16063" in table


@pytest.mark.parametrize(
    "query",
    ["ebene=dorf", "ebene=land", "stand=1789-01-01", "bereich=99", "nach=x", "zahl=1", "zahl=999",
     "verfahren=x", "gebiet=00000", "mit=gibt_es_nicht,auch", "mit=income"],
)  # fmt: skip
def test_odd_address_is_refused_with_a_reason(compared, client, query):
    answer = client.get(f"{PAGE}?{query}")

    assert answer.status_code in {400, 404}
