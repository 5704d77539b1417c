# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where figures lie together: only what is tested is coloured, and what cannot be is said."""

import re

import pytest

from klammer.patterns.autocorrelation import hot_spots, local_moran, moran, rate_deviates
from klammer.patterns.weights import neighbour_weights
from klammer.territory.adjacency import neighbours
from tests.product.atlas.compared_atlas import COUNTIES, HIDDEN, PEOPLE, portion
from tests.product.atlas.test_comparing import cells
from tests.product.atlas.test_maps import words_of

PAGE = "/atlas/vergleich/haeufungen/portion/"
OF_2022 = "?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"


def by_hand():
    """The same test without the page: counted figures as deviates, neighbours by their borders."""
    places = {area: place for place, area in enumerate(COUNTIES) if area != HIDDEN}
    deviates = rate_deviates([portion(n, "2022") for n in places.values()], [PEOPLE] * len(places))
    values = dict(zip(places, (float(z) for z in deviates), strict=True))
    beside = neighbours("county", "2022-12-31")
    weights = neighbour_weights({area: beside[area] for area in sorted(COUNTIES)})
    return values, weights


def test_page_says_what_the_test_found(compared, client):
    values, weights = by_hand()
    whole = moran(weights.ordered(values), weights.row_standardised(), seed=2026)
    local = local_moran(weights.ordered(values), weights, seed=2026)

    page = client.get(f"{PAGE}{OF_2022}")
    text = words_of(page)

    assert page.status_code == 200
    assert f"Morans I = {whole.value:.2f}".replace(".", ",") in text.replace("\xa0", " ")
    assert "Bei nur 21 Gebieten" in text
    for one in local.areas:
        said = cells(page, one.area)[1]
        assert ("hoch" in said or "niedrig" in said) == bool(one.cluster), one


def test_second_test_says_what_it_found(compared, client):
    values, weights = by_hand()
    spots = hot_spots(weights.ordered(values), weights, seed=2026)

    page = client.get(f"{PAGE}{OF_2022}")

    assert "Getis-Ord Gi*" in words_of(page)
    for one in spots.areas:
        said = cells(page, one.area)[2]
        assert ("beisammen" in said) == bool(one.spot), one


def test_hidden_county_is_hatched_and_takes_no_part(compared, client):
    page = client.get(f"{PAGE}{OF_2022}")

    assert cells(page, HIDDEN) == ["•", "", "", ""]
    shape = re.search(rf'<(?:use|path)[^>]*data-area="{HIDDEN}"[^>]*>', page.content.decode())
    assert shape is not None
    assert "suppressed" in shape.group()


@pytest.mark.parametrize(
    ("indicator", "why"),
    [
        ("even", "denselben Wert"),
        ("lonely", "Nur 1 Gebiete"),
        ("income", "Fallzahlen liegen nicht"),
    ],
)
def test_page_says_why_something_is_not_tested(compared, client, indicator, why):
    page = client.get(f"/atlas/vergleich/haeufungen/{indicator}/", follow=True)

    assert page.status_code == 200
    assert why in words_of(page)


def test_address_is_read_again_as_it_was_seen(compared, client):
    answer = client.get(
        "/atlas/laden/csv/", {"ansicht": f"{PAGE}{OF_2022}", "freigabe": compared.root[:12]}
    )

    table = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert answer.status_code == 200
    assert "Häufung" in table
    assert "16063" in table


@pytest.mark.parametrize("query", ["?ebene=dorf", "?jahr=1789", "?bereich=99", "?gebiet=00000"])
def test_odd_address_is_refused_with_a_reason(compared, client, query):
    answer = client.get(f"{PAGE}{query}")

    assert answer.status_code in {400, 404}
    assert "Traceback" not in answer.content.decode()
