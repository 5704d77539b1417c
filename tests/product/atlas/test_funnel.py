# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What chance carries where: areas outside are named, smoothed figures stand beside counted ones."""

import math

import pytest

from tests.product.atlas.compared_atlas import COUNTIES, HIDDEN, PEOPLE, portion
from tests.product.atlas.test_comparing import cells
from tests.product.atlas.test_maps import words_of

PAGE = "/atlas/vergleich/trichter/portion/"
OF_2022 = "?ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"
COUNTED = {area: portion(n, "2022") for n, area in enumerate(COUNTIES) if area != HIDDEN}
TARGET = sum(COUNTED.values()) / (PEOPLE * len(COUNTED))


def half(quantile):
    """P ∓ z√(P(1 − P) ÷ n), computed here."""
    return quantile * math.sqrt(TARGET * (1 - TARGET) / PEOPLE)


def test_areas_outside_are_counted_and_marked(compared, client):
    page = client.get(f"{PAGE}{OF_2022}")
    outside = [a for a, n in COUNTED.items() if abs(n / PEOPLE - TARGET) > half(1.959964)]

    assert page.status_code == 200
    assert f"{len(outside)} von 21 Kreisen" in words_of(page)
    for area, cases in COUNTED.items():
        apart = cases / PEOPLE - TARGET
        far = "weit " if abs(apart) > half(3.090232) else ""
        side = "darüber" if apart > 0 else "darunter"
        expected = f"{far}{side}" if area in outside else "im Rahmen des Zufalls"
        assert cells(page, area)[1].startswith(expected), area


def test_smoothed_figure_stands_beside_the_counted_one(compared, client):
    page = client.get(f"{PAGE}{OF_2022}")
    rates = {area: cases / PEOPLE for area, cases in COUNTED.items()}
    spread = sum((r - TARGET) ** 2 for r in rates.values()) / len(rates) - TARGET / PEOPLE
    own = spread / (spread + TARGET / PEOPLE)

    for area, rate in rates.items():
        raw, *_, smooth, share = cells(page, area)
        assert raw == f"{100 * rate:.1f}".replace(".", ",")
        assert smooth == f"{100 * (TARGET + own * (rate - TARGET)):.1f}".replace(".", ",")
        assert share.replace("\xa0", " ") == f"{100 * own:.0f} %"


def test_hidden_county_has_a_sign_and_nothing_else(compared, client):
    page = client.get(f"{PAGE}{OF_2022}")

    assert cells(page, HIDDEN) == ["•", "", "", "", "", ""]
    assert f'data-area="{HIDDEN}"><title>' not in page.content.decode()


@pytest.mark.parametrize(
    ("indicator", "why"),
    [
        ("income", "lässt sich nicht berechnen. Die Quelle liefert"),
        ("lonely", "lässt sich nicht berechnen. Die Quelle liefert"),
    ],
)
def test_page_says_why_there_is_no_funnel(compared, client, indicator, why):
    page = client.get(f"/atlas/vergleich/trichter/{indicator}/", follow=True)

    assert page.status_code == 200
    assert why in words_of(page)
    assert ">geglättet<" not in page.content.decode()


def test_few_areas_have_no_common_figure(compared, client):
    page = client.get(f"{PAGE}{OF_2022}&mit=16061,16062,16063,16064")

    assert "Nur von 4 Gebieten" in words_of(page)


def test_areas_that_are_all_alike_lie_inside(compared, client, monkeypatch):
    """Every county as the first: 1,000 of 20,000."""
    from klammer_web.atlas.queries import funnel

    alike = lambda rows: ([1000.0] * len(rows), [20_000.0] * len(rows))  # noqa: E731  # reason: one line says it
    monkeypatch.setattr(funnel, "_counts", alike)
    page = client.get(f"{PAGE}{OF_2022}&gebiet=16051")

    assert "Alle 21" in words_of(page)
    assert cells(page, "16077")[-1].replace("\xa0", " ") == "0 %"


def test_address_is_read_again_as_it_was_seen(compared, client):
    answer = client.get(
        "/atlas/laden/csv/", {"ansicht": f"{PAGE}{OF_2022}", "freigabe": compared.root[:12]}
    )

    table = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert answer.status_code == 200
    assert "geglättet" in table
    assert "16063" in table
