# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Odd figures and odd addresses on every page that compares: a sensible page, a reason each time.

Odd figures: all secret, all missing, one value, negative, huge, tiny, all zero.
"""

import re
from itertools import product

import pytest

from tests.factories import observation
from tests.product.atlas.compared_atlas import COUNTIES, DEFINED, _delivers, _features, _portions
from tests.product.atlas.small_atlas import small_atlas
from tests.product.atlas.test_maps import words_of

PLACE = "ebene=kreis&stand=2022-12-31&jahr=2022&bereich=16"
TOWN = "16063003"
SECRET = {"status": "suppressed", "secrecy": "suppressed_at_source"}
ODD = {
    "single": [(3.5, {})] + [(None, SECRET)] * (len(COUNTIES) - 1),
    "negative": [(-4.0 - place, {}) for place in range(len(COUNTIES))],
    "huge": [(9.0e15 + 1e12 * place, {}) for place in range(len(COUNTIES))],
    "tiny": [(1.0e-9 * (place + 1), {}) for place in range(len(COUNTIES))],
    "zeros": [(0.0, {"status": "zero"})] * len(COUNTIES),
    "hidden_zeros": [(0.0, {"status": "zero_or_hidden"})] * len(COUNTIES),
}
OF_INDICATOR = {
    "ranking": "/atlas/vergleich/rangfolge/{0}/?" + PLACE + "&gebiet=16063",
    "distribution": "/atlas/vergleich/verteilung/{0}/?" + PLACE + "&gebiet=16063",
    "scatter": "/atlas/vergleich/zusammenhang/{0}/?" + PLACE + "&und=portion",
    "inequality": "/atlas/vergleich/ungleichheit/{0}/?" + PLACE,
    "surroundings": "/atlas/vergleich/umfeld/16063/?stand=2022-12-31&kennzahl={0}",
    "multiples": "/atlas/verlaeufe/{0}/?" + PLACE,
    "series": "/atlas/zeitreihe/{0}/16063/?stand=2022-12-31",
    "map": "/atlas/karte/{0}/?" + PLACE,
    "map against similar": "/atlas/karte/{0}/?" + PLACE + "&vergleich=aehnliche:16063",
}
OF_AREA = {
    "profile": "/atlas/profil/16063/?umfang=alles",
    "profile against similar": "/atlas/profil/16063/?umfang=alles&vergleich=aehnliche:16063",
    "spine": "/atlas/vergleich/gebiet/16063/?stand=2022-12-31&gegen=16&unter=16&umfang=alles",
    "spine on similar": "/atlas/vergleich/gebiet/16063/?stand=2022-12-31"
    "&gegen=aehnliche:16063&unter=aehnliche&umfang=alles",
    "similar": "/atlas/vergleich/aehnliche/16063/?stand=2022-12-31",
}
BROKEN = re.compile(r"\b(nan|inf|None|NaN)\b|\d[eE][+-]?\d")


def _rows():
    rows = []
    for name, cells in ODD.items():
        for area, (value, more) in zip(COUNTIES, cells, strict=True):
            rows.append(observation(area, name, value, **more))
    rows += [observation(area, "secret", None, **SECRET) for area in COUNTIES]
    rows += [observation(area, "secret", 5.0, period="2021") for area in COUNTIES]
    return rows


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """An instance in which nothing is usual."""
    defined = (
        *DEFINED,
        *(_delivers(name, f"Zahl {name}", "je 100", headline=True) for name in (*ODD, "secret")),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("klammer.pipeline.instance.LIBRARY", tmp_path_factory.mktemp("library"))
        rows = [*_portions(), *_features(), *_rows()]
        return small_atlas(tmp_path_factory.mktemp("odd"), more=rows, definitions=defined).folder


@pytest.fixture
def odd(built, settings, db):
    """The instance, served to be read only."""
    settings.INSTANCE = built


def sound(answer):
    """Whether a page says something, and nothing that only a program understands."""
    text = words_of(answer)
    assert answer.status_code == 200, text[:300]
    broken = [found[0] for found in BROKEN.finditer(text)]
    assert broken == []
    return text


@pytest.mark.parametrize(
    ("view", "indicator"),
    list(product(OF_INDICATOR, ODD)),
    ids=str,
)
def test_page_of_one_figure_stands(odd, client, view, indicator):
    assert f"Zahl {indicator}" in sound(client.get(OF_INDICATOR[view].format(indicator)))


@pytest.mark.parametrize("view", OF_AREA)
def test_page_of_one_area_stands(odd, client, view):
    assert "Wartburgkreis" in sound(client.get(OF_AREA[view]))


@pytest.mark.parametrize("view", ["ranking", "distribution", "inequality"])
def test_page_says_why_there_is_nothing_to_compare(odd, client, view):
    text = sound(client.get(OF_INDICATOR[view].format("single")))

    assert re.search("Nur 1 von 22|weniger als zwei|21 geheim", text)


STATES = ["ranking", "distribution", "scatter", "inequality", "multiples"]


@pytest.mark.parametrize("view", STATES)
@pytest.mark.parametrize(
    ("change", "status"),
    [
        (("jahr=2022", "jahr=1066"), 404),
        (("jahr=2022", "jahr=zweitausend"), 404),
        (("bereich=16", "bereich=99"), 404),
        (("bereich=16", "bereich=%3Cb%3E"), 400),
        (("stand=2022-12-31", "stand=gestern"), 404),
        (("ebene=kreis", "ebene=galaxie"), 400),
        (("bereich=16", "bereich=16&merkmal=sex:F,sex:M,age:Y9T1"), 404),
        (("bereich=16", "bereich=" + "9" * 400), 400),
    ],
    ids=["year", "word for a year", "no Land", "markup", "boundary", "level", "group", "long"],
)
def test_address_that_means_nothing_is_refused_with_a_way_out(odd, client, view, change, status):
    address = OF_INDICATOR[view].format("portion").replace(*change)

    answer = client.get(address)

    assert answer.status_code == status
    assert (
        "<b>" not in answer.content.decode().partition('id="inhalt"')[2].partition("</h1>")[2][:400]
    )
    assert "So geht es weiter" in words_of(answer)


@pytest.mark.parametrize("view", STATES)
def test_year_in_which_everything_is_secret_names_the_years_with_figures(odd, client, view):
    answer = client.get(OF_INDICATOR[view].format("secret"))

    assert answer.status_code == 404
    assert "Für 2022 gibt es hier keine Werte. Vorhanden: 2021." in words_of(answer)


@pytest.mark.parametrize("count", ["0", "1", "99", "-3", "viele", "5,5", "1e9"])
def test_number_of_classes_that_cannot_be_is_refused(odd, client, count):
    answer = client.get(OF_INDICATOR["map"].format("negative") + f"&klassen=quantile:{count}")

    assert answer.status_code == 400


@pytest.mark.parametrize("view", [*OF_INDICATOR, "gap"])
def test_unknown_figure_is_refused_everywhere(odd, client, view):
    addresses = {**OF_INDICATOR, "gap": "/atlas/abstand/{0}/16063/?stand=2022-12-31"}

    answer = client.get(addresses[view].format("drachen"), follow=True)

    assert answer.status_code == 404
    assert "drachen" in words_of(answer)


def test_profile_of_a_town_without_any_figure_says_so(odd, client):
    text = sound(client.get(f"/atlas/profil/{TOWN}/"))

    assert "Hier nicht vorhanden" in text
