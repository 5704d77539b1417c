# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comparing areas in one indicator: what is said is tested, and what cannot be tested is said."""

import re

import pytest

from tests.product.atlas.compared_atlas import COUNTIES, HIDDEN
from tests.product.atlas.test_maps import words_of

RANKING, SPREAD, TOGETHER, APART = (
    f"/atlas/vergleich/{name}/"
    for name in ("rangfolge", "verteilung", "zusammenhang", "ungleichheit")
)
OF_2022 = "?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"


def bars(response):
    """Area → (first, last) rank as the picture says it."""
    page = response.content.decode().partition("compare--narrow")[0]
    found = re.findall(r'data-area="(\d+)"><title>[^<]*Rang (\d+)(?: bis (\d+))?</title>', page)
    return {area: (int(low), int(high or low)) for area, low, high in found}


def cells(response, key):
    """The cells of one area's row."""
    import html

    row = re.search(rf'<tr data-area="{key}".*?</tr>', response.content.decode(), re.DOTALL).group()
    found = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", one)).strip() for one in found]


def test_open_address_is_answered_with_the_full_one(compared, client):
    answer = client.get(f"{RANKING}portion/?gebiet=16063")

    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{RANKING}portion/{OF_2022}&gebiet=16063",
    )


def test_person_of_a_county_gets_it_marked_and_may_leave_it(compared, client, county, signed_in):
    signed_in(county)

    assert client.get(f"{RANKING}portion/")["Location"].endswith("&gebiet=16063")
    assert "gebiet" not in client.get(f"{RANKING}portion/?gebiet=")["Location"]


def test_ranks_are_intervals_and_the_highest_comes_first(compared, client):
    answer = client.get(f"{RANKING}portion/{OF_2022}&gebiet=16063")

    found = bars(answer)
    assert len(found) == 21  # 22 counties, one is secret
    # Neighbours are 80 cases apart, chance makes some 48 of 2,680: the next may come first
    assert found[COUNTIES[-1]] == (1, 2)
    assert found[COUNTIES[0]] == (21, 21)  # 1,000 cases: chance makes some 31
    assert list(found) == [key for key in reversed(COUNTIES) if key != HIDDEN]


def test_page_says_where_the_own_area_certainly_stands(compared, client):
    text = words_of(client.get(f"{RANKING}portion/{OF_2022}&gebiet=16077"))

    assert "im oberen Drittel (Rang 1 bis 2)." in text
    assert "Von den 21 Kreisen und kreisfreien Städten liegen 6 mit hoher Sicherheit" in text


def test_secret_area_has_a_sign_and_no_rank(compared, client):
    answer = client.get(f"{RANKING}portion/{OF_2022}")

    value, interval, ranks, third = cells(answer, HIDDEN)
    assert (value, interval, ranks, third) == ("•", "", "", "")
    assert "1 geheim" in words_of(answer)


def test_delivered_figure_has_no_rank_at_all_and_the_page_says_why(compared, client):
    answer = client.get(f"{RANKING}income/?ebene=kreis&stand=2022-12-31&jahr=2021&bereich=16")

    text = words_of(answer)
    assert "Eine Rangfolge wäre hier geraten. Die Quelle liefert nur den fertigen Wert" in text
    assert "Rang (90 %)" not in text
    assert bars(answer) == {}
    assert len(cells(answer, "16063")) == 1


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("lonely", "Nur 1 von 22 Gebieten haben einen Wert."),
        ("even", "Alle 22 Kreise und kreisfreie Städte mit Wert: 7,5 je 100."),
        ("people", "Absolute Zahlen ordnen nach der Größe der Gebiete"),
    ],
)
def test_ranking_without_ranks_has_a_reason(compared, client, indicator, said):
    answer = client.get(f"{RANKING}{indicator}/{OF_2022}")

    assert answer.status_code == 200
    assert said in words_of(answer)


