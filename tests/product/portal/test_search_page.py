# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search page: what it finds for whom, and what it says when there is nothing."""

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
