# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search page: what it finds for whom, and what it says when there is nothing."""

import re

import pytest

from klammer_web.accounts.enums import Role
from klammer_web.chain.search import entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(instance):
    """An instance whose objects can be found."""
    entries.rebuild()
    return instance


def test_search_page_finds_a_municipality_by_name_and_by_key(client, found):
    for asked in ("Gerstungen", "gerstungn", "16063097"):
        page = client.get("/suche/", {"q": asked}).content.decode()
        assert "/atlas/profil/16063097/" in page


def test_search_page_shows_deliveries_to_those_who_work_with_data(client, found, as_role):
    asked = {"q": "Lieferung", "art": "catalogue.delivery"}
    assert "/daten/lieferungen/" not in client.get("/suche/", {"q": "Original"}).content.decode()
    signed_in = as_role(Role.DATA_STEWARD)
    title = next(iter(_deliveries(found)))
    page = signed_in.get("/suche/", {"q": title, "art": asked["art"]}).content.decode()
    assert "/daten/lieferungen/" in page


def _deliveries(instance):
    from klammer.pipeline import deliveries

    return [one.title for one in deliveries.accepted(instance)]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "Gebiete, Kennzahlen, Lieferungen"),
        ("Zyklotron", "Nichts gefunden"),
        ("<script>", "Nichts gefunden"),
        ("x" * 5000, "Nichts gefunden"),
    ],
)
def test_search_page_says_what_to_do_without_hits(client, instance, asked, said):
    answer = client.get("/suche/", {"q": asked, "seite": "99999", "art": "'"})
    assert (answer.status_code, said in answer.content.decode()) == (200, True)
    assert "<script>" not in answer.content.decode().split("<main")[1]


@pytest.mark.parametrize("address", ["/suche/", "/suche/vorschlaege/"])
def test_indicator_and_area_named_together_lead_to_the_series(client, found, address):
    page = client.get(address, {"q": "Frauenanteil im Wartburgkreis"}).content.decode()

    assert "/atlas/zeitreihe/frauenanteil/16063/" in page


def test_suggestions_are_few_and_lead_to_what_they_name(client, found):
    answer = client.get("/suche/vorschlaege/", {"q": "gerst"})

    lines = re.findall(r'data-address="([^"]+)".*?suggest__word">([^<]+)<', answer.content.decode())
    assert ("/atlas/profil/16063097/", "Gerstungen") in lines
    assert len(lines) <= 7
    assert answer["Cache-Control"] == "private, max-age=60"


@pytest.mark.parametrize(
    "asked", ["", " ", "Zyklotron", "<script>", "x" * 5000, "a b c d e f g h i", "%00", "'"]
)
def test_suggestions_of_what_nothing_fits_are_empty(client, instance, asked):
    answer = client.get("/suche/vorschlaege/", {"q": asked})

    assert (answer.status_code, answer.content.decode().strip()) == (200, "")


def test_suggestions_show_nobody_what_the_search_does_not(client, found, as_role):
    asked = {"q": next(iter(_deliveries(found)))}
    assert "/daten/lieferungen/" not in client.get("/suche/vorschlaege/", asked).content.decode()
    signed_in = as_role(Role.DATA_STEWARD)
    assert "/daten/lieferungen/" in signed_in.get("/suche/vorschlaege/", asked).content.decode()
