# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far a figure rises over areas ordered by another: fifths by hand, the index by the library."""

import re

import pytest

from klammer.base.quantities import Kind
from klammer.patterns.slope import slope_index
from tests.product.atlas.compared_atlas import COUNTIES, HIDDEN, PEOPLE, portion
from tests.product.atlas.test_comparing import cells
from tests.product.atlas.test_maps import words_of

PAGE = "/atlas/vergleich/gefaelle/portion/"
OF_2022 = "?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16&und=income"
# 21 counties with both figures, lowest income first; fifths end at 4, 8, 13, 17, 21
SHOWN = [n for n, area in enumerate(COUNTIES) if area != HIDDEN]
FIFTHS = [SHOWN[:4], SHOWN[4:8], SHOWN[8:13], SHOWN[13:17], SHOWN[17:]]


def test_fifths_start_with_the_lowest_income(compared, client):
    page = client.get(f"{PAGE}{OF_2022}")
    cases = [
        int(one.replace(".", ""))
        for one in re.findall(
            r'<th scope="row">\d</th><td>[^<]*</td><td[^>]*>[^<]*</td><td[^>]*>([\d.]+)</td>',
            page.content.decode(),
        )
    ]

    assert page.status_code == 200
    assert cases == [sum(portion(n, "2022") for n in fifth) for fifth in FIFTHS]


def test_sentence_says_the_slope_that_the_library_finds(compared, client):
    found = slope_index(
        [sum(portion(n, "2022") for n in fifth) for fifth in FIFTHS],
        [PEOPLE * len(fifth) for fifth in FIFTHS],
        kind=Kind.PROPORTION,
        factor=100,
        seed=2026,
    )
    text = words_of(client.get(f"{PAGE}{OF_2022}")).replace("\xa0", " ")

    assert found.direction == 1
    assert f"Der Wert steigt von {found.first:.1f} % am belasteten bis".replace(".", ",") in text
    assert f"{found.rii:.2f}-mal so hoch".replace(".", ",") in text


def test_hidden_county_is_in_no_group(compared, client):
    page = client.get(f"{PAGE}{OF_2022}")

    assert cells(page, HIDDEN)[0] == "•"
    assert "Geordnet sind 21 Gebiete" in words_of(page)


def test_page_asks_for_an_order_first(compared, client):
    text = words_of(client.get(f"{PAGE}{OF_2022.partition('&und')[0]}"))

    assert "Wählen Sie, wonach die Gebiete geordnet werden sollen" in text


@pytest.mark.parametrize(
    ("indicator", "more", "why"),
    [
        ("portion", "jahr=2022&und=even", "ist überall gleich"),
        ("portion", "jahr=2022&und=lonely", "Nur 1 Gebiete"),
        ("portion", "jahr=2022&und=income&mit=16061,16062,16063,16064", "Nur 4 Gebiete"),
        ("income", "jahr=2021&und=portion", "lässt sich nicht berechnen. Die Quelle liefert"),
    ],
    ids=["constant", "one", "few", "delivered"],
)
def test_page_says_why_there_is_no_slope(compared, client, indicator, more, why):
    address = f"/atlas/vergleich/gefaelle/{indicator}/?ebene=kreis&stand=2022-12-31&bereich=16"
    page = client.get(f"{address}&{more}")

    assert page.status_code == 200
    assert why in words_of(page)


def test_address_is_read_again_as_it_was_seen(compared, client):
    answer = client.get(
        "/atlas/laden/csv/", {"ansicht": f"{PAGE}{OF_2022}", "freigabe": compared.root[:12]}
    )

    assert answer.status_code == 200
    assert "Nenner" in b"".join(answer.streaming_content).decode("utf-8-sig")