def test_chosen_areas_are_compared_alone_even_across_the_border(compared, client):
    answer = client.get(f"{RANKING}portion/{OF_2022}&gebiet=16063&mit=16061,16077")

    assert sorted(bars(answer)) == ["16061", "16063", "16077"]
    assert "3 ausgewählte Kreise" in words_of(answer)


def test_same_address_gives_the_same_ranks(compared, client):
    from klammer_web.atlas.queries import ranking
    from klammer_web.atlas.views import comparing

    first = bars(client.get(f"{RANKING}portion/{OF_2022}"))
    comparing._ANSWERS._answers.clear()
    ranking._intervals.cache_clear()

    assert bars(client.get(f"{RANKING}portion/{OF_2022}")) == first


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        ("&gebiet=99999", 404, "gibt es auf dieser Ebene nicht"),
        ("&gebiet=16063003", 404, "gibt es auf dieser Ebene nicht"),
        ("&mit=16061,abc", 400, "Ein Gebiet „abc“ gibt es auf dieser Ebene nicht"),
        (f"&mit={','.join(f'{n:05}' for n in range(41))}", 400, "Das sind 41 Gebiete"),
        ("&und=unbekannt", 404, "ist in der Freigabe nicht enthalten"),
        ("&jahr=1890", 404, "Für 1890 gibt es hier keine Werte"),
    ],
    ids=["area", "level", "group", "many", "second", "year"],
)
def test_address_that_asks_for_what_is_not_there_is_refused_with_a_reason(
    compared, client, more, status, said
):
    answer = client.get(f"{RANKING}portion/{OF_2022}{more}")

    assert answer.status_code == status
    assert said in words_of(answer)


def test_form_leads_to_another_indicator_with_what_fits(compared, client):
    answer = client.get(f"{RANKING}portion/{OF_2022}&gebiet=16063&kennzahl=income&auswahl=1")

    assert answer["Location"] == (
        f"{RANKING}income/?ebene=kreis&stand=2022-12-31&jahr=2021&bereich=16&gebiet=16063"
    )


def test_area_of_another_level_is_dropped_by_the_form(compared, client):
    answer = client.get(
        f"{RANKING}portion/?ebene=gemeinde&stand=2022-12-31&jahr=2022&bereich=16&gebiet=16063&auswahl=1"
    )

    assert "gebiet" not in answer["Location"]
    assert "ebene=gemeinde" in answer["Location"]


def test_spread_names_lowest_quarters_and_highest(compared, client):
    text = words_of(
        client.get(
            f"{SPREAD}portion/?ebene=kreis&stand=2022-12-31&jahr=2020&bereich=16&gebiet=16063"
        )
    )

    # 22 values from 5.0 in steps of 0.8: quarters at 5.25, 10.5 and 15.75 steps
    assert "5,0 9,2 13,4 17,6 21,8 22" in text
    assert (
        "Im Wartburgkreis steht 10,6 %: ein Wert in der mittleren Hälfte, unter der Mitte." in text
    )


def test_spread_of_too_few_values_says_so(compared, client):
    text = words_of(client.get(f"{SPREAD}lonely/{OF_2022}&gebiet=16061"))

    assert "Für weniger als zwei von 22 Gebieten liegt ein Wert vor." in text
    assert "zu wenige Werte" in text


def test_two_figures_go_together_and_nothing_causes_anything(compared, client):
    text = words_of(client.get(f"{TOGETHER}portion/{OF_2022}&und=income"))

    assert "Wo „Anteil“ höher ist, ist auch „Einkommen“ im Schnitt höher" in text
    assert "r = 1,00" in text
    assert "Zusammen heißt nicht: deshalb." in text
    assert (
        "„Einkommen“ gibt es für 2022 nicht; gezeigt wird das nächste Jahr mit Werten, 2021."
        in text
    )
    assert "Ohne beide Werte: 1" in text


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("even", "Eine der beiden Größen ist überall gleich."),
        ("lonely", "Nur 1 Gebiete haben beide Werte."),
        ("portion", "r = 1,00"),
        ("", "Wählen Sie, womit „Anteil“ verglichen werden soll."),
        ("nothing", "„Vereine“ gibt es nicht für Kreise und kreisfreie Städte."),
    ],
)
def test_second_figure_that_says_nothing_is_told(compared, client, other, said):
    answer = client.get(f"{TOGETHER}portion/{OF_2022}&und={other}")

    assert answer.status_code == 200
    assert said in words_of(answer)


