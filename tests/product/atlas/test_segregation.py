# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a group lives apart: computed by hand, chance taken off, years beside each other."""

import html
import re

import pytest

from klammer.patterns import chance
from klammer.patterns.segregation import segregation
from tests.product.atlas.compared_atlas import COUNTIES, HIDDEN, PEOPLE, portion
from tests.product.atlas.test_comparing import cells
from tests.product.atlas.test_maps import words_of

PAGE = "/atlas/vergleich/trennung/portion/"
OF_2022 = "?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"


def counted(year):
    """Cases of the counties that are shown in a year."""
    return [
        portion(n, year) for n, a in enumerate(COUNTIES) if (a, year) != (HIDDEN, "2022")
    ]  # fmt: skip


def by_hand(year):
    """D = ½ Σ |aᵢ ÷ A − bᵢ ÷ B| and xPx = Σ (xᵢ ÷ X)(xᵢ ÷ tᵢ), computed here."""
    group = counted(year)
    rest = [PEOPLE - x for x in group]
    apart = sum(abs(x / sum(group) - r / sum(rest)) for x, r in zip(group, rest, strict=True)) / 2
    return apart, sum(x / sum(group) * x / PEOPLE for x in group)


def german(value, decimals):
    return f"{value:.{decimals}f}".replace(".", ",")


def row(page, year):
    """The cells of one year."""
    found = re.search(rf'<th scope="row">{year}.*?</tr>', page.content.decode(), re.DOTALL).group()
    return [
        html.unescape(re.sub(r"<[^>]+>", "", one)).replace("\xa0", " ")
        for one in re.findall(r"<td[^>]*>(.*?)</td>", found, re.DOTALL)
    ]


@pytest.mark.parametrize("year", ["2018", "2022"])
def test_years_stand_beside_each_other_with_and_without_chance(compared, client, year):
    page = client.get(f"{PAGE}{OF_2022}")
    apart, isolation = by_hand(year)
    group = counted(year)
    free = segregation(group, [PEOPLE] * len(group), seed=2026)

    observed, expected, value, span, meets, _, areas = row(page, year)
    assert observed == german(apart, 3)
    assert (expected, value) == (german(free.expected, 3), german(free.value, 3))
    assert german(free.low, 3) in span
    assert german(free.high, 3) in span
    assert meets == f"{german(100 * isolation, 1)} %"
    assert areas == str(len(group))


def test_change_is_tested_over_the_areas_of_both_years(compared, client):
    text = words_of(client.get(f"{PAGE}{OF_2022}"))
    both = [n for n, area in enumerate(COUNTIES) if area != HIDDEN]
    ends = [
        segregation([portion(n, year) for n in both], [PEOPLE] * len(both), seed=2026)
        for year in ("2018", "2022")
    ]

    assert chance.change(*ends).direction == -1  # steps of 160 cases became steps of 80
    assert "Die Trennung ist von 2018 bis 2022 kleiner geworden" in text


def test_page_says_which_group_and_why_sex_makes_no_sense(compared, client):
    text = words_of(client.get(f"{PAGE}{OF_2022}"))

    assert "Gezählt: Fälle · unter allen: Menschen" in text
    assert "Frauen und Männer" in text


def test_hidden_county_takes_no_part(compared, client):
    page = client.get(f"{PAGE}{OF_2022}")

    assert cells(page, HIDDEN) == ["•", "", ""]
    assert "Gerechnet über 21" in words_of(page)


@pytest.mark.parametrize("indicator", ["income", "even", "lonely"])
def test_page_says_why_there_is_no_group(compared, client, indicator):
    page = client.get(f"/atlas/vergleich/trennung/{indicator}/", follow=True)

    assert page.status_code == 200
    assert "kein Anteil einer Gruppe" in words_of(page)


def test_few_areas_say_nothing(compared, client):
    page = client.get(f"{PAGE}{OF_2022}&mit=16061,16062,16063,16064")

    assert "Nur 4 Gebiete" in words_of(page)


def test_group_spread_alike_is_not_said_to_live_apart():
    """The same share everywhere: no separation is claimed."""
    from klammer_web.atlas.queries.segregation import _beyond

    found = _beyond(tuple((area, 1000.0, 20_000.0) for area in COUNTIES))

    assert (found.observed, found.low) == (0, 0)
    assert not found.is_distinct


def test_address_is_read_again_as_it_was_seen(compared, client):
    answer = client.get(
        "/atlas/laden/csv/", {"ansicht": f"{PAGE}{OF_2022}", "freigabe": compared.root[:12]}
    )

    assert answer.status_code == 200
    assert "Isolation" in b"".join(answer.streaming_content).decode("utf-8-sig")


def test_counts_without_known_chance_are_measured_and_nothing_is_taken_off(
    compared, client, monkeypatch
):
    """As where a stock is counted in full: the index stands, no limits, no claim of a change."""
    from klammer_web.atlas.queries import compared as reading

    monkeypatch.setattr(reading, "by_chance", lambda rows, definition: [])  # noqa: ARG005  # reason: asked alike
    page = client.get(f"{PAGE}{OF_2022}&gebiet=16051")
    text = words_of(page)

    assert row(page, "2022")[0] == german(by_hand("2022")[0], 3)
    assert "lässt sich nicht berechnen" in text
    assert "ohne Zufall" not in text
    assert "größer geworden" not in text
    assert "kleiner geworden" not in text
