# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The overview: colours with words, nothing defaulted in silence, refusals with reasons."""

import re

import pytest

from klammer.presentation.contrasts import Contrast
from klammer_web.atlas.pages.overview_words import short
from tests.product.atlas.test_maps import words_of

TOWNS = "/atlas/ueberblick/?ebene=gemeinde&stand=2022-12-31&bereich=16063&vergleich=16"


def cells(response) -> dict[str, list[tuple[str, str]]]:
    """Area → (style, text) of its cells."""
    page = response.content.decode()
    rows = re.findall(r'<th scope="row" class="rug__area"><a[^>]*>([^<]+)</a></th>(.*?)</tr>', page)
    return {
        name: [
            (style.strip(), re.sub(r"<[^>]+>", "", text).strip())
            for style, text in re.findall(r'<td class="rug__cell([^"]*)"[^>]*>(.*?)</td>', row)
        ]
        for name, row in rows
    }


def test_an_open_address_is_answered_with_the_full_one(atlas, client):
    answer = client.get("/atlas/ueberblick/")

    assert answer.status_code == 302
    assert answer["Location"] == (
        "/atlas/ueberblick/?ebene=kreis&stand=2022-12-31&bereich=16&vergleich=16"
    )


def test_tested_differences_have_colour_and_word(towns, client):
    found = cells(client.get(TOWNS))

    # 300 of 2 000 (15 %) and 100 of 1 000 against 10 %; 40 of 1 000 (4 %); relevant from 2 points
    assert ("worse-2", "15,0 höher") in found["Bad Salzungen"]
    assert ("even", "10,0 ≈") in found["Barchfeld-Immelborn"]
    assert ("better-2", "4,0 niedr.iger") in found["Ruhla"]


def test_hidden_figures_keep_their_sign_and_get_no_colour(towns, client):
    found = cells(client.get(TOWNS))

    assert ("", "•") in found["Treffurt"]
    assert ("", "0*") in found["Unterbreizbach"]


def test_rows_and_columns_are_said_in_words(towns, client):
    text = words_of(client.get(TOWNS))

    assert "Gegenüber Thüringen belegt ungünstiger: Örtlicher Anteil." in text
    assert "Gegenüber Thüringen belegt ungünstiger: Bad Salzungen; günstiger: Ruhla." in text


def test_one_area_is_a_list(towns, client):
    text = words_of(client.get(f"{TOWNS}&gebiet=16063003"))

    assert "Bad Salzungen im Überblick" in text
    assert "Örtlicher Anteil 2022 15,0 % höher, ungünstiger (99,8 % sicher)" in text


@pytest.mark.parametrize(
    ("style", "words", "said"),
    [
        ("even", "nicht zu unterscheiden; der Abstand kann Zufall sein", "≈"),
        ("even", "höher, mehr als Zufall; Unterschied zu klein für eine Farbe", "≈"),
        ("worse-1", "höher, ungünstiger (95\u00a0% sicher)", "höher"),
        ("less-2", "niedriger (99,8\u00a0% sicher)", "niedriger"),
        ("rank-2", "Platz 7 bis 11 von 22; keine Zufallsprüfung möglich", "7–11"),
        ("rank-1", "Platz 1 von 3; keine Zufallsprüfung möglich", "1"),
    ],
)
def test_a_cell_says_in_a_word_what_its_colour_says(style, words, said):
    assert short(Contrast(style, words)) == said


def test_a_cell_without_comparison_says_nothing():
    assert short(None) == ""


@pytest.mark.parametrize(
    ("query", "status", "reason"),
    [
        ("ebene=dorf", 400, "Einen Überblick der Ebene „dorf“ gibt es nicht."),
        ("ebene=gemeinde", 404, "Offen ist, welche Gemeinden gemeint sind."),
        ("ebene=gemeinde&bereich=16", 404, "ist kein Bereich für einen Überblick der Gemeinden."),
        ("ebene=kreis&bereich=99", 404, "„99“ ist kein Bereich"),
        ("ebene=kreis&bereich=<b>", 404, "„<b>“ ist kein Bereich"),
        ("ebene=kreis&stand=gestern", 404, "Zum Gebietsstand „gestern“ gibt es hier keine Werte."),
        ("vergleich=16063", 400, "Mit „16063“ lässt sich dieser Überblick nicht vergleichen."),
        ("thema=wetter", 404, "Einen Bereich „wetter“ gibt es nicht."),
        ("gebiet=09162", 404, "„09162“ gehört nicht zu diesem Ausschnitt."),
    ],
    ids=["level", "open", "too-large", "extent", "markup", "boundary", "against", "domain", "area"],
)
def test_what_is_not_there_is_refused_with_the_reason(atlas, client, query, status, reason):
    answer = client.get(f"/atlas/ueberblick/?{query}")

    assert answer.status_code == status
    assert reason in words_of(answer)


def test_the_form_drops_what_does_not_fit_another_level(atlas, client):
    query = "auswahl=1&ebene=kreis&stand=2025-01-01&bereich=16063&vergleich=16063"
    answer = client.get(f"/atlas/ueberblick/?{query}")

    assert answer["Location"] == (
        "/atlas/ueberblick/?ebene=kreis&stand=2022-12-31&bereich=16&vergleich=16"
    )


def test_a_domain_without_figures_here_says_what_to_do(atlas, client):
    text = words_of(client.get("/atlas/ueberblick/?thema=beteiligung", follow=True))

    assert "Dazu gibt es hier keine Werte" in text
