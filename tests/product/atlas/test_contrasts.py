# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Colours of differences on map and profile: in the legend, in words, never without a test."""

import re

import pytest

from tests.product.atlas.test_maps import words_of

LOCAL = "/atlas/karte/local/?ebene=gemeinde&stand=2022-12-31&jahr=2022&bereich=16063"
RATE = "/atlas/karte/rate/?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"


def styles(response):
    page = response.content.decode()
    return {
        area: style
        for style, area in re.findall(r'class="shape ([a-z0-9-]+)" data-area="(\d+)"', page)
    }


def test_map_colours_tested_differences_that_are_large_enough(towns, client):
    answer = client.get(f"{LOCAL}&vergleich=16")

    # 15 % and 4 % of 2,000 and 1,000 against 10 %; 10 % of 1,000 is no difference
    found = styles(answer)
    assert [found[key] for key in ("16063003", "16063004", "16063066")] == [
        "worse-2", "even", "better-2",
    ]  # fmt: skip
    assert (found["16063076"], found["16063078"], found["16063008"]) == (
        "suppressed", "maybe-zero", "missing",
    )  # fmt: skip


def test_map_says_the_colours_in_words_and_the_difference_in_the_legend(towns, client):
    text = words_of(client.get(f"{LOCAL}&vergleich=16"))

    assert "mindestens 2 Prozentpunkte beträgt (so legt es die Kennzahl fest)" in text
    assert "Bad Salzungen 15,0 höher, ungünstiger (99,8 % sicher)" in text
    assert "Von 3 prüfbaren Werten (Gemeinden) sind 1 belegt höher und 1 belegt niedriger" in text


def test_a_larger_relevant_difference_takes_the_colour_away(towns, client):
    answer = client.get(f"{LOCAL}&vergleich=16&unterschied=5,5")

    found, text = styles(answer), words_of(answer)
    assert (found["16063003"], found["16063066"]) == ("even", "better-2")
    assert "mindestens 5,5 Prozentpunkte beträgt (von Ihnen eingetragen)" in text


def test_untested_figures_show_their_place_and_say_why(towns, client):
    answer = client.get(f"{RATE}&vergleich=16")

    text = words_of(answer)
    assert {one for one in styles(answer).values() if one.startswith(("worse", "better"))} == set()
    assert "Keine Zufallsprüfung möglich: Stellung unter" in text
    assert re.search(r"Landkreis Gotha 5,0 Platz 1( bis \d)? von 3", text)


def test_comparator_without_a_value_is_said_and_sizes_are_shown(towns, client):
    answer = client.get(f"{LOCAL}&vergleich=DG")

    assert "Für Deutschland gibt es in diesem Jahr keinen Wert." in words_of(answer)
    assert styles(answer)["16063003"].startswith("c")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("vergleich=16061", "Mit „16061“ lässt sich diese Karte nicht vergleichen."),
        ("vergleich=16&unterschied=viel", "„viel“ ist kein Unterschied."),
        ("vergleich=16&unterschied=-1", "„-1“ ist kein Unterschied."),
        ("vergleich=16&unterschied=nan", "„nan“ ist kein Unterschied."),
    ],
)
def test_comparison_that_makes_no_sense_is_refused(towns, client, words, reason):
    answer = client.get(f"{LOCAL}&{words}")

    assert answer.status_code == 400
    assert reason in words_of(answer)


def test_form_leaves_out_the_difference_the_definition_states(towns, client):
    answer = client.get(f"{LOCAL}&auswahl=1&vergleich=16&unterschied=2")

    assert answer["Location"].endswith("bereich=16063&vergleich=16")


def test_form_drops_a_comparator_that_does_not_hold_the_new_extent(towns, client):
    changed = LOCAL.replace("bereich=16063", "bereich=16")
    answer = client.get(f"{changed}&auswahl=1&vergleich=16063&unterschied=3")

    assert "vergleich" not in answer["Location"]


def test_picture_file_has_the_colours_inside(towns, client):
    text = client.get(
        LOCAL.replace("/local/", "/local/karte.svg") + "&vergleich=16"
    ).content.decode()

    assert 'class="shape worse-2"' in text
    assert ".worse-2{fill:" in text


def test_profile_colours_by_the_comparator_that_is_chosen(towns, client):
    plain = client.get("/atlas/profil/16063003/").content.decode()
    page = client.get("/atlas/profil/16063003/?vergleich=16")

    assert "stands__mark" not in plain
    assert 'class="stands__mark worse-2"' in page.content.decode()
    assert "höher, ungünstiger (99,8 % sicher)" in words_of(page)


def test_profile_names_the_place_of_what_cannot_be_tested(towns, client):
    text = words_of(client.get("/atlas/profil/16063/?vergleich=16"))

    assert "Platz 2 von 3, keine Zufallsprüfung möglich" in text


def test_profile_refuses_a_comparator_that_is_not_above_it(towns, client):
    answer = client.get("/atlas/profil/16063003/?vergleich=16061")

    assert answer.status_code == 400
    assert "Mit „16061“ lässt sich dieses Gebiet nicht vergleichen." in words_of(answer)