def test_gap_that_closes_is_said_to_close_because_it_was_tested(compared, client):
    text = words_of(
        client.get(f"{APART}portion/?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16")
    )

    assert "Das ist mehr als Zufall" in text
    assert "lagen zwischen dem niedrigsten und dem höchsten von 21 Werten" in text
    assert "8,4 Prozentpunkte" in text  # 13.4 − 5.0


def test_gap_between_years_of_the_same_areas_is_compared(compared, client):
    text = words_of(
        client.get(f"{APART}portion/?ebene=kreis&stand=2022-12-31&jahr=2020&bereich=16")
    )

    assert "Dass sich der Abstand verändert hat, ist nicht belegt." in text


def test_gap_of_delivered_figures_is_not_judged(compared, client):
    text = words_of(client.get(f"{APART}rate/?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"))

    assert "lässt sich nicht prüfen" in text
    assert "geworden" not in text


def test_municipalities_are_spread_beside_each_county(compared, client):
    text = words_of(client.get(f"{APART}portion/{OF_2022}"))

    # 100, 200, 300 and 0 of 2,000: 0 to 15 %, mean 7.5, deviation √31.25 = 5.6
    assert "Wartburgkreis 7,8 0,0 bis 15,0 5,6 4 0" in text


@pytest.mark.parametrize(
    ("indicator", "said"),
    [("even", "derselbe gedruckte Wert: 7,5 je 100"), ("lonely", "haben weniger als zwei Gebiete")],
)
def test_inequality_of_nothing_is_said(compared, client, indicator, said):
    answer = client.get(f"{APART}{indicator}/{OF_2022}")

    assert answer.status_code == 200
    assert said in words_of(answer)


@pytest.mark.parametrize("page", [RANKING, SPREAD, TOGETHER, APART])
def test_indicator_without_data_says_how_to_get_it(compared, client, page):
    text = words_of(client.get(f"{page}nothing/"))

    assert "Beim Registergericht erfragen." in text


@pytest.mark.parametrize(
    "address",
    [
        f"{RANKING}portion/{OF_2022}",
        f"{SPREAD}portion/{OF_2022}",
        f"{TOGETHER}portion/{OF_2022}&und=income",
        f"{APART}portion/{OF_2022}",
        "/atlas/vergleich/gebiet/16063/?stand=2022-12-31&gegen=16&unter=16",
        "/atlas/vergleich/aehnliche/16063/?stand=2022-12-31",
        "/atlas/vergleich/umfeld/16063/?stand=2022-12-31&kennzahl=portion",
    ],
    ids=["ranking", "spread", "together", "apart", "spine", "peers", "around"],
)
def test_comparison_is_taken_along_with_its_source(compared, client, address):
    from urllib.parse import quote

    page = client.get(address)
    answer = client.get(f"/atlas/laden/csv/?ansicht={quote(address, safe='/')}")

    assert page.context["seen"].address == address
    assert answer.status_code == 200
    assert len(b"".join(answer).decode("utf-8-sig").splitlines()) > 2


def test_ways_lead_on_and_keep_what_is_chosen(compared, client):
    page = client.get(f"{RANKING}portion/{OF_2022}&gebiet=16063").content.decode()

    assert 'aria-current="page">Rangfolge</a>' in page
    assert f'href="{SPREAD}portion/{OF_2022.replace("&", "&amp;")}&amp;gebiet=16063"' in page
    assert 'href="/atlas/vergleich/umfeld/16063/"' in page
