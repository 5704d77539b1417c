# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a map is drawn, as its address says: limits, the part shown, years, a second map."""

import re

import pytest

from tests.product.atlas.test_contrasts import styles
from tests.product.atlas.test_maps import words_of

SHARE = "/atlas/karte/share/?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"
RATE = "/atlas/karte/rate/?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"
TOWNS = "/atlas/karte/rate/?ebene=gemeinde&stand=2022-12-31&jahr=2022&bereich=16063"


def view_box(response):
    """The part of the drawing that the first map shows: left, top, width, height."""
    return [
        float(number)
        for number in re.search(r'viewBox="([^"]+)"', response.content.decode())[1].split()
    ]


def legend_of(response):
    """The texts of the classes, with their counts."""
    page = response.content.decode()
    steps = re.findall(r'<span class="legend__range">(.*?)</span></li>', page)
    return [" ".join(re.sub(r"<[^>]+>", "", step).split()) for step in steps]


def test_limits_of_ones_own_stand_in_the_legend_and_colour_the_map(atlas, client):
    answer = client.get(f"{RATE}&klassen=fest&grenzen=4;4,5")

    assert legend_of(answer) == ["bis 4 (1)", "über 4 bis 4,5 (0)", "über 4,5 (2)"]
    assert "von Ihnen eingetragene Grenzen · für alle Jahre gleich" in words_of(answer)
    found = styles(answer)
    assert (found["16061"], found["16063"], found["16067"]) == ("c1", "c3", "c3")


def test_limits_that_a_definition_states_are_taken_with_their_reason(atlas, client, monkeypatch):
    from dataclasses import replace

    from klammer.warehouse.open import Release

    known = dict(atlas.definitions)
    extra = {"class_limits": [4.5], "class_limits_reason": "Grenze nach § 1 des Beispiels."}
    known["rate"] = replace(known["rate"], extra=extra)
    monkeypatch.setattr(Release, "definitions", known)

    answer = client.get(f"{RATE}&klassen=fest")

    assert legend_of(answer) == ["bis 4,5 (1)", "über 4,5 (2)"]
    assert "Grenze nach § 1 des Beispiels" in words_of(answer)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("klassen=fest", "Für diese Kennzahl sind keine Grenzen festgelegt."),
        ("grenzen=5;viel", "„viel“ ist keine Grenze."),
        ("grenzen=5;nan", "„nan“ ist keine Grenze."),
        ("grenzen=5;1e400", "„1e400“ ist keine Grenze."),
        ("grenzen=10;5", "Aus diesen Grenzen lassen sich keine Klassen bilden."),
        ("grenzen=5;5", "Aus diesen Grenzen lassen sich keine Klassen bilden."),
        ("grenzen=1;2;3;4;5;6;7", "Aus diesen Grenzen lassen sich keine Klassen bilden."),
        ("klassen=quantile:99", "„quantile:99“ ist keine Klasseneinteilung."),
        ("skala=1850", "„1850“ ist keine Skala."),
        ("lage=100:0.5:0.5", "100-fach lässt sich diese Karte nicht vergrößern."),
        ("lage=0:0.5:0.5", "0-fach lässt sich diese Karte nicht vergrößern."),
        ("lage=inf:0.5:0.5", "„inf:0.5:0.5“ ist keine Lage."),
        ("lage=4", "„4“ ist keine Lage."),
        ("daneben=strasse:3", "„strasse:3“ lässt sich nicht daneben zeigen."),
    ],
    ids=lambda text: text if "=" in text else "",
)
def test_drawing_that_makes_no_sense_is_refused_with_the_reason(atlas, client, words, reason):
    answer = client.get(f"{RATE}&{words}")

    assert answer.status_code == 400
    assert reason in words_of(answer)


@pytest.mark.parametrize("beside", ["jahr:1850", "merkmal:sex:D", "kennzahl:nothing"])
def test_second_map_of_what_is_not_there_is_refused(atlas, client, beside):
    answer = client.get(f"{SHARE}&daneben={beside}")

    assert answer.status_code == 404
    assert "lässt sich nicht daneben zeigen." in words_of(answer)


