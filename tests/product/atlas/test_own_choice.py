# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a choice of parts comes to while it is made; very many areas in the list."""

import re

from klammer_web.atlas.models import CustomArea
from tests.product.atlas.test_maps import words_of
from tests.product.atlas.test_own_areas import AREAS_AT, AT, PLACE

SUM = f"{PLACE}auswahl/?{AT}&teile="


def said_of(answer) -> str:
    """Return the words of a part of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()).replace(" ,", ",")


def test_choice_says_how_many_and_whether_it_is_one_piece(towns, client):
    text = said_of(client.get(f"{SUM}16063003,16063004"))

    assert "2 Gemeinden" in text
    assert "Wartburgkreis" in text


def test_choice_of_several_pieces_and_counties_is_said(towns, client):
    page = client.get(f"{SUM}16063003,16063032,16061045")

    text = said_of(page)
    assert "3 Stücke, die sich nicht berühren; abseits:" in text
    assert "über Kreisgrenzen hinweg: Eichsfeld, Wartburgkreis" in text


def test_choice_without_population_says_why(towns, client):
    assert "Keine gemeinsame Einwohnerzahl:" in said_of(client.get(f"{SUM}16063003,16063004"))


def test_nothing_chosen_comes_to_nothing(towns, client):
    assert "Noch nichts ausgewählt" in said_of(client.get(SUM))


def test_unknown_part_of_a_choice_is_refused(towns, client):
    assert client.get(f"{SUM}16063999").status_code == 400


def test_editor_says_the_same_without_scripts(towns, client):
    text = words_of(client.get(f"{PLACE}neu/?{AT}&bereich=16063&teile=16063003,16063032"))

    assert "2 Stücke, die sich nicht berühren" in text


def test_a_thousand_areas_are_one_page_of_fifty(
    towns, county, client, signed_in, django_assert_max_num_queries
):
    signed_in(county)
    CustomArea.objects.bulk_create(
        CustomArea(
            workspace=county, name=f"Gebiet {number:04d}", level="municipality",
            boundary="2022-12-31", parts=["16063003", "16063004"], made_at=AREAS_AT,
            changed_at=AREAS_AT,
        )
        for number in range(1_000)
    )  # fmt: skip

    with django_assert_max_num_queries(12):
        page = client.get(PLACE)

    assert "1000 Gebiete" in words_of(page).replace(".", "")
    assert page.content.decode().count("Gebiet 0") <= 3 * 50
    assert len(page.content) < 60_000
    assert "Gebiet 0999" in words_of(client.get(f"{PLACE}?suche=0999"))