def test_refusal_offers_the_same_map_without_the_word(atlas, client):
    page = client.get(f"{RATE}&lage=100:0.5:0.5").content.decode()

    back = re.search(r'href="(\?[^"]+)"[^>]*>(?:<[^>]+>)*Die ganze Karte ansehen', page)
    assert back[1].replace("&amp;", "&") == "?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"


def test_enlarged_map_shows_its_part_and_steps_lead_on_without_script(atlas, client):
    whole, part = client.get(TOWNS), client.get(f"{TOWNS}&lage=4:0.5:0.5")

    left, top, width, height = view_box(whole)
    assert (left, top) == (0, 0)
    assert view_box(part) == pytest.approx(
        [width * 0.375, height * 0.375, width / 4, height / 4], rel=1e-4
    )
    page = part.content.decode().replace("&amp;", "&")
    assert re.search(r'data-move="in" href="[^"]*&lage=6.3:0.5:0.5"', page)
    assert re.search(r'data-move="left" href="[^"]*&lage=4:0.4375:0.5"', page)
    assert re.search(r'data-move="whole" href="[^"]*bereich=16063"', page)


def test_part_beyond_the_edge_is_moved_to_the_nearest_there_is(atlas, client):
    answer = client.get(f"{TOWNS}&lage=2:0:7")

    left, top, width, height = view_box(answer)
    whole = view_box(client.get(TOWNS))
    assert (left, top + height) == pytest.approx((0, whole[3]), abs=0.1)
    assert width == pytest.approx(whole[2] / 2, rel=1e-4)


def test_enlarged_map_has_room_for_names_that_stay_as_large(atlas, client):
    few = client.get(TOWNS.replace("bereich=16063", "bereich=16")).content.decode()
    more = client.get(
        TOWNS.replace("bereich=16063", "bereich=16") + "&lage=10:0.12:0.5"
    ).content.decode()

    assert "map__words" not in few
    scales = set(re.findall(r'class="map__words"[^>]*scale\(([^)]+)\)', more))
    assert scales == {"0.1"}


def test_years_are_links_that_keep_the_limits(atlas, client):
    page = client.get(RATE).content.decode().replace("&amp;", "&")

    years = re.findall(r'<a href="([^"]+)" data-year="(\d+)"( aria-current="true")?', page)
    assert [(year, bool(here)) for _, year, here in years] == [
        ("2018", False), ("2019", False), ("2020", False), ("2021", False), ("2022", True),
    ]  # fmt: skip
    assert years[0][0].endswith("jahr=2018&bereich=16&skala=2022")


def test_limits_of_another_year_hold_and_are_named(atlas, client):
    # 2022: 4.0, 4.8, 5.0; 2018: 4.0, 6.0, 5.0
    own = client.get(RATE)
    then = client.get(f"{RATE.replace('jahr=2022', 'jahr=2018')}&skala=2022")

    assert legend_of(own) == ["4,0 (1)", "4,8 (1)", "5,0 (1)"]
    assert legend_of(then) == ["bis 4 (1)", "über 4 bis 4,8 (0)", "über 4,8 (2)"]
    assert "Grenzen wie 2022" in words_of(then)
    assert styles(then)["16063"] == "c3"


def test_limits_of_all_years_hold_for_each_and_are_named(atlas, client):
    first = client.get(f"{RATE}&skala=alle&klassen=equal:3")
    last = client.get(f"{RATE.replace('jahr=2022', 'jahr=2018')}&skala=alle&klassen=equal:3")

    texts = [[text.partition(" (")[0] for text in legend_of(one)] for one in (first, last)]
    assert texts[0] == texts[1]
    assert "Grenzen für 2018 bis 2022 gleich" in words_of(first)


def test_limits_of_all_years_stop_at_a_break_of_the_series(atlas, client):
    answer = client.get(f"{SHARE}&skala=alle")

    assert "Grenzen für 2019 bis 2022 gleich" in words_of(answer)


def test_form_keeps_the_limits_when_another_year_is_chosen(atlas, client):
    answer = client.get(f"{RATE.replace('jahr=2022', 'jahr=2018')}&auswahl=1&von=2022")

    assert answer["Location"].endswith("jahr=2018&bereich=16&skala=2022")


def test_form_forgets_the_part_when_other_areas_are_chosen(atlas, client):
    there = "county/2022-12-31/16"
    same = client.get(f"{RATE}&auswahl=1&lage=4:0.5:0.5&ort={there}")
    other = client.get(
        f"{RATE.replace('bereich=16', 'bereich=DG')}&auswahl=1&lage=4:0.5:0.5&ort={there}"
    )

    assert "lage=4:0.5:0.5" in same["Location"]
    assert "lage" not in other["Location"]


def test_form_leads_to_another_indicator_of_the_same_areas(atlas, client):
    answer = client.get(f"{SHARE}&auswahl=1&kennzahl=rate&merkmal=sex:F")
    followed = client.get(answer["Location"])

    assert followed["Location"] == RATE


def test_two_years_stand_side_by_side_with_one_legend(atlas, client):
    answer = client.get(f"{RATE}&daneben=jahr:2018")

    page, text = answer.content.decode(), words_of(answer)
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" viewBox') == 2
    assert "Grenzen für 2018 und 2022 gleich" in text
    assert "2018: Von 4,0 % (Eichsfeld) bis 6,0 % (Wartburgkreis)" in text
    assert "Wartburgkreis 4,8 6,0" in text


def test_years_across_a_break_are_said_not_to_compare(atlas, client):
    text = words_of(client.get(f"{SHARE}&daneben=jahr:2018"))

    assert "2018 und 2022 sind nicht vergleichbar: neue Abgrenzung." in text


def test_women_and_men_stand_side_by_side(atlas, client):
    text = words_of(client.get(f"{SHARE}&merkmal=sex:F&daneben=merkmal:sex:M"))

    assert "daneben: Männer" in text
    assert "Frauen: Von" in text
    assert "Männer: Von" in text


def test_two_indicators_have_a_legend_each(atlas, client):
    answer = client.get(f"{RATE}&daneben=kennzahl:people")

    text = words_of(answer)
    assert "Menschen, 2022: Von" in text
    assert answer.content.decode().count('class="legend k') == 2
    assert "Wartburgkreis 4,8 10.000" in text


def test_indicator_beside_without_the_year_shows_the_nearest_and_says_it(atlas, client):
    base = "/atlas/karte/share/?ebene=kreis&stand=2022-12-31&jahr=2018&bereich=16"

    text = words_of(client.get(f"{base}&daneben=kennzahl:rate"))

    assert "Quote der Prüfung, 2018: Von" in text


def test_map_page_asks_no_other_server(atlas, client):
    answer = client.get(f"{RATE}&grund=an")

    assert "<image" not in answer.content.decode()
    assert "img-src 'self' data:" in answer["Content-Security-Policy"].split("; ")
    assert "Grundkarte" not in words_of(answer)


def test_a_figure_too_small_to_be_shown_is_no_edge_of_a_class(atlas, client, monkeypatch):
    from klammer_web.atlas.queries import classing, figures

    def without_six(rows, **_):
        return [{**row, "value": None} if row["value"] == 6.0 else dict(row) for row in rows]

    monkeypatch.setattr(classing, "shown", without_six)
    monkeypatch.setattr(figures, "shown", without_six)
    classing._values.cache_clear()  # remembers what was shown before

    try:
        answer = client.get(f"{RATE}&skala=alle&klassen=equal:3")
    finally:
        classing._values.cache_clear()

    assert "6,0" not in " ".join(legend_of(answer))
    assert "5,7" in " ".join(legend_of(answer))


def test_whole_map_of_many_areas_is_drawn_with_fewer_points_until_it_is_enlarged(atlas, client):
    many = TOWNS.replace("bereich=16063", "bereich=16")

    whole, part = client.get(many).content.decode(), client.get(f"{many}&lage=4:0.5:0.5")
    rough = re.search(r'<use href="([^"#]+)#', whole)[1].replace("&amp;", "&")
    fine = re.search(r'data-fine="([^"]+)"', whole)[1].replace("&amp;", "&")

    assert rough == f"{fine}&grob=1"
    assert f'<use href="{fine}#' in part.content.decode()
    ids = [
        re.findall(r'<path id="(\w+)"', client.get(one).content.decode()) for one in (rough, fine)
    ]
    assert ids[0] == [one for one in ids[1] if one in ids[0]]
    assert len([one for one in ids[0] if one.startswith("a16")]) == 631
    sizes = [len(client.get(one).content) for one in (rough, fine)]
    assert sizes[0] < 0.7 * sizes[1]
